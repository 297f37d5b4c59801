"""Mentoring sessions as a list, the silences of pairings, and when one is due."""

from collections.abc import Iterable
from datetime import date

import msgspec

from services.mentoring.sessions.commands import FallSilent
from services.mentoring.sessions.model import PAIRING
from shared.contracts.mentoring.mentors import PairingActivated, PairingEnded
from shared.contracts.mentoring.sessions import (
    MentoringSessionAttested,
    MentoringSessionConfirmed,
    MentoringSessionDisputed,
    MentoringSessionHeld,
    PairingFellSilent,
)
from shared.days import start_of
from shared.deadline import SETTLED, Deadline, moment
from shared.decider import Command
from shared.events import PersonId, Recorded
from shared.projection import Body, Projection

MENTORING_SESSIONS = Projection(
    "mentoring_sessions",
    version=1,
    streams=["pairing"],
    found_by=["pairing", "mentor", "mentee", "state"],
    sorted_by=["held_on"],
)
SILENCES = Projection("silences", version=1, streams=["pairing"], found_by=["mentor", "mentee"], sorted_by=["since"])
SILENCE = Deadline("silence", version=1, streams=["mentor", "pairing"], decider=PAIRING)


@MENTORING_SESSIONS.route
def _session(event: Recorded) -> Iterable[str]:
    if not isinstance(event.event, PairingFellSilent):
        yield msgspec.to_builtins(event.event)["session"]


@MENTORING_SESSIONS.fold
def mentoring_sessions(body: Body, event: Recorded) -> Body:
    """One session: recorded, attested by whom, confirmed or disputed."""
    match event.event:
        case MentoringSessionHeld(session=session) as held:
            said = {name: value for name, value in msgspec.to_builtins(held).items() if name != "session"}
            new: Body = {"id": session, "pairing": event.stream_id, "state": "HELD", "attested": [], "reason": None}
            return {**new, **said}
        case MentoringSessionAttested(party=party):
            return {**body, "state": "HELD", "attested": sorted({*body["attested"], party}), "reason": None}
        case MentoringSessionConfirmed():
            return {**body, "state": "CONFIRMED"}
        case MentoringSessionDisputed(party=party, reason=reason):
            left = [one for one in body["attested"] if one != party]
            return {**body, "state": "DISPUTED", "attested": left, "reason": reason}
    return body


@SILENCES.fold
def silences(body: Body, event: Recorded) -> Body:
    """The last silence of a pairing and how many there were; confirmed sessions end it."""
    match event.event:
        case PairingFellSilent(mentor=mentor, mentee=mentee, since=since, days=days):
            count = body.get("count", 0) + 1
            said = {"mentor": mentor, "mentee": mentee, "since": since.isoformat(), "days": days}
            return {"id": event.stream_id, **said, "count": count, "silent": True}
        case MentoringSessionConfirmed(held_on=held_on) if body and held_on.isoformat() > body["since"]:
            return {**body, "silent": False}
    return body


@SILENCE.route
def _watched(event: Recorded) -> Iterable[str]:
    match event.event:
        case PairingActivated(pairing=pairing) | PairingEnded(pairing=pairing):
            yield pairing
        case MentoringSessionConfirmed() | PairingFellSilent():
            yield event.stream_id


@SILENCE.fold
def silence(body: Body, event: Recorded) -> Body:
    """When a pairing counts as silent. Two streams feed a row in any order, so every part of it only ever grows."""
    match event.event:
        case PairingActivated(mentee=mentee, on=on, silent_from=silent_from):
            body = {**body, "mentor": event.stream_id, "mentee": mentee, **_later(body, on, silent_from)}
        case PairingEnded():
            body = {**body, "ended": True}
        case MentoringSessionConfirmed(held_on=held_on, silent_from=silent_from):
            body = {**body, **_later(body, held_on, silent_from)}
        case PairingFellSilent(since=since, silent_from=silent_from):
            body = {**body, **_later(body, since, silent_from)}
    watched = "mentor" in body and not body.get("ended", False)
    return {**body, "due": moment(start_of(date.fromisoformat(body["silent_from"]))) if watched else SETTLED}


def _later(body: Body, since: date, silent_from: date) -> Body:
    return {
        "since": max(body.get("since", ""), since.isoformat()),
        "silent_from": max(body.get("silent_from", ""), silent_from.isoformat()),
    }


@SILENCE.issue
def fall_silent(pairing: str, row: Body) -> tuple[str, Command]:
    """What the clock asks the pairing when the day has come."""
    since, silent_from = date.fromisoformat(row["since"]), date.fromisoformat(row["silent_from"])
    return pairing, FallSilent(PersonId(row["mentor"]), PersonId(row["mentee"]), since, silent_from)
