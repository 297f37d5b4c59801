"""The enrolment part of the story: units, roster, programmes, cohorts, sessions and groups, typed in as officers do."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from services.sample.careers import ROSTER_DAY
from services.sample.cast import Cast
from services.sample.city import UNITS
from services.sample.client import Client
from services.sample.roster import Employee, employees, roster_csv
from shared.days import WIB

SEED = 2025
CLERK = ("018f5a00-0000-7000-8000-00000000b1a1", "officer")
"""Whoever types in the units and the roster, before anybody is on it."""

BEGINS = time(8, 30)
HOURS = 6
API = "/enrollment/v1"


class CohortPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A cohort as it is opened; `key` tells it apart in the keys of commands."""

    key: str
    name: str
    seats: int
    applications_from: date
    applications_until: date
    starts_on: date
    ends_on: date
    approval: tuple[str, ...] = ("UNIT_HEAD",)


def found_city(client: Client) -> Cast:
    """Establish the units and import the roster; who is who afterwards."""
    for unit in UNITS:
        body = msgspec.to_builtins(unit)
        client.post(f"{API}/units", CLERK, body, key=f"sample/unit/{unit.code}")
    roster = employees(SEED)
    answer = client.post(
        f"{API}/people/imports?on={ROSTER_DAY.isoformat()}",
        CLERK,
        roster_csv(roster).encode(),
        key="sample/roster",
        media="text/csv",
    )
    ids = {roster[row["row"] - 2].employee_number: row["person"] for row in answer["results"]}
    return Cast(roster, ids)


def publish(client: Client, cast: Cast, content: Mapping[str, Any]) -> str:
    """Draft a programme and put it in force; its id."""
    officer, code = (cast.officer, "officer"), content["code"]
    program: str = client.post(f"{API}/programs", officer, content, key=f"sample/{code}")["id"]
    client.post(f"{API}/programs/{program}/publish", officer, key=f"sample/{code}/publish")
    return program


def open_cohort(client: Client, cast: Cast, program: str, plan: CohortPlan) -> str:
    """Open a cohort; its id."""
    body = {"program": program, **msgspec.to_builtins(plan)}
    del body["key"]
    cohort: str = client.post(f"{API}/cohorts", (cast.officer, "officer"), body, key=f"sample/{plan.key}")["id"]
    return cohort


def enrol(
    client: Client, cast: Cast, cohort: str, plan: CohortPlan, people: Sequence[Employee], *, decided: int | None = None
) -> dict[str, str]:
    """Record applications on paper and the unit heads' approvals of the first `decided`; the state of each person."""
    states = {}
    for place, employee in enumerate(people):
        person = cast.id_of(employee)
        on = plan.applications_from + timedelta(days=place % 10)
        key = f"sample/{plan.key}/{place}"
        path = f"{API}/cohorts/{cohort}"
        body = {"person": person, "on": on.isoformat()}
        answer = client.post(f"{path}/applications", (cast.officer, "officer"), body, key=f"{key}/apply")
        if plan.approval and (decided is None or place < decided):
            answer = _decide(client, cast, f"{path}/enrollments/{person}", employee, on + timedelta(days=2), key)
        states[person] = answer["state"]
    return states


def _decide(client: Client, cast: Cast, path: str, employee: Employee, on: date, key: str) -> dict[str, Any]:
    """The head of the unit approves."""
    return client.post(
        f"{path}/approve", (cast.head(employee.unit), "unit_head"), {"on": on.isoformat()}, key=f"{key}/approve"
    )


