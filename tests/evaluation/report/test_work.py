"""Projects with their indicators, mentoring and sharing, out of facts alone."""

from services.evaluation.report.build import build
from services.evaluation.report.facts import CohortFacts, Facts
from tests.evaluation.report.examples import (
    COHORT,
    EDITION,
    INDICATOR,
    POLICIES,
    measure,
    measured,
    part,
    project,
    report_of,
    seat,
)


def test_groups_that_have_no_project_yet_are_counted_too() -> None:
    people, groups_of = ("ani", "budi", "citra", "doni"), {"ani": "g1", "budi": "g1", "citra": "g2"}
    facts = CohortFacts(COHORT, [seat(person) for person in people], groups=groups_of)
    (groups,) = report_of(facts, projects=[project()])["projects"]["groups"]
    assert (groups["groups"], groups["grouped"], groups["ungrouped"], groups["projects"]) == (2, 3, 1, 1)


def test_a_project_that_is_not_marked_has_no_mark() -> None:
    unmarked, marked = project(), project(id="g2", mark={"mark": "81.50", "method": "MEAN_OF_TWO"})
    report = report_of(projects=[unmarked, marked])
    assert [one["mark"] for one in report["projects"]["projects"]] == [None, "81.50"]
    found = measure(report, "RUBRIC_MARK")
    assert (found["value"], found["basis"]) == ("81.5", {"marked": 1, "projects": 2})


def test_every_month_of_an_indicator_is_shown_measured_or_not() -> None:
    rows = [measured(0, "12", verified=True), measured(3, "21")]
    (indicator,) = report_of(projects=[project(measurements=rows)])["indicators"]
    assert [(row["month"], row["state"], row["value"]) for row in indicator["months"]] == [
        (0, "VERIFIED", "12"),
        (3, "MEASURED", "21"),
        (6, "NO_DATA", None),
        (12, "NO_DATA", None),
    ]
    methods = {one["method"]: one["percent"] for one in indicator["months"][1]["methods"]}
    assert methods == {"PROGRESS_FROM_BASELINE": "50.00", "REALISATION_OF_TARGET": "70.00"}
    assert (indicator["baseline"], indicator["baseline_from"]) == ("12", "MEASUREMENT")


def test_a_target_counts_as_reached_only_where_somebody_verified_it() -> None:
    claimed = project(measurements=[measured(6, "31")])
    verified = project(id="g2", measurements=[measured(3, "30", verified=True), measured(6, "20")])
    report = report_of(projects=[claimed, verified, project(id="g3")])
    reached, progress = measure(report, "TARGET_REACHED"), measure(report, "PROGRESS")
    assert (reached["value"], reached["basis"]["reached"], reached["basis"]["verified"]) == ("100.0", 1, 1)
    assert (progress["value"], progress["basis"]["measured"]) == ("77.5", 2)


def test_a_way_that_is_undefined_counts_as_measured_and_adds_nothing_to_the_figure() -> None:
    flat = {**INDICATOR, "baseline": "30", "due_on": "2026-07-31"}
    rows = [measured(0, "30", verified=True), measured(3, "31", verified=True)]
    report = report_of(projects=[project(indicator=flat, measurements=rows)])
    reached = measure(report, "TARGET_REACHED")
    assert (reached["value"], reached["basis"]["verified"]) == (None, 1)
    assert measure(report, "PROGRESS")["value"] is None


def test_a_baseline_alone_is_no_result() -> None:
    report = report_of(projects=[project(measurements=[measured(0, "10", verified=True)])])
    assert part(report, "RESULTS")["state"] == part(report, "PROJECT_OUTCOME")["state"] == "NO_DATA"
    assert {"code": "NOT_MEASURED", "facts": {"projects": 1}} in report["summary"]


def test_only_active_pairings_are_silent_now() -> None:
    silent = {"mentee": "ani", "sessions": [], "minutes": 0, "disputed": 0, "silences": ["2026-01-01"], "silent": True}
    pairings = [{**silent, "state": "ACTIVE"}, {**silent, "state": "ENDED"}]
    total = report_of(CohortFacts(COHORT, pairings=pairings))["mentoring"]["total"]
    assert (total["pairings"], total["mentees"], total["silences"], total["silent"]) == (2, 1, 2, 1)


def test_sharing_classes_are_shown_where_sharing_is_a_method() -> None:
    assert report_of(sharing=[])["mentoring"]["sharing"] is None
    edition = {**EDITION, "content": {**EDITION["content"], "methods": ["KNOWLEDGE_SHARING"]}}
    held = {"held_on": "2026-01-01", "minutes": 90, "present": 12}
    announced = {"held_on": None, "minutes": 0, "present": 0}
    report = build(Facts([edition], sharing=[held, announced]), POLICIES)
    assert report["mentoring"]["sharing"] == {"announced": 2, "held": 1, "minutes": 90, "present": 12}
