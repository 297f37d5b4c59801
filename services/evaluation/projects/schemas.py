"""What comes in and goes out about projects."""

from typing import get_args

from services.evaluation.projects.outcome import Method, Undefined
from shared.contracts.evaluation.projects import Horizon
from shared.contracts.vocabulary import Direction
from shared.web.fields import Amount, Choice, Count, Day, Flag, Form, Identity, Many, Moment, Part, Schema, Table, Words

DIGEST = Form(r"^[0-9a-f]{64}$", error="NOT_SHA256")
PARTS = ("MEMBER", "FORMER_MEMBER", "ASSESSOR", "ASSESSOR_DONE")
NEXT_FOR_MARK = ("ASSIGN_ASSESSOR", "GIVE_MARKS")


class MilestoneToReachSchema(Schema):
    """A milestone of a plan; one that the plan already had comes with its id."""

    milestone = Identity(load_default=None)
    title = Words(required=True)
    horizon = Choice(get_args(Horizon), required=True)
    due_on = Day(required=True)


class AgreePlanSchema(Schema):
    """What a group wants to reach, and by when."""

    objectives = Many(Words(500), least=1, most=20, required=True)
    milestones = Many(Part(MilestoneToReachSchema), least=1, most=50, required=True)


class ReachMilestoneSchema(Schema):
    """When a milestone was reached; today where the day is absent."""

    on = Day(load_default=None)


class SubmitDeliverableSchema(Schema):
    """A version of what the group made; without the id of a deliverable it is the first of a new one."""

    deliverable = Identity(load_default=None)
    name = Words(required=True)
    digest = Words(64, 64, required=True, validate=DIGEST, metadata={"description": "SHA-256 in lower-case hex"})
    link = Words(500, load_default=None, allow_none=True)
    on = Day(load_default=None)


class AssignAssessorSchema(Schema):
    """Who is to mark the project."""

    assessor = Identity(required=True)


class GiveMarksSchema(Schema):
    """A mark of 0 to 100 for each criterion of the rubric."""

    marks = Table(50, 1, keys=Words(60), values=Count(0, 100), required=True)


class MeasureIndicatorSchema(Schema):
    """The indicator's value so many months after the start, with the digest of the evidence."""

    month = Count(0, 12, required=True)
    value = Amount(required=True)
    measured_on = Day(required=True)
    digest = Words(64, 64, required=True, validate=DIGEST)


class VerifyIndicatorSchema(Schema):
    """When the evidence was seen; today where the day is absent."""

    on = Day(load_default=None)


class ProjectFilterSchema(Schema):
    """Which projects are listed."""

    cohort = Identity(load_default=None)
    program = Identity(load_default=None)
    sponsor_unit = Words(30, load_default=None)


class ProjectIndicatorSchema(Schema):
    """What the project is to move."""

    name = Words(required=True)
    unit = Words(required=True)
    direction = Choice(get_args(Direction), required=True)
    baseline = Amount(required=True)
    target = Amount(required=True)
    due_on = Day(required=True)


class ProjectMarkSchema(Schema):
    """The mark out of 100 with the totals that it comes from."""

    mark = Amount(required=True)
    totals = Many(Amount(), required=True)
    method = Choice(("MEAN_OF_TWO", "MEAN_OF_CLOSEST_TWO"), required=True)
    policy = Words(required=True)


class ProjectRowSchema(Schema):
    """A project in a list."""

    id = Identity(required=True)
    cohort = Identity(required=True)
    program = Identity(required=True)
    edition = Count(required=True)
    name = Words(required=True)
    title = Words(required=True)
    field = Words(required=True)
    sponsor_unit = Words(required=True)
    started_at = Moment(required=True)
    members = Many(Identity(), required=True)
    members_names = Many(Words(allow_none=True), required=True)
    indicator = Part(ProjectIndicatorSchema, required=True)
    mark = Part(ProjectMarkSchema, required=True, allow_none=True)


class MilestoneSchema(Schema):
    """A milestone of the plan, and the day on which it was reached."""

    milestone = Identity(required=True)
    title = Words(required=True)
    horizon = Choice(get_args(Horizon), required=True)
    due_on = Day(required=True)
    reached_on = Day(required=True, allow_none=True)


