"""What the events of a pairing's stream add up to: its sessions, and since when it is silent."""

from collections.abc import Mapping
from datetime import date

from shared.contracts.mentoring.mentors import Party
from shared.contracts.mentoring.sessions import (
    MentoringSessionAttested,
    MentoringSessionConfirmed,
    MentoringSessionDisputed,
    MentoringSessionHeld,
    PairingFellSilent,
)
from shared.decider import State
from shared.events import Event


class Session(State, frozen=True):
    """One meeting, with who says that it took place as recorded and who says that it did not."""

    held: MentoringSessionHeld
    attested: frozenset[Party] = frozenset()
    disputed: frozenset[Party] = frozenset()
    confirmed: bool = False


class PairingLog(State, frozen=True):
    """The sessions of a pairing by id, the day of the last confirmed one, and until when its silence was told."""

    sessions: Mapping[str, Session] = {}
    last_confirmed: date | None = None
    silent_until: date | None = None


def evolve(log: PairingLog, event: Event) -> PairingLog:
    """The pairing's sessions after an event."""
    match event:
        case MentoringSessionHeld(session=session):
            return _with(log, session, Session(event))
        case MentoringSessionAttested(session=session, party=party):
            known = log.sessions[session]
            both = known.but(attested=known.attested | {party}, disputed=known.disputed - {party})
            return _with(log, session, both)
        case MentoringSessionConfirmed(session=session, held_on=held_on):
            last = max(held_on, log.last_confirmed or held_on)
            return _with(log, session, log.sessions[session].but(confirmed=True)).but(last_confirmed=last)
        case MentoringSessionDisputed(session=session, party=party):
            known = log.sessions[session]
            both = known.but(attested=known.attested - {party}, disputed=known.disputed | {party})
            return _with(log, session, both)
        case PairingFellSilent(silent_from=silent_from):
            return log.but(silent_until=silent_from)
    return log


def _with(log: PairingLog, identity: str, session: Session) -> PairingLog:
    return log.but(sessions={**log.sessions, identity: session})
