"""The report over HTTP: told others' events only, it counts what they say, as JSON and as a page."""

import re
from datetime import date
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from services.evaluation.service import EVALUATION
from shared.contracts.enrollment.people import UnitEstablished
from shared.testing.town import Town
from tests.evaluation.report.story import (
    AUDITOR,
    EMPTY_PROGRAM,
    GROUPS,
    OFFICER,
    PEOPLE,
    REPORT,
    named,
    tell_of_programs,
    told,
)

VOID = {"meta", "link", "br", "input", "hr", "img"}
EMPTY = REPORT.replace(REPORT.split("/")[4], EMPTY_PROGRAM)


@pytest.fixture(scope="module")
def town() -> Town:
    return told()


@pytest.fixture(scope="module")
def report(town: Town) -> Any:
    return town.get(REPORT, OFFICER)


def page_of(town: Town, language: str, path: str = REPORT) -> str:
    response = town.call("GET", path, OFFICER, headers={"Accept": "text/html", "Accept-Language": language})
    assert (response.status_code, response.mimetype) == (200, "text/html")
    return str(response.text)


def measure(report: Any, name: str) -> Any:
    return next(one for part in report["effectiveness"] for one in part["measures"] if one["measure"] == name)


def test_it_states_the_aim_of_the_programme(report: Any) -> None:
    assert report["program"]["title"] == "Pengelolaan sampah <pesisir>"
    assert [goal["type"] for goal in report["program"]["goals"]] == ["TECHNICAL", "MANAGERIAL"]
    assert report["program"]["outcome"]["target"] == "30"


def test_it_counts_people_by_unit_and_kind(report: Any) -> None:
    assert (report["people"]["applicants"], report["people"]["participants"]) == (8, 6)
    assert report["people"]["by_unit"][0] == {
        "unit": "DLH",
        "unit_name": "Dinas Lingkungan Hidup",
        "participants": 5,
    }
    assert report["people"]["by_kind"] == [{"kind": "PNS", "participants": 5}, {"kind": "PPPK", "participants": 1}]


def test_it_counts_seats_by_cohort(report: Any) -> None:
    done, opened = report["seats"]["cohorts"]
    assert (done["name"], done["confirmed"], done["waiting"], done["withdrawn"]) == ("Angkatan I", 6, 1, 1)
    assert (done["filled_percent"], opened["filled_percent"]) == ("85.7", "0.0")
    assert report["seats"]["total"]["seats"] == 17


def test_it_counts_attendance_as_corrected(report: Any) -> None:
    done, opened = report["attendance"]["cohorts"]
    assert done["marks"] == {"PRESENT": 9, "LATE": 1, "EXCUSED": 1, "ABSENT": 1}
    assert (done["held"], done["scheduled"], done["percent"]) == (2, 3, "83.3")
    assert opened["percent"] is None


def test_projects_that_began_by_themselves_are_shown_with_their_marks_and_milestones(report: Any) -> None:
    first, second = report["projects"]["projects"]
    assert [one["project"] for one in (first, second)] == list(GROUPS)
    assert (first["mark"], first["milestones_reached"], first["milestones"]) == ("82.00", 1, 2)
    assert second["mark"] is None


def test_indicators_are_shown_for_every_month_by_both_methods(report: Any) -> None:
    first, second = report["indicators"]
    assert [row["state"] for row in first["months"]] == ["VERIFIED", "VERIFIED", "MEASURED", "NO_DATA"]
    assert [row["state"] for row in second["months"]] == ["NO_DATA"] * 4
    percents = {one["method"]: one["percent"] for one in first["months"][1]["methods"]}
    assert percents == {"PROGRESS_FROM_BASELINE": "102.78", "REALISATION_OF_TARGET": "101.67"}
    assert measure(report, "TARGET_REACHED")["value"] == "100.0"


