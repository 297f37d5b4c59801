"""Facts of a participant's completion; stream `completion`, one an enrolment."""

from shared.contracts.vocabulary import Check
from shared.events import Event, PersonId


class CompletionDecided(Event, schema=1):
    """Every rule of the programme's edition, met or not with its numbers; later decisions replace earlier ones.

    `minutes` and `days` are what was attended, `form` the programme's SIASN id, `learning_hours` its curriculum.
    """

    cohort: str
    program: str
    edition: int
    person: PersonId
    completed: bool
    checks: tuple[Check, ...]
    form: int
    learning_hours: int
    minutes: int
    days: int
