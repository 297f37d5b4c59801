"""Facts of a participant's completion; stream `completion`, one an enrolment."""

from datetime import date

import msgspec

from shared.contracts.vocabulary import Check
from shared.events import Event, PersonId


class Attended(msgspec.Struct, frozen=True):
    """Minutes of learning on one day, in WIB."""

    on: date
    minutes: int


class CompletionDecided(Event, schema=1):
    """Every rule of the programme's edition, met or not with its numbers; later decisions replace earlier ones.

    `attended` are the days that the person was there, `form` the programme's SIASN id, `learning_hours` its curriculum.
    """

    cohort: str
    program: str
    edition: int
    person: PersonId
    completed: bool
    checks: tuple[Check, ...]
    form: int
    learning_hours: int
    attended: tuple[Attended, ...]
