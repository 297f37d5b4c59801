"""Facts of a survey. Who answered and what was answered are streams that nothing joins (docs/adr/0009)."""

from datetime import date
from typing import Literal

import msgspec

from shared.events import Event, PersonId


class Stratum(msgspec.Struct, frozen=True):
    """Classes by which results may be broken down, and how many of the invited hold them: at least five."""

    classes: dict[str, str]
    invited: int


class Slip(msgspec.Struct, frozen=True):
    """One anonymous answer: scores by question code, and the stratum it belongs to. No id, time or order."""

    scores: dict[str, int]
    classes: dict[str, str]


class SurveyOpened(Event, schema=1):
    """A survey asks everybody who was invited, each with the place of their stratum in `strata`; stream `survey`."""

    template: str
    template_version: int
    subject: Literal["COHORT", "UNIT"]
    subject_id: str
    invited: dict[PersonId, int]
    strata: tuple[Stratum, ...]
    closes_on: date


class SurveyHandedIn(Event, schema=1):
    """The person has answered; what, nobody can tell. Stream `survey_turnout`, one a person and survey."""

    survey: str
    person: PersonId


class AnswersReleased(Event, schema=1):
    """A shuffled batch of slips, and apart from them the digests of receipts, sorted; stream `survey_answers`.

    Every class that slips of the batch hold is held by enough of them to hide in (docs/adr/0009).
    """

    survey: str
    day: date
    slips: tuple[Slip, ...]
    receipts: tuple[str, ...]


class AnswersWithheld(Event, schema=1):
    """Too few answered for any of them to hide; their slips were destroyed. Stream `survey_answers`."""

    survey: str
    day: date
    receipts: tuple[str, ...]


class SurveyClosed(Event, schema=1):
    """No more answers are taken; stream `survey`."""

    on: date


class SurveyReleased(Event, schema=1):
    """The results may be seen by everybody whom they concern; stream `survey`."""

    on: date
