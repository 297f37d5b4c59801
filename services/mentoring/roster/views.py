"""Mentoring's own copy of the facts of employees that its rules look at."""

from collections.abc import Iterable

import msgspec

from shared.contracts.enrollment.people import (
    EmployeeRegistered,
    EmployeeStatusChanged,
    EmployeeTransferred,
)
from shared.events import Recorded
from shared.projection import Body, Projection

STAFF = Projection("staff", version=1, streams=["employee"], found_by=["unit"])


@STAFF.route
def _person(event: Recorded) -> Iterable[str]:
    yield event.stream_id


@STAFF.fold
def staff(body: Body, event: Recorded) -> Body:
    """Unit, status and first day of service of one person; of several facts the one of the latest day holds."""
    match event.event:
        case EmployeeRegistered() as registered:
            said = msgspec.to_builtins(registered)
            facts = {name: said[name] for name in ("kind", "unit", "status", "appointed_on")}
            return {"id": event.stream_id, **facts, "unit_since": said["on"], "status_since": said["on"]}
        case EmployeeTransferred(unit=unit, on=on) if on.isoformat() >= body["unit_since"]:
            return {**body, "unit": unit, "unit_since": on.isoformat()}
        case EmployeeStatusChanged(status=status, on=on) if on.isoformat() >= body["status_since"]:
            return {**body, "status": status, "status_since": on.isoformat()}
    return body
