"""Completion is decided by the rules of the edition, each shown as met or not with its numbers."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from services.evaluation.completion.model import (
    COMPLETION,
    CohortRunning,
    DecideCompletion,
    Evidence,
    completion_id,
    explain,
)
from shared.contracts.enrollment.programs import CompletionRules
from shared.contracts.evaluation.completion import Attended, CompletionDecided
from shared.contracts.vocabulary import Check
from shared.events import PersonId
from shared.policy import Policies
from shared.testing.scenario import Scenario

given = Scenario(COMPLETION, Policies({}))

ANI, BUDI = PersonId("ani"), PersonId("budi")
DAYS = (Attended(date(2026, 2, 2), 300), Attended(date(2026, 2, 3), 180))
EVIDENCE = Evidence(DAYS, held_minutes=600, mentoring_sessions=2, project_mark=Decimal("70.00"), survey_handed_in=True)
RULES = CompletionRules(attendance_percent=80, project_pass_mark=70, mentoring_sessions=2, survey_required=True)
DECIDE = DecideCompletion("cohort-1", "waste", 2, ANI, date(2026, 2, 27), RULES, 3, 40, EVIDENCE)
CHECKS = (
    Check("ATTENDANCE", True, {"minutes": 480, "held": 600, "percent": "80.0", "needed": 80}),
    Check("PROJECT_MARK", True, {"mark": "70.00", "needed": 70}),
    Check("MENTORING_SESSIONS", True, {"confirmed": 2, "needed": 2}),
    Check("SURVEY_HANDED_IN", True, {"handed_in": True}),
)
DECIDED = CompletionDecided("cohort-1", "waste", 2, ANI, True, CHECKS, 3, 40, DAYS)


def with_evidence(**changes: Any) -> DecideCompletion:
    return msgspec.structs.replace(DECIDE, evidence=msgspec.structs.replace(EVIDENCE, **changes))


def only(rules: CompletionRules, **changes: Any) -> Check:
    return explain(rules, msgspec.structs.replace(EVIDENCE, **changes))[-1]


def test_who_meets_every_rule_completed() -> None:
    given().when(DECIDE).then(DECIDED)


@pytest.mark.parametrize(
    ("rule", "missing"),
    [
        ("ATTENDANCE", {"attended": DAYS[:1]}),
        ("PROJECT_MARK", {"project_mark": Decimal("69.99")}),
        ("PROJECT_MARK", {"project_mark": None}),
        ("MENTORING_SESSIONS", {"mentoring_sessions": 1}),
        ("SURVEY_HANDED_IN", {"survey_handed_in": False}),
    ],
)
def test_one_rule_that_is_not_met_is_enough(rule: str, missing: dict[str, Any]) -> None:
    decided = COMPLETION.decide(COMPLETION.initial, with_evidence(**missing), Policies({}), given.now)[0]
    assert isinstance(decided, CompletionDecided)
    assert not decided.completed
    assert [check.rule for check in decided.checks if not check.met] == [rule]


def test_the_same_evidence_is_decided_once() -> None:
    given(DECIDED).when(DECIDE).nothing()


def test_other_evidence_is_decided_again() -> None:
    late = Check("SURVEY_HANDED_IN", False, {"handed_in": False})
    before = msgspec.structs.replace(DECIDED, completed=False, checks=(*CHECKS[:3], late))
    given(before).when(DECIDE).then(DECIDED)


def test_nothing_is_decided_while_the_cohort_runs() -> None:
    running = msgspec.structs.replace(DECIDE, ends_on=date(2026, 3, 3))
    given().when(running).refused(CohortRunning, ends_on="2026-03-03", today="2026-03-02")
    given().at(datetime(2026, 3, 2, 17, 0, tzinfo=UTC)).when(running).then(DECIDED)


def test_rules_that_the_edition_does_not_have_are_not_asked() -> None:
    assert [check.rule for check in explain(CompletionRules(attendance_percent=80), EVIDENCE)] == ["ATTENDANCE"]


def test_attendance_is_compared_exactly_and_shown_cut() -> None:
    barely_not = only(CompletionRules(80), attended=(Attended(date(2026, 2, 2), 7999),), held_minutes=10000)
    assert not barely_not.met
    assert barely_not.facts["percent"] == "79.9"


def test_where_no_session_was_held_there_is_no_percentage() -> None:
    nothing_held = {"attended": (), "held_minutes": 0}
    no_percentage = Check("ATTENDANCE", False, {"minutes": 0, "held": 0, "percent": None, "needed": 80})
    assert only(CompletionRules(80), **nothing_held) == no_percentage
    assert only(CompletionRules(0), **nothing_held).met


def test_a_project_without_a_mark_has_no_mark_and_not_zero() -> None:
    unmarked = only(CompletionRules(80, project_pass_mark=0), project_mark=None)
    assert unmarked == Check("PROJECT_MARK", False, {"mark": None, "needed": 0})


def test_each_participation_has_its_own_stream() -> None:
    assert completion_id("cohort-1", ANI) == completion_id("cohort-1", ANI)
    assert len({completion_id(cohort, person) for cohort in ("1", "2") for person in (ANI, BUDI)}) == 4
