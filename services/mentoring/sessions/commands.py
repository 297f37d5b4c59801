"""What a pairing's stream is asked to do; facts of the pairing come along as values."""

from datetime import date

from shared.contracts.mentoring.mentors import Party
from shared.contracts.mentoring.sessions import Mode
from shared.decider import Command
from shared.events import PersonId, TextRef


class HoldSession(Command, frozen=True, kw_only=True):
    """Record a session that took place. `worked`: whether the pairing was active on that day."""

    session: str
    mentor: PersonId
    mentee: PersonId
    cohort: str | None
    competency: str
    held_on: date
    minutes: int
    mode: Mode
    topic: TextRef
    by: Party
    worked: bool


class ConfirmSession(Command, frozen=True):
    """Agree that the session took place as recorded."""

    session: str
    party: Party
    on: date


class DisputeSession(Command, frozen=True):
    """Say that the session did not take place as recorded."""

    session: str
    party: Party
    reason: TextRef
    on: date


class FallSilent(Command, frozen=True):
    """Note that nobody met since a day; the stream decides whether that is still so."""

    mentor: PersonId
    mentee: PersonId
    since: date
    silent_from: date
