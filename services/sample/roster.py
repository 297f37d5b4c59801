"""The invented employees of the sample city, the same for a seed wherever they are made, and their roster as CSV."""

import csv
import io
from datetime import date
from random import Random
from typing import Literal

import msgspec

from services.sample.careers import ROSTER_DAY, career, employee_number, years_of_service
from services.sample.chance import between, pick, shuffled
from services.sample.establishment import LEVELS, QUALIFICATIONS, Post, civil_servant_grade, establishment
from services.sample.names import mailbox, person_name
from shared.contracts.vocabulary import EmployeeKind, PostGroup, PostLevel

Status = Literal["01", "02", "03", "15", "20"]
"""Active, unpaid leave, study assignment, under discipline, before retirement (domain.md D2.5)."""

CONTRACTS = 111
PROBATIONERS = 24

COLUMNS = (
    "employee_number", "kind", "name", "title_before", "title_after", "email", "phone", "unit",
    "post_group", "post_level", "post_title", "grade", "status", "fields", "appointed_on",
)  # fmt: skip


class Employee(msgspec.Struct, frozen=True):
    """One row of the roster; `head` says that the person leads the unit and is no column of it."""

    employee_number: str
    kind: EmployeeKind
    name: str
    title_before: str
    title_after: str
    email: str
    phone: str
    unit: str
    post_group: PostGroup
    post_level: PostLevel
    post_title: str
    grade: str
    fields: tuple[str, ...]
    appointed_on: date
    head: bool
    status: Status = "01"


def employees(seed: int) -> tuple[Employee, ...]:
    """The 300 employees of the city, unit by unit with its head first."""
    chance = Random(seed)  # noqa: S311 - invented people, not secrets
    seats = establishment()
    names: set[str] = set()
    numbers: set[str] = set()
    roster = []
    for place, (post, kind) in enumerate(zip(seats, _kinds(chance, seats), strict=True)):
        employee = _employee(chance, post, kind, place)
        while employee.name in names or employee.employee_number in numbers:
            employee = _employee(chance, post, kind, place)
        names.add(employee.name)
        numbers.add(employee.employee_number)
        roster.append(employee)
    return _with_statuses(chance, roster)


def roster_csv(roster: tuple[Employee, ...]) -> str:
    """The roster as RFC 4180 CSV with a header: fields of work separated by `;`, days as YYYY-MM-DD, units by code."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for employee in roster:
        cells = msgspec.structs.asdict(employee) | {"fields": ";".join(employee.fields)}
        rows.writerow(cells[column] for column in COLUMNS)
    return text.getvalue()


def head_of(roster: tuple[Employee, ...], unit: str) -> Employee:
    """Who leads the unit; raises `LookupError` where the roster has no such unit."""
    for employee in roster:
        if employee.head and employee.unit == unit:
            return employee
    raise LookupError(f"no head of unit {unit} in this roster")


def by_field(roster: tuple[Employee, ...], field: str) -> tuple[Employee, ...]:
    """Those in active service who work in the field, in the order of the roster."""
    return tuple(employee for employee in roster if field in employee.fields and employee.status == "01")


def _kinds(chance: Random, seats: tuple[Post, ...]) -> list[EmployeeKind]:
    entries = shuffled(chance, (place for place, post in enumerate(seats) if LEVELS[post.level].entry))
    contracts, others = entries[:CONTRACTS], entries[CONTRACTS:]
    probationers = [place for place in others if seats[place].qualification != "SMP"][:PROBATIONERS]
    kinds: dict[int, EmployeeKind] = {**dict.fromkeys(contracts, "PPPK"), **dict.fromkeys(probationers, "CPNS")}
    return [kinds.get(place, "PNS") for place in range(len(seats))]


def _employee(chance: Random, post: Post, kind: EmployeeKind, place: int) -> Employee:
    life = career(chance, post, kind)
    name = person_name(chance, life.sex)
    level = LEVELS[post.level]
    return Employee(
        employee_number=employee_number(life, serial=between(chance, 900, 999)),
        kind=kind,
        name=name,
        title_before=post.title_before,
        title_after=_title_after(chance, post),
        email=f"{mailbox(name)}@sibolga.example",
        phone=f"+62-631-555-0{place:03d}" if between(chance, 1, 10) > 1 else "",
        unit=post.unit,
        post_group=level.group,
        post_level=post.level,
        post_title=post.full_title,
        grade=_grade(post, kind, years_of_service(life.appointed_on, ROSTER_DAY)),
        fields=post.fields,
        appointed_on=life.appointed_on,
        head=post.head,
    )


def _title_after(chance: Random, post: Post) -> str:
    """Everyone has the degree that the post asks for; those who rose have a further one, of newcomers one in six."""
    degrees = [pick(chance, post.degrees)] if post.degrees else []
    if post.further_degrees and (not LEVELS[post.level].entry or between(chance, 1, 6) == 1):
        degrees.append(pick(chance, post.further_degrees))
    return ", ".join(degrees)


def _grade(post: Post, kind: EmployeeKind, years: int) -> str:
    qualification = QUALIFICATIONS[post.qualification]
    match kind:
        case "PPPK":
            return qualification.contract_grade
        case "CPNS":
            return qualification.entry
        case "PNS":
            return civil_servant_grade(post, years)


def _with_statuses(chance: Random, roster: list[Employee]) -> tuple[Employee, ...]:
    # An employee number opens with the day of birth, so sorted numbers have the oldest first.
    eligible = sorted(employee.employee_number for employee in roster if employee.kind == "PNS" and not employee.head)
    away = shuffled(chance, eligible[len(eligible) // 2 :])
    status: dict[str, Status] = {
        **dict.fromkeys(eligible[:2], "20"),
        **dict.fromkeys(away[:3], "03"),
        **dict.fromkeys(away[3:5], "02"),
        **dict.fromkeys(away[5:7], "15"),
    }
    return tuple(
        msgspec.structs.replace(employee, status=status.get(employee.employee_number, "01")) for employee in roster
    )
