"""A senior announces a class, newer staff join while there are seats, and who was there is kept."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from services.mentoring.sharing.model import (
    ClassFull,
    ClassHeldAlready,
    FormNotForSharing,
    HoldSharing,
    JoinSharing,
    LeaveSharing,
    NotBegun,
    NotJoined,
    NotNewer,
    OwnClass,
    TeacherTooNew,
    TooManySeats,
)
from shared.contracts.mentoring.sharing import SharingHeld, SharingJoined, SharingLeft
from shared.days import WIB
from shared.decider import Command, Unknown
from shared.policy import NoPolicy
from shared.refusals import Invalid, NotFound
from tests.mentoring.examples import ANI, BUDI, CITRA, OFFICER
from tests.mentoring.sharing.examples import ANNOUNCED, BEGINS, CLASS_DAY, ENDS, announce, given

NEW = date(2024, 1, 1)
JOINED = (ANNOUNCED, SharingJoined(BUDI), SharingJoined(CITRA))
HELD = SharingHeld(on=CLASS_DAY, minutes=90, present=(BUDI,), absent=(CITRA,))


def test_a_senior_announces_a_class() -> None:
    given().when(announce()).then(ANNOUNCED)


def test_a_class_is_announced_once() -> None:
    given(ANNOUNCED).when(announce()).nothing()


def test_the_teacher_has_eight_years_of_service_on_the_day_of_the_class() -> None:
    given().when(announce(appointed_on=date(2018, 3, 20))).then(ANNOUNCED)
    given().when(announce(appointed_on=date(2018, 3, 21))).refused(TeacherTooNew, years=7, needed=8)


@pytest.mark.parametrize("form", [3, 7, 14, 15, 23])
def test_a_class_counts_as_one_of_the_forms_for_sharing(form: int) -> None:
    given().when(announce(form=form)).then(msgspec.structs.replace(ANNOUNCED, form=form))


@pytest.mark.parametrize("form", [1, 8, 25])
def test_other_forms_are_not_for_sharing(form: int) -> None:
    given().when(announce(form=form)).refused(FormNotForSharing, form=form, forms="3, 7, 14, 15, 23")


def test_a_class_has_at_most_two_hundred_seats() -> None:
    given().when(announce(seats=201)).refused(TooManySeats, seats=201, most=200)
    given().when(announce(seats=200)).then(msgspec.structs.replace(ANNOUNCED, seats=200))


@pytest.mark.parametrize(
    ("times", "errors"),
    [
        ({"ends_at": BEGINS}, {"ends_at": "NOT_AFTER_STARTS_AT"}),
        ({"ends_at": BEGINS + timedelta(days=1, minutes=1)}, {"ends_at": "LONGER_THAN_A_DAY"}),
        ({"ends_at": datetime.max.replace(tzinfo=UTC)}, {"ends_at": "OUT_OF_RANGE"}),
        ({"starts_at": datetime.min.replace(tzinfo=UTC)}, {"starts_at": "OUT_OF_RANGE"}),
    ],
)
def test_a_class_has_a_beginning_and_an_end_that_can_be(times: dict[str, datetime], errors: dict[str, str]) -> None:
    with pytest.raises(Invalid) as caught:
        given().when(announce(**times)).then()
    assert caught.value.errors == errors


def test_a_class_begins_at_the_same_moment_in_whatever_zone_it_was_announced() -> None:
    given().when(announce(starts_at=BEGINS.astimezone(WIB), ends_at=ENDS.astimezone(WIB))).then(ANNOUNCED)


def test_a_class_before_there_were_rules_is_refused() -> None:
    given().when(announce(starts_at=BEGINS.replace(year=2019), ends_at=ENDS.replace(year=2019))).refused(NoPolicy)


def test_newer_staff_join() -> None:
    given(ANNOUNCED).when(JoinSharing(BUDI, NEW)).then(SharingJoined(BUDI))
    given(ANNOUNCED, SharingJoined(BUDI)).when(JoinSharing(BUDI, NEW)).nothing()


def test_newer_are_those_with_less_than_five_years_on_the_day_of_the_class() -> None:
    given(ANNOUNCED).when(JoinSharing(BUDI, date(2021, 3, 21))).then(SharingJoined(BUDI))
    given(ANNOUNCED).when(JoinSharing(BUDI, date(2021, 3, 20))).refused(NotNewer, years=5, limit=5)


def test_the_teacher_does_not_join() -> None:
    given(ANNOUNCED).when(JoinSharing(ANI, date(2010, 1, 1))).refused(OwnClass)


def test_nobody_joins_a_full_class_until_somebody_leaves() -> None:
    given(*JOINED).when(JoinSharing(OFFICER, NEW)).refused(ClassFull, joined=2, seats=2)
    given(*JOINED, SharingLeft(BUDI)).when(JoinSharing(OFFICER, NEW)).then(SharingJoined(OFFICER))


def test_who_joined_may_leave() -> None:
    given(*JOINED).when(LeaveSharing(BUDI)).then(SharingLeft(BUDI))
    given(ANNOUNCED).when(LeaveSharing(BUDI)).nothing()


def test_a_class_that_was_held_keeps_who_was_there_and_who_was_not() -> None:
    given(*JOINED).at(ENDS).when(HoldSharing((BUDI,))).then(HELD)


def test_it_is_not_held_before_it_begins() -> None:
    given(*JOINED).at(BEGINS - timedelta(seconds=1)).when(HoldSharing((BUDI,))).refused(NotBegun)
    given(*JOINED).at(BEGINS).when(HoldSharing((BUDI,))).then(HELD)


def test_who_was_there_had_joined() -> None:
    given(ANNOUNCED, SharingJoined(BUDI)).at(ENDS).when(HoldSharing((BUDI, CITRA))).refused(NotJoined, unknown=1)


@pytest.mark.parametrize("command", [JoinSharing(OFFICER, NEW), LeaveSharing(BUDI), HoldSharing((BUDI,))])
def test_a_class_that_was_held_is_over(command: Command) -> None:
    given(*JOINED, HELD).at(ENDS).when(command).refused(ClassHeldAlready, on="2026-03-20")


@pytest.mark.parametrize("command", [JoinSharing(BUDI, NEW), LeaveSharing(BUDI), HoldSharing(())])
def test_a_class_that_nobody_announced_is_not_found(command: Command) -> None:
    given().when(command).refused(NotFound, kind="sharing_class")


def test_a_command_of_another_stream_is_a_defect() -> None:
    with pytest.raises(Unknown):
        given(ANNOUNCED).when(Command()).then()
