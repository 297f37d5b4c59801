"""What the roster knows of an employee holds from a day on, also when it is recorded late."""

from datetime import date

import msgspec
import pytest

from services.enrollment.people.commands import (
    ChangeFields,
    ChangePost,
    ChangeStatus,
    PassProbation,
    RecordRosterImport,
    RegisterEmployee,
    TransferEmployee,
)
from services.enrollment.people.model import EMPLOYEE
from services.enrollment.people.refusals import (
    BeforeAppointment,
    BeforeRegistration,
    EmployeeExists,
    NotOnProbation,
    UnitMissing,
)
from shared.contracts.enrollment.people import (
    EmployeeFieldsChanged,
    EmployeePostChanged,
    EmployeeProbationPassed,
    EmployeeRegistered,
    EmployeeStatusChanged,
    EmployeeTransferred,
)
from shared.days import FutureDay
from shared.decider import Command, Unknown
from shared.events import Event
from shared.refusals import Invalid, NotFound
from tests.enrollment.people.examples import (
    FOUNDED,
    MONDAY,
    POLICIES,
    REGISTER,
    REGISTERED,
    ROSTER_DAY,
    TODAY,
    TOMORROW,
    given,
)

JUNE, JULY = date(2025, 6, 1), date(2025, 7, 1)
CPNS: EmployeeRegistered = msgspec.structs.replace(REGISTERED, kind="CPNS")
PPPK: EmployeeRegistered = msgspec.structs.replace(REGISTERED, kind="PPPK", grade="IX")


def but(**changes: object) -> RegisterEmployee:
    return msgspec.structs.replace(REGISTER, **changes)


def to(unit: str, on: date) -> TransferEmployee:
    return TransferEmployee(unit, FOUNDED, on)


def unit_on(day: date, *events: Event) -> str:
    return EMPLOYEE.state([REGISTERED, *events]).facts(day).unit


def problems(command: Command, *events: Event) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        EMPLOYEE.decide(EMPLOYEE.state(events), command, POLICIES, MONDAY)
    return refused.value.errors


def test_an_employee_is_registered_as_of_the_roster_day() -> None:
    given().when(REGISTER).then(REGISTERED)


def test_nobody_is_registered_twice() -> None:
    given(REGISTERED).when(REGISTER).refused(EmployeeExists, registered_on="2025-01-02")


def test_the_first_day_of_service_and_of_the_unit_may_be_that_of_the_registration() -> None:
    first = REGISTERED.on
    given().when(but(appointed_on=first, unit_since=first)).then(
        msgspec.structs.replace(REGISTERED, appointed_on=first)
    )


def test_nobody_is_registered_before_the_appointment() -> None:
    given().when(but(on=date(2012, 3, 31))).refused(BeforeAppointment, on="2012-03-31", appointed_on="2012-04-01")


def test_nobody_is_registered_tomorrow() -> None:
    given().when(but(on=TOMORROW)).refused(FutureDay)


@pytest.mark.parametrize("since", [None, date(2025, 1, 3)])
def test_nobody_is_registered_in_a_unit_that_is_not_there_on_the_day(since: date | None) -> None:
    given().when(but(unit_since=since)).refused(UnitMissing, unit="DLH", on="2025-01-02")


def test_each_code_is_one_of_the_field() -> None:
    wrong = but(kind="PPPK", post_level="PELAKSANA", status="77")
    assert problems(wrong) == {"grade": "NOT_OF_KIND", "post_level": "NOT_OF_GROUP", "status": "UNKNOWN"}


@pytest.mark.parametrize(
    "command",
    [to("DINKES", JUNE), ChangeStatus("02", JUNE), ChangeFields((), JUNE), PassProbation(JUNE)],
)
def test_who_is_not_on_the_roster_is_not_changed(command: Command) -> None:
    given().when(command).refused(NotFound)


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (to("DINKES", JUNE), EmployeeTransferred("DINKES", JUNE)),
        (
            ChangePost("FUNCTIONAL_EXPERT", "AHLI_MADYA", "IV/a", JUNE),
            EmployeePostChanged("FUNCTIONAL_EXPERT", "AHLI_MADYA", "IV/a", JUNE),
        ),
        (ChangeStatus("02", JUNE), EmployeeStatusChanged("02", JUNE)),
        (ChangeFields(("ICT",), JUNE), EmployeeFieldsChanged(("ICT",), JUNE)),
    ],
)
def test_a_change_holds_from_its_day_and_is_made_once(command: Command, event: Event) -> None:
    given(REGISTERED).when(command).then(event)
    given(REGISTERED, event).when(command).nothing()
    given(REGISTERED).when(msgspec.structs.replace(command, on=TOMORROW)).refused(FutureDay)
    given(REGISTERED).when(msgspec.structs.replace(command, on=date(2025, 1, 1))).refused(
        BeforeRegistration, on="2025-01-01", registered_on="2025-01-02"
    )