def test_mentoring_counts_pairings_confirmed_sessions_and_silences(report: Any) -> None:
    total = report["mentoring"]["total"]
    assert total["states"] == {"PROPOSED": 1, "ACTIVE": 1, "ENDED": 1, "DECLINED": 0, "LAPSED": 0}
    assert (total["sessions"], total["minutes"], total["silences"], total["silent"]) == (1, 60, 1, 1)
    assert report["mentoring"]["sharing"] == {"announced": 1, "held": 1, "minutes": 90, "present": 2}


def test_the_survey_says_how_many_answered_and_suppresses_the_one_who_would_stand_out(report: Any) -> None:
    closed = next(one for one in report["surveys"] if one["state"] == "CLOSED")
    assert (closed["participants"], closed["invited"], closed["response_percent"]) == (5, 6, "83.3")
    assert (closed["needed"], closed["answers"], closed["indicative"]) == (6, 5, True)
    assert [one["code"] for one in closed["questions"][:2]] == ["CLEANLINESS", "FACILITIES"]
    cells = {one["code"]: (one["suppressed"], one["points"]) for one in closed["breakdowns"]}
    assert cells["PPPK"] == (True, None)


def test_an_open_survey_has_no_figures_yet(report: Any) -> None:
    opened = next(one for one in report["surveys"] if one["state"] == "OPEN")
    assert (opened["participants"], opened["answers"], opened["points"]) == (2, None, None)


def test_completion_is_counted_by_rule_and_hours_follow(report: Any) -> None:
    total = report["completion"]["total"]
    assert (total["decided"], total["completed"], total["undecided"]) == (5, 4, 1)
    assert total["rules"][0] == {"rule": "ATTENDANCE", "met": 4, "unmet": 1}
    hours = report["learning_hours"]
    assert (hours["people"], hours["total"]["credited"]) == (4, 42)


def test_a_level_without_data_says_so(report: Any) -> None:
    states = {one["part"]: one["state"] for one in report["effectiveness"]}
    assert states == {
        "COVERAGE": "DATA",
        "REACTION": "DATA",
        "LEARNING": "DATA",
        "BEHAVIOUR": "NO_DATA",
        "RESULTS": "DATA",
        "PROJECT_OUTCOME": "DATA",
    }
    assert measure(report, "BEHAVIOUR_SURVEY")["value"] is None


def test_it_says_up_to_which_position_of_each_log_it_is_true(town: Town, report: Any) -> None:
    tails = {name: stores.events.tail().position for name, stores in town.stores.items()}
    assert {one["service"]: one["position"] for one in report["true_up_to"]} == tails
    assert report["last_event_at"] == "2026-03-02T02:00:00.000000Z"


def test_it_tells_when_the_last_event_was_written() -> None:
    town = Town(EVALUATION)
    tell_of_programs(town)
    town.later(hours=3)
    town.tell("unit/dinkes", UnitEstablished("DINKES", "Dinas Kesehatan", "DINAS", None, date(2020, 1, 1)))
    town.later(days=1)
    report = town.get(REPORT, OFFICER)
    enrollment, mentoring, evaluation = report["true_up_to"]
    assert (enrollment["position"], enrollment["at"]) == (4, "2026-03-02T05:00:00.000000Z")
    assert (mentoring["position"], mentoring["at"]) == (evaluation["position"], evaluation["at"]) == (0, None)
    assert report["last_event_at"] == enrollment["at"]


def test_it_is_only_as_true_as_the_read_model_that_is_furthest_behind() -> None:
    town = told()
    town.stores["evaluation"].views.resume_at("report_sharing.v1", "mentoring", 3)
    report = town.get(REPORT, OFFICER)
    assert {one["service"]: one["position"] for one in report["true_up_to"]}["mentoring"] == 3


def test_the_same_facts_give_the_same_bytes_on_another_day() -> None:
    town = told()
    first = town.call("GET", REPORT, OFFICER)
    town.later(days=1)
    again = town.call("GET", REPORT, AUDITOR, headers={"Accept-Language": "en"})
    assert (first.data, first.headers["ETag"]) == (again.data, again.headers["ETag"])


