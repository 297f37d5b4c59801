"""One person's page tells where she was on any day; units are listed with their parents."""

from datetime import date

import msgspec
import pytest

from services.enrollment.people.refusals import BeforeRegistration
from services.enrollment.people.views import EMPLOYEES, UNITS, facts_on
from shared.contracts.enrollment.people import (
    EmployeeFieldsChanged,
    EmployeePostChanged,
    EmployeeProbationPassed,
    EmployeeStatusChanged,
    EmployeeTransferred,
    UnitEstablished,
)
from shared.events import Event
from shared.projection import Body
from shared.testing.scenario import happened
from shared.testing.views import Seen
from tests.enrollment.people.examples import FOUNDED, REGISTERED

JUNE, JULY, AUGUST = date(2025, 6, 1), date(2025, 7, 1), date(2025, 8, 1)


def page(*events: Event) -> Body:
    document = Seen(EMPLOYEES, happened("employee/ani", REGISTERED, *events)).document("ani")
    assert document is not None
    return document


def test_who_is_registered_has_a_page_with_the_first_value_of_every_fact() -> None:
    Seen(EMPLOYEES, happened("employee/ani", REGISTERED)).shows(
        "ani",
        {
            "id": "ani",
            "kind": "PNS",
            "unit": "DLH",
            "post_group": "FUNCTIONAL_EXPERT",
            "post_level": "AHLI_MUDA",
            "grade": "III/c",
            "status": "01",
            "fields": ["WASTE", "PLANNING"],
            "appointed_on": "2012-04-01",
            "registered_on": "2025-01-02",
            "history": {
                "kind": {"2025-01-02": "PNS"},
                "unit": {"2025-01-02": "DLH"},
                "post_group": {"2025-01-02": "FUNCTIONAL_EXPERT"},
                "post_level": {"2025-01-02": "AHLI_MUDA"},
                "grade": {"2025-01-02": "III/c"},
                "status": {"2025-01-02": "01"},
                "fields": {"2025-01-02": ["WASTE", "PLANNING"]},
            },
        },
    )


def test_the_page_shows_the_latest_day_and_the_history_every_day() -> None:
    ani = page(
        EmployeeTransferred("DINKES", JUNE),
        EmployeePostChanged("FUNCTIONAL_EXPERT", "AHLI_MADYA", "IV/a", JULY),
        EmployeeStatusChanged("15", JULY),
        EmployeeFieldsChanged(("ICT",), AUGUST),
    )
    assert (ani["unit"], ani["post_level"], ani["grade"], ani["status"]) == ("DINKES", "AHLI_MADYA", "IV/a", "15")
    assert ani["fields"] == ["ICT"]
    assert ani["history"]["unit"] == {"2025-01-02": "DLH", "2025-06-01": "DINKES"}
    assert ani["history"]["grade"] == {"2025-01-02": "III/c", "2025-07-01": "IV/a"}


def test_a_transfer_that_was_recorded_late_does_not_move_her_today() -> None:
    ani = page(EmployeeTransferred("DINKES", JULY), EmployeeTransferred("BAPPEDA", JUNE))
    assert ani["unit"] == "DINKES"
    assert facts_on(ani, JUNE)["unit"] == "BAPPEDA"


@pytest.mark.parametrize(
    ("day", "unit"),
    [
        (date(2025, 1, 2), "DLH"),
        (date(2025, 6, 30), "DLH"),
        (date(2025, 7, 1), "DINKES"),
        (date(2030, 1, 1), "DINKES"),
    ],
)
def test_where_was_she_on_that_day(day: date, unit: str) -> None:
    assert facts_on(page(EmployeeTransferred("DINKES", JULY)), day)["unit"] == unit


def test_of_the_days_before_the_registration_nothing_is_known() -> None:
    with pytest.raises(BeforeRegistration) as refused:
        facts_on(page(), date(2025, 1, 1))
    assert refused.value.facts == {"on": "2025-01-01", "registered_on": "2025-01-02"}


def test_what_was_so_on_a_day_is_every_fact_of_that_day() -> None:
    cpns = msgspec.structs.replace(REGISTERED, kind="CPNS")
    document = Seen(EMPLOYEES, happened("employee/ani", cpns, EmployeeProbationPassed(JUNE))).document("ani")
    assert document is not None
    before = facts_on(document, date(2025, 5, 31))
    assert before == {
        "kind": "CPNS",
        "unit": "DLH",
        "post_group": "FUNCTIONAL_EXPERT",
        "post_level": "AHLI_MUDA",
        "grade": "III/c",
        "status": "01",
        "fields": ["WASTE", "PLANNING"],
    }
    assert facts_on(document, JUNE) == {**before, "kind": "PNS"}


def test_a_unit_is_listed_with_its_parent() -> None:
    Seen(UNITS, happened("unit/RSUD", UnitEstablished("RSUD", "Rumah Sakit", "HOSPITAL", "DINKES", FOUNDED))).shows(
        "RSUD",
        {
            "id": "RSUD",
            "code": "RSUD",
            "name": "Rumah Sakit",
            "kind": "HOSPITAL",
            "parent": "DINKES",
            "valid_from": "2017-01-01",
        },
    )
