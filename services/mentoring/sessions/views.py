"""Mentoring sessions as a list, the silences of pairings, and when one is due."""

from collections.abc import Iterable, Sequence
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
SILENCES = Projection(
    "silences",
    version=1,
    streams=["mentor", "pairing"],
    found_by=["mentor", "mentee", "state"],
    sorted_by=["since"],
)
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
            answers: Body = {"state": "HELD", "attested": [], "disputed": [], "reason": None}
            return {"id": session, "pairing": event.stream_id, **answers, **said}
        case MentoringSessionAttested(party=party):
            disputed = _without(body["disputed"], party)
            state, reason = ("DISPUTED", body["reason"]) if disputed else ("HELD", None)
            answers = {"attested": sorted({*body["attested"], party}), "disputed": disputed}
            return {**body, **answers, "state": state, "reason": reason}
        case MentoringSessionConfirmed():
            return {**body, "state": "CONFIRMED"}
        case MentoringSessionDisputed(party=party, reason=reason):
            answers = {"attested": _without(body["attested"], party), "disputed": sorted({*body["disputed"], party})}
            return {**body, **answers, "state": "DISPUTED", "reason": reason}
    return body


def _without(parties: Sequence[str], party: str) -> list[str]:
    return [one for one in parties if one != party]


@SILENCES.route
@SILENCE.route
def _watched(event: Recorded) -> Iterable[str]:
    match event.event:
        case PairingActivated(pairing=pairing) | PairingEnded(pairing=pairing):
            yield pairing
        case MentoringSessionConfirmed() | PairingFellSilent():
            yield event.stream_id


@SILENCES.fold
def silences(body: Body, event: Recorded) -> Body:
    """Whether the two of a pairing still meet: since when they have not, and how often that was told.

    Two streams feed a document in any order, so its state is worked out anew from what is known of both.
    """
    known = body or {"told_of": "", "since": "", "days": None, "count": 0, "ended": False}
    match event.event:
        case PairingActivated(pairing=pairing, mentee=mentee, on=on):
            known = _met(known, pairing, event.stream_id, mentee, on)
        case PairingEnded():
            known = {**known, "ended": True}
        case MentoringSessionConfirmed(mentor=mentor, mentee=mentee, held_on=held_on):
            known = _met(known, event.stream_id, mentor, mentee, held_on)
        case PairingFellSilent(mentor=mentor, mentee=mentee, since=since, days=days):
            told = {"told_of": since.isoformat(), "days": days, "count": known["count"] + 1}
            known = {**_met(known, event.stream_id, mentor, mentee, since), **told}
    silent = known["told_of"] >= known["since"]
    return {**known, "state": "ENDED" if known["ended"] else "SILENT" if silent else "MEETING"}


def _met(known: Body, pairing: str, mentor: str, mentee: str, on: date) -> Body:
    two = {"id": pairing, "mentor": mentor, "mentee": mentee}
    return {**known, **two, "since": max(known["since"], on.isoformat())}


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
