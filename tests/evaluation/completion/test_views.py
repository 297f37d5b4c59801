"""The evidence that a completion is decided from, and the decisions as people see them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from services.evaluation.completion.evidence import EvidencePolicy, evidence
from services.evaluation.completion.model import Evidence
from services.evaluation.completion.views import ATTENDANCE, COMPLETIONS, MEMBERSHIP, MENTORING
from shared.contracts.enrollment.groups import GroupFormed, MemberAdded, MemberRemoved
from shared.contracts.enrollment.sessions import AttendanceCorrected, Mark, RollCalled, SessionScheduled
from shared.contracts.evaluation.completion import Attended, CompletionDecided
from shared.contracts.mentoring.sessions import MentoringSessionConfirmed, MentoringSessionHeld
from shared.contracts.vocabulary import Attendance, Check
from shared.events import PersonId, TextRef
from shared.policy import read_policies
from shared.projection import Body
from shared.testing.scenario import happened
from shared.testing.views import Seen

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
POLICIES = read_policies(TABLES, [EvidencePolicy])
ANI, BUDI, RINA, SITI = PersonId("ani"), PersonId("budi"), PersonId("rina"), PersonId("siti")
TEXT = TextRef("text/1")
MONDAY = "2026-03-02T02:00:00.000000Z"
SCHEDULED = SessionScheduled(
    "cohort-1", "Memilah", "Aula", datetime(2026, 2, 2, 1, tzinfo=UTC), datetime(2026, 2, 2, 5, tzinfo=UTC)
)
CALLED = RollCalled("cohort-1", date(2026, 2, 2), 240, (Mark(ANI, "PRESENT"), Mark(BUDI, "ABSENT")))


def test_a_session_that_was_not_held_has_no_day() -> None:
    Seen(ATTENDANCE, happened("training_session/1", SCHEDULED)).shows(
        "1", {"id": "1", "cohort": "cohort-1", "held_on": None, "minutes": 0, "marks": {}}
    )


def test_a_corrected_roll_counts_as_corrected() -> None:
    corrected = AttendanceCorrected("cohort-1", BUDI, "ABSENT", "PRESENT", TEXT, RINA, date(2026, 2, 4))
    marks = {"ani": "PRESENT", "budi": "PRESENT"}
    body = {"id": "1", "cohort": "cohort-1", "held_on": "2026-02-02", "minutes": 240, "marks": marks}
    Seen(ATTENDANCE, happened("training_session/1", SCHEDULED, CALLED, corrected)).shows("1", body)


def test_only_sessions_that_both_confirmed_are_evidence() -> None:
    held = MentoringSessionHeld("s1", SITI, ANI, "cohort-1", "tax", date(2026, 2, 5), 60, "ONLINE", TEXT, "MENTOR")
    confirmed = [
        MentoringSessionConfirmed(session, SITI, ANI, "cohort-1", "tax", date(2026, 2, 5), 60, date(2026, 3, 7))
        for session in ("s1", "s2")
    ]
    Seen(MENTORING, happened("pairing/1", held)).shows_nothing("1")
    sessions = [
        {"session": session, "competency": "tax", "held_on": "2026-02-05", "minutes": 60} for session in ("s1", "s2")
    ]
    body = {"id": "1", "mentor": "siti", "mentee": "ani", "cohort": "cohort-1", "sessions": sessions}
    Seen(MENTORING, happened("pairing/1", held, *confirmed)).shows("1", body)


def test_who_left_a_group_is_not_of_it_any_more() -> None:
    events = [
        GroupFormed("g1", "Melati"),
        MemberAdded("g1", ANI),
        MemberAdded("g1", BUDI),
        MemberRemoved("g1", ANI, TEXT),
    ]
    Seen(MEMBERSHIP, happened("grouping/cohort-1", *events)).shows(
        "cohort-1", {"id": "cohort-1", "groups": {"budi": "g1"}}
    )


def session(day: int, minutes: int, **marks: Attendance) -> Body:
    return {"held_on": f"2026-02-{day:02}", "minutes": minutes, "marks": marks}


def shown_by(person: PersonId, **rows: Any) -> Evidence:
    nothing: dict[str, Any] = {"attendance": [], "mentoring": [], "groups": {}, "projects": []}
    return evidence(person, **{**nothing, **rows}, survey_handed_in=False, policies=POLICIES)


def test_who_came_late_was_there_and_who_was_excused_was_not() -> None:
    rows = [session(2, 120, ani="PRESENT"), session(3, 60, ani="LATE"), session(4, 60, ani="EXCUSED")]
    shown = shown_by(ANI, attendance=[*rows, session(5, 30, ani="ABSENT")])
    assert shown.attended == (Attended(date(2026, 2, 2), 120), Attended(date(2026, 2, 3), 60))
    assert shown.held_minutes == 270


def test_sessions_of_one_day_add_up_and_days_are_in_order() -> None:
    rows = [session(3, 60, ani="PRESENT"), session(2, 90, ani="PRESENT"), session(2, 30, ani="PRESENT")]
    assert shown_by(ANI, attendance=rows).attended == (
        Attended(date(2026, 2, 2), 120),
        Attended(date(2026, 2, 3), 60),
    )


def test_a_session_before_the_person_had_a_seat_does_not_count_against_them() -> None:
    shown = shown_by(BUDI, attendance=[session(2, 120, ani="PRESENT"), session(3, 60, budi="PRESENT")])
    assert (shown.held_minutes, sum(one.minutes for one in shown.attended)) == (60, 60)


def test_what_is_only_in_the_timetable_was_not_held() -> None:
    planned: Body = {"held_on": None, "minutes": 0, "marks": {}}
    assert shown_by(ANI, attendance=[planned]).held_minutes == 0


def test_sessions_of_every_mentor_count_and_those_of_other_mentees_do_not() -> None:
    rows = [
        {"mentee": "ani", "sessions": [{}, {}]},
        {"mentee": "ani", "sessions": [{}]},
        {"mentee": "budi", "sessions": [{}]},
    ]
    assert shown_by(ANI, mentoring=rows).mentoring_sessions == 3


def test_the_mark_of_a_project_is_that_of_who_works_in_its_group() -> None:
    projects = [{"id": "g1", "mark": {"mark": "81.50"}}, {"id": "g2", "mark": None}]
    groups = {ANI: "g1", BUDI: "g2"}
    assert shown_by(ANI, projects=projects, groups=groups).project_mark == Decimal("81.50")
    assert shown_by(BUDI, projects=projects, groups=groups).project_mark is None
    assert shown_by(SITI, projects=projects, groups=groups).project_mark is None


CHECK = Check("SURVEY_HANDED_IN", False, {"handed_in": False})
DECIDED = CompletionDecided("cohort-1", "waste", 2, ANI, False, (CHECK,), 3, 40, (Attended(date(2026, 2, 2), 240),))
ATTENDED = [{"on": "2026-02-02", "minutes": 240}]


def check(met: bool) -> dict[str, Any]:
    return {"rule": "SURVEY_HANDED_IN", "met": met, "facts": {"handed_in": met}}


def test_a_later_decision_holds_and_the_earlier_one_is_kept() -> None:
    later = msgspec.structs.replace(
        DECIDED, completed=True, checks=(Check("SURVEY_HANDED_IN", True, {"handed_in": True}),)
    )
    replaced = {"completed": False, "checks": [check(False)], "attended": ATTENDED, "decided_at": MONDAY}
    Seen(COMPLETIONS, happened("completion/1", DECIDED, later)).shows(
        "1",
        {
            "id": "1",
            "cohort": "cohort-1",
            "program": "waste",
            "edition": 2,
            "person": "ani",
            "completed": True,
            "checks": [check(True)],
            "form": 3,
            "learning_hours": 40,
            "attended": ATTENDED,
            "decided_at": MONDAY,
            "earlier": [replaced],
        },
    )
