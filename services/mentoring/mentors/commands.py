"""What a mentor's stream is asked to do; facts of other streams come along as values."""

from datetime import date

from services.mentoring.mentors.staff import StaffFacts
from shared.contracts.mentoring.mentors import EndCause, Expertise, PairingKind, Party
from shared.decider import Command
from shared.events import PersonId, TextRef


class RegisterMentor(Command, frozen=True):
    """Offer to mentor, with places for mentees one by one, None for as many as the policy allows, and in groups."""

    expertise: tuple[Expertise, ...]
    one_to_one_places: int | None
    group_places: int


class ApproveMentor(Command, frozen=True):
    """Accept somebody as a mentor."""

    mentor: PersonId
    by: PersonId
    on: date
    staff: StaffFacts


class ProposePairing(Command, frozen=True, kw_only=True):
    """Keep a place for a mentee. `reciprocal`: the mentee already mentors the mentor on this competency."""

    pairing: str
    mentor: PersonId
    mentee: PersonId
    kind: PairingKind
    competency: str
    mentee_level: int
    target_level: int
    cohort: str | None
    starts_on: date
    ends_on: date
    on: date
    mentor_staff: StaffFacts
    mentee_staff: StaffFacts
    reciprocal: bool


class AcceptPairing(Command, frozen=True):
    """Agree to a pairing; looked at again: whether it became reciprocal meanwhile."""

    pairing: str
    party: Party
    on: date
    reciprocal: bool


class DeclinePairing(Command, frozen=True):
    """Say no to a pairing."""

    pairing: str
    party: Party
    on: date


class CloseOverdue(Command, frozen=True):
    """Let a proposal lapse or a pairing end whose time is over; the stream decides whether it is."""

    pairing: str


class EndPairing(Command, frozen=True):
    """Finish an active pairing."""

    pairing: str
    cause: EndCause
    reason: TextRef
    on: date
