"""Projects with their indicators, mentoring and sharing classes, as they go out."""

from typing import get_args

from services.evaluation.projects.outcome import Method as OutcomeMethod
from services.evaluation.projects.outcome import Undefined
from services.evaluation.report.schemas.fields import ReportIndicatorSchema, many
from services.evaluation.report.work import PAIRING_STATES
from shared.web.fields import Amount, Choice, Count, Day, Flag, Identity, Part, Schema, Words


class ReportGroupsSchema(Schema):
    """Project groups of one cohort."""

    cohort = Identity(required=True)
    name = Words(required=True)
    groups = Count(required=True)
    grouped = Count(required=True)
    ungrouped = Count(required=True)
    projects = Count(required=True)


class ReportProjectSchema(Schema):
    """What a project has reached; without a mark it is not marked yet."""

    project = Identity(required=True)
    cohort = Identity(required=True)
    cohort_name = Words(required=True, allow_none=True)
    name = Words(required=True)
    title = Words(required=True)
    field = Words(required=True)
    sponsor_unit = Words(required=True)
    sponsor_unit_name = Words(required=True, allow_none=True)
    members = Count(required=True)
    milestones = Count(required=True)
    milestones_reached = Count(required=True)
    deliverables = Count(required=True)
    assessors = Count(required=True)
    assessors_done = Count(required=True)
    third_assessor = Flag(required=True)
    mark = Amount(required=True, allow_none=True)
    mark_method = Choice(("MEAN_OF_TWO", "MEAN_OF_CLOSEST_TWO"), required=True, allow_none=True)


class ReportProjectsSchema(Schema):
    """Groups and their projects."""

    groups = many(ReportGroupsSchema)
    projects = many(ReportProjectSchema)


class ReportMethodSchema(Schema):
    """Percent by one method, or why it has no answer (domain.md D5.5)."""

    method = Choice(get_args(OutcomeMethod), required=True)
    percent = Amount(required=True, allow_none=True)
    undefined = Choice(get_args(Undefined), required=True, allow_none=True)


class ReportMonthSchema(Schema):
    """The indicator after so many months."""

    month = Count(required=True)
    state = Choice(("VERIFIED", "MEASURED", "NO_DATA"), required=True)
    value = Amount(required=True, allow_none=True)
    measured_on = Day(required=True, allow_none=True)
    methods = many(ReportMethodSchema)
    achievement = Words(required=True, allow_none=True)
    policy = Words(required=True, allow_none=True)


class ReportProjectIndicatorSchema(Schema):
    """A project's indicator over the months, from the baseline that the way is counted from."""

    project = Identity(required=True)
    name = Words(required=True)
    title = Words(required=True)
    indicator = Part(ReportIndicatorSchema, required=True)
    baseline = Amount(required=True)
    baseline_from = Choice(("BRIEF", "MEASUREMENT"), required=True)
    months = many(ReportMonthSchema)


ReportPairingStatesSchema = Schema.from_dict(
    {state: Count(required=True) for state in PAIRING_STATES}, name="ReportPairingStatesSchema"
)


class ReportMentoringTotalSchema(Schema):
    """Pairings with their confirmed sessions; `silent` are those without one for too long, now."""

    pairings = Count(required=True)
    states = Part(ReportPairingStatesSchema, required=True)
    mentees = Count(required=True)
    sessions = Count(required=True)
    minutes = Count(required=True)
    disputed = Count(required=True)
    silences = Count(required=True)
    silent = Count(required=True)


class ReportMentoringRowSchema(ReportMentoringTotalSchema):
    """Mentoring of one cohort."""

    cohort = Identity(required=True)
    name = Words(required=True)


class ReportSharingSchema(Schema):
    """Sharing classes on the programme's goals, whoever came."""

    announced = Count(required=True)
    held = Count(required=True)
    minutes = Count(required=True)
    present = Count(required=True)


class ReportMentoringSchema(Schema):
    """Mentoring of all cohorts, and sharing classes where the programme has them."""

    total = Part(ReportMentoringTotalSchema, required=True)
    cohorts = many(ReportMentoringRowSchema)
    sharing = Part(ReportSharingSchema, required=True, allow_none=True)
