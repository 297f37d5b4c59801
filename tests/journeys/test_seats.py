"""Seats are never oversold, whatever the concurrency, and the line has the order of the log."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from services.enrollment.cohorts.model import COHORT
from services.sample.cast import Cast
from services.sample.client import Client
from services.sample.enrolment import found_city, publish
from services.sample.programs import HEALTH
from shared.contracts.enrollment.cohorts import ApplicationSubmitted, SeatAwaited, SeatConfirmed
from shared.days import today
from shared.service import wall_clock

APPLICANTS, SEATS = 200, 30


def open_cohort(city: Any, cast: Cast, program: str) -> str:
    """A cohort that takes everybody's application today, without approval."""
    day = today(wall_clock())
    body = {
        "program": program,
        "name": "Angkatan ramai",
        "seats": SEATS,
        "applications_from": day.isoformat(),
        "applications_until": day.isoformat(),
        "starts_on": (day + timedelta(days=30)).isoformat(),
        "ends_on": (day + timedelta(days=60)).isoformat(),
        "approval": [],
    }
    status, cohort, _ = city.ask("POST", "/enrollment/v1/cohorts", city.token(cast.officer, "officer"), body)
    assert status == 201, cohort
    return str(cohort["id"])


@pytest.mark.slow
def test_two_hundred_people_on_thirty_seats_at_once(city: Any) -> None:
    with closing(Client(city.url, lambda person, roles: str(city.token(person, *roles)))) as client:
        cast = found_city(client)
        program = publish(client, cast, {**HEALTH, "eligibility": {}})
    cohort = open_cohort(city, cast, program)
    people = [cast.id_of(one) for one in cast.roster if one.status == "01"][:APPLICANTS]
    tokens = [city.token(person, "participant") for person in people]
    together = threading.Barrier(APPLICANTS)

    def apply(token: str) -> tuple[int, str]:
        together.wait(timeout=60)
        status, enrollment, _ = city.ask("POST", f"/enrollment/v1/cohorts/{cohort}/applications", token, {})
        return status, enrollment.get("state", enrollment)

    with ThreadPoolExecutor(APPLICANTS) as crowd:
        answers = list(crowd.map(apply, tokens))

    assert {status for status, _ in answers} == {201}
    assert sorted(state for _, state in answers) == ["CONFIRMED"] * SEATS + ["WAITLISTED"] * (APPLICANTS - SEATS)

    log = city.embedded.running["enrollment"].handler.history(COHORT.name(cohort))
    applied = [one.event.person for one in log if isinstance(one.event, ApplicationSubmitted)]
    confirmed = [one.event.person for one in log if isinstance(one.event, SeatConfirmed)]
    awaited = [(one.event.person, one.event.position) for one in log if isinstance(one.event, SeatAwaited)]
    assert (confirmed, awaited) == (applied[:SEATS], [(person, n) for n, person in enumerate(applied[SEATS:], 1)])
    assert sorted(applied) == sorted(people)

    with closing(Client(city.url, lambda person, roles: str(city.token(person, *roles)))) as client:
        client.settle()
    officer = city.token(cast.officer, "officer")
    _, board, _ = city.ask("GET", f"/enrollment/v1/cohorts/{cohort}", officer)
    assert (board["confirmed"], board["waiting"], board["offered"]) == (SEATS, APPLICANTS - SEATS, 0)
    _, last, _ = city.ask("GET", f"/enrollment/v1/cohorts/{cohort}/enrollments/{awaited[-1][0]}", officer)
    assert last["position"] == APPLICANTS - SEATS
