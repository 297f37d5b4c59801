"""An employee's facts hold from a day on; whatever is recorded late takes its place among them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from services.enrollment.people.commands import (
    ChangeFields,
    ChangePost,
    ChangeStatus,
    PassProbation,
    RegisterEmployee,
    TransferEmployee,
)
from services.enrollment.people.reference import post_problems, status_problems
from services.enrollment.people.refusals import (
    BeforeAppointment,
    BeforeRegistration,
    EmployeeExists,
    NotOnProbation,
    UnitMissing,
)
from services.enrollment.people.timeline import in_force
from shared.contracts.enrollment.people import (
    EmployeeFieldsChanged,
    EmployeePostChanged,
    EmployeeProbationPassed,
    EmployeeRegistered,
    EmployeeStatusChanged,
    EmployeeTransferred,
)
from shared.contracts.vocabulary import EmployeeKind, PostGroup, PostLevel
from shared.days import not_future
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event
from shared.policy import Policies
from shared.refusals import Invalid, NotFound


class Post(msgspec.Struct, frozen=True):
    """A post and the grade in it."""

    group: PostGroup
    level: PostLevel
    grade: str


class Facts(msgspec.Struct, frozen=True):
    """An employee on one day."""

    kind: EmployeeKind
    unit: str
    post: Post
    status: str
    fields: tuple[str, ...]


class Employee(State, frozen=True):
    """What holds from which day on; on two facts of one day the later record wins."""

    appointed_on: date = date.max
    registered_on: date = date.max
    kinds: Mapping[date, EmployeeKind] = {}
    units: Mapping[date, str] = {}
    posts: Mapping[date, Post] = {}
    statuses: Mapping[date, str] = {}
    fields: Mapping[date, tuple[str, ...]] = {}

    @property
    def registered(self) -> bool:
        """Whether this is anybody yet."""
        return bool(self.units)

    def facts(self, on: date) -> Facts:
        """What holds on a day; raises `NotFound` for nobody, `BeforeRegistration` where nothing is known of the day."""
        if not self.registered:
            raise NotFound(kind="employee")
        if on < self.registered_on:
            raise BeforeRegistration(on=on.isoformat(), registered_on=self.registered_on.isoformat())
        return Facts(
            kind=in_force(self.kinds, on),
            unit=in_force(self.units, on),
            post=in_force(self.posts, on),
            status=in_force(self.statuses, on),
            fields=in_force(self.fields, on),
        )


def evolve(employee: Employee, event: Event) -> Employee:
    """What an event changes, from its own day on."""
    match event:
        case EmployeeRegistered(on=on):
            return employee.but(
                appointed_on=event.appointed_on,
                registered_on=on,
                kinds={on: event.kind},
                units={on: event.unit},
                posts={on: Post(event.post_group, event.post_level, event.grade)},
                statuses={on: event.status},
                fields={on: event.fields},
            )
        case EmployeeTransferred(unit=unit, on=on):
            return employee.but(units={**employee.units, on: unit})
        case EmployeePostChanged(post_group=group, post_level=level, grade=grade, on=on):
            return employee.but(posts={**employee.posts, on: Post(group, level, grade)})
        case EmployeeStatusChanged(status=status, on=on):
            return employee.but(statuses={**employee.statuses, on: status})
        case EmployeeFieldsChanged(fields=fields, on=on):
            return employee.but(fields={**employee.fields, on: fields})
        case EmployeeProbationPassed(on=on):
            return employee.but(kinds={**employee.kinds, on: "PNS"})
    return employee


def decide(employee: Employee, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """What already holds on the day is nothing new; product.md, people."""
    match command:
        case RegisterEmployee() if employee.registered:
            raise EmployeeExists(registered_on=employee.registered_on.isoformat())
        case RegisterEmployee():
            return [_registered(command, policies, now)]

        case TransferEmployee(unit=unit, unit_since=since, on=on):
            known = _known(employee, on, now)
            _check_unit(unit, since, on)
            return [] if known.unit == unit else [EmployeeTransferred(unit, on)]

        case ChangePost(post_group=group, post_level=level, grade=grade, on=on):
            known = _known(employee, on, now)
            _check(post_problems(policies, on, kind=known.kind, post_group=group, post_level=level, grade=grade))
            return [] if known.post == Post(group, level, grade) else [EmployeePostChanged(group, level, grade, on)]

        case ChangeStatus(status=status, on=on):
            known = _known(employee, on, now)
            _check(status_problems(policies, on, status))
            return [] if known.status == status else [EmployeeStatusChanged(status, on)]

        case ChangeFields(fields=fields, on=on):
            known = _known(employee, on, now)
            return [] if known.fields == fields else [EmployeeFieldsChanged(fields, on)]

        case PassProbation(on=on):
            known = _known(employee, on, now)
            if known.kind == "PPPK":
                raise NotOnProbation(on=on.isoformat(), kind=known.kind)
            return [EmployeeProbationPassed(on)] if known.kind == "CPNS" else []
    raise Unknown(command)


def _registered(command: RegisterEmployee, policies: Policies, now: datetime) -> EmployeeRegistered:
    on = command.on
    not_future(on, now)
    if on < command.appointed_on:
        raise BeforeAppointment(on=on.isoformat(), appointed_on=command.appointed_on.isoformat())
    _check_unit(command.unit, command.unit_since, on)
    post = post_problems(
        policies,
        on,
        kind=command.kind,
        post_group=command.post_group,
        post_level=command.post_level,
        grade=command.grade,
    )
    _check(post | status_problems(policies, on, command.status))
    return EmployeeRegistered(
        kind=command.kind,
        unit=command.unit,
        post_group=command.post_group,
        post_level=command.post_level,
        grade=command.grade,
        status=command.status,
        fields=command.fields,
        appointed_on=command.appointed_on,
        on=on,
    )


def _known(employee: Employee, on: date, now: datetime) -> Facts:
    not_future(on, now)
    return employee.facts(on)


def _check_unit(unit: str, since: date | None, on: date) -> None:
    if since is None or on < since:
        raise UnitMissing(unit=unit, on=on.isoformat())


def _check(problems: Mapping[str, str]) -> None:
    if problems:
        raise Invalid(**problems)


EMPLOYEE = Decider("employee", Employee(), decide, evolve)
