"""A unit of the city; its stream is named after its code, so no two units can have the same one."""

from collections.abc import Sequence
from datetime import date, datetime

from services.enrollment.people.commands import EstablishUnit
from services.enrollment.people.refusals import UnitExists, UnitMissing
from shared.contracts.enrollment.people import UnitEstablished
from shared.days import not_future
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event
from shared.identity import derived_id
from shared.policy import Policies


class Unit(State, frozen=True):
    """Since when it exists; None where there is no such unit."""

    valid_from: date | None = None


def unit_id(code: str) -> str:
    """The id of the unit with this code."""
    return derived_id("unit", code)


def evolve(unit: Unit, event: Event) -> Unit:
    """It exists once it is established."""
    return unit.but(valid_from=event.valid_from) if isinstance(event, UnitEstablished) else unit


def decide(unit: Unit, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Units form a tree, parents before children (domain.md D7.2)."""
    match command:
        case EstablishUnit(code=code) if unit.valid_from:
            raise UnitExists(unit=code)
        case EstablishUnit(code=code, name=name, kind=kind, parent=parent, parent_since=since, valid_from=on):
            not_future(on, now)
            if parent is not None and (since is None or on < since):
                raise UnitMissing(unit=parent, on=on.isoformat())
            return [UnitEstablished(code, name, kind, parent, on)]
    raise Unknown(command)


UNIT = Decider("unit", Unit(), decide, evolve)
