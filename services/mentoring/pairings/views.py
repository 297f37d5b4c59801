"""Pairings as both sides see them, folded from the mentor's stream; and why one stands as it does."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec

from shared.contracts.mentoring.mentors import (
    PairingAccepted,
    PairingActivated,
    PairingDeclined,
    PairingEnded,
    PairingLapsed,
    PairingProposed,
)
from shared.deadline import moment
from shared.events import Recorded
from shared.projection import Body, Projection

OfPairing: TypeAlias = (
    PairingProposed | PairingAccepted | PairingActivated | PairingDeclined | PairingLapsed | PairingEnded
)

PAIRINGS = Projection(
    "pairings",
    version=1,
    streams=["mentor"],
    found_by=["mentor", "mentee", "state", "cohort", "competency"],
    sorted_by=["proposed_on"],
)

NEXT: Mapping[str, Sequence[str]] = {
    "PROPOSED": ("ACCEPT", "DECLINE"),
    "ACTIVE": ("RECORD_SESSION", "END"),
    "DECLINED": (),
    "LAPSED": (),
    "ENDED": (),
}


@PAIRINGS.route
def _pairing(event: Recorded) -> Iterable[str]:
    if isinstance(event.event, OfPairing):
        yield event.event.pairing


@PAIRINGS.fold
def pairings(body: Body, event: Recorded) -> Body:
    """One pairing with everything that happened to it."""
    happened = event.event
    said = msgspec.to_builtins(happened)
    entry = {"event": type(happened).__name__, "recorded_at": moment(event.at), "on": said["on"]}
    if isinstance(happened, PairingAccepted | PairingDeclined):
        entry["party"] = happened.party
    history = [*body.get("history", ()), entry]
    match happened:
        case PairingProposed(pairing=pairing, on=on):
            facts = {name: value for name, value in said.items() if name not in ("pairing", "on")}
            new = {"id": pairing, "mentor": event.stream_id, "state": "PROPOSED", "proposed_on": on.isoformat()}
            return {
                **new,
                **facts,
                "accepted": [],
                "active_from": None,
                "ended_on": None,
                "cause": None,
                "reason": None,
                "history": history,
            }
        case PairingAccepted(party=party):
            return {**body, "accepted": [*body["accepted"], party], "history": history}
        case PairingActivated(on=on):
            return {**body, "state": "ACTIVE", "active_from": on.isoformat(), "history": history}
        case PairingDeclined():
            return {**body, "state": "DECLINED", "history": history}
        case PairingLapsed():
            return {**body, "state": "LAPSED", "history": history}
        case PairingEnded(cause=cause, reason=reason, on=on):
            end = {"ended_on": on.isoformat(), "cause": cause, "reason": reason}
            return {**body, "state": "ENDED", **end, "history": history}
    return body


def why(pairing: Body) -> Body:
    """The facts, the rules with their numbers, and what may happen next."""
    asked = [party for party in ("MENTOR", "MENTEE") if party not in pairing["accepted"]]
    return {
        "state": pairing["state"],
        "facts": {
            "competency": pairing["competency"],
            "kind": pairing["kind"],
            "accepted": pairing["accepted"],
            "awaited": asked if pairing["state"] == "PROPOSED" else [],
            "active_from": pairing["active_from"],
            "lapses_on": pairing["lapses_on"],
            "ends_on": pairing["ends_on"],
            "policy": pairing["policy"],
        },
        "rules": pairing["checks"],
        "history": pairing["history"],
        "next": list(NEXT[pairing["state"]]),
    }
