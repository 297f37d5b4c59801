"""Words that the events of more than one capability use; codes are those of the field (domain.md D1-D3, D9)."""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

EmployeeKind = Literal["PNS", "CPNS", "PPPK"]
PostGroup = Literal[
    "SENIOR_LEADERSHIP", "ADMINISTRATOR", "SUPERVISOR", "STAFF", "FUNCTIONAL_EXPERT", "FUNCTIONAL_SKILLED"
]
PostLevel = Literal[
    "JPT_PRATAMA",
    "ADMINISTRATOR",
    "PENGAWAS",
    "PELAKSANA",
    "AHLI_UTAMA",
    "AHLI_MADYA",
    "AHLI_MUDA",
    "AHLI_PERTAMA",
    "PENYELIA",
    "MAHIR",
    "TERAMPIL",
    "PEMULA",
]
CompetencyType = Literal["TECHNICAL", "MANAGERIAL", "SOCIOCULTURAL"]
Method = Literal["CLASS", "PROJECT_GROUP", "MENTORING", "KNOWLEDGE_SHARING"]
Direction = Literal["MAXIMISE", "MINIMISE"]
Attendance = Literal["PRESENT", "LATE", "EXCUSED", "ABSENT"]
Fact = str | int | bool | None
"""A number, code, opaque id or day (as text) behind a rule's verdict."""


class Check(msgspec.Struct, frozen=True):
    """One rule, whether it was met, and the facts that it looked at."""

    rule: str
    met: bool
    facts: dict[str, Fact | list[Fact]]


class Indicator(msgspec.Struct, frozen=True):
    """What is to change for the public or the unit, and how far (domain.md D5.5)."""

    name: str
    unit: str
    direction: Direction
    baseline: Decimal
    target: Decimal
    due_on: date
