"""A small city whose surveys are asked about over HTTP: its people, and ways to answer."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from shared.contracts.enrollment.people import EmployeeRegistered
from shared.contracts.vocabulary import EmployeeKind
from shared.events import PersonId
from shared.testing.town import Town

API = "/evaluation/v1/surveys"


def identity(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012d}"


CLERK, NOBODY, COHORT, PROGRAM = (identity(number) for number in range(1, 5))
OFFICER, AUDITOR = (CLERK, "officer"), (NOBODY, "auditor")
HEAD, OTHER_HEAD = ((identity(number), "unit_head") for number in (5, 6))
PNS = [PersonId(identity(number)) for number in range(100, 114)]
PPPK = [PersonId(identity(number)) for number in range(200, 206)]
WAITING, GONE = PersonId(identity(300)), PersonId(identity(301))
OPENING = {
    "template": "skm",
    "unit": "DLH",
    "invited": [*PNS, *PPPK],
    "breakdowns": ["kind"],
    "closes_on": "2026-03-31",
}
QUESTIONS = (
    "REQUIREMENTS",
    "PROCEDURE",
    "COMPLETION_TIME",
    "FEE",
    "PRODUCT_SPECIFICATION",
    "STAFF_COMPETENCE",
    "STAFF_CONDUCT",
    "COMPLAINT_HANDLING",
    "FACILITIES",
)


def employee(kind: EmployeeKind, unit: str = "DLH") -> EmployeeRegistered:
    return EmployeeRegistered(
        kind=kind,
        unit=unit,
        post_group="STAFF",
        post_level="PELAKSANA",
        grade="II/c",
        status="01",
        fields=("WASTE",),
        appointed_on=date(2015, 4, 1),
        on=date(2025, 1, 1),
    )


def receipt(person: str, attempt: int = 0) -> str:
    return f"{int(person[-12:]):030x}{attempt:02x}"


def scores(score: int = 4, **others: int) -> dict[str, int]:
    return {**dict.fromkeys(QUESTIONS, score), **others}


def opened(town: Town, **changes: Any) -> str:
    return str(town.post(API, OFFICER, {**OPENING, **changes})["id"])


def answered(town: Town, survey: str, people: Sequence[str], score: int = 4) -> None:
    for person in people:
        body = {"receipt": receipt(person), "scores": scores(score)}
        town.post(f"{API}/{survey}/answers", (person, "participant"), body)


def closed(town: Town, survey: str) -> dict[str, Any]:
    return dict(town.post(f"{API}/{survey}/close", OFFICER))


def results(town: Town, survey: str, who: tuple[str, str] = OFFICER) -> dict[str, Any]:
    return dict(town.get(f"{API}/{survey}/results", who)["results"])


def unseen(town: Town, path: str, who: tuple[str, str]) -> tuple[int, str]:
    answer = town.call("GET", path, who)
    return answer.status_code, answer.json["code"]


def standing(town: Town, survey: str, person: str, attempt: int = 0) -> str:
    body = {"receipt": receipt(person, attempt)}
    return str(town.post(f"{API}/{survey}/receipts", (person, "participant"), body)["standing"])
