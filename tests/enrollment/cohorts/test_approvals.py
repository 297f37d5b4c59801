"""Applications are approved in the order of the cohort's route, and never by the applicant."""

import msgspec
import pytest

from services.enrollment.cohorts.commands import ApproveApplication, RejectApplication
from services.enrollment.cohorts.refusals import (
    ApprovalsComplete,
    ApproverOutOfTurn,
    BeforeApplication,
    LineFull,
    OwnApplication,
)
from shared.contracts.enrollment.cohorts import (
    ApplicationApproved,
    ApplicationRejected,
    Approver,
    SeatAwaited,
    SeatConfirmed,
)
from shared.days import FutureDay
from shared.events import PersonId
from shared.refusals import NotFound, NotYours
from tests.enrollment.cohorts.examples import (
    ANI,
    BUDI,
    HEAD,
    OFFICER,
    OPENED,
    REASON,
    TODAY,
    TOMORROW,
    YESTERDAY,
    apply_for,
    given,
    seated,
    submitted,
    waiting,
)

ROUTE = msgspec.structs.replace(OPENED, approval=("UNIT_HEAD", "OFFICER"))
BY_HEAD = ApproveApplication(ANI, "UNIT_HEAD", by=HEAD, unit="dlh", on=TODAY)
BY_OFFICER = ApproveApplication(ANI, "OFFICER", by=OFFICER, unit=None, on=TODAY)
HEAD_AGREED = ApplicationApproved(ANI, "UNIT_HEAD", HEAD, TODAY)
OFFICER_AGREED = ApplicationApproved(ANI, "OFFICER", OFFICER, TODAY)


def but(command: ApproveApplication, **changes: object) -> ApproveApplication:
    return msgspec.structs.replace(command, **changes)


def rejection(command: ApproveApplication) -> RejectApplication:
    return RejectApplication(command.person, command.role, command.by, command.unit, REASON, command.on)


def test_an_application_takes_no_seat_before_it_is_approved() -> None:
    given(ROUTE).when(apply_for(ANI)).then(submitted(ANI))


def test_the_unit_head_comes_before_the_officer() -> None:
    given(ROUTE, submitted(ANI)).when(BY_HEAD).then(HEAD_AGREED)
    given(ROUTE, submitted(ANI)).when(BY_OFFICER).refused(
        ApproverOutOfTurn, given=0, needed=2, next="UNIT_HEAD", role="OFFICER"
    )
    given(ROUTE, submitted(ANI), HEAD_AGREED).when(BY_HEAD).refused(ApproverOutOfTurn, given=1, next="OFFICER")


def test_the_route_may_be_the_other_way_round() -> None:
    reverse = msgspec.structs.replace(OPENED, approval=("OFFICER", "UNIT_HEAD"))
    given(reverse, submitted(ANI)).when(BY_OFFICER).then(OFFICER_AGREED)


def test_the_last_approval_brings_the_seat() -> None:
    given(ROUTE, submitted(ANI), HEAD_AGREED).when(BY_OFFICER).then(
        OFFICER_AGREED, SeatConfirmed(ANI, by="FREE_SEAT", on=TODAY)
    )


def test_the_last_approval_brings_a_place_in_line_when_no_seat_is_free() -> None:
    given(ROUTE, *seated(BUDI), submitted(ANI), HEAD_AGREED).when(BY_OFFICER).then(
        OFFICER_AGREED, SeatAwaited(ANI, position=1)
    )


def test_seats_go_by_the_last_approval_not_by_the_application() -> None:
    given(ROUTE, submitted(ANI), submitted(BUDI), HEAD_AGREED).when(BY_OFFICER).then(
        OFFICER_AGREED, SeatConfirmed(ANI, by="FREE_SEAT", on=TODAY)
    )


def test_nobody_is_approved_into_a_full_line() -> None:
    crowd = [PersonId(f"person-{number}") for number in range(200)]
    history = [ROUTE, *seated(BUDI), submitted(ANI), HEAD_AGREED, *waiting(*crowd)]
    given(*history).when(BY_OFFICER).refused(LineFull, waiting=200)


def test_nobody_applies_for_a_full_line_even_where_approvals_come_first() -> None:
    crowd = [PersonId(f"person-{number}") for number in range(200)]
    given(ROUTE, *seated(BUDI), *waiting(*crowd)).when(apply_for(ANI)).refused(LineFull, waiting=200)


def test_nothing_is_approved_after_the_last_approval() -> None:
    history = [ROUTE, submitted(ANI), HEAD_AGREED, OFFICER_AGREED, SeatConfirmed(ANI, by="FREE_SEAT", on=TODAY)]
    given(*history).when(BY_OFFICER).refused(ApprovalsComplete, needed=2, state="CONFIRMED")
    given(*history).when(rejection(BY_OFFICER)).refused(ApprovalsComplete)
    given(OPENED, *seated(ANI)).when(BY_HEAD).refused(ApprovalsComplete, needed=0)


def test_the_next_approver_may_reject_with_a_reason() -> None:
    given(ROUTE, submitted(ANI)).when(rejection(BY_HEAD)).then(
        ApplicationRejected(ANI, "UNIT_HEAD", HEAD, REASON, TODAY)
    )
    given(ROUTE, submitted(ANI)).when(rejection(BY_OFFICER)).refused(ApproverOutOfTurn)


def test_who_was_rejected_may_apply_again_and_begins_with_the_first_approver() -> None:
    rejected = ApplicationRejected(ANI, "OFFICER", OFFICER, REASON, TODAY)
    history = [ROUTE, submitted(ANI), HEAD_AGREED, rejected]
    given(*history).when(BY_OFFICER).refused(NotFound, kind="enrollment")
    given(*history).when(apply_for(ANI)).then(submitted(ANI))
    given(*history, submitted(ANI)).when(BY_OFFICER).refused(ApproverOutOfTurn, given=0)


@pytest.mark.parametrize("role", ["UNIT_HEAD", "OFFICER"])
def test_nobody_decides_on_their_own_application(role: Approver) -> None:
    own = ApproveApplication(ANI, role, by=ANI, unit="dlh", on=TODAY)
    route = msgspec.structs.replace(OPENED, approval=(role,))
    given(route, submitted(ANI)).when(own).refused(OwnApplication)
    given(route, submitted(ANI)).when(rejection(own)).refused(OwnApplication)


@pytest.mark.parametrize("unit", ["dinkes", None])
def test_a_unit_head_decides_on_their_own_unit_only(unit: str | None) -> None:
    given(ROUTE, submitted(ANI)).when(but(BY_HEAD, unit=unit)).refused(NotYours)
    given(ROUTE, submitted(ANI)).when(rejection(but(BY_HEAD, unit=unit))).refused(NotYours)


def test_an_approval_lies_between_the_application_and_today() -> None:
    given(ROUTE, submitted(ANI)).when(but(BY_HEAD, on=TOMORROW)).refused(FutureDay)
    given(ROUTE, submitted(ANI)).when(but(BY_HEAD, on=YESTERDAY)).refused(BeforeApplication, applied_on="2026-03-02")


def test_nobody_approves_who_did_not_apply() -> None:
    given(ROUTE).when(BY_HEAD).refused(NotFound, kind="enrollment")
