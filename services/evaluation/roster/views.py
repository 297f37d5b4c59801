"""Evaluation's own copy of what enrolment tells: staff, programmes by edition, cohorts, and who takes part."""

from collections.abc import Iterable

import msgspec

from shared.contracts.enrollment.cohorts import (
    STATES,
    ApplicationSubmitted,
    CohortOpened,
    Personal,
)
from shared.contracts.enrollment.people import (
    EmployeePostChanged,
    EmployeeProbationPassed,
    EmployeeRegistered,
    EmployeeStatusChanged,
    EmployeeTransferred,
    UnitEstablished,
)
from shared.contracts.enrollment.programs import ProgramPublished
from shared.events import Recorded
from shared.projection import Body, Projection

SEATED = ("CONFIRMED", "COMPLETED", "NOT_COMPLETED")
"""States of somebody who holds, or held to the end, a seat."""

STAFF = Projection("staff", version=1, streams=["employee"], found_by=["unit", "kind"])
UNITS = Projection("units", version=1, streams=["unit"], sorted_by=["code"])
PROGRAMS = Projection("programs", version=1, streams=["program"], found_by=["program"])
COHORTS = Projection("cohorts", version=1, streams=["cohort"], found_by=["program"], sorted_by=["starts_on"])
PARTICIPANTS = Projection("participants", version=1, streams=["cohort"], found_by=["cohort", "person", "state"])


@STAFF.fold
def staff(body: Body, event: Recorded) -> Body:
    """Kind, unit, post and status of one person; of several facts the one of the latest day holds."""
    happened = event.event
    if isinstance(happened, EmployeeRegistered):
        said = msgspec.to_builtins(happened)
        on = said["on"]
        facts = {name: said[name] for name in ("kind", "unit", "post_group", "post_level", "status", "appointed_on")}
        return {"id": event.stream_id, **facts, "since": {"kind": on, "unit": on, "post": on, "status": on}}
    match happened:
        case EmployeeTransferred(unit=unit, on=on):
            return _later(body, "unit", on.isoformat(), unit=unit)
        case EmployeePostChanged(post_group=group, post_level=level, on=on):
            return _later(body, "post", on.isoformat(), post_group=group, post_level=level)
        case EmployeeStatusChanged(status=status, on=on):
            return _later(body, "status", on.isoformat(), status=status)
        case EmployeeProbationPassed(on=on):
            return _later(body, "kind", on.isoformat(), kind="PNS")
    return body


def _later(body: Body, fact: str, on: str, **values: str) -> Body:
    """The values, unless the body knows of a later day for this fact."""
    return body if on < body["since"][fact] else {**body, **values, "since": {**body["since"], fact: on}}


@UNITS.fold
def units(body: Body, event: Recorded) -> Body:
    """Code and name of a unit."""
    if isinstance(event.event, UnitEstablished):
        return {"id": event.stream_id, "code": event.event.code, "name": event.event.name}
    return body


def edition_id(program: str, edition: int) -> str:
    """The document of one edition of a programme."""
    return f"{program}.{edition}"


@PROGRAMS.route
def _edition(event: Recorded) -> Iterable[str]:
    if isinstance(event.event, ProgramPublished):
        yield edition_id(event.stream_id, event.event.edition)


@PROGRAMS.fold
def programs(body: Body, event: Recorded) -> Body:
    """One published edition with all that it states."""
    if isinstance(event.event, ProgramPublished):
        published = msgspec.to_builtins(event.event)
        return {"id": edition_id(event.stream_id, published["edition"]), "program": event.stream_id, **published}
    return body


@COHORTS.fold
def cohorts(body: Body, event: Recorded) -> Body:
    """A cohort with its edition, seats and dates."""
    if isinstance(event.event, CohortOpened):
        opened: Body = msgspec.to_builtins(event.event)
        return {"id": event.stream_id, **opened}
    return body


def participant_id(cohort: str, person: str) -> str:
    """The document of one person in one cohort."""
    return f"{cohort}.{person}"


@PARTICIPANTS.route
def _persons(event: Recorded) -> Iterable[str]:
    if isinstance(event.event, Personal):
        yield participant_id(event.stream_id, event.event.person)


@PARTICIPANTS.fold
def participants(body: Body, event: Recorded) -> Body:
    """One person in one cohort, by the state of the enrolment."""
    happened = event.event
    if isinstance(happened, ApplicationSubmitted):
        person, unit = happened.person, happened.unit
        identity = participant_id(event.stream_id, person)
        body = {"id": identity, "cohort": event.stream_id, "person": person, "unit": unit}
    return {**body, "state": STATES[type(happened)]}
