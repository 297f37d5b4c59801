"""What people see of cohorts: the board with its seats, each enrolment with its history, and offers that run out."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from services.enrollment.cohorts.commands import ExpireOffer
from services.enrollment.cohorts.model import COHORT
from shared.contracts.enrollment.cohorts import (
    STATES,
    ApplicationApproved,
    ApplicationRejected,
    ApplicationSubmitted,
    CohortOpened,
    EnrollmentWithdrawn,
    OfferDeclined,
    OfferExpired,
    Personal,
    SeatAwaited,
    SeatConfirmed,
    SeatOffered,
)
from shared.deadline import SETTLED, Deadline, moment
from shared.decider import Command
from shared.events import PersonId, Recorded
from shared.projection import Body, Projection

COHORTS = Projection(
    "cohorts", version=1, streams=["cohort"], found_by=["program"], sorted_by=["starts_on", "applications_from"]
)
ENROLLMENTS = Projection(
    "enrollments",
    version=1,
    streams=["cohort"],
    found_by=["cohort", "person", "state", "unit"],
    sorted_by=["recorded_at"],
)
OFFER_EXPIRY = Deadline("offer_expiry", version=1, streams=["cohort"], decider=COHORT)


def enrollment_id(cohort: str, person: PersonId) -> str:
    """The document of one person in one cohort."""
    return f"{cohort}.{person}"


@COHORTS.fold
def cohorts(body: Body, event: Recorded) -> Body:
    """A cohort with the state of each person and, by `line`, who waits in which order."""
    if isinstance(event.event, CohortOpened):
        opened = msgspec.to_builtins(event.event)
        return _counted({"id": event.stream_id, **opened, "states": {}, "line": []})
    if isinstance(event.event, Personal):
        person, state = event.event.person, STATES[type(event.event)]
        line = [other for other in body["line"] if other != person]
        if state == "WAITLISTED":
            line.append(person)
        return _counted({**body, "states": {**body["states"], person: state}, "line": line})
    return body


def _counted(body: Body) -> Body:
    """Who completed, or did not, still holds the seat: `confirmed` counts them too."""
    states = Counter(body["states"].values())
    return {
        **body,
        "applied": states["APPLIED"] + states["APPROVED"],
        "confirmed": states["CONFIRMED"] + states["COMPLETED"] + states["NOT_COMPLETED"],
        "offered": states["OFFERED"],
        "waiting": states["WAITLISTED"],
        "completed": states["COMPLETED"],
    }


@ENROLLMENTS.route
def _persons(event: Recorded) -> Iterable[str]:
    if isinstance(event.event, Personal):
        yield enrollment_id(event.stream_id, event.event.person)


@ENROLLMENTS.fold
def enrollments(body: Body, event: Recorded) -> Body:
    """One person in one cohort. An application after an ended one begins anew and keeps the history.

    `position` is the place in line at first; those before may leave, and the cohort's `line` tells the present one.
    """
    happened = event.event
    history = [*body.get("history", ()), _entry(event)]
    match happened:
        case ApplicationSubmitted(person=person):
            application = msgspec.to_builtins(happened)
            body = {
                "id": enrollment_id(event.stream_id, person),
                "cohort": event.stream_id,
                "person": person,
                "unit": happened.unit,
                "applied_on": application["on"],
                "recorded_at": moment(event.at),
                "checks": application["checks"],
                "policy": happened.policy,
                "approvals": 0,
            }
        case ApplicationApproved():
            body = {**body, "approvals": body["approvals"] + 1}
    return {
        **body,
        "state": STATES[type(happened)],
        "position": happened.position if isinstance(happened, SeatAwaited) else None,
        "offer_until": moment(happened.until) if isinstance(happened, SeatOffered) else None,
        "history": history,
    }


def _entry(event: Recorded) -> Body:
    """A line of the history: what happened, when it was recorded, and what the event says beyond the document.

    Who decided is told as `approver`, since in other events `by` is a way and not a person.
    """
    facts = msgspec.to_builtins(event.event)
    if isinstance(event.event, ApplicationApproved | ApplicationRejected):
        facts["approver"] = facts.pop("by")
    said = {name: fact for name, fact in facts.items() if name not in {"person", "checks"}}
    return {"event": type(event.event).__name__, "recorded_at": moment(event.at), **said}


@OFFER_EXPIRY.route
def _offers(event: Recorded) -> Iterable[str]:
    match event.event:
        case (
            SeatOffered(person=person)
            | OfferDeclined(person=person)
            | OfferExpired(person=person)
            | EnrollmentWithdrawn(person=person)
            | SeatConfirmed(person=person, by="OFFER_ACCEPTED")
        ):
            yield enrollment_id(event.stream_id, person)


@OFFER_EXPIRY.fold
def offers(row: Body, event: Recorded) -> Body:
    """When an offer runs out, unless it was answered."""
    if isinstance(event.event, SeatOffered):
        return {"cohort": event.stream_id, "person": event.event.person, "due": moment(event.event.until)}
    return {**row, "due": SETTLED}


@OFFER_EXPIRY.issue
def _expire(row_id: str, row: Body) -> tuple[str, Command]:
    return row["cohort"], ExpireOffer(row["person"])
