"""What goes out about completions."""

from shared.web.fields import Anything, Choice, Count, Day, Flag, Identity, Many, Moment, Part, Schema, Words

RULES = ("ATTENDANCE", "PROJECT_MARK", "MENTORING_SESSIONS", "SURVEY_HANDED_IN")


class CompletionFilterSchema(Schema):
    """Which completions are listed."""

    cohort = Identity(load_default=None)
    program = Identity(load_default=None)
    person = Identity(load_default=None)


class CompletionCheckSchema(Schema):
    """One rule of the programme, met or not, with the numbers that it looked at."""

    rule = Choice(RULES, required=True)
    met = Flag(required=True)
    facts = Anything(required=True)


class AttendedDaySchema(Schema):
    """Minutes of learning on one day."""

    on = Day(required=True)
    minutes = Count(required=True)


class ReplacedDecisionSchema(Schema):
    """A decision that a later one replaced."""

    completed = Flag(required=True)
    checks = Many(Part(CompletionCheckSchema), required=True)
    attended = Many(Part(AttendedDaySchema), required=True)
    decided_at = Moment(required=True)


class CompletionRowSchema(Schema):
    """Whether somebody completed a cohort, with every rule."""

    id = Identity(required=True)
    cohort = Identity(required=True)
    program = Identity(required=True)
    edition = Count(required=True)
    person = Identity(required=True)
    person_name = Words(required=True)
    completed = Flag(required=True)
    checks = Many(Part(CompletionCheckSchema), required=True)
    decided_at = Moment(required=True)


class CompletionSchema(CompletionRowSchema):
    """A completion with the evidence of attendance and the decisions that it replaced."""

    form = Count(required=True, metadata={"description": "SIASN jenisDiklat id"})
    learning_hours = Count(required=True)
    attended = Many(Part(AttendedDaySchema), required=True)
    earlier = Many(Part(ReplacedDecisionSchema), required=True)


class CohortCompletionsSchema(Schema):
    """The decision for everybody with a seat."""

    cohort = Identity(required=True)
    completed = Count(required=True)
    not_completed = Count(required=True)
    items = Many(Part(CompletionRowSchema), required=True)
