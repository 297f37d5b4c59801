"""What applying a roster would do to each employee that it names."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from services.enrollment.people.commands import (
    ChangeFields,
    ChangePost,
    ChangeStatus,
    PassProbation,
    RegisterEmployee,
    TransferEmployee,
)
from services.enrollment.people.model import Employee, Post
from services.enrollment.people.roster import Entry, Row
from shared.decider import Command
from shared.ports import Person

Outcome = Literal["REGISTER", "CHANGE", "UNCHANGED", "REJECTED"]


class Known(msgspec.Struct, frozen=True):
    """Who has an employee number: somebody new has an id, but neither facts nor a record."""

    person: str
    employee: Employee = Employee()
    record: Person | None = None


class Step(msgspec.Struct, frozen=True):
    """What becomes of one row. `record` is what the directory does not say yet, `commands` what the events do not."""

    row: int
    outcome: Outcome
    person: str | None = None
    commands: tuple[Command, ...] = ()
    record: Person | None = None
    problems: Mapping[str, str] = {}
    warnings: tuple[str, ...] = ()


def plan(rows: Sequence[Row], known: Mapping[str, Known], units: Mapping[str, date], on: date) -> list[Step]:
    """A step a row; `known` has everybody whom the rows name, by employee number, `on` is the roster's day.

    A second run of the same roster finds all unchanged, also after a crash in the middle of the first.
    """
    return [
        _step(row, row.entry, known[row.entry.number.digits], units[row.entry.unit], on)
        if row.entry
        else Step(row.number, "REJECTED", problems=row.problems)
        for row in rows
    ]


def _step(row: Row, entry: Entry, known: Known, unit_since: date, on: date) -> Step:
    if problems := _contradictions(entry, known.employee, on):
        return Step(row.number, "REJECTED", known.person, problems=problems, warnings=row.warnings)
    record = entry.record(known.person)
    news = None if record == known.record else record
    if not known.employee.registered:
        registration = _registration(entry, unit_since, on)
        return Step(row.number, "REGISTER", known.person, (registration,), news, warnings=row.warnings)
    changes = _changes(entry, known.employee, unit_since, on)
    outcome: Outcome = "CHANGE" if changes or news else "UNCHANGED"
    return Step(row.number, outcome, known.person, changes, news, warnings=row.warnings)


def _contradictions(entry: Entry, employee: Employee, on: date) -> dict[str, str]:
    """What no later fact can change, by column."""
    if not employee.registered:
        return {}
    if on < employee.registered_on:
        return {"row": "BEFORE_REGISTRATION"}
    problems = {}
    if entry.kind != employee.facts(on).kind and entry.kind != "PNS":
        problems["kind"] = "CONTRADICTS_ROSTER"
    if entry.appointed_on != employee.appointed_on:
        problems["appointed_on"] = "CONTRADICTS_ROSTER"
    return problems


def _registration(entry: Entry, unit_since: date, on: date) -> RegisterEmployee:
    return RegisterEmployee(
        kind=entry.kind,
        unit=entry.unit,
        unit_since=unit_since,
        post_group=entry.post_group,
        post_level=entry.post_level,
        grade=entry.grade,
        status=entry.status,
        fields=entry.fields,
        appointed_on=entry.appointed_on,
        on=on,
    )


def _changes(entry: Entry, employee: Employee, unit_since: date, on: date) -> tuple[Command, ...]:
    facts = employee.facts(on)
    commands: list[Command] = []
    if entry.kind != facts.kind:
        commands.append(PassProbation(on))
    if entry.unit != facts.unit:
        commands.append(TransferEmployee(entry.unit, unit_since, on))
    if Post(entry.post_group, entry.post_level, entry.grade) != facts.post:
        commands.append(ChangePost(entry.post_group, entry.post_level, entry.grade, on))
    if entry.status != facts.status:
        commands.append(ChangeStatus(entry.status, on))
    if entry.fields != facts.fields:
        commands.append(ChangeFields(entry.fields, on))
    return tuple(commands)
