"""What the streams of a survey are asked to do."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from shared.contracts.evaluation.surveys import Slip, Stratum
from shared.decider import Command
from shared.events import PersonId


class OpenSurvey(Command, frozen=True, kw_only=True):
    """Ask everybody who is invited, each with the place of their stratum in `strata`, until a day."""

    template: str
    template_version: int
    subject: Literal["COHORT", "UNIT"]
    subject_id: str
    invited: Mapping[PersonId, int]
    strata: tuple[Stratum, ...]
    closes_on: date


class CloseSurvey(Command, frozen=True):
    """Take no more answers."""


class ReleaseSurvey(Command, frozen=True):
    """Let everybody whom they concern see the results."""


class HandIn(Command, frozen=True):
    """Note that a person has answered; the slip lies in the box already. `closed`: whether the survey is."""

    survey: str
    person: PersonId
    closed: bool


class ReleaseBatch(Command, frozen=True):
    """Bring shuffled slips into the log; `receipts` are their digests in another order, sorted."""

    survey: str
    day: date
    slips: tuple[Slip, ...]
    receipts: tuple[str, ...]


class WithholdAnswers(Command, frozen=True):
    """Note that the slips of these receipts are destroyed, since too few are left of a closed survey."""

    survey: str
    day: date
    receipts: tuple[str, ...]
