"""What may be shown of a survey's answers: figures with what they rest on, and nothing that gives a few away.

Results are for after closing. Figures from before and after a batch of answers, side by side, would tell the batch.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

import msgspec

from services.evaluation.surveys.disclosure import TOTAL, Classes, SuppressionPolicy, covers, publishable
from services.evaluation.surveys.figures import PLACES, Figures, Tally, figures
from services.evaluation.surveys.rounding import half_up
from services.evaluation.surveys.sample_size import SampleSizePolicy, needed
from services.evaluation.surveys.satisfaction import SatisfactionPolicy
from services.evaluation.surveys.skm import SkmPolicy
from services.evaluation.surveys.templates import Template
from shared.contracts.evaluation.surveys import Stratum
from shared.policy import Policies


class Rules(NamedTuple):
    """The versions of the policies that results are made by."""

    sample_size: SampleSizePolicy
    suppression: SuppressionPolicy
    satisfaction: SatisfactionPolicy
    skm: SkmPolicy


class Breakdown(msgspec.Struct, frozen=True):
    """The figures of one class, or that they are suppressed."""

    dimension: str
    code: str
    suppressed: bool
    figures: Figures | None


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """What may be shown, and beside it what it rests on.

    `participants` have handed in, `answers` are counted: where there are more answers, up to `surplus` of them may be
    counted twice. `response` is participants in percent of the invited, None where nobody is. `indicative` says that
    fewer than `needed` speak for the invited (domain.md D4.2), by the smaller one of participants and answers.
    """

    template: str
    template_version: int
    kind: Literal["SATISFACTION", "SKM"]
    invited: int
    participants: int
    answers: int
    surplus: int
    response: Decimal | None
    needed: int
    indicative: bool
    suppressed: bool
    figures: Figures | None
    breakdowns: tuple[Breakdown, ...]
    rules: tuple[str, ...]


def rules_of(policies: Policies, on: date) -> Rules:
    """The rules of a day; those of the day of closing give results that stay as they are."""
    return Rules(
        policies.of(SampleSizePolicy, on),
        policies.of(SuppressionPolicy, on),
        policies.of(SatisfactionPolicy, on),
        policies.of(SkmPolicy, on),
    )


def results(
    asked: Template, strata: Sequence[Stratum], tallies: Iterable[Tally], participants: int, rules: Rules
) -> Results:
    """The results of a closed survey: in all, and by each class of its strata.

    `strata` are those of the opening, so that a class without any answer is shown as suppressed, like one with few;
    `tallies` are those of the strata that have slips, in any order.
    """
    invited = sum(stratum.invited for stratum in strata)
    counted = {_sorted(stratum.classes): Tally(stratum.classes, 0, {}, {}) for stratum in strata}
    counted |= {_sorted(tally.classes): tally for tally in tallies}
    slips = {classes: tally.slips for classes, tally in counted.items()}
    shown = {
        cell: figures(
            asked, [tally for classes, tally in counted.items() if covers(cell, classes)], rules.satisfaction, rules.skm
        )
        for cell in publishable(slips, rules.suppression)
    }
    answers, enough = sum(slips.values()), needed(invited, rules.sample_size)
    return Results(
        template=asked.code,
        template_version=asked.version,
        kind=asked.kind,
        invited=invited,
        participants=participants,
        answers=answers,
        surplus=max(answers - participants, 0),
        response=half_up(Fraction(participants * 100, invited), PLACES) if invited else None,
        needed=enough,
        indicative=min(answers, participants) < enough,
        suppressed=TOTAL not in shown,
        figures=shown.get(TOTAL),
        breakdowns=tuple(
            Breakdown(dimension, code, ((dimension, code),) not in shown, shown.get(((dimension, code),)))
            for dimension, code in sorted({one for classes in counted for one in classes})
        ),
        rules=tuple(policy.version for policy in rules),
    )


def _sorted(classes: dict[str, str]) -> Classes:
    return tuple(sorted(classes.items()))
