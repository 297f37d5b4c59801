"""A cohort decides who holds its seats. One stream, so that no two decisions can pass each other."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

import msgspec

from services.enrollment.cohorts.commands import (
    AcceptOffer,
    ApplyForSeat,
    ApproveApplication,
    DeclineOffer,
    ExpireOffer,
    OpenCohort,
    RecordCompletion,
    RejectApplication,
    WithdrawEnrollment,
)
from services.enrollment.cohorts.eligibility import StatusPolicy, explain
from services.enrollment.cohorts.refusals import (
    AlreadyEnrolled,
    ApprovalsComplete,
    ApproverOutOfTurn,
    BackdatingReserved,
    BeforeApplication,
    CohortExists,
    EditionMissing,
    EnrollmentFinished,
    LineFull,
    OfferMissing,
    OfferRanOut,
    OwnApplication,
    ProgramClosed,
    RulesUnmet,
    SeatMissing,
    WindowClosed,
)
from services.enrollment.cohorts.state import Application, Cohort, evolve
from shared.contracts.enrollment.cohorts import (
    ApplicationApproved,
    ApplicationRejected,
    ApplicationSubmitted,
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
from shared.days import not_future, today
from shared.decider import Command, Decider, Unknown
from shared.events import Event, PersonId
from shared.policy import Policies, Policy
from shared.refusals import Invalid, NotFound, NotYours


class SeatPolicy(Policy, frozen=True):
    """How many hours an offered seat is kept, and how many may wait."""

    table = "seats"

    offer_hours: int
    longest_list: int


def decide(cohort: Cohort, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Seats go to whoever is first in the log; product.md, cohorts."""
    match command:
        case OpenCohort() if cohort.opened:
            raise CohortExists()
        case OpenCohort():
            return [_opened(command)]
        case _ if not cohort.opened:
            raise NotFound(kind="cohort")

        case ApplyForSeat(person=person) if person in cohort.applications:
            raise AlreadyEnrolled(state=cohort.state_of(person))
        case ApplyForSeat(by="SELF", on=on) if on != today(now):
            raise BackdatingReserved(on=on.isoformat(), today=today(now).isoformat())
        case ApplyForSeat(person=person, on=on):
            application = _submitted(cohort, command, policies, now)
            # Placed even where approvals come first, so that nobody applies for a line that is full.
            placed = _placed(cohort, person, policies.of(SeatPolicy, on), on)
            return [application] if cohort.approval else [application, placed]

        case ApproveApplication(person=person, role=role, by=by, on=on):
            _check_turn(cohort, command, now)
            approved = ApplicationApproved(person, role, by, on)
            if cohort.application(person).approvals + 1 < len(cohort.approval):
                return [approved]
            return [approved, _placed(cohort, person, policies.of(SeatPolicy, on), on)]
        case RejectApplication(person=person, role=role, by=by, reason=reason, on=on):
            _check_turn(cohort, command, now)
            return [ApplicationRejected(person, role, by, reason, on)]

        case WithdrawEnrollment(person=person) if person in cohort.completed:
            raise EnrollmentFinished(state=cohort.state_of(person))
        case WithdrawEnrollment(person=person, reason=reason, on=on):
            _check_day(cohort.application(person), on, now)
            return _passing_on(cohort, EnrollmentWithdrawn(person, reason, on), policies, now)

        case AcceptOffer(person=person) if person in cohort.confirmed:
            return []
        case AcceptOffer(person=person) | DeclineOffer(person=person) if person not in cohort.offered:
            raise OfferMissing(state=cohort.state_of(person))
        case AcceptOffer(person=person) if cohort.offered[person] <= now:
            raise OfferRanOut(until=cohort.offered[person].isoformat())
        case AcceptOffer(by="SELF", on=on) if on != today(now):
            raise BackdatingReserved(on=on.isoformat(), today=today(now).isoformat())
        case AcceptOffer(person=person, on=on):
            _check_day(cohort.application(person), on, now)
            return [SeatConfirmed(person, by="OFFER_ACCEPTED", on=on)]
        case DeclineOffer(person=person):
            return _passing_on(cohort, OfferDeclined(person), policies, now)
        case ExpireOffer(person=person) if person in cohort.offered and cohort.offered[person] <= now:
            return _passing_on(cohort, OfferExpired(person), policies, now)
        case ExpireOffer():
            return []

        case RecordCompletion(person=person) if person not in cohort.confirmed:
            raise SeatMissing()
        case RecordCompletion(person=person, completed=completed) if cohort.completed.get(person) == completed:
            return []
        case RecordCompletion(person=person, completed=completed):
            decided = EnrollmentCompleted if completed else EnrollmentNotCompleted
            return [decided(person, on=today(now))]
    raise Unknown(command)