@pytest.mark.parametrize(
    "command",
    [
        to("DLH", JUNE),
        ChangePost("FUNCTIONAL_EXPERT", "AHLI_MUDA", "III/c", JUNE),
        ChangeStatus("01", JUNE),
        ChangeFields(("WASTE", "PLANNING"), JUNE),
        PassProbation(JUNE),
    ],
)
def test_what_already_holds_is_nothing_new(command: Command) -> None:
    given(REGISTERED).when(command).nothing()


def test_a_transfer_leads_to_a_unit_that_is_there() -> None:
    given(REGISTERED).when(TransferEmployee("NOWHERE", None, JUNE)).refused(UnitMissing, unit="NOWHERE")
    given(REGISTERED).when(TransferEmployee("DINKES", JULY, JUNE)).refused(UnitMissing, unit="DINKES", on="2025-06-01")


def test_a_transfer_recorded_late_takes_its_place_before_the_later_one() -> None:
    later, late = EmployeeTransferred("DINKES", JULY), EmployeeTransferred("BAPPEDA", JUNE)
    given(REGISTERED, later).when(to("BAPPEDA", JUNE)).then(late)
    assert unit_on(date(2025, 5, 31), later, late) == "DLH"
    assert unit_on(JUNE, later, late) == "BAPPEDA"
    assert unit_on(date(2025, 6, 30), later, late) == "BAPPEDA"
    assert unit_on(JULY, later, late) == "DINKES"
    assert unit_on(TODAY, later, late) == "DINKES"


def test_whether_a_transfer_is_new_is_asked_of_its_own_day() -> None:
    later = EmployeeTransferred("DINKES", JULY)
    given(REGISTERED, later).when(to("DLH", JUNE)).nothing()
    given(REGISTERED, later).when(to("DINKES", JUNE)).then(EmployeeTransferred("DINKES", JUNE))


def test_of_two_transfers_on_one_day_the_later_record_holds() -> None:
    wrong, right = EmployeeTransferred("DINKES", JUNE), EmployeeTransferred("BAPPEDA", JUNE)
    given(REGISTERED, wrong).when(to("BAPPEDA", JUNE)).then(right)
    assert unit_on(JUNE, wrong, right) == "BAPPEDA"


def test_a_post_has_a_level_of_its_group_and_a_grade_of_the_kind() -> None:
    skilled = ChangePost("FUNCTIONAL_SKILLED", "AHLI_MUDA", "III/c", JUNE)
    assert problems(skilled, REGISTERED) == {"post_level": "NOT_OF_GROUP"}
    civil_servant = ChangePost("FUNCTIONAL_EXPERT", "AHLI_MUDA", "III/c", JUNE)
    assert problems(civil_servant, PPPK) == {"grade": "NOT_OF_KIND"}


def test_a_status_is_one_that_is_known() -> None:
    assert problems(ChangeStatus("77", JUNE), REGISTERED) == {"status": "UNKNOWN"}


def test_a_probationer_becomes_a_civil_servant_once() -> None:
    passed = EmployeeProbationPassed(JUNE)
    given(CPNS).when(PassProbation(JUNE)).then(passed)
    given(CPNS, passed).when(PassProbation(JULY)).nothing()
    employee = EMPLOYEE.state([CPNS, passed])
    assert (employee.facts(ROSTER_DAY).kind, employee.facts(JUNE).kind) == ("CPNS", "PNS")


def test_a_contract_employee_has_no_probation() -> None:
    given(PPPK).when(PassProbation(JUNE)).refused(NotOnProbation, on="2025-06-01", kind="PPPK")


def test_an_employee_is_not_asked_about_files() -> None:
    with pytest.raises(Unknown):
        given(REGISTERED).when(RecordRosterImport("digest", 1, 1, 0, 0)).nothing()
