"""Facts of a person's ledger of learning hours (JP); stream `learning_account`. Entries are reversed, never edited."""

from datetime import date
from typing import Literal

from shared.contracts.evaluation.completion import Attended
from shared.events import Event, PersonId, TextRef

Source = Literal["ATTENDANCE", "MENTORING"]
ReversalCause = Literal["DECIDED_AGAIN", "RECORDED_WRONGLY"]
Difference = Literal["DAILY_CAP", "MONTHLY_CAP", "CURRICULUM_CAP"]


class LearningHoursPosted(Event, schema=1):
    """Raw minutes by day, the JP that the rule computes and the JP that its caps leave (domain.md D3)."""

    entry: str
    source: Source
    source_id: str
    form: int
    earned_on: date
    attended: tuple[Attended, ...]
    computed: int
    credited: int
    difference: Difference | None
    policy: str


class LearningHoursReversed(Event, schema=1):
    """An entry does not count any more."""

    entry: str
    cause: ReversalCause
    reason: TextRef | None
    by: PersonId | None
