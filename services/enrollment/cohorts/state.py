"""Who applied for a seat of a cohort, holds one, has an offer or waits: what the events add up to."""

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from shared.contracts.enrollment.cohorts import (
    ApplicationApproved,
    ApplicationRejected,
    ApplicationSubmitted,
    Approver,
    CohortOpened,
    EnrollmentCompleted,
    EnrollmentNotCompleted,
    EnrollmentWithdrawn,
    OfferDeclined,
    OfferExpired,
    SeatAwaited,
    SeatConfirmed,
    SeatOffered,
)
from shared.decider import State
from shared.events import Event, PersonId
from shared.refusals import NotFound


class Application(msgspec.Struct, frozen=True):
    """One that is neither withdrawn nor rejected, and whose offer did not run out."""

    unit: str
    on: date
    approvals: int = 0


class GivenUp(msgspec.Struct, frozen=True):
    """A seat that somebody held from the first to the last day, both included."""

    person: PersonId
    first: date
    last: date


class Cohort(State, frozen=True):
    """Who applied, holds a seat, has an offer or waits, in the order of the log.

    `confirmed` tells the first day of each seat that is held now; seats held before are in `given_up`.
    """

    program: str = ""
    edition: int = 0
    seats: int = 0
    applications_from: date = date.max
    applications_until: date = date.min
    approval: tuple[Approver, ...] = ()
    applications: Mapping[PersonId, Application] = {}
    confirmed: Mapping[PersonId, date] = {}
    given_up: tuple[GivenUp, ...] = ()
    offered: Mapping[PersonId, datetime] = {}
    waiting: tuple[PersonId, ...] = ()
    completed: Mapping[PersonId, bool] = {}

    @property
    def opened(self) -> bool:
        """Whether there is such a cohort."""
        return bool(self.program)

    @property
    def taken(self) -> int:
        """Seats that somebody holds or is offered."""
        return len(self.confirmed) + len(self.offered)

    def seated_on(self, day: date) -> frozenset[PersonId]:
        """Who held a seat on a day, whatever became of it since; a seat counts on its first and on its last day."""
        still = {person for person, first in self.confirmed.items() if first <= day}
        return frozenset(still | {seat.person for seat in self.given_up if seat.first <= day <= seat.last})

    def state_of(self, person: PersonId) -> str:
        """The state of an enrolment (product.md, cohorts); raises `NotFound` for who has none."""
        if person in self.completed:
            return "COMPLETED" if self.completed[person] else "NOT_COMPLETED"
        if person in self.confirmed:
            return "CONFIRMED"
        if person in self.offered:
            return "OFFERED"
        if person in self.waiting:
            return "WAITLISTED"
        return "APPROVED" if self.application(person).approvals else "APPLIED"

    def application(self, person: PersonId) -> Application:
        """Raises `NotFound` for who has none."""
        if person not in self.applications:
            raise NotFound(kind="enrollment")
        return self.applications[person]

    def unplaced(self, person: PersonId) -> "Cohort":
        """The person has neither seat nor offer nor place in line."""
        return self.but(
            confirmed={other: first for other, first in self.confirmed.items() if other != person},
            offered={other: until for other, until in self.offered.items() if other != person},
            waiting=tuple(other for other in self.waiting if other != person),
        )

    def without(self, person: PersonId) -> "Cohort":
        """The person is gone, and may apply again."""
        others = {other: application for other, application in self.applications.items() if other != person}
        return self.unplaced(person).but(applications=others)

    def withdrawn(self, person: PersonId, on: date) -> "Cohort":
        """The person is gone, and a seat that they held is remembered until its last day."""
        if person not in self.confirmed:
            return self.without(person)
        seat = GivenUp(person, self.confirmed[person], on)
        return self.without(person).but(given_up=(*self.given_up, seat))


def evolve(cohort: Cohort, event: Event) -> Cohort:
    """What an event changes about seats and line."""
    match event:
        case CohortOpened():
            return cohort.but(
                program=event.program,
                edition=event.edition,
                seats=event.seats,
                applications_from=event.applications_from,
                applications_until=event.applications_until,
                approval=event.approval,
            )
        case ApplicationSubmitted(person=person, unit=unit, on=on):
            return cohort.but(applications={**cohort.applications, person: Application(unit, on)})
        case ApplicationApproved(person=person):
            application = cohort.applications[person]
            approved = msgspec.structs.replace(application, approvals=application.approvals + 1)
            return cohort.but(applications={**cohort.applications, person: approved})
        case SeatConfirmed(person=person, on=on):
            return cohort.unplaced(person).but(confirmed={**cohort.confirmed, person: on})
        case SeatAwaited(person=person):
            return cohort.but(waiting=(*cohort.waiting, person))
        case SeatOffered(person=person, until=until):
            return cohort.unplaced(person).but(offered={**cohort.offered, person: until})
        case EnrollmentCompleted(person=person):
            return cohort.but(completed={**cohort.completed, person: True})
        case EnrollmentNotCompleted(person=person):
            return cohort.but(completed={**cohort.completed, person: False})
        case EnrollmentWithdrawn(person=person, on=on):
            return cohort.withdrawn(person, on)
        case ApplicationRejected(person=person) | OfferDeclined(person=person) | OfferExpired(person=person):
            return cohort.without(person)
    return cohort
