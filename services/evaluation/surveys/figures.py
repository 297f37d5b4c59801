"""What some answers say: means of questions and sections, satisfaction in points, or the index of SKM."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import msgspec

from services.evaluation.surveys.rounding import half_up
from services.evaluation.surveys.satisfaction import SatisfactionPolicy, normalised, together
from services.evaluation.surveys.skm import Skm, SkmPolicy, index
from services.evaluation.surveys.templates import Template

PLACES = 2


class Tally(msgspec.Struct, frozen=True):
    """The slips of one stratum: how many, and by question code the sum and the number of the scores."""

    classes: dict[str, str]
    slips: int
    sums: dict[str, int]
    counts: dict[str, int]


class QuestionFigure(msgspec.Struct, frozen=True):
    """The mean on the question's own scale, and for satisfaction also in points; None without scores."""

    code: str
    section: str
    mean: Decimal | None
    points: Decimal | None


class SectionFigure(msgspec.Struct, frozen=True):
    """Satisfaction with the questions of a section in points; None without scores."""

    code: str
    points: Decimal | None


class Figures(msgspec.Struct, frozen=True):
    """What so many answers say: sections and points where the template asks for satisfaction, `skm` where it is SKM."""

    answers: int
    questions: tuple[QuestionFigure, ...]
    sections: tuple[SectionFigure, ...]
    points: Decimal | None
    skm: Skm | None


def figures(asked: Template, tallies: Sequence[Tally], satisfaction: SatisfactionPolicy, skm: SkmPolicy) -> Figures:
    """All the tallies as one; points and SKM never meet in one figure (domain.md D4.3).

    Means are rounded half up to two places, each from exact ones. SKM is None unless each of its elements has scores.
    """
    answers = sum(tally.slips for tally in tallies)
    means = _means(asked, tallies)
    if asked.kind == "SKM":
        whole = len(means) == len(asked.questions)
        return Figures(answers, _questions(asked, means, {}), (), None, index(means, skm) if whole else None)
    points = {
        question.code: normalised(means[question.code], question.least, question.most, satisfaction)
        for question in asked.questions
        if question.code in means
    }
    return Figures(
        answers, _questions(asked, means, points), _sections(asked, points), _shown(together([*points.values()])), None
    )


def _means(asked: Template, tallies: Sequence[Tally]) -> dict[str, Fraction]:
    """The exact mean of each question that has scores."""
    means = {}
    for code in (question.code for question in asked.questions):
        if number := sum(tally.counts.get(code, 0) for tally in tallies):
            means[code] = Fraction(sum(tally.sums.get(code, 0) for tally in tallies), number)
    return means


def _questions(
    asked: Template, means: Mapping[str, Fraction], points: Mapping[str, Fraction]
) -> tuple[QuestionFigure, ...]:
    return tuple(
        QuestionFigure(one.code, one.section, _shown(means.get(one.code)), _shown(points.get(one.code)))
        for one in asked.questions
    )


def _sections(asked: Template, points: Mapping[str, Fraction]) -> tuple[SectionFigure, ...]:
    sections: dict[str, list[Fraction]] = {question.section: [] for question in asked.questions}
    for question in asked.questions:
        if question.code in points:
            sections[question.section].append(points[question.code])
    return tuple(SectionFigure(section, _shown(together(some))) for section, some in sections.items())


def _shown(value: Fraction | None) -> Decimal | None:
    return None if value is None else half_up(value, PLACES)
