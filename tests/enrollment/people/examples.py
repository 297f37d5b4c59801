"""A civil servant of the environment agency, who is on the roster since January 2025."""

from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from services.enrollment.people.commands import RegisterEmployee
from services.enrollment.people.employee_number import NumberLimits
from services.enrollment.people.model import EMPLOYEE
from services.enrollment.people.reference import Grades, Posts, Statuses
from shared.contracts.enrollment.people import EmployeeRegistered
from shared.policy import read_policies
from shared.testing.scenario import Scenario

TABLES = Path(__file__).parents[3] / "services" / "enrollment" / "policies"
POLICIES = read_policies(TABLES, [NumberLimits, Grades, Posts, Statuses])
given = Scenario(EMPLOYEE, POLICIES)

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
TOMORROW = date(2026, 3, 3)
ROSTER_DAY = date(2025, 1, 2)
FOUNDED = date(2017, 1, 1)

REGISTERED = EmployeeRegistered(
    kind="PNS",
    unit="DLH",
    post_group="FUNCTIONAL_EXPERT",
    post_level="AHLI_MUDA",
    grade="III/c",
    status="01",
    fields=("WASTE", "PLANNING"),
    appointed_on=date(2012, 4, 1),
    on=ROSTER_DAY,
)
REGISTER = RegisterEmployee(unit_since=FOUNDED, **msgspec.structs.asdict(REGISTERED))
