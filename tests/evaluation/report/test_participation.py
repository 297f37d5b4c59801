"""Who takes part and how far they get, counted out of facts alone."""

from typing import Any

import pytest

from services.evaluation.report.build import build
from services.evaluation.report.facts import CohortFacts, Facts
from tests.evaluation.report.examples import COHORT, EDITION, POLICIES, report_of, seat


def test_everybody_is_counted_once_over_all_cohorts() -> None:
    first = CohortFacts(COHORT, [seat("ani"), seat("budi"), seat("citra", "WAITLISTED")])
    second = CohortFacts({**COHORT, "id": "c2"}, [seat("ani", "COMPLETED", unit="DINKES")])
    staff = {"ani": {"kind": "PPPK"}, "budi": {"kind": "PNS"}}
    people = build(Facts([EDITION], [first, second], staff=staff, units={"DLH": "Dinas"}), POLICIES)["people"]
    assert (people["applicants"], people["participants"]) == (3, 2)
    assert people["by_unit"] == [
        {"unit": "DINKES", "unit_name": None, "participants": 1},
        {"unit": "DLH", "unit_name": "Dinas", "participants": 1},
    ]
    assert people["by_kind"] == [{"kind": "PNS", "participants": 1}, {"kind": "PPPK", "participants": 1}]


@pytest.mark.parametrize(
    ("state", "counted_as"),
    [
        ("CONFIRMED", "confirmed"),
        ("COMPLETED", "confirmed"),
        ("NOT_COMPLETED", "confirmed"),
        ("WAITLISTED", "waiting"),
        ("OFFERED", "offered"),
        ("APPLIED", "pending"),
        ("APPROVED", "pending"),
        ("WITHDRAWN", "withdrawn"),
        ("REJECTED", "rejected"),
        ("EXPIRED", "expired"),
    ],
)
def test_every_state_of_an_enrolment_is_counted_once(state: str, counted_as: str) -> None:
    total = report_of(CohortFacts(COHORT, [seat("ani", state)]))["seats"]["total"]
    counts = {name: total[name] for name in total if name not in {"seats", "applications", "filled_percent"}}
    assert counts == {name: int(name == counted_as) for name in counts}


def test_attendance_counts_marks_of_called_rolls_and_those_that_the_policy_takes_for_there() -> None:
    sessions: list[dict[str, Any]] = [
        {"held_on": "2025-07-07", "marks": {"ani": "PRESENT", "budi": "LATE", "citra": "EXCUSED"}},
        {"held_on": None, "marks": {}},
    ]
    total = report_of(CohortFacts(COHORT, sessions=sessions))["attendance"]["total"]
    assert (total["scheduled"], total["held"], total["attended"], total["recorded"]) == (2, 1, 2, 3)
    assert total["percent"] == "66.7"
    assert total["marks"] == {"PRESENT": 1, "LATE": 1, "EXCUSED": 1, "ABSENT": 0}


def decided(person: str, **rules: bool) -> dict[str, Any]:
    checks = [{"rule": rule, "met": met} for rule, met in rules.items()]
    return {"person": person, "completed": all(rules.values()), "checks": checks}


def test_completion_is_shown_by_rule_and_the_summary_names_the_hardest() -> None:
    completions = [
        decided("ani", ATTENDANCE=True, PROJECT_MARK=True),
        decided("budi", ATTENDANCE=True, PROJECT_MARK=False),
        decided("citra", ATTENDANCE=False, PROJECT_MARK=False),
    ]
    people = [seat(person) for person in ("ani", "budi", "citra", "doni")]
    report = report_of(CohortFacts(COHORT, people, completions=completions))
    total = report["completion"]["total"]
    assert (total["completed"], total["not_completed"], total["undecided"], total["percent"]) == (1, 2, 1, "33.3")
    assert total["rules"] == [
        {"rule": "ATTENDANCE", "met": 2, "unmet": 1},
        {"rule": "PROJECT_MARK", "met": 1, "unmet": 2},
    ]
    facts = {"completed": 1, "decided": 3, "rule": "PROJECT_MARK", "unmet": 2}
    assert {"code": "RULE_MISSED", "facts": facts} in report["summary"]


def entry(source: str, source_id: str, credited: int, **more: Any) -> dict[str, Any]:
    return {
        "source": source,
        "source_id": source_id,
        "minutes": 90,
        "computed": 2,
        "credited": credited,
        "difference": None,
        "reversed": None,
        **more,
    }


def test_learning_hours_are_those_of_this_programme_that_nobody_reversed() -> None:
    pairing = {"mentee": "ani", "sessions": ["s1", "s2"], "minutes": 120, "disputed": 0, "silences": []}
    entries = [
        entry("ATTENDANCE", "c1", 2),
        entry("ATTENDANCE", "another cohort", 2),
        entry("MENTORING", "s1", 2),
        entry("MENTORING", "s2", 0, difference="MONTHLY_CAP"),
        entry("MENTORING", "another session", 2),
        entry("ATTENDANCE", "c1", 2, reversed={"cause": "RECORDED_WRONGLY"}),
    ]
    cohort = CohortFacts(COHORT, [seat("ani")], pairings=[{**pairing, "silent": False, "state": "ENDED"}])
    hours = report_of(cohort, accounts={"ani": {"entries": entries}})["learning_hours"]
    assert (hours["people"], hours["total"]["computed"], hours["total"]["credited"]) == (1, 6, 4)
    assert {one["source"]: one["credited"] for one in hours["sources"]} == {"ATTENDANCE": 2, "MENTORING": 2}
    assert hours["differences"] == [{"difference": "MONTHLY_CAP", "hours": 2}]
