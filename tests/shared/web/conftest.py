"""A small service of units, to test what the web does around every service."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.enrollment.people import UnitEstablished
from shared.decider import Command, Decider, State
from shared.events import Event, Recorded
from shared.policy import Policies
from shared.projection import Body, Projection
from shared.refusals import Refused
from shared.service import Service
from shared.testing.town import Town
from shared.vault import RetentionPolicy
from shared.web.answers import Answer
from shared.web.fields import Identity, Schema, Words
from shared.web.reading import AsOf, Page, detail, listing
from shared.web.routes import Routes
from shared.web.write import new_id, note, write

RETENTION = '[[version]]\nvalid_from = 2020-01-01\nlegal_basis = "invented"\nyears = 5\n'


class Unit(State, frozen=True):
    codes: tuple[str, ...] = ()


class Establish(Command, frozen=True):
    code: str
    reason: str = ""


class CodeTaken(Refused):
    says = "{code} is taken."


def decide(unit: Unit, command: Establish, policies: Policies, now: Any) -> list[Event]:
    if command.code in unit.codes:
        raise CodeTaken(code=command.code)
    return [UnitEstablished(command.code, command.reason or "name", "AGENCY", None, date(2020, 1, 1))]


def evolve(unit: Unit, event: Event) -> Unit:
    return unit.but(codes=(*unit.codes, event.code)) if isinstance(event, UnitEstablished) else unit


UNIT = Decider("unit", Unit(), decide, evolve)
UNITS = Projection("units", version=1, streams=["unit"], found_by=["kind"], sorted_by=["code"])


@UNITS.fold
def units(body: Body, event: Recorded) -> Body:
    assert isinstance(event.event, UnitEstablished)
    return {"id": event.stream_id, "code": event.event.code, "kind": event.event.kind, "name": event.event.name}


class NewUnitSchema(Schema):
    """What a unit is called."""

    code = Words(10, required=True)
    reason = Words(100, lines=True)


class UnitSchema(Schema):
    """A unit."""

    id = Identity(required=True)
    code = Words(required=True)
    name = Words(required=True)


routes = Routes("units", "enrollment", "Units of the city")


@routes.post("/units", takes=NewUnitSchema, answers=UnitSchema, status=201, allowed=("officer",))
def establish(body: Body) -> Answer:
    """Establish a unit."""
    unit = new_id()
    return write(UNIT, unit, Establish(body["code"]), shows=UNITS, location=f"/enrollment/v1/units/{unit}")


@routes.post("/units/<id:unit>/code", takes=NewUnitSchema, answers=UnitSchema, allowed=("officer",))
def rename(body: Body, unit: str) -> Answer:
    """Give a unit another code, for a reason that the vault keeps."""
    reason = note("reason", body.get("reason", "none"), unit)
    return write(UNIT, unit, Establish(body["code"], reason.ref), shows=UNITS, texts=[reason]).worded("name")


@routes.get("/units/<id:unit>", answers=UnitSchema, query=AsOf, allowed=("officer", "auditor"))
def show(query: Body, unit: str) -> Answer:
    """Show one unit."""
    return detail(UNITS, unit, kind="unit", **query)


@routes.listing("/units", answers=UnitSchema, sorts=UNITS.sorted_by, allowed=("officer", "auditor"))
def all_units(filters: Body, page: Page) -> Answer:
    """List the units."""
    return listing(UNITS, page, **filters)


@routes.get("/broken", answers=UnitSchema, allowed=("officer",))
def broken() -> Answer:
    """Break."""
    raise RuntimeError("Ani Siregar 196608011988031901")


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """The service over memory stores."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "retention.toml").write_text(RETENTION)
    return Town(Service("enrollment", "Enrolment", tmp_path, [RetentionPolicy], [UNITS], [], [routes]))
