"""Facts of a cohort: who asked for a seat, who holds one, who waits; stream `cohort`."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, TypeAlias

from shared.contracts.vocabulary import Check
from shared.events import Event, PersonId, TextRef

Approver = Literal["UNIT_HEAD", "OFFICER"]


class CohortOpened(Event, schema=1):
    """A cohort of one edition of a programme takes applications from the first to the last day of its window."""

    program: str
    edition: int
    name: str
    seats: int
    applications_from: date
    applications_until: date
    starts_on: date
    ends_on: date
    approval: tuple[Approver, ...]


class ApplicationSubmitted(Event, schema=1):
    """The person asked for a seat on `on` and met every rule of eligibility, as shown."""

    person: PersonId
    unit: str
    by: Literal["SELF", "OFFICER"]
    on: date
    checks: tuple[Check, ...]
    policy: str


class ApplicationApproved(Event, schema=1):
    """The next approver of the route agreed."""

    person: PersonId
    role: Approver
    by: PersonId
    on: date


class ApplicationRejected(Event, schema=1):
    """An approver said no, for a reason that the vault keeps."""

    person: PersonId
    role: Approver
    by: PersonId
    reason: TextRef
    on: date


class SeatConfirmed(Event, schema=1):
    """The person holds a seat from `on`, the day of the application, of the last approval or of the acceptance."""

    person: PersonId
    by: Literal["FREE_SEAT", "OFFER_ACCEPTED"]
    on: date


class SeatAwaited(Event, schema=1):
    """No seat was free; the person waits at this place in line, 1 being the first."""

    person: PersonId
    position: int


class SeatOffered(Event, schema=1):
    """A freed seat is kept for the first in line until `until`; then it passes on."""

    person: PersonId
    until: datetime
    policy: str


class OfferDeclined(Event, schema=1):
    """The person did not want the offered seat."""

    person: PersonId


class OfferExpired(Event, schema=1):
    """Nobody answered the offer in time."""

    person: PersonId


class EnrollmentWithdrawn(Event, schema=1):
    """The person gives up the application, the place in line or the seat, whose last day is `on`."""

    person: PersonId
    reason: TextRef
    on: date


class EnrollmentCompleted(Event, schema=1):
    """Evaluation found every completion rule met."""

    person: PersonId
    on: date


class EnrollmentNotCompleted(Event, schema=1):
    """Evaluation found a completion rule not met."""

    person: PersonId
    on: date


Personal: TypeAlias = (
    ApplicationSubmitted
    | ApplicationApproved
    | ApplicationRejected
    | SeatConfirmed
    | SeatAwaited
    | SeatOffered
    | OfferDeclined
    | OfferExpired
    | EnrollmentWithdrawn
    | EnrollmentCompleted
    | EnrollmentNotCompleted
)
"""The facts of a cohort that are about one person."""

STATES: Mapping[type[Event], str] = {
    ApplicationSubmitted: "APPLIED",
    ApplicationApproved: "APPROVED",
    ApplicationRejected: "REJECTED",
    SeatConfirmed: "CONFIRMED",
    SeatAwaited: "WAITLISTED",
    SeatOffered: "OFFERED",
    OfferDeclined: "WITHDRAWN",
    OfferExpired: "EXPIRED",
    EnrollmentWithdrawn: "WITHDRAWN",
    EnrollmentCompleted: "COMPLETED",
    EnrollmentNotCompleted: "NOT_COMPLETED",
}
"""The state of an enrolment after each of them, the same for every reader (product.md, cohorts)."""
