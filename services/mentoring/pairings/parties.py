"""Who speaks for which side of a pairing, and for which day."""

from datetime import date

from services.mentoring.mentors.model import MENTOR
from services.mentoring.mentors.refusals import AnotherDay
from services.mentoring.mentors.state import Pairing
from shared.contracts.mentoring.mentors import Party
from shared.refusals import Invalid, NotFound, NotYours
from shared.web.auth import caller
from shared.web.current import state_of, today

SEE_EVERYTHING = ("officer", "auditor")
EITHER_SIDE = ("officer", "mentor", "participant")
READERS = (*EITHER_SIDE, "auditor")


def known_pairing(mentor: str, pairing: str) -> Pairing:
    """A pairing as its mentor's stream has it; raises `NotFound`."""
    known = state_of(MENTOR, mentor).pairings.get(pairing)
    if known is None:
        raise NotFound(kind="pairing")
    return known


def check_own(*people: str | None) -> None:
    """Officers act for everybody, others for a pairing of their own; raises `NotYours`."""
    if not caller().has("officer") and caller().person not in people:
        raise NotYours


def check_sight(*people: str | None) -> None:
    """Officers and auditors see every pairing, others their own; raises `NotYours`."""
    if not caller().has(*SEE_EVERYTHING) and caller().person not in people:
        raise NotYours


def party_of(mentor: str, known: Pairing, recorded: Party | None) -> Party:
    """Which side the caller is, or for which side an officer records; nobody answers for the other side.

    Raises `NotYours` for anybody else, and `Invalid` where an officer does not say whose answer it is.
    """
    sides: dict[str, Party] = {mentor: "MENTOR", known.mentee: "MENTEE"}
    own = sides.get(caller().person)
    if own is not None and recorded not in (None, own):
        raise NotYours
    check_own(mentor, known.mentee)
    party = own or recorded
    if party is None:
        raise Invalid(party="REQUIRED")
    return party


def day_of(recorded: date | None) -> date:
    """Today, or the day that an officer records; raises `AnotherDay`."""
    day = recorded or today()
    if day != today() and not caller().has("officer"):
        raise AnotherDay(on=day.isoformat(), today=today().isoformat())
    return day
