"""A session is scheduled, its roll names everybody with a seat, and corrections keep both values."""

from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest

from services.enrollment.sessions.model import (
    TRAINING_SESSION,
    BeforeSession,
    CallRoll,
    CorrectAttendance,
    OwnAttendance,
    RollAlreadyCalled,
    RollIncomplete,
    RollMissing,
    ScheduleSession,
    SessionExists,
    SessionNotBegun,
)
from shared.contracts.enrollment.sessions import AttendanceCorrected, Mark, RollCalled, SessionScheduled
from shared.contracts.vocabulary import Attendance
from shared.days import FutureDay
from shared.events import PersonId, TextRef
from shared.policy import Policies
from shared.refusals import Invalid, NotFound
from shared.testing.scenario import Scenario

given = Scenario(TRAINING_SESSION, Policies({}), now=datetime(2026, 4, 10, 8, tzinfo=UTC))

ANI, BUDI, CITRA, OFFICER = (PersonId(name) for name in ("ani", "budi", "citra", "officer"))
REASON = TextRef("text/1")
STARTS = datetime(2026, 4, 9, 1, 30, tzinfo=UTC)
ENDS = datetime(2026, 4, 9, 5, 0, tzinfo=UTC)
SCHEDULED = SessionScheduled("cohort-1", "Pemilahan sampah", "Aula BKPSDM", STARTS, ENDS)
SCHEDULE = ScheduleSession("cohort-1", "Pemilahan sampah", "Aula BKPSDM", STARTS, ENDS)
EAST, WEST = timezone(timedelta(hours=7)), timezone(timedelta(hours=-7))
SEATED = frozenset({ANI, BUDI})
MARKS = (Mark(ANI, "PRESENT"), Mark(BUDI, "ABSENT"))
CALLED = RollCalled("cohort-1", date(2026, 4, 9), 210, MARKS)
HELD = (SCHEDULED, CALLED)


def correction(person: PersonId, attendance: Attendance, **changes: object) -> CorrectAttendance:
    command = CorrectAttendance(person, attendance, REASON, by=OFFICER, on=date(2026, 4, 10))
    return msgspec.structs.replace(command, **changes)


def test_a_session_stands_in_the_timetable_in_utc() -> None:
    in_wib = msgspec.structs.replace(SCHEDULE, starts_at=STARTS.astimezone(EAST), ends_at=ENDS.astimezone(EAST))
    given().when(in_wib).then(SCHEDULED)


def test_a_session_is_scheduled_once() -> None:
    given(SCHEDULED).when(SCHEDULE).refused(SessionExists)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"ends_at": STARTS}, {"ends_at": "NOT_AFTER_STARTS_AT"}),
        ({"ends_at": STARTS - timedelta(hours=1)}, {"ends_at": "NOT_AFTER_STARTS_AT"}),
        ({"ends_at": STARTS + timedelta(days=1, seconds=1)}, {"ends_at": "LONGER_THAN_A_DAY"}),
        ({"starts_at": datetime.min.replace(tzinfo=EAST)}, {"starts_at": "OUT_OF_RANGE"}),
        ({"ends_at": datetime.max.replace(tzinfo=WEST)}, {"ends_at": "OUT_OF_RANGE"}),
        ({"starts_at": STARTS.replace(tzinfo=None)}, {"starts_at": "ZONE_MISSING"}),
        ({"ends_at": ENDS.replace(tzinfo=None)}, {"ends_at": "ZONE_MISSING"}),
    ],
)
def test_a_session_lasts_a_day_at_most_and_both_moments_are_real_and_have_a_zone(
    changes: dict[str, object], errors: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        TRAINING_SESSION.decide(
            TRAINING_SESSION.initial, msgspec.structs.replace(SCHEDULE, **changes), given.policies, given.now
        )
    assert refused.value.errors == errors


def test_the_roll_keeps_day_and_minutes() -> None:
    given(SCHEDULED).when(CallRoll(MARKS, SEATED)).then(CALLED)


def test_the_day_of_a_session_is_the_one_in_sibolga() -> None:
    late = msgspec.structs.replace(SCHEDULED, starts_at=STARTS - timedelta(hours=8))
    given(late).when(CallRoll(MARKS, SEATED)).then(RollCalled("cohort-1", date(2026, 4, 9), 690, MARKS))


def test_the_roll_is_not_called_before_the_session_begins() -> None:
    given(SCHEDULED).at(STARTS - timedelta(seconds=1)).when(CallRoll(MARKS, SEATED)).refused(SessionNotBegun)
    given(SCHEDULED).at(STARTS).when(CallRoll(MARKS, SEATED)).then(CALLED)


def test_the_roll_names_everybody_with_a_seat_once_and_nobody_else() -> None:
    whole = {"seats": 2, "missing": 0, "doubled": 0, "strangers": 0}
    for marks, wrong in [
        (MARKS[:1], {"missing": 1}),
        ((*MARKS, Mark(BUDI, "PRESENT")), {"doubled": 1}),
        ((*MARKS, Mark(CITRA, "PRESENT")), {"strangers": 1}),
        ((), {"missing": 2}),
    ]:
        given(SCHEDULED).when(CallRoll(marks, SEATED)).refused(RollIncomplete, **{**whole, **wrong})


def test_a_roll_is_called_once() -> None:
    given(*HELD).when(CallRoll(MARKS, SEATED)).refused(RollAlreadyCalled, marks=2)


def test_a_correction_keeps_both_values() -> None:
    given(*HELD).when(correction(BUDI, "LATE")).then(
        AttendanceCorrected("cohort-1", BUDI, "ABSENT", "LATE", REASON, OFFICER, date(2026, 4, 10))
    )


def test_a_second_correction_starts_from_the_first() -> None:
    first = AttendanceCorrected("cohort-1", BUDI, "ABSENT", "LATE", REASON, OFFICER, date(2026, 4, 10))
    given(*HELD, first).when(correction(BUDI, "PRESENT")).then(
        AttendanceCorrected("cohort-1", BUDI, "LATE", "PRESENT", REASON, OFFICER, date(2026, 4, 10))
    )


def test_what_is_right_is_not_corrected() -> None:
    given(*HELD).when(correction(BUDI, "ABSENT")).nothing()


def test_nobody_corrects_their_own_attendance() -> None:
    given(*HELD).when(correction(BUDI, "PRESENT", by=BUDI)).refused(OwnAttendance)


def test_only_marks_of_the_roll_are_corrected() -> None:
    given(SCHEDULED).when(correction(BUDI, "PRESENT")).refused(RollMissing)
    given(*HELD).when(correction(CITRA, "PRESENT")).refused(NotFound, kind="mark")


def test_a_correction_lies_between_the_session_and_today() -> None:
    given(*HELD).when(correction(BUDI, "LATE", on=date(2026, 4, 11))).refused(FutureDay)
    given(*HELD).when(correction(BUDI, "LATE", on=date(2026, 4, 8))).refused(
        BeforeSession, on="2026-04-08", held_on="2026-04-09"
    )


@pytest.mark.parametrize("command", [CallRoll(MARKS, SEATED), correction(BUDI, "LATE")])
def test_nothing_happens_in_a_session_that_does_not_exist(command: CallRoll | CorrectAttendance) -> None:
    given().when(command).refused(NotFound, kind="training_session")
