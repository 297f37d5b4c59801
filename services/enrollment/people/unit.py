"""A unit of the city; its code is its id, so no two units can have the same one."""

from collections.abc import Sequence
from datetime import datetime

from services.enrollment.people.commands import EstablishUnit
from services.enrollment.people.refusals import UnitExists, UnitMissing
from shared.contracts.enrollment.people import UnitEstablished
from shared.days import not_future
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event
from shared.policy import Policies


class Unit(State, frozen=True):
    """Whether it exists."""

    established: bool = False


def evolve(unit: Unit, event: Event) -> Unit:
    """It exists once it is established."""
    return unit.but(established=True) if isinstance(event, UnitEstablished) else unit


def decide(unit: Unit, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Units form a tree, parents before children (domain.md D7.2)."""
    match command:
        case EstablishUnit(code=code) if unit.established:
            raise UnitExists(unit=code)
        case EstablishUnit(code=code, name=name, kind=kind, parent=parent, parent_since=since, valid_from=on):
            not_future(on, now)
            if parent is not None and (since is None or on < since):
                raise UnitMissing(unit=parent, on=on.isoformat())
            return [UnitEstablished(code, name, kind, parent, on)]
    raise Unknown(command)


UNIT = Decider("unit", Unit(), decide, evolve)
