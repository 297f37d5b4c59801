"""A city with two units over HTTP, its officer, and rosters handed in."""

from typing import Any

from services.enrollment.people.employee_number import NumberLimits
from services.enrollment.people.reference import Grades, Posts, Statuses
from services.enrollment.people.routes import people
from services.enrollment.people.views import EMPLOYEES, UNITS
from shared.service import Service
from shared.testing.town import Town
from tests.enrollment.people.examples import TABLES
from tests.enrollment.people.rosters import CONTRACT, file

OFFICER = ("00000000-0000-7000-8000-000000000001", "officer")
NOBODY = "00000000-0000-7000-8000-000000000002"
ROSTER = "/enrollment/v1/people/imports?on=2025-01-02"
SERVICE = Service(
    "enrollment",
    "Enrolment",
    TABLES.parent,
    [NumberLimits, Grades, Posts, Statuses],
    [EMPLOYEES, UNITS],
    [],
    [people],
)
AGENCY = {"code": "DINKES", "name": "Dinas Kesehatan", "kind": "AGENCY", "valid_from": "2017-01-01"}
ENVIRONMENT = {"code": "DLH", "name": "Dinas Lingkungan Hidup", "kind": "AGENCY", "valid_from": "2017-01-01"}
BUDI = {**CONTRACT, "name": "Budi Hutagalung", "unit": "DINKES"}


def city() -> Town:
    """Two units and nobody in them."""
    empty = Town(SERVICE)
    for unit in (AGENCY, ENVIRONMENT):
        empty.post("/enrollment/v1/units", OFFICER, unit)
    return empty


def upload(town: Town, content: bytes, path: str = ROSTER, **options: Any) -> Any:
    """The answer to a roster file; a refusal must leave nothing behind."""
    before = town.facts("enrollment"), town.stores["enrollment"].directory.copied()
    answer = town.call("POST", path, OFFICER, content=content, media="text/csv", **options)
    if answer.status_code != 200:
        assert before == (town.facts("enrollment"), town.stores["enrollment"].directory.copied())
    return answer


def imported(town: Town, *rows: dict[str, str], path: str = ROSTER, **options: Any) -> Any:
    answer = upload(town, file(*rows), path, **options)
    assert answer.status_code == 200, answer.text
    return answer.json


def ids(town: Town, *rows: dict[str, str]) -> list[str]:
    return [row["person"] for row in imported(town, *rows)["results"]]


def page(town: Town, person: str, who: tuple[str, ...] = OFFICER, question: str = "") -> Any:
    return town.get(f"/enrollment/v1/people/{person}{question}", who)


def counted(result: Any) -> dict[str, int]:
    return {name: result[name] for name in ("rows", "registered", "changed", "unchanged", "rejected")}


def refusal(town: Town, path: str, who: tuple[str, ...]) -> tuple[int, str]:
    answer = town.call("GET", path, who)
    return answer.status_code, answer.json["code"]
