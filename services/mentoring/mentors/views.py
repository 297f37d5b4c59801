"""Mentors as people look for them, what they teach and how many places are left; and when a pairing's time is over."""

from collections.abc import Iterable

import msgspec

from services.mentoring.mentors.commands import CloseOverdue
from services.mentoring.mentors.model import MENTOR
from shared.contracts.mentoring.mentors import (
    MentorApproved,
    MentorRegistered,
    PairingActivated,
    PairingDeclined,
    PairingEnded,
    PairingLapsed,
    PairingProposed,
)
from shared.days import start_of
from shared.deadline import SETTLED, Deadline, moment
from shared.decider import Command
from shared.events import Recorded
from shared.projection import Body, Projection

MENTORS = Projection("mentors", version=1, streams=["mentor"], found_by=["state"], sorted_by=["free"])
TERM_OVER = Deadline("term_over", version=1, streams=["mentor"], decider=MENTOR)


@MENTORS.fold
def mentors(body: Body, event: Recorded) -> Body:
    """One mentor with the open pairings by kind; `free` counts places of both kinds."""
    match event.event:
        case MentorRegistered() as registered:
            said = msgspec.to_builtins(registered)
            return _counted(
                {"id": event.stream_id, "person": event.stream_id, "state": "REGISTERED", **said, "open": {}}
            )
        case MentorApproved(on=on, checks=checks, policy=policy):
            said = {"approved_on": on.isoformat(), "checks": msgspec.to_builtins(checks), "policy": policy}
            return {**body, "state": "APPROVED", **said}
        case PairingProposed(pairing=pairing, kind=kind):
            return _counted({**body, "open": {**body["open"], pairing: kind}})
        case PairingDeclined(pairing=pairing) | PairingLapsed(pairing=pairing) | PairingEnded(pairing=pairing):
            left = {one: kind for one, kind in body["open"].items() if one != pairing}
            return _counted({**body, "open": left})
    return body


def _counted(body: Body) -> Body:
    kinds = list(body["open"].values())
    one, group = kinds.count("ONE_TO_ONE"), kinds.count("GROUP")
    free = body["one_to_one_places"] + body["group_places"] - one - group
    return {**body, "one_to_one_taken": one, "group_taken": group, "free": free}


@TERM_OVER.route
def _timed(event: Recorded) -> Iterable[str]:
    match event.event:
        case PairingProposed() | PairingActivated() | PairingDeclined() | PairingLapsed() | PairingEnded():
            yield event.event.pairing


@TERM_OVER.fold
def term_over(body: Body, event: Recorded) -> Body:
    """When a proposal lapses, and when the term of a pairing is over."""
    match event.event:
        case PairingProposed(lapses_on=closes_on) | PairingActivated(over_from=closes_on):
            return {"mentor": event.stream_id, "due": moment(start_of(closes_on))}
        case PairingDeclined() | PairingLapsed() | PairingEnded():
            return {**body, "due": SETTLED}
    return body


@TERM_OVER.issue
def close_overdue(pairing: str, row: Body) -> tuple[str, Command]:
    """What the clock asks the mentor's stream when the day has come."""
    return row["mentor"], CloseOverdue(pairing)
