"""A roster registers who is new, changes who differs, and leaves everybody else alone."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from services.enrollment.people.commands import (
    ChangeFields,
    ChangePost,
    ChangeStatus,
    PassProbation,
    TransferEmployee,
)
from services.enrollment.people.employee_number import parse
from services.enrollment.people.model import EMPLOYEE
from services.enrollment.people.roster import Entry, Row
from services.enrollment.people.roster_plan import Known, Step, plan
from shared.contracts.enrollment.people import EmployeeRegistered, EmployeeTransferred
from shared.decider import Command
from shared.events import Event
from shared.ports import Person
from tests.enrollment.people.examples import FOUNDED, MONDAY, POLICIES, REGISTER, REGISTERED, ROSTER_DAY

UNITS = {"DLH": FOUNDED, "DINKES": FOUNDED}
NUMBER = "198708172012042901"
JUNE = date(2025, 6, 1)
ANI = Entry(
    number=parse(NUMBER),
    kind="PNS",
    name="Ani Simatupang",
    title_before="",
    title_after="S.T.",
    email="ani@sibolga.example",
    phone="",
    unit="DLH",
    post_group="FUNCTIONAL_EXPERT",
    post_level="AHLI_MUDA",
    post_title="Pengendali Dampak Lingkungan",
    grade="III/c",
    status="01",
    fields=("WASTE", "PLANNING"),
    appointed_on=date(2012, 4, 1),
)
RECORD = Person(
    "ani", "Ani Simatupang", NUMBER, "", "S.T.", "Pengendali Dampak Lingkungan", email="ani@sibolga.example"
)


def on_roster(*events: Event, record: Person | None = RECORD) -> Known:
    return Known("ani", EMPLOYEE.state([REGISTERED, *events]), record)


def step(known: Known, on: date = ROSTER_DAY, warnings: tuple[str, ...] = (), **changes: object) -> Step:
    row = Row(2, msgspec.structs.replace(ANI, **changes), warnings=warnings)
    [only] = plan([row], {NUMBER: known}, UNITS, on)
    return only


def test_who_is_new_is_registered_and_gets_a_record() -> None:
    assert step(Known("ani")) == Step(2, "REGISTER", "ani", (REGISTER,), RECORD)


def test_who_has_a_record_but_no_facts_is_registered_under_the_same_id() -> None:
    assert step(Known("ani", record=RECORD)) == Step(2, "REGISTER", "ani", (REGISTER,), None)


def test_the_same_roster_again_changes_nothing() -> None:
    assert step(on_roster()) == Step(2, "UNCHANGED", "ani")
    assert step(on_roster(), on=JUNE) == Step(2, "UNCHANGED", "ani")


def test_the_roster_of_an_earlier_day_leaves_later_facts_alone() -> None:
    assert step(on_roster(EmployeeTransferred("DINKES", JUNE))).outcome == "UNCHANGED"


@pytest.mark.parametrize(
    ("changes", "command"),
    [
        ({"unit": "DINKES"}, TransferEmployee("DINKES", FOUNDED, JUNE)),
        ({"grade": "III/d"}, ChangePost("FUNCTIONAL_EXPERT", "AHLI_MUDA", "III/d", JUNE)),
        ({"status": "02"}, ChangeStatus("02", JUNE)),
        ({"fields": ("WASTE",)}, ChangeFields(("WASTE",), JUNE)),
    ],
)
def test_who_differs_is_changed_as_of_the_roster_day(changes: dict[str, Any], command: Command) -> None:
    assert step(on_roster(), on=JUNE, **changes) == Step(2, "CHANGE", "ani", (command,))


def test_a_probationer_in_the_last_roster_is_a_civil_servant_in_this_one() -> None:
    cpns = EMPLOYEE.state([msgspec.structs.replace(REGISTERED, kind="CPNS")])
    assert step(Known("ani", cpns, RECORD), on=JUNE) == Step(2, "CHANGE", "ani", (PassProbation(JUNE),))


def test_another_phone_is_a_change_of_the_record_only() -> None:
    assert step(on_roster(), phone="0631-555-0001") == Step(
        2, "CHANGE", "ani", (), msgspec.structs.replace(RECORD, phone="0631-555-0001")
    )


@pytest.mark.parametrize(
    ("changes", "on", "problems"),
    [
        ({"kind": "CPNS"}, JUNE, {"kind": "CONTRADICTS_ROSTER"}),
        ({"appointed_on": date(2012, 5, 1)}, JUNE, {"appointed_on": "CONTRADICTS_ROSTER"}),
        ({}, date(2025, 1, 1), {"row": "BEFORE_REGISTRATION"}),
    ],
)
def test_what_no_later_fact_can_change_is_rejected(changes: dict[str, Any], on: date, problems: dict[str, str]) -> None:
    assert step(on_roster(), on=on, **changes) == Step(2, "REJECTED", "ani", problems=problems)


def test_a_row_with_problems_is_rejected_with_them() -> None:
    assert plan([Row(7, None, {"name": "MISSING"})], {}, UNITS, JUNE) == [
        Step(7, "REJECTED", problems={"name": "MISSING"})
    ]


def test_warnings_go_along() -> None:
    assert step(on_roster(), warnings=("CONTRACT_TOO_EARLY",)).warnings == ("CONTRACT_TOO_EARLY",)


def applied(step: Step, history: list[Event]) -> list[Event]:
    """The history after the commands of a step."""
    for command in step.commands:
        history = [*history, *EMPLOYEE.decide(EMPLOYEE.state(history), command, POLICIES, MONDAY)]
    return history


@pytest.mark.parametrize("registered", [REGISTERED, msgspec.structs.replace(REGISTERED, kind="CPNS")])
def test_whatever_a_roster_changes_the_same_roster_again_changes_nothing(registered: EmployeeRegistered) -> None:
    others: dict[str, Any] = {
        "unit": "DINKES",
        "grade": "IV/a",
        "post_level": "AHLI_MADYA",
        "status": "20",
        "fields": (),
    }
    history: list[Event] = [registered]
    for day in (JUNE, JUNE - timedelta(days=30), JUNE + timedelta(days=30)):
        history = applied(step(Known("ani", EMPLOYEE.state(history), RECORD), on=day, **others), history)
        assert step(Known("ani", EMPLOYEE.state(history), RECORD), on=day, **others).outcome == "UNCHANGED"
