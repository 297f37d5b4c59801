"""A read model is built anew by another process while people read and write, and nobody notices."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from services.enrollment.people.views import UNITS
from shared.ports import Pointer, Query
from shared.runtime.bell import Bell
from shared.views import Views
from tests.journeys.conftest import Running
from tests.journeys.test_serving import OFFICER

WRITERS, READERS = 2, 3
BEFORE = 1_200
"""More than the two pages that a worker reads at a time, so that filling takes several steps."""
CHILDREN = 400
"""As many units below one as a single page of the list shows."""
COMMAND_SECONDS = 120
UNIT = {"name": "Dinas Lingkungan Hidup", "kind": "AGENCY", "valid_from": "2017-01-01"}
STRICT = "wait=5, handling=strict"


def establish(city: Running, code: str, parent: str | None = None) -> str:
    """Establish a unit; the token by which it can be awaited."""
    body = {**UNIT, "code": code, "parent": parent}
    status, unit, headers = city.ask("POST", "/enrollment/v1/units", city.token(OFFICER, "officer"), body)
    assert status == 201, unit
    return headers["Consistency-Token"]


def listed(city: Running, awaited: str, query: str) -> list[dict[str, Any]]:
    """A list of units that holds what is awaited."""
    token, headers = city.token(OFFICER, "officer"), {"Consistency-Token": awaited, "Prefer": STRICT}
    status, page, answered = city.ask("GET", f"/enrollment/v1/units?limit=500&{query}", token, headers=headers)
    assert status == 200, page
    assert "Consistency" not in answered
    items: list[dict[str, Any]] = page["items"]
    return items


def rebuild(city: Running) -> str:
    """What the command line prints when another process rebuilds the units."""
    done = subprocess.run(
        [sys.executable, "-m", "services", "rebuild", "enrollment", "units"],
        check=True,
        env=os.environ | {"BINA_DATA": str(city.settings.data)},
        capture_output=True,
        text=True,
        timeout=COMMAND_SECONDS,
    )
    return done.stdout.strip()


@pytest.mark.slow
def test_nobody_notices_that_the_units_are_built_anew(city: Running) -> None:
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda number: establish(city, f"OLD-{number}"), range(BEFORE)))
    latest: list[tuple[str, str, str]] = [("FIRST", "OLD-0", establish(city, "FIRST", "OLD-0"))]
    assert listed(city, latest[0][2], "parent=OLD-0")
    stores = city.embedded.running["enrollment"].stores
    done = threading.Event()
    reads: list[str] = []

    def write(writer: int) -> None:
        number = 0
        while not done.is_set():
            code, parent = f"NEW-{writer}-{number}", f"OLD-{WRITERS * (number // CHILDREN) + writer + 1}"
            latest.append((code, parent, establish(city, code, parent)))
            number += 1

    def read() -> None:
        while not done.is_set():
            code, parent, awaited = latest[-1]
            assert code in {unit["code"] for unit in listed(city, awaited, f"parent={parent}")}
            reads.append(code)

    def look_afresh() -> None:
        """As a process does that has just started, and does not go on for a second with the version that it knows."""
        while not done.is_set():
            assert Views(stores.views, Bell()).count(UNITS)[None] > BEFORE

    with ThreadPoolExecutor(WRITERS + READERS + 1) as crowd:
        people = [crowd.submit(write, writer) for writer in range(WRITERS)]
        people += [*(crowd.submit(read) for _ in range(READERS)), crowd.submit(look_afresh)]
        try:
            printed = [rebuild(city) for _ in range(3)]
        finally:
            done.set()
        for person in people:
            person.result()

    assert printed == ["units.v2 is served", "units.v3 is served", "units.v4 is served"]
    assert len(set(reads)) > READERS
    children: dict[str, set[str]] = {}
    for code, parent, _ in latest:
        children.setdefault(parent, set()).add(code)
    for parent, codes in children.items():
        assert {unit["code"] for unit in listed(city, latest[-1][2], f"parent={parent}")} == codes


@pytest.mark.slow
def test_what_is_built_anew_equals_what_was_served(city: Running) -> None:
    for number in range(20):
        establish(city, f"U-{number}")
    served = listed(city, establish(city, "U-LAST"), "sort=code")
    assert len(served) == 21
    assert rebuild(city) == "units.v2 is served"
    views = city.embedded.running["enrollment"].stores.views
    assert views.pointer("units") == Pointer(2, None, UNITS.version)
    old, new = (views.find(f"units.v{version}", Query(order="code", limit=100)) for version in (1, 2))
    assert new == old
    assert [document.body for document in new] == served
