"""Programmes over HTTP: drafted, revised, published, retired, listed."""

from typing import Any

import msgspec
import pytest

from services.enrollment.people.reference import Grades
from services.enrollment.programs.model import program_id
from services.enrollment.programs.reference import Competencies, Forms
from services.enrollment.programs.routes import programs
from services.enrollment.programs.views import PROGRAMS
from shared.service import Service
from shared.testing.town import Town
from tests.enrollment.programs.examples import COMPLETE, TABLES

OFFICER = ("00000000-0000-7000-8000-000000000001", "officer")
PARTICIPANT = ("00000000-0000-7000-8000-000000000002", "participant")
SERVICE = Service("enrollment", "Enrolment", TABLES.parent, [Competencies, Forms, Grades], [PROGRAMS], [], [programs])
CONTENT = msgspec.json.decode(msgspec.json.encode(COMPLETE))
WASTE = f"/enrollment/v1/programs/{program_id('SAMPAH')}"


@pytest.fixture
def town() -> Town:
    """A city without programmes."""
    return Town(SERVICE)


def drafted(town: Town, **changes: Any) -> Any:
    return town.post("/enrollment/v1/programs", OFFICER, {"code": "SAMPAH", **CONTENT, **changes})


def test_a_programme_is_drafted_and_shown_whole(town: Town) -> None:
    answer = town.call("POST", "/enrollment/v1/programs", OFFICER, {"code": "SAMPAH", **CONTENT})
    assert (answer.status_code, answer.headers["Location"]) == (201, WASTE)
    assert answer.json == {
        "id": program_id("SAMPAH"),
        "code": "SAMPAH",
        "state": "DRAFT",
        "title": COMPLETE.title,
        "form": 3,
        "methods": ["CLASS", "PROJECT_GROUP", "MENTORING"],
        "retired_on": None,
        "draft": CONTENT,
        "editions": [],
    }
    assert town.get(WASTE, PARTICIPANT) == answer.json


def test_a_title_is_enough_for_a_draft(town: Town) -> None:
    bare = town.post("/enrollment/v1/programs", OFFICER, {"code": "SAMPAH", "title": "Sampah"})
    assert (bare["draft"]["goals"], bare["draft"]["outcome"], bare["form"]) == ([], None, None)


def test_a_code_belongs_to_one_programme(town: Town) -> None:
    drafted(town)
    again = {"code": "SAMPAH", "title": "Sampah"}
    assert town.refused("/enrollment/v1/programs", OFFICER, again)["code"] == "PROGRAM_EXISTS"


def test_every_hole_is_named_when_publication_is_refused(town: Town) -> None:
    drafted(town, form=None, goals=CONTENT["goals"][:1])
    problem = town.refused(f"{WASTE}/publish", OFFICER)
    assert (problem["status"], problem["code"]) == (409, "PROGRAM_INCOMPLETE")
    assert problem["facts"] == {
        "count": 2,
        "holes": [{"field": "goals", "problem": "NO_PROFESSIONAL_ATTITUDE"}, {"field": "form", "problem": "MISSING"}],
    }


def test_a_programme_is_revised_and_published_in_editions(town: Town) -> None:
    drafted(town, form=None)
    assert town.post(f"{WASTE}/revise", OFFICER, CONTENT)["form"] == 3
    first = town.post(f"{WASTE}/publish", OFFICER)
    assert (first["state"], [edition["edition"] for edition in first["editions"]]) == ("PUBLISHED", [1])
    town.post(f"{WASTE}/revise", OFFICER, {**CONTENT, "learning_hours": 60})
    second = town.post(f"{WASTE}/publish", OFFICER)
    assert [edition["content"]["learning_hours"] for edition in second["editions"]] == [40, 60]
    assert town.post(f"{WASTE}/publish", OFFICER) == second


def test_a_retired_programme_is_closed(town: Town) -> None:
    drafted(town)
    retired = town.post(f"{WASTE}/retire", OFFICER, {"on": "2026-03-01"})
    assert (retired["state"], retired["retired_on"]) == ("RETIRED", "2026-03-01")
    assert town.refused(f"{WASTE}/publish", OFFICER)["code"] == "PROGRAM_RETIREMENT"
    assert town.refused(f"{WASTE}/revise", OFFICER, CONTENT)["code"] == "PROGRAM_RETIREMENT"


def test_a_programme_is_not_retired_tomorrow(town: Town) -> None:
    drafted(town)
    assert town.refused(f"{WASTE}/retire", OFFICER, {"on": "2026-03-03"})["code"] == "FUTURE_DAY"


def test_programmes_are_listed_by_state_code_and_form(town: Town) -> None:
    drafted(town)
    drafted(town, code="PAJAK", form=7)
    town.post(f"{WASTE}/publish", OFFICER)

    def listed(question: str) -> list[str]:
        return [program["code"] for program in town.get(f"/enrollment/v1/programs{question}", PARTICIPANT)["items"]]

    assert listed("") == ["PAJAK", "SAMPAH"]
    assert listed("?sort=-code") == ["SAMPAH", "PAJAK"]
    assert listed("?state=PUBLISHED") == ["SAMPAH"]
    assert listed("?form=7") == ["PAJAK"]
    assert listed("?code=SAMPAH") == ["SAMPAH"]


def test_a_programme_is_shown_as_it_was(town: Town) -> None:
    drafted(town)
    town.later(hours=1)
    town.post(f"{WASTE}/publish", OFFICER)
    assert town.get(WASTE, OFFICER)["state"] == "PUBLISHED"
    assert town.get(f"{WASTE}?as_of=2026-03-02T02:30:00Z", OFFICER)["state"] == "DRAFT"


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"code": "sampah"}, "body.code", "INVALID"),
        ({"title": ""}, "body.title", "LENGTH"),
        ({"methods": ["LECTURE"]}, "body.methods.0", "UNKNOWN_CODE"),
        ({"goals": [{**CONTENT["goals"][0], "level": "3"}]}, "body.goals.0.level", "INVALID"),
        ({"goals": [{"competency": "X", "type": "TECHNICAL"}]}, "body.goals.0.level", "REQUIRED"),
        ({"outcome": {**CONTENT["outcome"], "baseline": "NaN"}}, "body.outcome.baseline", "INVALID"),
        ({"eligibility": {"age": 40}}, "body.eligibility.age", "UNKNOWN_FIELD"),
        ({"completion": {"attendance_percent": 101}}, "body.completion.attendance_percent", "OUT_OF_RANGE"),
    ],
)
def test_a_malformed_programme_is_refused(town: Town, wrong: dict[str, Any], field: str, code: str) -> None:
    [error] = town.refused("/enrollment/v1/programs", OFFICER, {"code": "SAMPAH", **CONTENT, **wrong})["errors"]
    assert (error["field"], error["code"]) == (field, code)


@pytest.mark.parametrize("verb", ["revise", "publish", "retire"])
def test_what_was_never_drafted_is_not_found(town: Town, verb: str) -> None:
    body = {"revise": CONTENT, "publish": {}, "retire": {"on": "2026-03-01"}}[verb]
    assert town.refused(f"{WASTE}/{verb}", OFFICER, body)["code"] == "NOT_FOUND"
    assert town.call("GET", WASTE, OFFICER).status_code == 404


@pytest.mark.parametrize("path", ["", f"/{program_id('SAMPAH')}/revise", f"/{program_id('SAMPAH')}/publish"])
def test_only_officers_write_programmes(town: Town, path: str) -> None:
    assert town.refused(f"/enrollment/v1/programs{path}", PARTICIPANT)["code"] == "ROLE_MISSING"
