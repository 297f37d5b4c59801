"""Projects over HTTP: who plans, hands in, marks blindly, measures and verifies, and what is refused."""

from datetime import date
from typing import Any

import pytest

from shared.contracts.enrollment.groups import MemberRemoved
from shared.contracts.enrollment.people import EmployeeTransferred
from shared.contracts.evaluation.projects import MarksGiven, ProjectStarted
from shared.events import TextRef
from shared.testing.town import Town
from tests.evaluation.projects.city import (
    ANI,
    API,
    AUDITOR,
    BUDI,
    CITRA,
    COHORT,
    GROUP,
    NOBODY,
    OFFICER,
    PROGRAM,
    RINA,
    SITI,
    TOMI,
    UMAR,
    assessor,
    city,
    identity,
    marked,
    marks,
    participant,
)

PROJECT = f"{API}/projects/{GROUP}"
PLAN: dict[str, Any] = {
    "objectives": ["Sampah dipilah di sumbernya"],
    "milestones": [
        {"title": "Sampah ditimbang", "horizon": "SHORT", "due_on": "2026-01-10"},
        {"title": "Bank sampah dibuka", "horizon": "MEDIUM", "due_on": "2026-09-01"},
    ],
}
REPORT = {"name": "Laporan akhir", "digest": "a1" * 32, "link": "https://arsip.example/1", "on": "2026-02-20"}
MEASURED = {"month": 3, "value": "75", "measured_on": "2026-02-20", "digest": "0" * 64}


@pytest.fixture
def town() -> Town:
    return city()


def code(town: Town, path: str, who: tuple[str, ...], body: Any = None) -> str:
    return str(town.refused(path, who, body)["code"])


def unseen(town: Town, path: str, who: tuple[str, ...]) -> tuple[int, str]:
    answer = town.call("GET", path, who)
    return answer.status_code, answer.json["code"]


def test_a_group_with_a_brief_has_a_project_that_its_members_see(town: Town) -> None:
    shown = town.get(PROJECT, participant(ANI))
    assert (shown["id"], shown["cohort"], shown["program"]) == (GROUP, COHORT, PROGRAM)
    assert shown["members_names"] == ["Ani", "Budi", "Citra"]
    assert shown["indicator"]["target"] == "60"
    assert (shown["mark"], shown["outcome"], shown["measurements"]) == (None, [], [])


def test_projects_are_listed_by_cohort_programme_and_sponsor(town: Town) -> None:
    for question in ("", f"?cohort={COHORT}", f"?program={PROGRAM}", "?sponsor_unit=DLH", "?sort=-started_at"):
        assert [one["id"] for one in town.get(f"{API}/projects{question}", AUDITOR)["items"]] == [GROUP]
    assert town.get(f"{API}/projects?cohort={NOBODY}", OFFICER)["items"] == []


def test_others_than_members_and_assessors_do_not_see_a_project(town: Town) -> None:
    assert unseen(town, PROJECT, participant(SITI)) == (403, "NOT_YOURS")
    assert unseen(town, f"{PROJECT}/why", assessor(RINA)) == (403, "NOT_YOURS")
    assert unseen(town, f"{API}/projects", participant(ANI)) == (403, "ROLE_MISSING")
    assert unseen(town, f"{API}/projects/{NOBODY}", OFFICER) == (404, "NOT_FOUND")


SPONSORS_HEAD, OTHER_HEAD = (SITI, "unit_head"), (RINA, "unit_head")
STRANGER = (NOBODY, "unit_head")


def test_a_unit_head_sees_the_projects_of_the_own_unit_and_of_its_people_only(town: Town) -> None:
    town.tell(f"employee/{UMAR}", EmployeeTransferred("DINKES", date(2026, 1, 2)))
    for person in (SITI, CITRA, UMAR):
        head = (person, "unit_head")
        assert town.get(PROJECT, head)["id"] == town.get(f"{PROJECT}/why", head)["id"] == GROUP
    for other in (OTHER_HEAD, STRANGER):
        assert unseen(town, PROJECT, other) == unseen(town, f"{PROJECT}/why", other) == (403, "NOT_YOURS")


