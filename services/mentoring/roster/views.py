"""Mentoring's own copy of the facts of employees that its rules look at."""

from collections.abc import Iterable

from shared.contracts.enrollment.people import EmployeeRegistered, EmployeeStatusChanged
from shared.events import Recorded
from shared.projection import Body, Projection

STAFF = Projection("staff", version=1, streams=["employee"])


@STAFF.route
def _person(event: Recorded) -> Iterable[str]:
    yield event.stream_id


@STAFF.fold
def staff(body: Body, event: Recorded) -> Body:
    """First day of service and, by the day from which each holds, the statuses of one person."""
    match event.event:
        case EmployeeRegistered(status=status, appointed_on=appointed_on, on=on):
            statuses = {on.isoformat(): status}
            return {"id": event.stream_id, "appointed_on": appointed_on.isoformat(), "statuses": statuses}
        case EmployeeStatusChanged(status=status, on=on):
            return {**body, "statuses": {**body["statuses"], on.isoformat(): status}}
    return body
