"""Who takes part and how far they get, as it goes out."""

from typing import get_args

from services.evaluation.completion.schemas import RULES
from services.evaluation.report.participation import MARKS
from services.evaluation.report.schemas.fields import many
from shared.contracts.evaluation.credits import Difference
from shared.contracts.vocabulary import EmployeeKind
from shared.web.fields import Amount, Choice, Count, Day, Identity, Part, Schema, Words


class ReportUnitSchema(Schema):
    """Participants of a unit."""

    unit = Words(required=True)
    unit_name = Words(required=True, allow_none=True)
    participants = Count(required=True)


class ReportKindSchema(Schema):
    """Participants of a kind."""

    kind = Choice(get_args(EmployeeKind), required=True, allow_none=True)
    participants = Count(required=True)


class ReportPeopleSchema(Schema):
    """Everybody once, over all cohorts."""

    applicants = Count(required=True)
    participants = Count(required=True)
    by_unit = many(ReportUnitSchema)
    by_kind = many(ReportKindSchema)


class ReportSeatTotalSchema(Schema):
    """Seats, and what became of those who asked for one."""

    seats = Count(required=True)
    applications = Count(required=True)
    confirmed = Count(required=True)
    waiting = Count(required=True)
    offered = Count(required=True)
    pending = Count(required=True)
    withdrawn = Count(required=True)
    rejected = Count(required=True)
    expired = Count(required=True)
    filled_percent = Amount(required=True, allow_none=True)


class ReportSeatRowSchema(ReportSeatTotalSchema):
    """Seats of one cohort."""

    cohort = Identity(required=True)
    name = Words(required=True)
    edition = Count(required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)


class ReportSeatsSchema(Schema):
    """Seats of all cohorts."""

    total = Part(ReportSeatTotalSchema, required=True)
    cohorts = many(ReportSeatRowSchema)


ReportMarksSchema = Schema.from_dict({mark: Count(required=True) for mark in MARKS}, name="ReportMarksSchema")


class ReportAttendanceTotalSchema(Schema):
    """Sessions, and the marks of the rolls that were called."""

    scheduled = Count(required=True)
    held = Count(required=True)
    recorded = Count(required=True)
    attended = Count(required=True)
    marks = Part(ReportMarksSchema, required=True)
    percent = Amount(required=True, allow_none=True)


class ReportAttendanceRowSchema(ReportAttendanceTotalSchema):
    """Attendance of one cohort."""

    cohort = Identity(required=True)
    name = Words(required=True)


class ReportAttendanceSchema(Schema):
    """Attendance of all cohorts."""

    total = Part(ReportAttendanceTotalSchema, required=True)
    cohorts = many(ReportAttendanceRowSchema)


class ReportRuleSchema(Schema):
    """How many met a rule of completion."""

    rule = Choice(RULES, required=True)
    met = Count(required=True)
    unmet = Count(required=True)


class ReportCompletionTotalSchema(Schema):
    """Who completed, of those for whom it is decided."""

    decided = Count(required=True)
    completed = Count(required=True)
    not_completed = Count(required=True)
    undecided = Count(required=True)
    percent = Amount(required=True, allow_none=True)
    rules = many(ReportRuleSchema)


class ReportCompletionRowSchema(ReportCompletionTotalSchema):
    """Completion of one cohort."""

    cohort = Identity(required=True)
    name = Words(required=True)


class ReportCompletionSchema(Schema):
    """Completion of all cohorts."""

    total = Part(ReportCompletionTotalSchema, required=True)
    cohorts = many(ReportCompletionRowSchema)


class ReportHoursSchema(Schema):
    """Raw minutes, computed JP, and the JP that the caps leave."""

    entries = Count(required=True)
    minutes = Count(required=True)
    computed = Count(required=True)
    credited = Count(required=True)


class ReportHoursSourceSchema(ReportHoursSchema):
    """Learning hours from one source."""

    source = Choice(("ATTENDANCE", "MENTORING"), required=True)


class ReportHoursDifferenceSchema(Schema):
    """JP that a cap took."""

    difference = Choice(get_args(Difference), required=True)
    hours = Count(required=True)


class ReportLearningHoursSchema(Schema):
    """Learning hours that come from this programme."""

    people = Count(required=True)
    total = Part(ReportHoursSchema, required=True)
    sources = many(ReportHoursSourceSchema)
    differences = many(ReportHoursDifferenceSchema)
