"""What the report knows of mentoring and of sharing classes, from what the mentoring service tells."""

from collections.abc import Iterable

from shared.contracts.mentoring.mentors import (
    PairingActivated,
    PairingDeclined,
    PairingEnded,
    PairingLapsed,
    PairingProposed,
)
from shared.contracts.mentoring.sessions import MentoringSessionConfirmed, MentoringSessionDisputed, PairingFellSilent
from shared.contracts.mentoring.sharing import SharingAnnounced, SharingHeld, SharingJoined, SharingLeft
from shared.events import Recorded
from shared.projection import Body, Projection

PAIRINGS = Projection("report_pairings", version=1, streams=["mentor", "pairing"], found_by=["cohort"])
SHARING = Projection("report_sharing", version=1, streams=["sharing_class"], found_by=["competency"])

UNHEARD_OF: Body = {
    "cohort": None,
    "mentee": None,
    "competency": None,
    "state": "PROPOSED",
    "sessions": [],
    "minutes": 0,
    "disputed": 0,
    "silences": [],
    "silent": False,
}
"""A pairing of which the other stream has told first; each stream keeps fields of its own."""


@PAIRINGS.route
def _pairing(event: Recorded) -> Iterable[str]:
    match event.event:
        case PairingProposed() | PairingActivated() | PairingDeclined() | PairingLapsed() | PairingEnded():
            yield event.event.pairing
        case MentoringSessionConfirmed() | MentoringSessionDisputed() | PairingFellSilent():
            yield event.stream_id


@PAIRINGS.fold
def pairings(body: Body, event: Recorded) -> Body:
    """A pairing: its state from the mentor's stream, its confirmed sessions and silences from its own.

    `silences` are the days from which it was silent; `silent` holds until a session is confirmed.
    """
    body = body or UNHEARD_OF
    match event.event:
        case PairingProposed() as proposed:
            facts = {"cohort": proposed.cohort, "mentee": proposed.mentee, "competency": proposed.competency}
            return {**body, "id": proposed.pairing, **facts}
        case PairingActivated():
            return {**body, "state": "ACTIVE"}
        case PairingDeclined():
            return {**body, "state": "DECLINED"}
        case PairingLapsed():
            return {**body, "state": "LAPSED"}
        case PairingEnded():
            return {**body, "state": "ENDED"}
        case MentoringSessionConfirmed(session=session, minutes=minutes):
            return {
                **body,
                "sessions": [*body["sessions"], session],
                "minutes": body["minutes"] + minutes,
                "silent": False,
            }
        case MentoringSessionDisputed():
            return {**body, "disputed": body["disputed"] + 1}
        case PairingFellSilent(since=since):
            silences = sorted({*body["silences"], since.isoformat()})
            return {**body, "silences": silences, "silent": True}
    return body


@SHARING.fold
def sharing(body: Body, event: Recorded) -> Body:
    """A sharing class by its competency; `held_on` is None before it took place."""
    match event.event:
        case SharingAnnounced(competency=competency, seats=seats):
            begun = {"competency": competency, "seats": seats, "joined": 0, "held_on": None, "minutes": 0, "present": 0}
            return {"id": event.stream_id, **begun}
        case SharingJoined():
            return {**body, "joined": body["joined"] + 1}
        case SharingLeft():
            return {**body, "joined": body["joined"] - 1}
        case SharingHeld(on=on, minutes=minutes, present=present):
            return {**body, "held_on": on.isoformat(), "minutes": minutes, "present": len(present)}
    return body
