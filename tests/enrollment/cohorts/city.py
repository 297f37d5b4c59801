"""A small city over HTTP: two units, people who work in them, and a published programme with a cohort."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from services.enrollment.people.unit import unit_id
from services.enrollment.programs.model import program_id
from services.enrollment.service import ENROLLMENT
from shared.contracts.enrollment.people import EmployeeRegistered, UnitEstablished
from shared.contracts.enrollment.programs import (
    CompletionRules,
    Eligibility,
    ProgramContent,
    ProgramDrafted,
    ProgramPublished,
)
from shared.contracts.evaluation.completion import CompletionDecided
from shared.contracts.vocabulary import Indicator
from shared.events import PersonId
from shared.ports import Person
from shared.testing.town import Town

REASON = {"reason": "Sakit\ndan dirawat"}
API = "/enrollment/v1"


def person_id(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012d}"


ANI, BUDI, CITRA, DEWI, HEAD, OTHER_HEAD, CLERK = (person_id(number) for number in range(1, 8))
NOBODY = person_id(99)
OFFICER = (CLERK, "officer")
AUDITOR = (NOBODY, "auditor")
PROGRAM = program_id("WASTE")
NAMES = {ANI: "Ani", BUDI: "Budi", CITRA: "Citra", DEWI: "Dewi", HEAD: "Hotma", OTHER_HEAD: "Oloan", CLERK: "Clara"}
UNITS = {OTHER_HEAD: "DINKES", CLERK: "BKPSDM"}

REGISTERED = EmployeeRegistered(
    kind="PNS",
    unit="DLH",
    post_group="STAFF",
    post_level="PELAKSANA",
    grade="II/c",
    status="01",
    fields=("WASTE",),
    appointed_on=date(2015, 4, 1),
    on=date(2025, 1, 2),
)
CONTENT = ProgramContent(
    title="Pengelolaan sampah",
    eligibility=Eligibility(kinds=("PNS",)),
    completion=CompletionRules(attendance_percent=80),
    outcome=Indicator("Sampah terpilah", "percent", "MAXIMISE", Decimal(12), Decimal(30), date(2027, 4, 1)),
)
COHORT = {
    "program": PROGRAM,
    "name": "Angkatan I",
    "seats": 1,
    "applications_from": "2026-02-01",
    "applications_until": "2026-03-10",
    "starts_on": "2026-04-01",
    "ends_on": "2026-06-30",
}


def participant(person: str) -> tuple[str, str]:
    return person, "participant"


def register(town: Town, person: str, **facts: Any) -> None:
    """Put somebody on the roster."""
    town.tell(f"employee/{person}", msgspec.structs.replace(REGISTERED, **facts))


def city() -> Town:
    """Nobody has applied for anything."""
    town = Town(ENROLLMENT)
    for code in ("BKPSDM", "DINKES", "DLH"):
        town.tell(f"unit/{unit_id(code)}", UnitEstablished(code, code, "AGENCY", None, date(2017, 1, 1)))
    for number, (person, name) in enumerate(NAMES.items()):
        register(town, person, unit=UNITS.get(person, "DLH"))
        town.stores["enrollment"].directory.put([Person(person, name, f"19870817201204290{number}")])
    published(town, "WASTE", CONTENT)
    return town


def published(town: Town, code: str, content: ProgramContent) -> str:
    """A programme with one edition; its id."""
    identity = program_id(code)
    town.tell(f"program/{identity}", ProgramDrafted(code, content), ProgramPublished(code, 1, content))
    return identity


def opened(town: Town, **changes: Any) -> str:
    """The address of a cohort that is open for applications."""
    return f"{API}/cohorts/{town.post(f'{API}/cohorts', OFFICER, {**COHORT, **changes})['id']}"


def apply(town: Town, cohort: str, *people: str) -> list[Any]:
    """They apply for themselves, one after the other."""
    return [town.post(f"{cohort}/applications", participant(person)) for person in people]


def complete(town: Town, cohort: str, person: str) -> None:
    """Evaluation finds that somebody met every rule of completion."""
    decided = CompletionDecided(
        cohort=cohort.rpartition("/")[2],
        program=PROGRAM,
        edition=1,
        person=PersonId(person),
        completed=True,
        checks=(),
        form=3,
        learning_hours=40,
        attended=(),
    )
    town.tell(f"completion/{person}", decided)


def refusal(town: Town, path: str, who: tuple[str, ...]) -> tuple[int, str]:
    """What a question is refused with."""
    answer = town.call("GET", path, who)
    return answer.status_code, answer.json["code"]


def codes(town: Town, path: str, who: tuple[str, ...], *bodies: dict[str, Any]) -> list[str]:
    """The codes of the refusals that these bodies meet."""
    return [town.refused(path, who, body)["code"] for body in bodies]
