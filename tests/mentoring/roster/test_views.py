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


def test_an_employee_is_known_by_first_day_of_service_and_status() -> None:
    statuses = {"2026-01-01": "01"}
    seen(REGISTERED).shows(ANI, {"id": ANI, "appointed_on": "2010-01-01", "statuses": statuses})


def test_a_status_holds_from_its_day_on_also_when_it_is_recorded_late() -> None:
    later, earlier = EmployeeStatusChanged("01", date(2026, 2, 9)), EmployeeStatusChanged("02", date(2026, 2, 1))
    seen(REGISTERED, later, earlier).shows_in(
        ANI, statuses={"2026-01-01": "01", "2026-02-09": "01", "2026-02-01": "02"}
    )


def test_what_mentoring_does_not_look_at_passes_by() -> None:
    promoted = EmployeePostChanged("SUPERVISOR", "PENGAWAS", "III/c", date(2026, 2, 1))
    moved = EmployeeTransferred("dinkes", date(2026, 2, 1))
    seen(REGISTERED, promoted, moved, EmployeeFieldsChanged(("TAX",), date(2026, 2, 1))).shows_in(
        ANI, statuses={"2026-01-01": "01"}
    )
