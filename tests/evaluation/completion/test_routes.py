"""Completion over HTTP: decided for everybody with a seat from what evaluation knows, and shown to whom it concerns."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from services.evaluation.completion.evidence import EvidencePolicy
from shared.contracts.enrollment.cohorts import ApplicationSubmitted, SeatConfirmed
from shared.contracts.enrollment.sessions import AttendanceCorrected
from shared.contracts.evaluation.completion import CompletionDecided
from shared.contracts.evaluation.surveys import SurveyOpened
from shared.events import TextRef
from shared.policy import ALWAYS, Policies
from shared.testing.town import Town
from tests.evaluation.projects.city import (
    ANI,
    API,
    AUDITOR,
    BUDI,
    CITRA,
    CLERK,
    COHORT,
    NOBODY,
    OFFICER,
    OPENED,
    PROGRAM,
    ROLL,
    SURVEY,
    TOMI,
    answered,
    assessor,
    city,
    handed_in,
    identity,
    marked,
    participant,
)

DECIDE = f"{API}/cohorts/{COHORT}/completions"


@pytest.fixture
def town() -> Town:
    town = city()
    marked(town, 84, 80)
    answered(town, ANI, BUDI)
    return town


def decide(town: Town, **options: Any) -> dict[str, dict[str, Any]]:
    answer = town.post(DECIDE, OFFICER, **options)
    return {row["person"]: row for row in answer["items"]}


def unmet(row: dict[str, Any]) -> list[str]:
    return [check["rule"] for check in row["checks"] if not check["met"]]


def decisions(town: Town) -> int:
    return sum(isinstance(event, CompletionDecided) for event in town.facts("evaluation"))


def test_everybody_with_a_seat_is_decided_rule_by_rule(town: Town) -> None:
    rows = decide(town)
    assert set(rows) == {ANI, BUDI, CITRA}
    assert (rows[ANI]["person_name"], rows[ANI]["completed"], unmet(rows[ANI])) == ("Ani", True, [])
    assert (rows[BUDI]["completed"], unmet(rows[BUDI])) == (False, ["ATTENDANCE", "MENTORING_SESSIONS"])
    assert unmet(rows[CITRA]) == ["MENTORING_SESSIONS", "SURVEY_HANDED_IN"]
    attendance = {"minutes": 240, "held": 480, "percent": "50.0", "needed": 80}
    assert rows[BUDI]["checks"][0] == {"rule": "ATTENDANCE", "met": False, "facts": attendance}
    assert rows[ANI]["checks"][1]["facts"] == {"mark": "82.00", "needed": 70}


def test_the_answer_counts_both_sides(town: Town) -> None:
    answer = town.post(DECIDE, OFFICER)
    assert (answer["cohort"], answer["completed"], answer["not_completed"]) == (COHORT, 1, 2)


def test_deciding_again_changes_nothing_until_the_evidence_does(town: Town) -> None:
    decide(town)
    decide(town)
    assert decisions(town) == 3
    corrected = AttendanceCorrected(COHORT, BUDI, "ABSENT", "PRESENT", TextRef("text/1"), CLERK, date(2025, 11, 25))
    town.tell(f"training_session/{ROLL}", corrected)
    assert unmet(decide(town)[BUDI]) == ["MENTORING_SESSIONS"]
    assert decisions(town) == 4


def test_a_repeated_request_is_answered_as_before(town: Town) -> None:
    first = decide(town, headers={"Idempotency-Key": "once"})
    handed_in(town, SURVEY, CITRA)
    assert decide(town, headers={"Idempotency-Key": "once"}) == first
    assert unmet(decide(town)[CITRA]) == ["MENTORING_SESSIONS"]


def test_a_survey_of_another_kind_is_not_the_one_that_is_asked_for(town: Town) -> None:
    other = identity(22)
    town.tell(f"survey/{other}", SurveyOpened("skm", 1, "COHORT", COHORT, {CITRA: 0}, (), date(2026, 2, 28)))
    handed_in(town, other, CITRA)
    assert "SURVEY_HANDED_IN" in unmet(decide(town)[CITRA])


def test_the_survey_that_counts_is_that_of_the_cohorts_last_day(town: Town) -> None:
    last_day = OPENED.ends_on
    before = EvidencePolicy(
        valid_from=date(2020, 1, 1),
        valid_to=last_day,
        legal_basis="",
        attended=("PRESENT", "LATE"),
        survey="satisfaction",
    )
    after = msgspec.structs.replace(before, valid_from=last_day + timedelta(1), valid_to=ALWAYS, survey="skm")
    town.running["evaluation"].policies = Policies({EvidencePolicy: (before, after)})
    assert unmet(decide(town)[ANI]) == []


def test_nothing_is_decided_for_a_cohort_that_runs_or_does_not_exist(town: Town) -> None:
    running = identity(30)
    town.tell(f"cohort/{running}", msgspec.structs.replace(OPENED, ends_on=date(2026, 6, 30)))
    applied = ApplicationSubmitted(ANI, "DLH", "SELF", date(2025, 10, 5), (), "statuses")
    town.tell(f"cohort/{running}", applied, SeatConfirmed(ANI, "FREE_SEAT", date(2025, 10, 5)))
    assert town.refused(f"{API}/cohorts/{running}/completions", OFFICER)["code"] == "COHORT_RUNNING"
    assert town.refused(f"{API}/cohorts/{NOBODY}/completions", OFFICER)["code"] == "NOT_FOUND"
    assert town.refused(DECIDE, participant(ANI))["code"] == "ROLE_MISSING"


def test_participants_see_their_own_decision_and_nobody_elses(town: Town) -> None:
    rows = decide(town)
    shown = town.get(f"{API}/completions/{rows[ANI]['id']}", participant(ANI))
    assert shown["attended"] == [{"on": "2025-11-20", "minutes": 240}, {"on": "2025-11-21", "minutes": 240}]
    assert shown["earlier"] == []
    assert [row["person"] for row in town.get(f"{API}/completions", participant(ANI))["items"]] == [ANI]
    for path in (f"completions/{rows[BUDI]['id']}", f"completions?person={BUDI}"):
        assert town.call("GET", f"{API}/{path}", participant(ANI)).json["code"] == "NOT_YOURS"
    assert town.call("GET", f"{API}/completions", assessor(TOMI)).status_code == 403
    assert town.call("GET", f"{API}/completions/{NOBODY}", OFFICER).json["code"] == "NOT_FOUND"


def test_officers_and_auditors_list_decisions_by_cohort_programme_and_person(town: Town) -> None:
    decide(town)
    for question, found in ((f"cohort={COHORT}", 3), (f"program={PROGRAM}", 3), (f"person={BUDI}", 1)):
        assert len(town.get(f"{API}/completions?{question}&sort=-decided_at", AUDITOR)["items"]) == found


def test_a_replaced_decision_stays_visible(town: Town) -> None:
    identity_of_citra = decide(town)[CITRA]["id"]
    handed_in(town, SURVEY, CITRA)
    decide(town)
    earlier = town.get(f"{API}/completions/{identity_of_citra}", OFFICER)["earlier"]
    assert [unmet(one) for one in earlier] == [["MENTORING_SESSIONS", "SURVEY_HANDED_IN"]]
