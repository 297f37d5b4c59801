"""What comes in and goes out about programmes."""

from typing import get_args

from shared.contracts.vocabulary import CompetencyType, Direction, EmployeeKind, Method, PostLevel
from shared.web.fields import Amount, Choice, Code, Count, Day, Flag, Form, Identity, Many, Part, Schema, Words

STATES = ("DRAFT", "PUBLISHED", "RETIRED")
PROGRAM_CODE = Form(r"^[A-Z0-9][A-Z0-9-]*$", error="INVALID")


class GoalSchema(Schema):
    """A competency that participants are to reach, and at which level."""

    competency = Code(required=True)
    type = Choice(get_args(CompetencyType), required=True)
    level = Count(1, 9, required=True)


class EligibilityRulesSchema(Schema):
    """Who may take part; an empty rule lets everybody pass."""

    kinds = Many(Choice(get_args(EmployeeKind)))
    units = Many(Words(30), metadata={"description": "Codes of units"})
    post_levels = Many(Choice(get_args(PostLevel)))
    grades = Many(Words(10))
    fields_of_work = Many(Words(60), data_key="fields", attribute="fields")
    least_years = Count(0, 60, allow_none=True)
    most_years = Count(0, 60, allow_none=True)
    prior_program = Identity(allow_none=True)


class CompletionRulesSchema(Schema):
    """What a participant must show: percent of attendance, marks out of 100, confirmed mentoring sessions."""

    attendance_percent = Count(0, 100, required=True)
    project_pass_mark = Count(0, 100, allow_none=True)
    mentoring_sessions = Count(0, 100)
    survey_required = Flag()


class OutcomeSchema(Schema):
    """What the programme is to change for the public, and how far."""

    name = Words(required=True)
    unit = Words(60, required=True)
    direction = Choice(get_args(Direction), required=True)
    baseline = Amount(required=True)
    target = Amount(required=True)
    due_on = Day(required=True)


class ProgramContentSchema(Schema):
    """All that a programme states; what is absent is a hole, which stops publication."""

    title = Words(required=True)
    legal_basis = Words(500, allow_none=True)
    goals = Many(Part(GoalSchema), most=50)
    methods = Many(Choice(get_args(Method)), most=10)
    form = Count(1, 99, allow_none=True, metadata={"description": "SIASN jenisDiklat id"})
    learning_hours = Count(0, 10_000, allow_none=True)
    eligibility = Part(EligibilityRulesSchema)
    completion = Part(CompletionRulesSchema, allow_none=True)
    outcome = Part(OutcomeSchema, allow_none=True)


class DraftProgramSchema(ProgramContentSchema):
    """A programme to write, under a code that no other one has."""

    code = Words(30, required=True, validate=PROGRAM_CODE)


class RetireProgramSchema(Schema):
    """From when on a programme opens no more cohorts."""

    on = Day(required=True)


class ProgramFilterSchema(Schema):
    """Which programmes are listed."""

    state = Choice(STATES, load_default=None)
    code = Words(30, load_default=None)
    form = Count(1, 99, text=True, load_default=None)


class ProgramRowSchema(Schema):
    """A programme in a list: what is in force, before the first edition the draft."""

    id = Identity(required=True)
    code = Words(required=True)
    state = Choice(STATES, required=True)
    title = Words(required=True)
    form = Count(required=True, allow_none=True)
    methods = Many(Choice(get_args(Method)), required=True)
    retired_on = Day(required=True, allow_none=True)


class ProgramEditionSchema(Schema):
    """What was in force from a day until the next edition."""

    edition = Count(required=True)
    published_on = Day(required=True)
    content = Part(ProgramContentSchema, required=True)


class ProgramSchema(ProgramRowSchema):
    """A programme with its draft and every edition."""

    draft = Part(ProgramContentSchema, required=True)
    editions = Many(Part(ProgramEditionSchema), required=True)
