"""A roster of five thousand: said first, then taken, then met again without a trace; and a file that is too large."""

from typing import Any

import msgspec
import pytest

from services.sample.careers import ROSTER_DAY
from services.sample.city import UNITS
from services.sample.enrolment import SEED
from services.sample.roster import Employee, employees, roster_csv
from shared.web.app import MOST_BODY_BYTES
from tests.journeys.conftest import Running
from tests.journeys.test_serving import OFFICER

ROWS = 5_000
SERIALS = range(900, 1_000)
"""Those of invented people (domain.md D2.3)."""
COUNTS = ("rows", "registered", "changed", "unchanged", "rejected")


def crowd(rows: int) -> tuple[Employee, ...]:
    """The people of the sample again and again, each time with another serial in their numbers."""
    people: dict[str, Employee] = {}
    for serial in SERIALS:
        for employee in employees(SEED):
            number = f"{employee.employee_number[:15]}{serial}"
            people.setdefault(number, msgspec.structs.replace(employee, employee_number=number))
            if len(people) == rows:
                return tuple(people.values())
    raise ValueError(f"there are no {rows} numbers")


def import_roster(city: Running, content: bytes, *, dry_run: bool) -> tuple[int, Any]:
    """Send a roster; status and answer."""
    path = f"/enrollment/v1/people/imports?on={ROSTER_DAY.isoformat()}&dry_run={str(dry_run).lower()}"
    token = city.token(OFFICER, "officer")
    return city.ask("POST", path, token, content=content, headers={"Content-Type": "text/csv"})[:2]


def stored(city: Running) -> tuple[int, int]:
    """The position of the log, and how many people the directory knows."""
    stores = city.embedded.running["enrollment"].stores
    return stores.events.tail().position, len(stores.directory.changes(0, 2 * ROWS))


def found_units(city: Running) -> None:
    """Establish the units of the sample."""
    for unit in UNITS:
        body = msgspec.to_builtins(unit)
        assert city.ask("POST", "/enrollment/v1/units", city.token(OFFICER, "officer"), body)[0] == 201


@pytest.mark.slow
def test_five_thousand_are_said_then_registered_then_unchanged(city: Running) -> None:
    found_units(city)
    content = roster_csv(crowd(ROWS)).encode()

    status, said = import_roster(city, content, dry_run=True)
    assert (status, [said[count] for count in COUNTS]) == (200, [ROWS, ROWS, 0, 0, 0])
    assert stored(city) == (len(UNITS), 0)

    status, done = import_roster(city, content, dry_run=False)
    assert (status, [done[count] for count in COUNTS]) == (200, [ROWS, ROWS, 0, 0, 0])
    assert len({row["person"] for row in done["results"]}) == ROWS
    assert [row["row"] for row in done["results"]] == list(range(2, ROWS + 2))
    assert stored(city) == (len(UNITS) + ROWS + 1, ROWS), "an event each, and one for the file"

    status, again = import_roster(city, content, dry_run=False)
    assert (status, [again[count] for count in COUNTS]) == (200, [ROWS, 0, 0, ROWS, 0])
    assert [row["person"] for row in again["results"]] == [row["person"] for row in done["results"]]
    assert stored(city) == (len(UNITS) + ROWS + 1, ROWS)


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at(city: Running) -> None:
    largest = b"x" * MOST_BODY_BYTES
    status, problem = import_roster(city, largest, dry_run=False)
    assert (status, problem["code"]) == (422, "ROSTER_UNREADABLE")
    status, problem = import_roster(city, largest + b"x", dry_run=False)
    assert (status, problem["status"]) == (413, 413)
    assert stored(city) == (0, 0)
