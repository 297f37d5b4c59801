"""What people see of the roster: each employee with the history of every fact, and the tree of units."""

from datetime import date
from typing import Any

import msgspec

from services.enrollment.people.refusals import BeforeRegistration
from services.enrollment.people.timeline import in_force
from shared.contracts.enrollment.people import EmployeeProbationPassed, EmployeeRegistered, UnitEstablished
from shared.events import Event, Recorded
from shared.projection import Body, Projection

EMPLOYEES = Projection(
    "employees",
    version=1,
    streams=["employee"],
    found_by=["unit", "kind", "post_level", "status"],
    sorted_by=["appointed_on"],
)
UNITS = Projection("units", version=1, streams=["unit"], found_by=["kind", "parent"], sorted_by=["code"])

FACTS = ("kind", "unit", "post_group", "post_level", "grade", "status", "fields")
"""What holds from a day on."""


@EMPLOYEES.fold
def employees(body: Body, event: Recorded) -> Body:
    """An employee as of the latest day; `history` has the values of each fact by the day that they hold from."""
    happened = event.event
    told = _told(happened)
    if isinstance(happened, EmployeeRegistered):
        fixed = {"appointed_on": happened.appointed_on.isoformat(), "registered_on": told["on"]}
        body = {"id": event.stream_id, **fixed, "history": {fact: {} for fact in FACTS}}
    changed = {fact: {**values, told["on"]: told[fact]} for fact, values in body["history"].items() if fact in told}
    history = {**body["history"], **changed}
    return {**body, **{fact: values[max(values)] for fact, values in history.items()}, "history": history}


def _told(event: Event) -> dict[str, Any]:
    """The facts that an event of an employee states, and the day from which they hold."""
    told: dict[str, Any] = msgspec.to_builtins(event)
    return {**told, "kind": "PNS"} if isinstance(event, EmployeeProbationPassed) else told


def facts_on(document: Body, day: date) -> Body:
    """What was so on a day, by fact; raises `BeforeRegistration` for a day of which nothing is known."""
    on = day.isoformat()
    if on < document["registered_on"]:
        raise BeforeRegistration(on=on, registered_on=document["registered_on"])
    return {fact: in_force(values, on) for fact, values in document["history"].items()}


@UNITS.fold
def units(body: Body, event: Recorded) -> Body:
    """A unit; `parent` is the code of the unit that it belongs to, if any."""
    if isinstance(event.event, UnitEstablished):
        return {"id": event.stream_id, **msgspec.to_builtins(event.event)}
    return body
