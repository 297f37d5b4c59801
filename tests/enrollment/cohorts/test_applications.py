"""Who applies in time and meets the rules gets a free seat, or a place in line."""

from datetime import UTC, date, datetime

import msgspec

from services.enrollment.cohorts.commands import RecordCompletion, WithdrawEnrollment
from services.enrollment.cohorts.refusals import (
    AlreadyEnrolled,
    BackdatingReserved,
    BeforeApplication,
    EnrollmentFinished,
    LineFull,
    RulesUnmet,
    SeatMissing,
    WindowClosed,
)
from shared.contracts.enrollment.cohorts import (
    ApplicationSubmitted,
    EnrollmentCompleted,
    EnrollmentNotCompleted,
    EnrollmentWithdrawn,
    SeatAwaited,
    SeatConfirmed,
    SeatOffered,
)
from shared.contracts.enrollment.programs import Eligibility
from shared.contracts.vocabulary import Check
from shared.days import FutureDay
from shared.events import PersonId
from shared.refusals import NotFound
from tests.enrollment.cohorts.examples import (
    ACTIVE,
    ANI,
    APPLICANT,
    BUDI,
    CITRA,
    DAY,
    DEWI,
    MONDAY,
    OPENED,
    REASON,
    SEATS,
    STATUSES,
    TODAY,
    TOMORROW,
    YESTERDAY,
    apply_for,
    given,
    seated,
    submitted,
    waiting,
)


def test_a_free_seat_goes_to_who_applies() -> None:
    given(OPENED).when(apply_for(ANI)).then(submitted(ANI), SeatConfirmed(ANI, by="FREE_SEAT", on=TODAY))


def test_the_last_seat_goes_to_the_first_in_the_log() -> None:
    given(OPENED, *seated(ANI)).when(apply_for(BUDI)).then(submitted(BUDI), SeatAwaited(BUDI, position=1))


def test_who_comes_later_waits_behind() -> None:
    history = [OPENED, *seated(ANI), *waiting(BUDI)]
    given(*history).when(apply_for(CITRA)).then(submitted(CITRA), SeatAwaited(CITRA, position=2))


def test_an_offered_seat_is_not_free() -> None:
    offered = [OPENED, *seated(ANI), *waiting(BUDI), EnrollmentWithdrawn(ANI, REASON, TODAY)]
    history = [*offered, SeatOffered(BUDI, MONDAY + DAY, SEATS)]
    given(*history).when(apply_for(CITRA)).then(submitted(CITRA), SeatAwaited(CITRA, position=1))


def test_a_newcomer_never_passes_the_line_not_even_to_a_free_seat() -> None:
    given(OPENED, *waiting(BUDI)).when(apply_for(CITRA)).then(submitted(CITRA), SeatAwaited(CITRA, position=2))


def test_the_line_has_an_end() -> None:
    crowd = [PersonId(f"person-{number}") for number in range(200)]
    history = [OPENED, *seated(ANI), *waiting(*crowd)]
    given(*history).when(apply_for(BUDI)).refused(LineFull, taken=1, seats=1, waiting=200, longest=200)


def test_nobody_applies_twice() -> None:
    given(OPENED, *seated(ANI)).when(apply_for(ANI)).refused(AlreadyEnrolled, state="CONFIRMED")
    given(OPENED, *seated(ANI), *waiting(BUDI)).when(apply_for(BUDI)).refused(AlreadyEnrolled, state="WAITLISTED")


def test_the_first_and_the_last_day_of_the_window_count() -> None:
    outside = {"first": "2026-02-01", "last": "2026-03-10"}
    for day in (date(2026, 2, 1), date(2026, 3, 10)):
        moment = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
        application = msgspec.structs.replace(submitted(ANI), on=day)
        given(OPENED).at(moment).when(apply_for(ANI, on=day)).then(
            application, SeatConfirmed(ANI, by="FREE_SEAT", on=day)
        )
    for day in (date(2026, 1, 31), date(2026, 3, 11)):
        moment = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
        given(OPENED).at(moment).when(apply_for(ANI, on=day)).refused(WindowClosed, on=day.isoformat(), **outside)


def test_the_day_of_an_application_is_counted_in_sibolga() -> None:
    last_minute_in_wib = datetime(2026, 3, 10, 16, 59, tzinfo=UTC)
    application = msgspec.structs.replace(submitted(ANI), on=date(2026, 3, 10))
    in_time = apply_for(ANI, on=date(2026, 3, 10))
    given(OPENED).at(last_minute_in_wib).when(in_time).then(
        application, SeatConfirmed(ANI, by="FREE_SEAT", on=date(2026, 3, 10))
    )
    midnight_in_wib = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)
    given(OPENED).at(midnight_in_wib).when(in_time).refused(BackdatingReserved, today="2026-03-11")


