"""What the surveys say, and that nothing is said of what is suppressed or still open."""

from typing import Any

from services.evaluation.report.facts import CohortFacts, SurveyFacts
from tests.evaluation.report.examples import COHORT, measure, part, report_of

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


def test_an_open_survey_shows_who_answered_and_no_results() -> None:
    facts = SurveyFacts({**SURVEY, "state": "OPEN"}, 4, None)
    report = report_of(CohortFacts(COHORT, surveys=[facts]))
    (survey,) = report["surveys"]
    assert (survey["participants"], survey["response_percent"], survey["needed"]) == (4, "13.3", 28)
    assert (survey["answers"], survey["points"], survey["questions"]) == (None, None, [])
    assert part(report, "REACTION")["state"] == "NO_DATA"


def test_the_lowest_elements_come_first_and_lead_the_summary() -> None:
    report = report_of(CohortFacts(COHORT, surveys=[asked()]))
    assert [one["code"] for one in report["surveys"][0]["questions"]] == ["DRESS", "LANGUAGE"]
    first = report["summary"][0]
    assert (first["code"], first["facts"]["elements"][0]["code"]) == ("LOWEST_ELEMENTS", "DRESS")
    assert "INDICATIVE" in [one["code"] for one in report["summary"]]


def test_what_is_suppressed_is_said_and_holds_no_figure() -> None:
    cells = [{"dimension": "kind", "code": "PPPK", "suppressed": True, "figures": None}]
    suppressed = asked(suppressed=True, figures=None, breakdowns=cells)
    report = report_of(CohortFacts(COHORT, surveys=[suppressed]))
    (survey,), reaction = report["surveys"], measure(report, "SATISFACTION")
    assert (reaction["value"], reaction["basis"]["suppressed"]) == (None, True)
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
