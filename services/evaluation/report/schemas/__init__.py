"""What goes out as the report of a programme."""

from typing import get_args

from services.evaluation.report.effect import LEVELS
from services.evaluation.report.schemas.fields import ReportIndicatorSchema, many
from services.evaluation.report.schemas.opinion import ReportSurveySchema
from services.evaluation.report.schemas.participation import (
    ReportAttendanceSchema,
    ReportCompletionSchema,
    ReportLearningHoursSchema,
    ReportPeopleSchema,
    ReportSeatsSchema,
)
from services.evaluation.report.schemas.work import (
    ReportMentoringSchema,
    ReportProjectIndicatorSchema,
    ReportProjectsSchema,
)
from shared.contracts.vocabulary import CompetencyType, Method
from shared.web.fields import Amount, Anything, Choice, Count, Flag, Identity, Many, Moment, Part, Schema, Words


class ReportHorizonSchema(Schema):
    """Up to which position of a service's log the report is true, and when that was written."""

    service = Words(required=True)
    position = Count(required=True)
    at = Moment(required=True, allow_none=True)


class ReportFindingSchema(Schema):
    """A finding: a code, and the facts of its sentence."""

    code = Words(required=True)
    facts = Anything(required=True)


class ReportGoalSchema(Schema):
    """A competency that participants are to reach: technical skill, or professional attitude."""

    competency = Words(required=True)
    type = Choice(get_args(CompetencyType), required=True)
    level = Count(required=True)


class ReportRulesSchema(Schema):
    """What a participant must show to complete."""

    attendance_percent = Count(required=True)
    project_pass_mark = Count(required=True, allow_none=True)
    mentoring_sessions = Count(required=True)
    survey_required = Flag(required=True)


class ReportProgramSchema(Schema):
    """What the programme aims at, as its latest edition states it."""

    id = Identity(required=True)
    code = Words(required=True)
    edition = Count(required=True)
    title = Words(required=True)
    legal_basis = Words(required=True, allow_none=True)
    goals = many(ReportGoalSchema)
    methods = Many(Choice(get_args(Method)), required=True)
    form = Count(required=True, allow_none=True, metadata={"description": "SIASN jenisDiklat id"})
    learning_hours = Count(required=True, allow_none=True)
    completion = Part(ReportRulesSchema, required=True, allow_none=True)
    outcome = Part(ReportIndicatorSchema, required=True, allow_none=True)


class ReportMeasureSchema(Schema):
    """One figure, what it is about, and the numbers that it rests on; null is no data, not zero."""

    measure = Words(required=True)
    of = Words(required=True, allow_none=True)
    value = Amount(required=True, allow_none=True)
    unit = Choice(("PERCENT", "POINTS", "INDEX"), required=True)
    basis = Anything(required=True)


class ReportPartSchema(Schema):
    """A part of effectiveness, with its Kirkpatrick level where it is one (domain.md D5.1)."""

    part = Choice(tuple(LEVELS), required=True)
    level = Count(required=True, allow_none=True)
    state = Choice(("DATA", "NO_DATA"), required=True)
    measures = many(ReportMeasureSchema)


class ReportSchema(Schema):
    """A programme from its aim to its effect on the public."""

    true_up_to = many(ReportHorizonSchema)
    last_event_at = Moment(required=True)
    summary = many(ReportFindingSchema)
    program = Part(ReportProgramSchema, required=True)
    people = Part(ReportPeopleSchema, required=True)
    seats = Part(ReportSeatsSchema, required=True)
    attendance = Part(ReportAttendanceSchema, required=True)
    projects = Part(ReportProjectsSchema, required=True)
    indicators = many(ReportProjectIndicatorSchema)
    mentoring = Part(ReportMentoringSchema, required=True)
    surveys = many(ReportSurveySchema)
    completion = Part(ReportCompletionSchema, required=True)
    learning_hours = Part(ReportLearningHoursSchema, required=True)
    effectiveness = many(ReportPartSchema)
