"""What the events of a mentor's stream add up to: expertise, places, and the pairings that hold them."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from shared.contracts.mentoring.mentors import (
    MentorApproved,
    MentorRegistered,
    PairingAccepted,
    PairingActivated,
    PairingDeclined,
    PairingEnded,
    PairingKind,
    PairingLapsed,
    PairingProposed,
    Party,
)
from shared.decider import State
from shared.events import Event, PersonId


class Pairing(State, frozen=True):
    """One mentee with one mentor on one competency. `closes_on`: the day from which it is open no more."""

    mentee: PersonId
    kind: PairingKind
    competency: str
    cohort: str | None
    proposed_on: date
    starts_on: date
    ends_on: date
    closes_on: date
    state: Literal["PROPOSED", "ACTIVE", "DECLINED", "LAPSED", "ENDED"] = "PROPOSED"
    accepted: Mapping[Party, date] = {}
    active_from: date | None = None
    ended_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether it holds a place of the mentor."""
        return self.state in ("PROPOSED", "ACTIVE")

    def worked_on(self, day: date) -> bool:
        """Whether the two could have met on a day."""
        if self.active_from is None:
            return False
        return self.active_from <= day <= min(self.ends_on, self.ended_on or self.ends_on)


class Mentor(State, frozen=True):
    """Everything that decides whether a mentor takes one more."""

    registered: bool = False
    approved_on: date | None = None
    expertise: Mapping[str, int] = {}
    places: Mapping[PairingKind, int] = {}
    pairings: Mapping[str, Pairing] = {}

    def taken(self, kind: PairingKind) -> int:
        """Places held by pairings that are proposed or active."""
        return sum(pairing.open and pairing.kind == kind for pairing in self.pairings.values())

    def pairs_with(self, mentee: PersonId, competency: str) -> bool:
        """Whether an open pairing with this mentee on this competency exists."""
        return any(
            pairing.open and (pairing.mentee, pairing.competency) == (mentee, competency)
            for pairing in self.pairings.values()
        )


def evolve(mentor: Mentor, event: Event) -> Mentor:
    """The mentor after an event."""
    match event:
        case MentorRegistered(expertise=expertise, one_to_one_places=one, group_places=group):
            known = {one.competency: one.level for one in expertise}
            return mentor.but(registered=True, expertise=known, places={"ONE_TO_ONE": one, "GROUP": group})
        case MentorApproved(on=on):
            return mentor.but(approved_on=on)
        case PairingProposed(pairing=pairing) as asked:
            proposed = Pairing(
                mentee=asked.mentee,
                kind=asked.kind,
                competency=asked.competency,
                cohort=asked.cohort,
                proposed_on=asked.on,
                starts_on=asked.starts_on,
                ends_on=asked.ends_on,
                closes_on=asked.lapses_on,
            )
            return _with(mentor, pairing, proposed)
        case PairingAccepted(pairing=pairing, party=party, on=on):
            proposed = mentor.pairings[pairing]
            return _with(mentor, pairing, proposed.but(accepted={**proposed.accepted, party: on}))
        case PairingActivated(pairing=pairing, on=on, over_from=over_from):
            active = mentor.pairings[pairing].but(state="ACTIVE", active_from=on, closes_on=over_from)
            return _with(mentor, pairing, active)
        case PairingDeclined(pairing=pairing):
            return _with(mentor, pairing, mentor.pairings[pairing].but(state="DECLINED"))
        case PairingLapsed(pairing=pairing):
            return _with(mentor, pairing, mentor.pairings[pairing].but(state="LAPSED"))
        case PairingEnded(pairing=pairing, on=on):
            return _with(mentor, pairing, mentor.pairings[pairing].but(state="ENDED", ended_on=on))
    return mentor


def _with(mentor: Mentor, identity: str, pairing: Pairing) -> Mentor:
    return mentor.but(pairings={**mentor.pairings, identity: pairing})