def test_who_has_this_report_is_not_sent_it_again(town: Town) -> None:
    tag = town.call("GET", REPORT, OFFICER).headers["ETag"]
    assert town.call("GET", REPORT, OFFICER, headers={"If-None-Match": tag}).status_code == 304


def test_json_is_what_comes_unless_somebody_asks_for_the_page(town: Town) -> None:
    for accept, media in (
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
    ):
        response = town.call("GET", REPORT, OFFICER, headers={"Accept": accept})
        assert response.mimetype == media
        assert "Accept" in response.vary


def test_only_officers_and_auditors_see_it(town: Town) -> None:
    for role in ("participant", "mentor", "assessor", "unit_head"):
        assert town.call("GET", REPORT, (PEOPLE[0], role)).status_code == 403
    assert town.call("GET", REPORT, None).status_code == 401


def test_a_programme_that_nobody_published_has_no_report(town: Town) -> None:
    response = town.call("GET", f"/evaluation/v1/programs/{named('unknown')}/report", OFFICER)
    assert (response.status_code, response.json["code"]) == (404, "NOT_FOUND")


def test_nobody_is_named_or_told_apart(town: Town) -> None:
    told_of = [town.call("GET", REPORT, OFFICER).text, page_of(town, "id")]
    assert [person for person in PEOPLE for one in told_of if person in one] == []


class Wellformed(HTMLParser):
    """Collects what is opened and closes it again in the right order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(params=["id", "en"])
def page(town: Town, request: pytest.FixtureRequest) -> str:
    return page_of(town, request.param)


def test_the_page_is_well_formed_and_keeps_to_our_own_policy(page: str) -> None:
    parser = Wellformed()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    assert [tag for tag, _ in parser.seen if tag in {"script", "style"}] == []
    assert [name for _, attributes in parser.seen for name in attributes if name == "style" or name[:2] == "on"] == []


def test_the_charts_of_the_page_are_xml_with_titles(page: str) -> None:
    charts = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(charts) == 6
    for chart in charts:
        title = ElementTree.fromstring(chart)[0]
        assert title.tag.endswith("title")
        assert title.text


def test_every_row_of_a_table_is_as_wide_as_its_head(page: str) -> None:
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        head = table.partition("</thead>")[0].count('scope="col"')
        spans: list[int] = []
        for row in table.partition("</thead>")[2].split("<tr>")[1:]:
            width = sum(int(span or 1) for span in re.findall(r"<t[hd](?:[^>]*?colspan=\"(\d+)\")?[^>]*>", row))
            spans.append(width + (0 if "rowgroup" in row or 'scope="rowgroup"' not in table else 1))
        assert set(spans) <= {head}


def test_the_page_speaks_indonesian_first(town: Town) -> None:
    page = page_of(town, "")
    assert '<html lang="id">' in page
    assert "Laporan program" in page
    assert "83,3%" in page
    assert "4 dari 5 peserta lulus." in page
    assert "Belum ada data tentang perilaku." in page
    assert re.search(r"Jenis: PPPK</th><td[^>]*><span[^>]*>tidak ditampilkan<", page)


def test_the_page_speaks_english_to_who_asks_for_it(town: Town) -> None:
    page = page_of(town, "en")
    assert '<html lang="en">' in page
    assert "Programme report" in page
    assert "83.3%" in page
    assert "belum ada data" not in page


def test_what_people_typed_is_shown_as_text(page: str) -> None:
    assert "Pengelolaan sampah &lt;pesisir&gt;" in page
    assert "<pesisir>" not in page


def test_a_programme_that_has_only_been_published_has_a_page_without_zeros_for_what_is_unknown(town: Town) -> None:
    page = page_of(town, "id", EMPTY)
    assert page.count("belum ada data") + page.count("Belum ada data") > 15
    assert "0%" not in page.replace("80%", "")
