"""The rows of a roster: each is an entry about one employee, or a list of all that is wrong with it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from datetime import date

import msgspec

from services.enrollment.people.employee_number import EmployeeNumber, NumberLimits, NumberMalformed, parse, warnings
from services.enrollment.people.reference import post_problems, status_problems
from services.enrollment.people.roster_file import FileRow
from shared.contracts.vocabulary import EmployeeKind, PostGroup, PostLevel
from shared.policy import Policies
from shared.ports import Person

OPTIONAL = {"title_before", "title_after", "email", "phone", "post_title", "fields"}
LONGEST = 200
FORMULA_SIGNS = ("=", "+", "-", "@")
"""What makes a spreadsheet compute a cell that somebody else wrote."""
PATTERNS = {
    "email": re.compile(r"[^@\s]+@[^@\s]+"),
    "phone": re.compile(r"\+?[0-9][0-9 ()-]{3,30}"),
    "fields": re.compile(r"[A-Z][A-Z0-9_]*(;[A-Z][A-Z0-9_]*)*"),
}


class Entry(msgspec.Struct, frozen=True):
    """What the roster says about one employee; all its codes exist on the roster's day."""

    number: EmployeeNumber
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
    status: str
    fields: tuple[str, ...]
    appointed_on: date

    def record(self, person: str) -> Person:
        """What the directory is to hold."""
        return Person(
            id=person,
            name=self.name,
            employee_number=self.number.digits,
            title_before=self.title_before,
            title_after=self.title_after,
            post_title=self.post_title,
            email=self.email,
            phone=self.phone,
        )


class Row(msgspec.Struct, frozen=True):
    """A checked row: problem codes by column, never what the cell says; `entry` is there when there is no problem."""

    number: int
    entry: Entry | None
    problems: Mapping[str, str] = {}
    warnings: tuple[str, ...] = ()


def check(rows: Sequence[FileRow], on: date, units: Mapping[str, date], policies: Policies) -> list[Row]:
    """Every row with all its problems, one a cell; `units` are the first days of units by code, `on` the roster's day.

    Codes: CELLS (column `row`: not as many cells as columns), MISSING, TOO_LONG, UNPRINTABLE, FORMULA, MALFORMED,
    UNKNOWN, NOT_YET, NOT_OF_GROUP, NOT_OF_KIND, UNLIKE_NUMBER, AFTER_ROSTER, DOUBLED and those of `parse`.
    """
    times = Counter(_digits(row.cells) for row in rows if row.cells)
    doubled = {digits for digits, count in times.items() if count > 1}
    return [_check(row, doubled, on, units, policies) for row in rows]


def _digits(cells: Mapping[str, str]) -> str:
    return cells["employee_number"].replace(" ", "")


def _check(row: FileRow, doubled: Set[str], on: date, units: Mapping[str, date], policies: Policies) -> Row:
    if row.cells is None:
        return Row(row.number, None, {"row": "CELLS"})
    cells = row.cells
    twice = {"employee_number": "DOUBLED"} if _digits(cells) in doubled else {}
    problems = twice | _misfits(cells, on, units, policies) | _unclean(cells)
    if problems:
        return Row(row.number, None, problems)
    number = parse(cells["employee_number"])
    fields = tuple(dict.fromkeys(field for field in cells["fields"].split(";") if field))
    entry = msgspec.convert({**cells, "number": number, "fields": fields}, Entry)
    unusual = warnings(number, policies.of(NumberLimits, on), on)
    if not number.tells_appointment(entry.appointed_on):
        unusual.append("APPOINTED_ON_UNLIKE_NUMBER")
    return Row(row.number, entry, warnings=tuple(unusual))


def _unclean(cells: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with cells as text."""
    found = {column: _text_problem(column, text) for column, text in cells.items()}
    return {column: problem for column, problem in found.items() if problem}


def _text_problem(column: str, text: str) -> str | None:
    if not text:
        return None if column in OPTIONAL else "MISSING"
    if len(text) > LONGEST:
        return "TOO_LONG"
    if not text.isprintable():
        return "UNPRINTABLE"
    if text.startswith(FORMULA_SIGNS) and not (column == "phone" and PATTERNS["phone"].fullmatch(text)):
        return "FORMULA"
    if column in PATTERNS and not PATTERNS[column].fullmatch(text):
        return "MALFORMED"
    return None


def _misfits(cells: Mapping[str, str], on: date, units: Mapping[str, date], policies: Policies) -> dict[str, str]:
    """What is wrong with cells as statements, alone and together."""
    problems = status_problems(policies, on, cells["status"]) | post_problems(
        policies,
        on,
        kind=cells["kind"],
        post_group=cells["post_group"],
        post_level=cells["post_level"],
        grade=cells["grade"],
    )
    try:
        number = parse(cells["employee_number"])
    except NumberMalformed as malformed:
        problems["employee_number"] = malformed.facts["problem"]
    else:
        if (number.kind == "PPPK") != (cells["kind"] == "PPPK"):
            problems.setdefault("kind", "UNLIKE_NUMBER")
    if cells["unit"] not in units:
        problems["unit"] = "UNKNOWN"
    elif on < units[cells["unit"]]:
        problems["unit"] = "NOT_YET"
    try:
        if on < msgspec.convert(cells["appointed_on"], date):
            problems["appointed_on"] = "AFTER_ROSTER"
    except msgspec.ValidationError:
        problems["appointed_on"] = "MALFORMED"
    return problems
