"""Facts of a person's ledger of learning hours (JP); stream `learning_account`. Entries are reversed, never edited."""

from datetime import date
from typing import Literal

from shared.events import Event, PersonId, TextRef


class LearningHoursPosted(Event, schema=1):
    """Raw minutes, the JP that the rule computes and the JP that its caps leave (domain.md D3)."""

    entry: str
    source: Literal["ATTENDANCE", "MENTORING"]
    source_id: str
    form: int
    earned_on: date
    minutes: int
    computed: int
    credited: int
    difference: Literal["MONTHLY_CAP", "CURRICULUM_CAP"] | None
    policy: str


class LearningHoursReversed(Event, schema=1):
    """An entry does not count any more."""

    entry: str
    cause: Literal["DECIDED_AGAIN", "RECORDED_WRONGLY"]
    reason: TextRef | None
    by: PersonId | None