def withdraw(client: Client, cast: Cast, cohort: str, person: str, on: date, reason: str, key: str) -> None:
    """Somebody gives up the seat, and the first in line takes it on the same day."""
    path = f"{API}/cohorts/{cohort}/enrollments"
    officer = (cast.officer, "officer")
    body = {"reason": reason, "on": on.isoformat()}
    client.post(f"{path}/{person}/withdraw", officer, body, key=f"sample/{key}/withdraw/{person}")
    client.settle()
    offered = client.get(f"{API}/enrollments?cohort={cohort}&state=OFFERED", officer)["items"]
    for enrollment in offered:
        next_in_line = enrollment["person"]
        accepted = {"on": on.isoformat()}
        client.post(f"{path}/{next_in_line}/accept", officer, accepted, key=f"sample/{key}/accept/{next_in_line}")


def seated(client: Client, cast: Cast, cohort: str) -> list[str]:
    """Who holds a seat, in the order of application."""
    client.settle()
    page = client.get(f"{API}/enrollments?cohort={cohort}&state=CONFIRMED&limit=500", (cast.officer, "officer"))
    return [enrollment["person"] for enrollment in page["items"]]


def hold_sessions(
    client: Client,
    cast: Cast,
    cohort: str,
    key: str,
    titles: Sequence[str],
    days: Sequence[date],
    people: Sequence[str],
    *,
    held: int | None = None,
) -> None:
    """Schedule a session a day, and call the roll of the first `held`: nearly everybody was there."""
    officer = (cast.officer, "officer")
    for place, (title, day) in enumerate(zip(titles, days, strict=True)):
        begins = datetime.combine(day, BEGINS, WIB)
        body = {
            "cohort": cohort,
            "title": title,
            "place": "Aula BKPSDM",
            "starts_at": begins.isoformat(),
            "ends_at": (begins + timedelta(hours=HOURS)).isoformat(),
        }
        path = f"{API}/sessions"
        session = client.post(path, officer, body, key=f"sample/{key}/session/{place}")["id"]
        if held is not None and place >= held:
            continue
        marks = [{"person": person, "attendance": _attendance(place, seat)} for seat, person in enumerate(people)]
        client.post(f"{path}/{session}/roll", officer, {"marks": marks}, key=f"sample/{key}/roll/{place}")
        if place == 1 and people:
            correction = {
                "person": people[3],
                "attendance": "PRESENT",
                "reason": "Tanda tangan ada di lembar kedua daftar hadir.",
                "on": (day + timedelta(days=2)).isoformat(),
            }
            client.post(f"{path}/{session}/correct", officer, correction, key=f"sample/{key}/correct/{place}")


def _attendance(session: int, seat: int) -> str:
    """One person comes too seldom; the others miss little."""
    if seat == 5 and session % 2:
        return "ABSENT"
    return {0: "LATE", 7: "EXCUSED", 11: "ABSENT"}.get((seat * 5 + session * 3) % 19, "PRESENT")


def form_groups(
    client: Client,
    cast: Cast,
    cohort: str,
    key: str,
    briefs: Sequence[Sequence[str]],
    people: Sequence[str],
    *,
    field: str,
    due_on: date,
) -> list[tuple[str, list[str]]]:
    """Share people out among groups, each with its brief; group ids with their members."""
    officer, path = (cast.officer, "officer"), f"{API}/cohorts/{cohort}/groups"
    groups = []
    for place, (name, title, problem, sponsor, indicator, unit, baseline, target) in enumerate(briefs):
        group = client.post(path, officer, {"name": name}, key=f"sample/{key}/group/{place}")["id"]
        members = list(people[place :: len(briefs)])[:8]
        for person in members:
            client.post(f"{path}/{group}/add", officer, {"person": person}, key=f"sample/{key}/member/{person}")
        moved = {
            "name": indicator,
            "unit": unit,
            "direction": "MAXIMISE",
            "baseline": baseline,
            "target": target,
            "due_on": due_on.isoformat(),
        }
        body = {"title": title, "problem": problem, "sponsor_unit": sponsor, "field": field, "indicator": moved}
        client.post(f"{path}/{group}/brief", officer, body, key=f"sample/{key}/brief/{place}")
        groups.append((group, members))
    return groups
