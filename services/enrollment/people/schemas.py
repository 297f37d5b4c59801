"""What comes in and goes out about units, people and rosters."""

from typing import get_args

from services.enrollment.people.commands import UnitKind
from services.enrollment.people.roster_plan import Outcome
from shared.contracts.vocabulary import EmployeeKind, PostGroup, PostLevel
from shared.web.fields import Choice, Count, Day, Flag, Form, Identity, Many, Part, Schema, Table, Words
from shared.web.reading import AsOf

UNIT_CODE = Form(r"^[A-Z][A-Z0-9-]*$", error="INVALID")


class EstablishUnitSchema(Schema):
    """A unit to establish; `parent` is the code of the unit that it belongs to."""

    code = Words(30, required=True, validate=UNIT_CODE)
    name = Words(required=True)
    kind = Choice(get_args(UnitKind), required=True)
    parent = Words(30, load_default=None, allow_none=True)
    valid_from = Day(required=True)


class UnitFilterSchema(Schema):
    """Which units are listed."""

    kind = Choice(get_args(UnitKind), load_default=None)
    parent = Words(30, load_default=None)


class UnitSchema(Schema):
    """A unit of the city."""

    id = Identity(required=True)
    code = Words(required=True)
    name = Words(required=True)
    kind = Words(required=True)
    parent = Words(required=True, allow_none=True)
    valid_from = Day(required=True)


class PersonFilterSchema(Schema):
    """Which people are listed."""

    unit = Words(30, load_default=None)
    kind = Choice(get_args(EmployeeKind), load_default=None)
    post_level = Choice(get_args(PostLevel), load_default=None)
    status = Words(2, load_default=None)


class PersonQuerySchema(AsOf):
    """Of which day one person's facts are shown, as far as they were recorded at `as_of`."""

    on = Day(load_default=None, metadata={"description": "Show what held on this day"})


class PersonLookupSchema(Schema):
    """An employee number to look somebody up by; in the body, since addresses are logged."""

    employee_number = Words(40, required=True)


class TransferSchema(Schema):
    """To which unit, by its code, and from which day on."""

    unit = Words(30, required=True)
    on = Day(required=True)


class PersonRowSchema(Schema):
    """A person in a list."""

    id = Identity(required=True)
    name = Words(required=True, metadata={"description": "With titles"})
    post_title = Words(required=True, allow_none=True)
    kind = Choice(get_args(EmployeeKind), required=True)
    unit = Words(required=True)
    post_group = Choice(get_args(PostGroup), required=True)
    post_level = Choice(get_args(PostLevel), required=True)
    grade = Words(required=True)
    status = Words(required=True)
    fields_of_work = Many(Words(), required=True, data_key="fields", attribute="fields")
    appointed_on = Day(required=True)


class HistorySchema(Schema):
    """The values of each fact by the day from which they hold."""

    kind = Table(required=True)
    unit = Table(required=True)
    post_group = Table(required=True)
    post_level = Table(required=True)
    grade = Table(required=True)
    status = Table(required=True)
    fields_of_work = Table(required=True, data_key="fields", attribute="fields")


class PersonSchema(PersonRowSchema):
    """One person's page. The number is whole for the person and for officers, masked for others."""

    employee_number = Words(required=True, allow_none=True)
    email = Words(required=True, allow_none=True)
    phone = Words(required=True, allow_none=True)
    registered_on = Day(required=True)
    history = Part(HistorySchema, required=True)


class RosterQuerySchema(Schema):
    """How a roster is imported."""

    on = Day(load_default=None, metadata={"description": "The day that the roster describes; today where it is absent"})
    dry_run = Flag(text=True, load_default=False, metadata={"description": "Only say what would be done"})


class CellProblemSchema(Schema):
    """What is wrong with a cell; the column `row` stands for the whole row."""

    column = Words(required=True)
    code = Words(required=True)


class RosterRowSchema(Schema):
    """What becomes of a row; its number is that of a spreadsheet, the header being 1."""

    row = Count(required=True)
    outcome = Choice(get_args(Outcome), required=True)
    person = Identity(required=True, allow_none=True)
    problems = Many(Part(CellProblemSchema), required=True)
    warnings = Many(Words(), required=True)


class RosterImportSchema(Schema):
    """What an import did, or in a dry run would do."""

    on = Day(required=True)
    dry_run = Flag(required=True)
    rows = Count(required=True)
    registered = Count(required=True)
    changed = Count(required=True)
    unchanged = Count(required=True)
    rejected = Count(required=True)
    results = Many(Part(RosterRowSchema), required=True)