def test_an_officer_records_an_application_of_an_earlier_day_of_the_window() -> None:
    application = ApplicationSubmitted(ANI, "dlh", "OFFICER", YESTERDAY, (ACTIVE,), STATUSES)
    on_paper = apply_for(ANI, by="OFFICER", on=YESTERDAY)
    given(OPENED).when(on_paper).then(application, SeatConfirmed(ANI, by="FREE_SEAT", on=YESTERDAY))
    long_after = datetime(2027, 1, 5, tzinfo=UTC)
    given(OPENED).at(long_after).when(on_paper).then(application, SeatConfirmed(ANI, by="FREE_SEAT", on=YESTERDAY))
    given(OPENED).when(apply_for(ANI, by="OFFICER", on=date(2026, 1, 31))).refused(WindowClosed, on="2026-01-31")


def test_nobody_applies_for_another_day_oneself_or_in_the_future() -> None:
    given(OPENED).when(apply_for(ANI, on=YESTERDAY)).refused(BackdatingReserved, on="2026-03-01", today="2026-03-02")
    given(OPENED).when(apply_for(ANI, by="OFFICER", on=TOMORROW)).refused(FutureDay, day="2026-03-03")


def test_rules_that_are_not_met_are_named_with_their_facts() -> None:
    rules = Eligibility(kinds=("PNS",), fields=("TAX",), prior_program="basics")
    given(OPENED).when(apply_for(ANI, rules=rules)).refused(
        RulesUnmet,
        failed=2,
        rules=4,
        unmet=[
            {"rule": "FIELDS", "met": False, "facts": {"actual": ["WASTE"], "allowed": ["TAX"]}},
            {"rule": "PRIOR_PROGRAM", "met": False, "facts": {"program": "basics"}},
        ],
    )


def test_who_is_away_for_full_time_study_does_not_enrol() -> None:
    studying = msgspec.structs.replace(APPLICANT, status="03")
    given(OPENED).when(apply_for(ANI, applicant=studying)).refused(RulesUnmet, failed=1)


def test_an_application_keeps_every_rule_that_was_looked_at() -> None:
    rules = Eligibility(kinds=("PNS",))
    kind = Check("KIND", True, {"actual": "PNS", "allowed": ["PNS"]})
    application = msgspec.structs.replace(submitted(ANI), checks=(ACTIVE, kind))
    given(OPENED).when(apply_for(ANI, rules=rules)).then(application, SeatConfirmed(ANI, by="FREE_SEAT", on=TODAY))


def test_who_withdrew_may_apply_again() -> None:
    history = [OPENED, *seated(ANI), EnrollmentWithdrawn(ANI, REASON, TODAY)]
    given(*history).when(apply_for(ANI)).then(submitted(ANI), SeatConfirmed(ANI, by="FREE_SEAT", on=TODAY))


def test_a_withdrawn_seat_is_free_when_nobody_waits() -> None:
    given(OPENED, *seated(ANI)).when(WithdrawEnrollment(ANI, REASON, TODAY)).then(
        EnrollmentWithdrawn(ANI, REASON, TODAY)
    )


def test_who_leaves_the_line_frees_no_seat() -> None:
    history = [OPENED, *seated(ANI), *waiting(BUDI, CITRA, DEWI)]
    given(*history).when(WithdrawEnrollment(CITRA, REASON, TODAY)).then(EnrollmentWithdrawn(CITRA, REASON, TODAY))


def test_nobody_withdraws_what_they_do_not_have() -> None:
    given(OPENED).when(WithdrawEnrollment(ANI, REASON, TODAY)).refused(NotFound, kind="enrollment")


def test_a_withdrawal_lies_between_the_application_and_today() -> None:
    given(OPENED, *seated(ANI)).when(WithdrawEnrollment(ANI, REASON, TOMORROW)).refused(FutureDay)
    given(OPENED, *seated(ANI)).when(WithdrawEnrollment(ANI, REASON, YESTERDAY)).refused(
        BeforeApplication, on="2026-03-01", applied_on="2026-03-02"
    )


def test_evaluation_says_who_completed_and_may_decide_again() -> None:
    history = [OPENED, *seated(ANI)]
    given(*history).when(RecordCompletion(ANI, completed=False)).then(EnrollmentNotCompleted(ANI, on=TODAY))
    given(*history, EnrollmentNotCompleted(ANI, on=TODAY)).when(RecordCompletion(ANI, completed=True)).then(
        EnrollmentCompleted(ANI, on=TODAY)
    )
    given(*history, EnrollmentCompleted(ANI, on=TODAY)).when(RecordCompletion(ANI, completed=True)).nothing()


def test_nobody_completes_without_a_seat() -> None:
    given(OPENED, *seated(ANI), *waiting(BUDI)).when(RecordCompletion(BUDI, completed=True)).refused(SeatMissing)


def test_what_evaluation_decided_cannot_be_given_up() -> None:
    history = [OPENED, *seated(ANI), EnrollmentNotCompleted(ANI, on=TODAY)]
    given(*history).when(WithdrawEnrollment(ANI, REASON, TODAY)).refused(EnrollmentFinished, state="NOT_COMPLETED")