def _opened(command: OpenCohort) -> CohortOpened:
    if command.edition is None:
        raise EditionMissing(program=command.program)
    if command.retired:
        raise ProgramClosed(program=command.program)
    errors = {}
    if command.seats < 1:
        errors["seats"] = "LESS_THAN_ONE"
    if len(set(command.approval)) < len(command.approval):
        errors["approval"] = "APPROVER_TWICE"
    days = {
        "applications_from": command.applications_from,
        "applications_until": command.applications_until,
        "starts_on": command.starts_on,
        "ends_on": command.ends_on,
    }
    for (earlier, start), (later, end) in pairwise(days.items()):
        if end < start:
            errors[later] = f"BEFORE_{earlier.upper()}"
    if errors:
        raise Invalid(**errors)
    return CohortOpened(
        program=command.program,
        edition=command.edition,
        name=command.name,
        seats=command.seats,
        applications_from=command.applications_from,
        applications_until=command.applications_until,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        approval=command.approval,
    )


def _submitted(cohort: Cohort, command: ApplyForSeat, policies: Policies, now: datetime) -> ApplicationSubmitted:
    on = command.on
    not_future(on, now)
    if not cohort.applications_from <= on <= cohort.applications_until:
        raise WindowClosed(
            first=cohort.applications_from.isoformat(), last=cohort.applications_until.isoformat(), on=on.isoformat()
        )
    statuses = policies.of(StatusPolicy, on)
    checks = explain(command.rules, command.applicant, statuses, on)
    unmet = [check for check in checks if not check.met]
    if unmet:
        raise RulesUnmet(failed=len(unmet), rules=len(checks), unmet=msgspec.to_builtins(unmet), rule=statuses.version)
    return ApplicationSubmitted(command.person, command.applicant.unit, command.by, on, checks, statuses.version)


def _check_turn(cohort: Cohort, command: ApproveApplication | RejectApplication, now: datetime) -> None:
    """Whoever decides is the next of the route, decides on others only, and a unit head on their own unit only."""
    application = cohort.application(command.person)
    if command.by == command.person:
        raise OwnApplication()
    if command.role == "UNIT_HEAD" and command.unit != application.unit:
        raise NotYours()
    if application.approvals == len(cohort.approval):
        raise ApprovalsComplete(needed=len(cohort.approval), state=cohort.state_of(command.person))
    if command.role != cohort.approval[application.approvals]:
        raise ApproverOutOfTurn(
            given=application.approvals,
            needed=len(cohort.approval),
            next=cohort.approval[application.approvals],
            role=command.role,
        )
    _check_day(application, command.on, now)


def _check_day(application: Application, on: date, now: datetime) -> None:
    not_future(on, now)
    if on < application.on:
        raise BeforeApplication(on=on.isoformat(), applied_on=application.on.isoformat())


def _placed(cohort: Cohort, person: PersonId, policy: SeatPolicy, on: date) -> SeatConfirmed | SeatAwaited:
    """A seat from that day while one is free and nobody waits for it, else the end of the line."""
    if cohort.taken < cohort.seats and not cohort.waiting:
        return SeatConfirmed(person, by="FREE_SEAT", on=on)
    if len(cohort.waiting) >= policy.longest_list:
        raise LineFull(
            taken=cohort.taken,
            seats=cohort.seats,
            waiting=len(cohort.waiting),
            longest=policy.longest_list,
            rule=policy.version,
        )
    return SeatAwaited(person, position=len(cohort.waiting) + 1)


def _passing_on(cohort: Cohort, leaving: Event, policies: Policies, now: datetime) -> list[Event]:
    """Somebody leaves; a seat that this frees is offered to the first in line."""
    after = evolve(cohort, leaving)
    if after.taken == after.seats or not after.waiting:
        return [leaving]
    policy = policies.of(SeatPolicy, today(now))
    return [leaving, SeatOffered(after.waiting[0], now + timedelta(hours=policy.offer_hours), policy.version)]


COHORT = Decider("cohort", Cohort(), decide, evolve)
