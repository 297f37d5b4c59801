"""The event that both sides store: a person's attendance at a session, by opaque ids."""

from shared.events import Event


class AttendanceTaken(Event):
    """`unit` and `person` are opaque; `minutes` is what was attended."""

    person: str
    unit: str
    session: str
    minutes: int
    mode: str
