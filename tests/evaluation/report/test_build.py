"""The report out of facts alone: what the numbers are, and that what nobody knows is not zero."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from services.evaluation.completion.evidence import EvidencePolicy
from services.evaluation.projects.outcome import AchievementPolicy
from services.evaluation.report.build import build
from services.evaluation.report.facts import CohortFacts, Facts, Horizon, SurveyFacts
from services.evaluation.surveys.sample_size import SampleSizePolicy
from shared.policy import read_policies

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
POLICIES = read_policies(TABLES, [AchievementPolicy, EvidencePolicy, SampleSizePolicy])
MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
EDITION: dict[str, Any] = {
    "program": "p1",
    "code": "SAMPAH",
    "edition": 1,
    "content": {
        "title": "Pengelolaan sampah",
        "legal_basis": "PP 11/2017",
        "goals": [],
        "methods": ["CLASS"],
        "form": 3,
        "learning_hours": 40,
        "completion": None,
        "outcome": None,
    },
}
COHORT: dict[str, Any] = {
    "id": "c1",
    "name": "Angkatan I",
    "seats": 3,
    "edition": 1,
    "starts_on": "2025-07-07",
    "ends_on": "2025-10-31",
}
INDICATOR = {"name": "Sampah", "unit": "ton", "direction": "MAXIMISE", "baseline": "10", "target": "30"}


def report_of(cohort: CohortFacts | None = None, **facts: Any) -> dict[str, Any]:
    cohorts = [] if cohort is None else [cohort]
    horizons = [Horizon("evaluation", 7, MONDAY)]
    report: dict[str, Any] = build(Facts(editions=[EDITION], cohorts=cohorts, horizons=horizons, **facts), POLICIES)
    return report


def seat(person: str, state: str = "CONFIRMED", unit: str = "DLH") -> dict[str, str]:
    return {"person": person, "state": state, "unit": unit}


def project(**more: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"milestones": [], "deliverables": [], "assessors": [], "measurements": []}
    names = {"id": "g1", "cohort": "c1", "name": "Melati", "title": "Bank sampah", "field": "WASTE"}
    indicator = {**INDICATOR, "due_on": "2026-07-31"}
    rest = {"sponsor_unit": "DLH", "members": ["ani"], "indicator": indicator, "mark": None, "third_assessor": None}
    return {**nothing, **names, **rest, **more}


def measured(month: int, value: str, *, verified: bool = False) -> dict[str, Any]:
    by = {"by": "siti", "unit": "BAPPEDA", "on": "2026-01-01"} if verified else None
    return {"month": month, "value": value, "measured_on": "2025-12-01", "verified": by}


def part(report: dict[str, Any], name: str) -> Any:
    (found,) = [one for one in report["effectiveness"] if one["part"] == name]
    return found


def measure(report: dict[str, Any], name: str) -> Any:
    return next(one for part in report["effectiveness"] for one in part["measures"] if one["measure"] == name)


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


def test_groups_that_have_no_project_yet_are_counted_too() -> None:
    facts = CohortFacts(COHORT, [seat("ani"), seat("budi"), seat("citra")], groups={"ani": "g1", "budi": "g2"})
    (groups,) = report_of(facts, projects=[project()])["projects"]["groups"]
    assert (groups["groups"], groups["grouped"], groups["ungrouped"], groups["projects"]) == (2, 2, 1, 1)


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
    verified = project(id="g2", measurements=[measured(3, "31", verified=True), measured(6, "20")])
    report = report_of(projects=[claimed, verified, project(id="g3")])
    reached, progress = measure(report, "TARGET_REACHED"), measure(report, "PROGRESS")
    assert (reached["value"], reached["basis"]["reached"], reached["basis"]["verified"]) == ("100.0", 1, 1)
    assert (progress["value"], progress["basis"]["measured"]) == ("77.5", 2)


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


SURVEY: dict[str, Any] = {
    "id": "s1",
    "subject": "COHORT",
    "subject_id": "c1",
    "template": "satisfaction",
    "template_version": 1,
    "state": "CLOSED",
    "closes_on": "2026-01-01",
    "invited": 30,
}


def asked(survey: dict[str, Any] = SURVEY, **results: Any) -> SurveyFacts:
    rows = [
        {"code": code, "section": "TEACHER", "mean": mean, "points": points}
        for code, mean, points in (("LANGUAGE", "4.50", "87.50"), ("DRESS", "1.40", "10.00"), ("ATTITUDE", None, None))
    ]
    shown = {"questions": rows, "points": "48.75", "skm": None}
    counted = {"answers": 27, "surplus": 0, "needed": 28, "indicative": True, "suppressed": False}
    return SurveyFacts(survey, 27, {**counted, "figures": shown, "breakdowns": [], **results})


def test_a_survey_shows_its_response_beside_the_answers_that_it_takes() -> None:
    (survey,) = report_of(CohortFacts(COHORT, surveys=[asked()]))["surveys"]
    assert (survey["participants"], survey["invited"], survey["response_percent"]) == (27, 30, "90.0")
    assert (survey["needed"], survey["indicative"], survey["points"]) == (28, True, "48.75")


def test_the_lowest_elements_come_first_and_lead_the_summary() -> None:
    report = report_of(CohortFacts(COHORT, surveys=[asked()]))
    assert [one["code"] for one in report["surveys"][0]["questions"]] == ["DRESS", "LANGUAGE"]
    first = report["summary"][0]
    assert (first["code"], first["facts"]["elements"][0]["code"]) == ("LOWEST_ELEMENTS", "DRESS")
    assert "INDICATIVE" in [one["code"] for one in report["summary"]]


def test_an_open_survey_shows_who_answered_and_no_results() -> None:
    facts = SurveyFacts({**SURVEY, "state": "OPEN"}, 4, None)
    report = report_of(CohortFacts(COHORT, surveys=[facts]))
    (survey,) = report["surveys"]
    assert (survey["participants"], survey["response_percent"], survey["needed"]) == (4, "13.3", 28)
    assert (survey["answers"], survey["points"], survey["questions"]) == (None, None, [])
    assert part(report, "REACTION")["state"] == "NO_DATA"


def test_what_is_suppressed_is_said_and_holds_no_figure() -> None:
    cells = [{"dimension": "kind", "code": "PPPK", "suppressed": True, "figures": None}]
    suppressed = asked(suppressed=True, figures=None, breakdowns=cells)
    (survey,) = report_of(CohortFacts(COHORT, surveys=[suppressed]))["surveys"]
    assert (survey["suppressed"], survey["points"], survey["questions"]) == (True, None, [])
    (cell,) = survey["breakdowns"]
    assert (cell["suppressed"], cell["points"], cell["nik"]) == (True, None, None)


def test_the_index_of_a_unit_that_ordered_a_project_is_a_result() -> None:
    skm = {"nik": "80.00", "band": {"grade": "B"}}
    figures: dict[str, Any] = {"questions": [], "points": None, "skm": skm}
    survey = {**SURVEY, "subject": "UNIT", "subject_id": "DLH", "template": "skm"}
    report = report_of(unit_surveys=[asked(survey, figures=figures)], units={"DLH": "Dinas"})
    found = measure(report, "SKM")
    assert (found["of"], found["value"], found["unit"]) == ("Dinas", "80.00", "INDEX")
    assert part(report, "RESULTS")["state"] == "DATA"


def test_the_report_says_up_to_where_it_is_true() -> None:
    at = "2026-03-02T02:00:00.000000Z"
    report = report_of()
    assert report["true_up_to"] == [{"service": "evaluation", "position": 7, "at": at}]
    assert report["last_event_at"] == at


def test_the_same_facts_give_the_same_bytes() -> None:
    facts = CohortFacts(COHORT, [seat("ani")], surveys=[asked()])
    first, second = (msgspec.json.encode(report_of(facts, projects=[project()])) for _ in range(2))
    assert first == second
