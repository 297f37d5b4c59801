"""Mentors as people look for them: what they teach, and how many places are left."""

import msgspec

from shared.contracts.mentoring.mentors import (
    MentorApproved,
    MentorRegistered,
    PairingDeclined,
    PairingEnded,
    PairingProposed,
)
from shared.events import Recorded
from shared.projection import Body, Projection

MENTORS = Projection("mentors", version=1, streams=["mentor"], found_by=["state"], sorted_by=["free"])


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
        case PairingDeclined(pairing=pairing) | PairingEnded(pairing=pairing):
            left = {one: kind for one, kind in body["open"].items() if one != pairing}
            return _counted({**body, "open": left})
    return body


def _counted(body: Body) -> Body:
    kinds = list(body["open"].values())
    one, group = kinds.count("ONE_TO_ONE"), kinds.count("GROUP")
    free = body["one_to_one_places"] + body["group_places"] - one - group
    return {**body, "one_to_one_taken": one, "group_taken": group, "free": free}