def test_a_unit_head_lists_what_the_own_unit_sponsors_and_what_its_people_work_on(town: Town) -> None:
    for question in ("", "?sponsor_unit=DLH"):
        assert [one["id"] for one in town.get(f"{API}/projects{question}", SPONSORS_HEAD)["items"]] == [GROUP]
    assert town.get(f"{API}/projects", OTHER_HEAD)["items"] == []
    assert unseen(town, f"{API}/projects?sponsor_unit=DLH", OTHER_HEAD) == (403, "NOT_YOURS")
    assert unseen(town, f"{API}/projects", STRANGER) == (403, "NOT_YOURS")
    assert town.get(f"{API}/people/{ANI}/projects", SPONSORS_HEAD)["items"][0]["project"] == GROUP
    assert unseen(town, f"{API}/people/{ANI}/projects", OTHER_HEAD) == (403, "NOT_YOURS")


def test_the_group_agrees_on_a_plan_and_reaches_a_milestone(town: Town) -> None:
    planned = town.post(f"{PROJECT}/plan", participant(ANI), PLAN)
    assert planned == town.get(PROJECT, participant(ANI))
    first, second = planned["milestones"]
    reach = f"{PROJECT}/milestones/{first['milestone']}/reach"
    reached = town.post(reach, participant(BUDI), {"on": "2026-01-12"})
    assert [one["reached_on"] for one in reached["milestones"]] == ["2026-01-12", None]
    again = {
        "objectives": ["Sampah berkurang"],
        "milestones": [{**PLAN["milestones"][0], "milestone": first["milestone"]}],
    }
    assert town.post(f"{PROJECT}/plan", OFFICER, again)["milestones"] == [{**first, "reached_on": "2026-01-12"}]
    assert code(town, f"{PROJECT}/plan", participant(ANI), PLAN) == "REACHED_MILESTONE_CHANGED"
    assert code(town, reach, participant(ANI), {"on": "2026-01-13"}) == "MILESTONE_ALREADY_REACHED"
    assert code(town, f"{PROJECT}/milestones/{second['milestone']}/reach", participant(ANI)) == "NOT_FOUND"


def test_only_members_and_officers_work_on_a_project(town: Town) -> None:
    for path, body in (("plan", PLAN), ("deliverables", REPORT), ("measurements", MEASURED)):
        assert code(town, f"{PROJECT}/{path}", participant(SITI), body) == "NOT_YOURS"
        assert code(town, f"{API}/projects/{NOBODY}/{path}", OFFICER, body) == "NOT_FOUND"


def test_versions_of_a_deliverable_are_handed_in(town: Town) -> None:
    first = town.post(f"{PROJECT}/deliverables", participant(ANI), REPORT)["deliverables"][0]
    next_version = {**REPORT, "deliverable": first["deliverable"], "digest": "b2" * 32, "link": None}
    versions = town.post(f"{PROJECT}/deliverables", participant(ANI), next_version)["deliverables"]
    assert [(one["version"], one["link"]) for one in versions] == [(1, "https://arsip.example/1"), (2, None)]
    assert code(town, f"{PROJECT}/deliverables", participant(ANI), {**REPORT, "link": "ftp://x"}) == "INVALID"
    wrong = town.refused(f"{PROJECT}/deliverables", participant(ANI), {**REPORT, "digest": "A" * 64})
    assert "NOT_SHA256" in str(wrong["errors"])


