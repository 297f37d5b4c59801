"""What comes in and goes out about cohorts and the enrolments in them."""

from typing import get_args

from shared.contracts.enrollment.cohorts import STATES, Approver
from shared.web.fields import Anything, Choice, Count, Day, Flag, Identity, Many, Moment, Part, Prose, Schema, Words

ENROLLMENT_STATES = tuple(dict.fromkeys(STATES.values()))
REASON_LENGTH = 2_000


class OpenCohortSchema(Schema):
    """A cohort to open, from the programme's last edition unless another is named."""

    program = Identity(required=True)
    edition = Count(1, 10_000, load_default=None)
    name = Words(required=True)
    seats = Count(1, 1_000, required=True)
    applications_from = Day(required=True)
    applications_until = Day(required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)
    approval = Many(
        Choice(get_args(Approver)), most=5, load_default=[], metadata={"description": "Who approves, in this order"}
    )


class CohortFilterSchema(Schema):
    """Which cohorts are listed."""

    program = Identity(load_default=None)


class CohortSchema(Schema):
    """A cohort with its seats: `confirmed` are held, `offered` are kept for somebody, `waiting` counts the line."""

    id = Identity(required=True)
    program = Identity(required=True)
    edition = Count(required=True)
    name = Words(required=True)
    seats = Count(required=True)
    applications_from = Day(required=True)
    applications_until = Day(required=True)
    starts_on = Day(required=True)
    ends_on = Day(required=True)
    approval = Many(Choice(get_args(Approver)), required=True)
    applied = Count(required=True, metadata={"description": "Applications that are not yet decided"})
    confirmed = Count(required=True)
    offered = Count(required=True)
    waiting = Count(required=True)
    completed = Count(required=True)


class ApplicationSchema(Schema):
    """An application: one's own of today, or recorded by an officer for somebody and a day of the window."""

    person = Identity(load_default=None)
    on = Day(load_default=None)


class ApprovalSchema(Schema):
    """As whom somebody with several roles decides, and on which day; today where it is absent."""

    role = Choice(get_args(Approver), load_default=None)
    on = Day(load_default=None)


class RejectionSchema(ApprovalSchema):
    """A decision against an application, and why."""

    reason = Words(REASON_LENGTH, lines=True, required=True)


class WithdrawalSchema(Schema):
    """Why an enrolment is given up, and on which day; today where it is absent."""

    reason = Words(REASON_LENGTH, lines=True, required=True)
    on = Day(load_default=None)


class AcceptanceSchema(Schema):
    """The day on which an offered seat is taken: today, or as an officer the day of an acceptance on paper."""

    on = Day(load_default=None)


class EnrollmentFilterSchema(Schema):
    """Which enrolments are listed."""

    cohort = Identity(load_default=None)
    person = Identity(load_default=None)
    state = Choice(ENROLLMENT_STATES, load_default=None)
    unit = Words(30, load_default=None)


class EnrollmentRowSchema(Schema):
    """An enrolment in a list; `position` is the place in line, for who waits."""

    id = Words(required=True)
    cohort = Identity(required=True)
    person = Identity(required=True)
    person_name = Words(required=True)
    unit = Words(required=True)
    state = Choice(ENROLLMENT_STATES, required=True)
    applied_on = Day(required=True)
    recorded_at = Moment(required=True)
    approvals = Count(required=True)
    position = Count(required=True, allow_none=True)
    offer_until = Moment(required=True, allow_none=True)


class CheckSchema(Schema):
    """A rule, whether it is met, and the facts that it looks at."""

    rule = Words(required=True)
    met = Flag(required=True)
    facts = Anything(required=True)


class EnrollmentEventSchema(Schema):
    """What happened, with the facts that this kind of event has."""

    event = Words(required=True)
    recorded_at = Moment(required=True)
    on = Day()
    unit = Words()
    by = Words()
    role = Choice(get_args(Approver))
    approver = Identity()
    approver_name = Words()
    reason = Prose()
    position = Count()
    until = Moment()
    policy = Words()


class EnrollmentSchema(EnrollmentRowSchema):
    """One enrolment with the rules of eligibility and all that happened."""

    checks = Many(Part(CheckSchema), required=True)
    policy = Words(required=True)
    history = Many(Part(EnrollmentEventSchema), required=True)


class NextStepSchema(Schema):
    """What may happen next, by whom, and until when where there is a limit."""

    action = Words(required=True)
    by = Words(required=True)
    until = Words(required=True, allow_none=True)


class EnrollmentReasonsSchema(Schema):
    """Why an enrolment stands as it does."""

    state = Choice(ENROLLMENT_STATES, required=True)
    facts = Anything(required=True)
    rules = Many(Part(CheckSchema), required=True)
    history = Many(Part(EnrollmentEventSchema), required=True)
    next = Many(Part(NextStepSchema), required=True)
