"""Mentoring keeps the facts of employees that its rules look at, and nothing of who they are."""

from datetime import date

from services.mentoring.roster.views import STAFF
from shared.contracts.enrollment.people import (
    EmployeeFieldsChanged,
    EmployeePostChanged,
    EmployeeRegistered,
    EmployeeStatusChanged,
    EmployeeTransferred,
)
from shared.events import Event
from shared.testing.scenario import happened
from shared.testing.views import Seen
from tests.mentoring.examples import ANI

REGISTERED = EmployeeRegistered(
    kind="PNS",
    unit="dlh",
    post_group="STAFF",
    post_level="PELAKSANA",
    grade="II/c",
    status="01",
    fields=("WASTE",),
    appointed_on=date(2010, 1, 1),
    on=date(2026, 1, 1),
)


def seen(*events: Event) -> Seen:
    return Seen(STAFF, happened(f"employee/{ANI}", *events))


def test_an_employee_is_known_by_unit_status_and_first_day_of_service() -> None:
    seen(REGISTERED).shows(
        ANI,
        {
            "id": ANI,
            "kind": "PNS",
            "unit": "dlh",
            "status": "01",
            "appointed_on": "2010-01-01",
            "unit_since": "2026-01-01",
            "status_since": "2026-01-01",
        },
    )


def test_an_employee_moves_and_changes_status() -> None:
    moved = EmployeeTransferred("dinkes", date(2026, 2, 1))
    left = EmployeeStatusChanged("99", date(2026, 2, 10))
    seen(REGISTERED, moved, left).shows_in(ANI, unit="dinkes", status="99")


def test_a_fact_recorded_late_does_not_displace_a_later_one() -> None:
    moved, before = (
        EmployeeTransferred("dinkes", date(2026, 2, 1)),
        EmployeeTransferred("bpkpad", date(2026, 1, 15)),
    )
    seen(REGISTERED, moved, before).shows_in(ANI, unit="dinkes")
    later, earlier = EmployeeStatusChanged("01", date(2026, 2, 9)), EmployeeStatusChanged("99", date(2026, 2, 8))
    seen(REGISTERED, later, earlier).shows_in(ANI, status="01")


def test_what_mentoring_does_not_look_at_passes_by() -> None:
    promoted = EmployeePostChanged("SUPERVISOR", "PENGAWAS", "III/c", date(2026, 2, 1))
    seen(REGISTERED, promoted, EmployeeFieldsChanged(("TAX",), date(2026, 2, 1))).shows_in(ANI, unit="dlh", status="01")
