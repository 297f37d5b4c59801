"""Learning hours are posted for completed programmes and confirmed mentoring, and reversed, never edited."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from services.evaluation.credits.conversion import ConversionPolicy, FormUnconverted
from services.evaluation.credits.model import (
    LEARNING_ACCOUNT,
    CreditedBySession,
    EntryAlreadyReversed,
    OwnEntry,
    PostAttendance,
    PostMentoring,
    ReverseEntry,
    WithdrawAttendance,
)
from services.evaluation.credits.reactions import CREDIT_ATTENDANCE, CREDIT_MENTORING
from shared.contracts.evaluation.completion import Attended, CompletionDecided
from shared.contracts.evaluation.credits import LearningHoursPosted, LearningHoursReversed
from shared.contracts.mentoring.sessions import MentoringSessionAttested, MentoringSessionConfirmed
from shared.events import PersonId, TextRef
from shared.policy import read_policies
from shared.reaction import Act
from shared.refusals import NotFound
from shared.testing.scenario import Scenario, Upon, happened

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
given = Scenario(LEARNING_ACCOUNT, read_policies(TABLES, [ConversionPolicy]))

ANI, RINA, SITI = PersonId("ani"), PersonId("rina"), PersonId("siti")
TABLE = "conversion@2019-02-01"
DAYS = (Attended(date(2025, 12, 30), 360), Attended(date(2025, 12, 31), 360))
POST = PostAttendance("entry-1", "cohort-1", 3, 40, DAYS)
POSTED = LearningHoursPosted(
    entry="entry-1",
    source="ATTENDANCE",
    source_id="cohort-1",
    form=3,
    earned_on=date(2025, 12, 31),
    attended=DAYS,
    computed=16,
    credited=16,
    difference=None,
    policy=TABLE,
)
TAKEN_BACK = LearningHoursReversed("entry-1", "DECIDED_AGAIN", None, None)


def changed(value: Any, **changes: Any) -> Any:
    return msgspec.structs.replace(value, **changes)


def mentored(entry: str, on: date, credited: int = 2) -> LearningHoursPosted:
    return LearningHoursPosted(
        entry=entry,
        source="MENTORING",
        source_id=f"session-{entry}",
        form=15,
        earned_on=on,
        attended=(Attended(on, 60),),
        computed=2,
        credited=credited,
        difference=None if credited else "MONTHLY_CAP",
        policy=TABLE,
    )


def post_mentored(entry: str, on: date) -> PostMentoring:
    return PostMentoring(entry, f"session-{entry}", on, 60)


def test_a_completed_programme_earns_what_was_attended_on_the_last_day_of_it() -> None:
    given().when(POST).then(POSTED)


def test_no_more_is_credited_than_the_curriculum_has() -> None:
    given().when(changed(POST, learning_hours=10)).then(changed(POSTED, credited=10, difference="CURRICULUM_CAP"))


def test_a_seminar_earns_by_the_day() -> None:
    given().when(changed(POST, form=9)).then(changed(POSTED, form=9, computed=8, credited=8))


def test_an_entry_is_posted_once() -> None:
    given(POSTED).when(POST).nothing()


def test_a_new_decision_with_the_same_attendance_changes_nothing() -> None:
    given(POSTED).when(changed(POST, entry="entry-2")).nothing()


def test_a_new_decision_with_other_attendance_reverses_and_posts_anew() -> None:
    again = changed(POST, entry="entry-2", attended=DAYS[:1])
    posted = changed(POSTED, entry="entry-2", attended=DAYS[:1], earned_on=date(2025, 12, 30), computed=8, credited=8)
    given(POSTED).when(again).then(TAKEN_BACK, posted)


def test_a_programme_that_counts_as_not_completed_any_more_earns_nothing() -> None:
    given(POSTED).when(WithdrawAttendance("cohort-1")).then(TAKEN_BACK)
    given(POSTED).when(WithdrawAttendance("cohort-2")).nothing()
    given(POSTED, TAKEN_BACK).when(WithdrawAttendance("cohort-1")).nothing()


def test_completed_again_after_all_it_is_posted_again() -> None:
    given(POSTED, TAKEN_BACK).when(changed(POST, entry="entry-3")).then(changed(POSTED, entry="entry-3"))


def test_who_attended_nothing_earns_nothing() -> None:
    given().when(changed(POST, attended=())).nothing()
    given(POSTED).when(changed(POST, entry="entry-2", attended=())).then(TAKEN_BACK)


def test_a_form_without_a_rule_earns_nothing_and_says_so() -> None:
    given().when(changed(POST, form=24)).refused(FormUnconverted, form=24, scope="NATIONAL")


def test_what_is_credited_by_session_is_not_credited_by_attendance_too() -> None:
    given().when(changed(POST, form=15)).refused(CreditedBySession, form=15)


def test_the_room_of_the_replaced_entry_is_free_for_its_successor() -> None:
    learning = Attended(date(2026, 1, 5), 135)
    before = changed(POSTED, form=16, attended=(learning,), earned_on=learning.on, computed=3, credited=3)
    more = (Attended(learning.on, 180),)
    after = changed(before, entry="entry-2", attended=more, computed=4, credited=3, difference="DAILY_CAP")
    again = PostAttendance("entry-2", "cohort-1", 16, 40, more)
    given(before).when(again).then(TAKEN_BACK, after)
    other_cohort = changed(again, cohort="cohort-2")
    given(before).when(other_cohort).then(changed(after, source_id="cohort-2", credited=0))


MARCH = [date(2026, 3, day) for day in (2, 9, 16)]


def test_a_confirmed_session_earns_two_hours_whatever_its_length() -> None:
    given().when(post_mentored("a", MARCH[0])).then(mentored("a", MARCH[0]))
    given(mentored("a", MARCH[0])).when(post_mentored("a", MARCH[0])).nothing()


def test_the_third_session_of_a_month_is_recorded_and_earns_nothing() -> None:
    two = given(mentored("a", MARCH[0]), mentored("b", MARCH[1]))
    two.when(post_mentored("c", MARCH[2])).then(mentored("c", MARCH[2], credited=0))
    two.when(post_mentored("c", date(2026, 4, 1))).then(mentored("c", date(2026, 4, 1)))


def test_the_month_is_that_in_which_the_session_was_held() -> None:
    late = [mentored("a", date(2026, 2, 2)), mentored("b", date(2026, 2, 9))]
    given(*late).when(post_mentored("c", MARCH[0])).then(mentored("c", MARCH[0]))


REASON = TextRef("text/1")
REVERSE = ReverseEntry(ANI, "a", REASON, RINA)
REVERSED = LearningHoursReversed("a", "RECORDED_WRONGLY", REASON, RINA)


def test_an_officer_reverses_an_entry_once_with_a_reason() -> None:
    given(mentored("a", MARCH[0])).when(REVERSE).then(REVERSED)
    given(mentored("a", MARCH[0]), REVERSED).when(REVERSE).refused(EntryAlreadyReversed)
    given(mentored("a", MARCH[0])).when(changed(REVERSE, entry="z")).refused(NotFound, kind="entry")


def test_nobody_reverses_an_entry_of_their_own() -> None:
    given(mentored("a", MARCH[0])).when(changed(REVERSE, by=ANI)).refused(OwnEntry)


def test_a_reversal_makes_room_for_what_comes_later_and_only_for_that() -> None:
    month = [mentored("a", MARCH[0]), mentored("b", MARCH[1]), mentored("c", MARCH[2], credited=0)]
    given(*month).when(REVERSE).then(REVERSED)
    given(*month, REVERSED).when(post_mentored("d", date(2026, 3, 23))).then(mentored("d", date(2026, 3, 23)))


DECIDED = CompletionDecided("cohort-1", "waste", 2, ANI, True, (), 3, 40, DAYS)


def test_a_completion_is_credited_to_the_participant() -> None:
    decided = happened("completion/1", DECIDED)
    post = PostAttendance(decided[0].id, "cohort-1", 3, 40, DAYS)
    Upon(CREDIT_ATTENDANCE, decided).acts(Act(LEARNING_ACCOUNT, ANI, post))


def test_a_participation_that_was_not_completed_withdraws_what_it_gave() -> None:
    decided = happened("completion/1", changed(DECIDED, completed=False))
    Upon(CREDIT_ATTENDANCE, decided).acts(Act(LEARNING_ACCOUNT, ANI, WithdrawAttendance("cohort-1")))


def test_only_a_confirmed_session_is_credited_and_to_the_mentee() -> None:
    confirmed = MentoringSessionConfirmed("session-1", SITI, ANI, None, "tax", MARCH[0], 60, date(2026, 4, 30))
    events = happened("pairing/1", MentoringSessionAttested("session-1", "MENTEE", MARCH[0]), confirmed)
    post = PostMentoring(events[1].id, "session-1", MARCH[0], 60)
    Upon(CREDIT_MENTORING, events).acts(Act(LEARNING_ACCOUNT, ANI, post))