def test_assessors_stand_apart_from_the_group(town: Town) -> None:
    path = f"{PROJECT}/assessors"
    assert code(town, path, OFFICER, {"assessor": ANI}) == "ASSESSOR_IN_GROUP"
    assert code(town, path, OFFICER, {"assessor": SITI}) == "ASSESSOR_MENTORS_MEMBER"
    assert code(town, path, OFFICER, {"assessor": NOBODY}) == "NOT_FOUND"
    assert town.post(path, OFFICER, {"assessor": RINA})["assessors"][0]["assessor_name"] == "Rina"
    town.tell(f"employee/{TOMI}", EmployeeTransferred("DINKES", date(2026, 2, 1)))
    assert town.refused(path, OFFICER, {"assessor": TOMI})["facts"] == {"unit": "DINKES"}


def test_marks_stay_hidden_until_the_project_has_its_mark(town: Town) -> None:
    marked(town, 90)
    town.post(f"{PROJECT}/assessors", OFFICER, {"assessor": TOMI})
    for who in (assessor(TOMI), participant(ANI), OFFICER, AUDITOR):
        seen = town.get(PROJECT, who)["assessors"][0]
        assert (seen["given"], seen["marks"], seen["total"]) == (True, None, None)
    assert town.get(PROJECT, assessor(RINA))["assessors"][0]["total"] == "90.00"
    answer = town.post(f"{PROJECT}/marks", assessor(TOMI), {"marks": marks(70)})
    assert [one["total"] for one in answer["assessors"]] == [None, "70.00"]
    assert answer["third_assessor"] == {"difference": None, "policy": "rubric@2020-01-01"}
    marked_by_third = town.post(f"{PROJECT}/assessors", OFFICER, {"assessor": UMAR})
    assert marked_by_third["mark"] is None
    final = town.post(f"{PROJECT}/marks", assessor(UMAR), {"marks": marks(85)})
    assert final["mark"] == {
        "mark": "87.50",
        "totals": ["90.00", "70.00", "85.00"],
        "method": "MEAN_OF_CLOSEST_TWO",
        "policy": "rubric@2020-01-01",
    }
    assert [one["total"] for one in town.get(PROJECT, participant(ANI))["assessors"]] == ["90.00", "70.00", "85.00"]


def test_a_past_moment_shows_no_more_of_the_marks_than_it_did_then(town: Town) -> None:
    marked(town, 90)
    before = town.now.isoformat().replace("+00:00", "Z")
    town.later(hours=1)
    town.post(f"{PROJECT}/assessors", OFFICER, {"assessor": TOMI})
    town.post(f"{PROJECT}/marks", assessor(TOMI), {"marks": marks(88)})
    assert town.get(f"{PROJECT}?as_of={before}", participant(ANI))["assessors"][0]["total"] is None


def test_only_assigned_assessors_mark_and_by_the_rubric(town: Town) -> None:
    assert code(town, f"{PROJECT}/marks", assessor(RINA), {"marks": marks(80)}) == "ASSESSOR_MISSING"
    town.post(f"{PROJECT}/assessors", OFFICER, {"assessor": RINA})
    assert code(town, f"{PROJECT}/marks", assessor(RINA), {"marks": {"results": 80}}) == "RUBRIC_NOT_FOLLOWED"
    assert code(town, f"{PROJECT}/marks", participant(ANI), {"marks": marks(80)}) == "ROLE_MISSING"
    town.post(f"{PROJECT}/marks", assessor(RINA), {"marks": marks(80)})
    assert code(town, f"{PROJECT}/marks", assessor(RINA), {"marks": marks(81)}) == "MARKS_ALREADY_GIVEN"


def test_marks_given_once_with_a_key_are_given_once(town: Town) -> None:
    town.post(f"{PROJECT}/assessors", OFFICER, {"assessor": RINA})
    for _ in range(2):
        town.post(f"{PROJECT}/marks", assessor(RINA), {"marks": marks(80)}, headers={"Idempotency-Key": "once"})
    assert sum(isinstance(event, MarksGiven) for event in town.facts("evaluation")) == 1


