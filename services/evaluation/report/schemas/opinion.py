"""What the surveys say, as it goes out."""

from services.evaluation.report.schemas.fields import many
from services.evaluation.surveys.schemas import STATES
from shared.web.fields import Amount, Choice, Count, Day, Flag, Identity, Schema, Words


class ReportQuestionSchema(Schema):
    """The mean on the question's own scale, for satisfaction also as points of 100."""

    code = Words(required=True)
    section = Words(required=True)
    mean = Amount(required=True, allow_none=True)
    points = Amount(required=True, allow_none=True)


class ReportBreakdownSchema(Schema):
    """The figures of a class, or that they are suppressed."""

    dimension = Words(required=True)
    code = Words(required=True)
    suppressed = Flag(required=True)
    points = Amount(required=True, allow_none=True)
    nik = Amount(required=True, allow_none=True)
    grade = Words(required=True, allow_none=True)
    questions = many(ReportQuestionSchema)


class ReportSurveySchema(Schema):
    """A survey; figures are null while it is open and where they are suppressed (domain.md D4.1-4.3)."""

    survey = Identity(required=True)
    subject = Choice(("COHORT", "UNIT"), required=True)
    subject_id = Words(required=True)
    name = Words(required=True)
    kind = Choice(("SATISFACTION", "SKM"), required=True)
    template = Words(required=True)
    template_version = Count(required=True)
    state = Choice(STATES, required=True)
    closes_on = Day(required=True)
    invited = Count(required=True)
    participants = Count(required=True, metadata={"description": "Who have handed in"})
    response_percent = Amount(required=True, allow_none=True)
    needed = Count(required=True, metadata={"description": "Answers that speak for all the invited"})
    answers = Count(required=True, allow_none=True, metadata={"description": "Slips that are counted"})
    surplus = Count(required=True, allow_none=True)
    indicative = Flag(required=True, allow_none=True, metadata={"description": "Fewer answers than needed"})
    suppressed = Flag(required=True, allow_none=True)
    points = Amount(required=True, allow_none=True)
    nik = Amount(required=True, allow_none=True)
    grade = Words(required=True, allow_none=True)
    questions = many(ReportQuestionSchema)
    breakdowns = many(ReportBreakdownSchema)
