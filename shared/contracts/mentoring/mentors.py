"""Facts of a mentor and of the pairings that take his or her places; stream `mentor`, so that capacity holds."""

from datetime import date
from typing import Literal

import msgspec

from shared.contracts.vocabulary import Check
from shared.events import Event, PersonId, TextRef

Party = Literal["MENTOR", "MENTEE"]
PairingKind = Literal["ONE_TO_ONE", "GROUP"]
EndCause = Literal["GOALS_REACHED", "TERM_OVER", "MENTOR_LEFT", "MENTEE_LEFT", "NO_FIT", "OTHER"]


class Expertise(msgspec.Struct, frozen=True):
    """A competency that the mentor can teach, at levels 1 to 5 (domain.md D1.4)."""

    competency: str
    level: int


class MentorRegistered(Event, schema=1):
    """The employee offers to mentor; capacities are places for mentees."""

    expertise: tuple[Expertise, ...]
    one_to_one_places: int
    group_places: int
    policy: str


class MentorApproved(Event, schema=1):
    """BKPSDM accepted the mentor, every rule being met as shown (domain.md D6.3)."""

    by: PersonId
    on: date
    checks: tuple[Check, ...]
    policy: str


class PairingProposed(Event, schema=1):
    """A place of the mentor is kept for the mentee until both have answered, or until `lapses_on` begins."""

    pairing: str
    mentee: PersonId
    kind: PairingKind
    competency: str
    mentee_level: int
    target_level: int
    cohort: str | None
    starts_on: date
    ends_on: date
    on: date
    lapses_on: date
    checks: tuple[Check, ...]
    policy: str


class PairingAccepted(Event, schema=1):
    """One of the two agreed."""

    pairing: str
    party: Party
    on: date


class PairingActivated(Event, schema=1):
    """Both agreed; the pairing works from `on`, when both had agreed and it was to start.

    It counts as silent from `silent_from` unless they meet, and it ends by itself when `over_from` begins.
    """

    pairing: str
    mentee: PersonId
    competency: str
    cohort: str | None
    on: date
    silent_from: date
    over_from: date


class PairingDeclined(Event, schema=1):
    """One of the two said no; the place is free again."""

    pairing: str
    party: Party
    on: date


class PairingLapsed(Event, schema=1):
    """Not both had answered by `on`; the place is free again."""

    pairing: str
    on: date


class PairingEnded(Event, schema=1):
    """The pairing is over; the place is free again. Where somebody ended it, the vault has the reason."""

    pairing: str
    cause: EndCause
    reason: TextRef | None
    on: date
