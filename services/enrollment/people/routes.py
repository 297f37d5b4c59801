"""How units and people are asked about, and how the roster is imported."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from services.enrollment.people.commands import EstablishUnit, TransferEmployee
from services.enrollment.people.employee_number import masked, parse
from services.enrollment.people.imports import carry_out, planned
from services.enrollment.people.model import EMPLOYEE
from services.enrollment.people.roster_plan import Step
from services.enrollment.people.schemas import (
    EstablishUnitSchema,
    PersonFilterSchema,
    PersonLookupSchema,
    PersonQuerySchema,
    PersonRowSchema,
    PersonSchema,
    RosterImportSchema,
    RosterQuerySchema,
    TransferSchema,
    UnitFilterSchema,
    UnitSchema,
)
from services.enrollment.people.sight import SEE_EVERYBODY, own_unit
from services.enrollment.people.unit import UNIT, unit_id
from services.enrollment.people.views import EMPLOYEES, UNITS, facts_on
from shared.refusals import NotFound, NotYours
from shared.vault import ERASED
from shared.web.answers import Answer
from shared.web.auth import ROLES, caller
from shared.web.current import directory, running, state_of, today
from shared.web.reading import AsOf, Page, detail, listing
from shared.web.routes import Routes
from shared.web.write import write

people = Routes("people", "enrollment", "Units of the city, its employees, and the roster that they come from")


@people.post("/units", allowed=("officer",), takes=EstablishUnitSchema, answers=UnitSchema, status=201)
def establish_unit(body: dict[str, Any]) -> Answer:
    """Establish a unit."""
    identity = unit_id(body["code"])
    command = EstablishUnit(**body, parent_since=_since(body["parent"]) if body["parent"] else None)
    return write(UNIT, identity, command, shows=UNITS, location=f"/enrollment/v1/units/{identity}")


@people.listing("/units", allowed=ROLES, answers=UnitSchema, filters=UnitFilterSchema, sorts=UNITS.sorted_by)
def list_units(filters: dict[str, Any], page: Page) -> Answer:
    """List the units."""
    return listing(UNITS, page, **filters)


@people.get("/units/<id:unit>", allowed=ROLES, answers=UnitSchema, query=AsOf)
def show_unit(query: dict[str, Any], unit: str) -> Answer:
    """Show one unit."""
    return detail(UNITS, unit, kind="unit", **query)


@people.upload(
    "/people/imports",
    media="text/csv",
    allowed=("officer", "service"),
    answers=RosterImportSchema,
    query=RosterQuerySchema,
)
def import_roster(query: dict[str, Any], content: bytes) -> Answer:
    """Import a roster: all rows are checked first, and one that is wrong stops the whole file."""
    on = query["on"] or today()
    steps = planned(content, on)
    if not query["dry_run"]:
        carry_out(steps, running().digest(content))
    return Answer(_result(steps, on, query["dry_run"]))


@people.listing(
    "/people",
    allowed=(*SEE_EVERYBODY, "unit_head"),
    answers=PersonRowSchema,
    filters=PersonFilterSchema,
    sorts=EMPLOYEES.sorted_by,
)
def list_people(filters: dict[str, Any], page: Page) -> Answer:
    """List the people on the roster; a unit head sees the own unit."""
    if not caller().has(*SEE_EVERYBODY):
        own = own_unit(today())
        if filters["unit"] not in {None, own}:
            raise NotYours
        filters["unit"] = own
    return _introduced(listing(EMPLOYEES, page, **filters))


@people.get("/people/<id:person>", allowed=ROLES, answers=PersonSchema, query=PersonQuerySchema)
def show_person(query: dict[str, Any], person: str) -> Answer:
    """Show one person's page, with the facts of a day where one is asked for."""
    _check_sight(person)
    on = query.pop("on")
    page = detail(EMPLOYEES, person, kind="person", **query)
    if on:
        page.body = {**page.body, **facts_on(page.body, on)}
    return _introduced(page)


@people.post("/people/lookup", allowed=("officer", "service"), takes=PersonLookupSchema, answers=PersonSchema)
def look_up_person(body: dict[str, Any]) -> Answer:
    """Look somebody up by employee number."""
    number = parse(body["employee_number"]).digits
    person = directory().by_number([number]).get(number)
    if person is None:
        raise NotFound(kind="person")
    return _introduced(detail(EMPLOYEES, person, kind="person"))


@people.post("/people/<id:person>/transfer", allowed=("officer",), takes=TransferSchema, answers=PersonSchema)
def transfer_person(body: dict[str, Any], person: str) -> Answer:
    """Transfer somebody to another unit, from a day on that may lie before later transfers."""
    command = TransferEmployee(unit=body["unit"], unit_since=_since(body["unit"]), on=body["on"])
    return _introduced(write(EMPLOYEE, person, command, shows=EMPLOYEES))


def _since(unit: str) -> date | None:
    return state_of(UNIT, unit_id(unit)).valid_from


def _check_sight(person: str) -> None:
    """Everybody sees the own page, a unit head those of the own unit; raises `NotYours`."""
    if caller().has(*SEE_EVERYBODY) or caller().person == person:
        return
    if not caller().has("unit_head") or _unit_of(person) != own_unit(today()):
        raise NotYours


def _unit_of(person: str) -> str:
    return state_of(EMPLOYEE, person).facts(today()).unit


def _introduced(answer: Answer) -> Answer:
    """Put beside the facts who each person is, as the directory says it now."""
    records = directory().get([item["id"] for item in answer.items])
    for item in answer.items:
        record = records.get(item["id"])
        whole = caller().has("officer") or caller().person == item["id"]
        item |= {
            "name": record.full_name if record else ERASED,
            "post_title": record and record.post_title,
            "email": record and record.email,
            "phone": record and record.phone,
            "employee_number": record and (record.employee_number if whole else masked(record.employee_number)),
        }
    return answer


def _result(steps: Sequence[Step], on: date, dry_run: bool) -> dict[str, Any]:
    counts = Counter(step.outcome for step in steps)
    return {
        "on": on,
        "dry_run": dry_run,
        "rows": len(steps),
        "registered": counts["REGISTER"],
        "changed": counts["CHANGE"],
        "unchanged": counts["UNCHANGED"],
        "rejected": counts["REJECTED"],
        "results": [
            {
                "row": step.row,
                "outcome": step.outcome,
                "person": None if dry_run and step.outcome == "REGISTER" else step.person,
                "problems": [{"column": column, "code": code} for column, code in step.problems.items()],
                "warnings": step.warnings,
            }
            for step in steps
        ],
    }