def test_why_shows_the_arithmetic_and_what_comes_next(town: Town) -> None:
    marked(town, 84, 80)
    explained = town.get(f"{PROJECT}/why", participant(ANI))
    assert explained["mark"]["mark"] == "82.00"
    assert explained["assessors"][0]["points"]["implementation"] == "21"
    assert explained["assessors"][0]["assessor_name"] == "Rina"
    assert explained["rubric"]["weights"]["teamwork"] == 15
    assert explained["next"] == []
    assert town.get(f"{PROJECT}/why", AUDITOR) == explained


def test_the_indicator_is_measured_and_verified_by_somebody_of_another_unit(town: Town) -> None:
    measured = town.post(f"{PROJECT}/measurements", participant(ANI), MEASURED)
    assert (measured["measurements"][0]["by_name"], measured["measurements"][0]["verified"]) == ("Ani", None)
    verify = f"{PROJECT}/measurements/3/verify"
    assert code(town, verify, assessor(CITRA)) == "VERIFIER_IN_GROUP"
    assert code(town, verify, (SITI, "unit_head")) == "VERIFIER_OF_OWN_UNIT"
    assert code(town, verify, participant(RINA)) == "ROLE_MISSING"
    assert code(town, f"{PROJECT}/measurements/6/verify", assessor(RINA)) == "NOT_FOUND"
    verified = town.post(verify, assessor(RINA), {"on": "2026-02-25"})
    assert verified["measurements"][0]["verified"] == {
        "by": RINA,
        "by_name": "Rina",
        "unit": "INSPEKTORAT",
        "on": "2026-02-25",
    }
    outcome = verified["outcome"][0]
    assert [one["percent"] for one in outcome["methods"]] == ["62.50", "75.00"]
    assert (outcome["achievement"], outcome["verified"]) == ("MEDIUM", True)
    assert code(town, f"{PROJECT}/measurements", participant(ANI), MEASURED) == "MEASUREMENT_VERIFIED"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"measured_on": "2026-02-05"}, "MEASURED_TOO_EARLY"),
        ({"measured_on": "2026-03-03"}, "FUTURE_DAY"),
        ({"month": 4}, "INVALID"),
        ({"month": 13}, "INVALID"),
        ({"value": "NaN"}, "INVALID"),
        ({"value": "1e400"}, "INVALID"),
        ({"digest": "x"}, "INVALID"),
    ],
)
def test_a_measurement_that_cannot_be_is_refused(town: Town, changes: dict[str, Any], refusal: str) -> None:
    assert code(town, f"{PROJECT}/measurements", participant(ANI), {**MEASURED, **changes}) == refusal


def test_an_officer_does_not_verify_what_the_same_officer_measured(town: Town) -> None:
    town.post(f"{PROJECT}/measurements", OFFICER, MEASURED)
    assert code(town, f"{PROJECT}/measurements/3/verify", OFFICER) == "OWN_MEASUREMENT"


def test_people_find_the_projects_that_they_work_on_or_mark(town: Town) -> None:
    town.post(f"{PROJECT}/assessors", OFFICER, {"assessor": RINA})
    duty = town.get(f"{API}/people/{RINA}/projects", assessor(RINA))["items"]
    assert [(one["project"], one["part"], one["title"]) for one in duty] == [(GROUP, "ASSESSOR", "Bank sampah")]
    town.tell(f"grouping/{COHORT}", MemberRemoved(GROUP, CITRA, TextRef("text/1")))
    assert town.get(f"{API}/people/{CITRA}/projects?part=MEMBER", participant(CITRA))["items"] == []
    assert town.get(f"{API}/people/{ANI}/projects?part=MEMBER", AUDITOR)["items"][0]["project"] == GROUP
    assert unseen(town, f"{API}/people/{RINA}/projects", participant(ANI)) == (403, "NOT_YOURS")


def test_a_brief_that_is_delivered_again_starts_nothing_new(town: Town) -> None:
    town.settle()
    assert sum(isinstance(event, ProjectStarted) for event in town.facts("evaluation")) == 1
    assert town.get(f"{API}/people/{identity(50)}/projects", OFFICER)["items"] == []
