"""Facts of the sessions of a pairing and of its silences; stream `pairing`."""

from datetime import date
from typing import Literal

from shared.contracts.mentoring.mentors import Party
from shared.events import Event, PersonId, TextRef

Mode = Literal["IN_PERSON", "ONLINE"]


class MentoringSessionHeld(Event, schema=1):
    """One of the two says that they met; the topic is in the vault."""

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


class MentoringSessionAttested(Event, schema=1):
    """One of the two confirms that it was so."""

    session: str
    party: Party
    on: date


class MentoringSessionConfirmed(Event, schema=1):
    """Both confirmed: only now does it count. The pairing is silent from `silent_from` unless they meet again."""

    session: str
    mentor: PersonId
    mentee: PersonId
    cohort: str | None
    competency: str
    held_on: date
    minutes: int
    silent_from: date


class MentoringSessionDisputed(Event, schema=1):
    """One of the two says that it was not so, for a reason that the vault keeps."""

    session: str
    party: Party
    reason: TextRef
    on: date


class PairingFellSilent(Event, schema=1):
    """No session was confirmed for as many days as the policy allows, counted from `since`; looked at again later."""

    mentor: PersonId
    mentee: PersonId
    since: date
    days: int
    silent_from: date
    policy: str
