"""The report as a whole: what nobody knows is not zero, and the same facts give the same bytes."""

import msgspec

from services.evaluation.report.build import build
from services.evaluation.report.facts import CohortFacts, Facts
from tests.evaluation.report.examples import COHORT, EDITION, POLICIES, part, project, report_of, seat


def test_a_programme_without_cohorts_has_no_data_in_any_part() -> None:
    report = report_of()
    assert [one["state"] for one in report["effectiveness"]] == ["NO_DATA"] * 6
    assert all(one["value"] is None for part in report["effectiveness"] for one in part["measures"])
    assert report["seats"]["total"]["filled_percent"] is None
    assert report["attendance"]["total"]["percent"] is None
    assert report["completion"]["total"]["percent"] is None


def test_the_summary_names_every_part_without_data() -> None:
    parts = ["COVERAGE", "REACTION", "LEARNING", "BEHAVIOUR", "RESULTS", "PROJECT_OUTCOME"]
    assert report_of()["summary"] == [{"code": "NO_DATA", "facts": {"parts": parts}}]


def test_a_seat_that_nobody_took_is_zero_since_that_is_known() -> None:
    report = report_of(CohortFacts(COHORT))
    assert report["seats"]["total"]["filled_percent"] == "0.0"
    assert part(report, "COVERAGE")["state"] == "DATA"


def test_behaviour_has_no_source_and_says_so_whatever_else_is_known() -> None:
    report = report_of(CohortFacts(COHORT, [seat("ani")]), projects=[project(mark={"mark": "80", "method": "M"})])
    assert part(report, "BEHAVIOUR") == {
        "part": "BEHAVIOUR",
        "level": 3,
        "state": "NO_DATA",
        "measures": [{"measure": "BEHAVIOUR_SURVEY", "of": None, "value": None, "unit": "PERCENT", "basis": {}}],
    }


def test_the_aim_is_that_of_the_latest_edition() -> None:
    later = {**EDITION, "edition": 2, "content": {**EDITION["content"], "title": "Pengelolaan sampah pesisir"}}
    program = build(Facts([EDITION, later]), POLICIES)["program"]
    assert (program["edition"], program["title"]) == (2, "Pengelolaan sampah pesisir")


def test_the_report_says_up_to_where_it_is_true() -> None:
    at = "2026-03-02T02:00:00.000000Z"
    report = report_of()
    assert report["true_up_to"] == [{"service": "evaluation", "position": 7, "at": at}]
    assert report["last_event_at"] == at


def test_the_same_facts_give_the_same_bytes() -> None:
    facts = CohortFacts(COHORT, [seat("ani")])
    first, second = (msgspec.json.encode(report_of(facts, projects=[project()])) for _ in range(2))
    assert first == second