class DeliverableSchema(Schema):
    """A version of a deliverable."""

    deliverable = Identity(required=True)
    name = Words(required=True)
    version = Count(required=True)
    digest = Words(required=True)
    link = Words(required=True, allow_none=True)
    on = Day(required=True)


class AssessorSchema(Schema):
    """An assessor and, where the caller may see them, the marks that he or she gave."""

    assessor = Identity(required=True)
    assessor_name = Words(required=True, allow_none=True)
    unit = Words(required=True)
    given = Flag(required=True)
    marks = Table(keys=Words(), values=Count(), required=True, allow_none=True)
    total = Amount(required=True, allow_none=True)
    policy = Words(required=True, allow_none=True)


class ThirdAssessorSchema(Schema):
    """A third assessor is needed, since the first two are so far apart; hidden until the project is marked."""

    difference = Amount(required=True, allow_none=True)
    policy = Words(required=True)


class VerificationSchema(Schema):
    """Who of which unit agreed with a measurement."""

    by = Identity(required=True)
    by_name = Words(required=True, allow_none=True)
    unit = Words(required=True)
    on = Day(required=True)


class MeasurementSchema(Schema):
    """The indicator as it was measured; of several for a month the last one counts."""

    month = Count(required=True)
    value = Amount(required=True)
    measured_on = Day(required=True)
    digest = Words(required=True)
    by = Identity(required=True)
    by_name = Words(required=True, allow_none=True)
    recorded_at = Moment(required=True)
    verified = Part(VerificationSchema, required=True, allow_none=True)


class OutcomeMethodSchema(Schema):
    """Percent by one method, or why it has no answer."""

    method = Choice(get_args(Method), required=True)
    percent = Amount(required=True, allow_none=True)
    undefined = Choice(get_args(Undefined), required=True, allow_none=True)


class ProjectOutcomeSchema(Schema):
    """What became of the indicator after so many months."""

    month = Count(required=True)
    value = Amount(required=True)
    measured_on = Day(required=True)
    verified = Flag(required=True)
    baseline = Amount(required=True)
    baseline_from = Choice(("BRIEF", "MEASUREMENT"), required=True)
    methods = Many(Part(OutcomeMethodSchema), required=True)
    achievement = Words(required=True, allow_none=True)
    policy = Words(required=True)


class ProjectSchema(ProjectRowSchema):
    """A project with all that happened in it."""

    objectives = Many(Words(), required=True)
    milestones = Many(Part(MilestoneSchema), required=True)
    deliverables = Many(Part(DeliverableSchema), required=True)
    assessors = Many(Part(AssessorSchema), required=True)
    third_assessor = Part(ThirdAssessorSchema, required=True, allow_none=True)
    measurements = Many(Part(MeasurementSchema), required=True)
    outcome = Many(Part(ProjectOutcomeSchema), required=True)


class JudgedSchema(AssessorSchema):
    """An assessor's marks with what each criterion adds to the total."""

    points = Table(keys=Words(), values=Amount(), required=True, allow_none=True)


class RubricSchema(Schema):
    """The criteria with their weights in percent, and how far apart two totals may lie."""

    weights = Table(keys=Words(), values=Count(), required=True)
    most_difference = Count(required=True)
    policy = Words(required=True)
    legal_basis = Words(required=True)


class WhyMarkSchema(Schema):
    """How a project's mark came about, and what has to happen next."""

    id = Identity(required=True)
    mark = Part(ProjectMarkSchema, required=True, allow_none=True)
    third_assessor = Part(ThirdAssessorSchema, required=True, allow_none=True)
    assessors = Many(Part(JudgedSchema), required=True)
    rubric = Part(RubricSchema, required=True)
    next = Many(Choice(NEXT_FOR_MARK), required=True)


class DutyFilterSchema(Schema):
    """Which part the person has in the projects that are listed."""

    part = Choice(PARTS, load_default=None)


class DutySchema(Schema):
    """A project that a person works on or marks."""

    id = Words(required=True)
    project = Identity(required=True)
    person = Identity(required=True)
    part = Choice(PARTS, required=True)
    name = Words(required=True, allow_none=True)
    title = Words(required=True, allow_none=True)
