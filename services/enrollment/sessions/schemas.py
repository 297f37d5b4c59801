"""What comes in and goes out about training sessions."""

from typing import get_args

from shared.contracts.vocabulary import Attendance
from shared.web.fields import Choice, Count, Day, Identity, Many, Moment, Part, Prose, Schema, Words

MOST_MARKS = 1_000
REASON_LENGTH = 2_000


class ScheduleSessionSchema(Schema):
    """A session of a cohort; both moments carry their zone."""

    cohort = Identity(required=True)
    title = Words(required=True)
    place = Words(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)


class SessionFilterSchema(Schema):
    """Which sessions are listed."""

    cohort = Identity(load_default=None)


class SessionRowSchema(Schema):
    """A session in the timetable; day and minutes are those of the roll, once it is called."""

    id = Identity(required=True)
    cohort = Identity(required=True)
    title = Words(required=True)
    place = Words(required=True)
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    held_on = Day(required=True, allow_none=True)
    minutes = Count(required=True, allow_none=True)


class MarkSchema(Schema):
    """Whether one person was there."""

    person = Identity(required=True)
    attendance = Choice(get_args(Attendance), required=True)


class RollSchema(Schema):
    """A mark for everybody with a seat, each exactly once."""

    marks = Many(Part(MarkSchema), most=MOST_MARKS, required=True)


class CorrectionSchema(Schema):
    """What is right for one person, why, and on which day that was found out; today where it is absent."""

    person = Identity(required=True)
    attendance = Choice(get_args(Attendance), required=True)
    reason = Words(REASON_LENGTH, lines=True, required=True)
    on = Day(load_default=None)


class NamedMarkSchema(MarkSchema):
    """A mark as it now stands."""

    person_name = Words(required=True)


class AttendanceCorrectionSchema(NamedMarkSchema):
    """A correction with what the roll said before."""

    was = Choice(get_args(Attendance), required=True)
    reason = Prose(required=True)
    by = Identity(required=True)
    by_name = Words(required=True)
    on = Day(required=True)
    recorded_at = Moment(required=True)


class SessionSchema(SessionRowSchema):
    """A session with the marks and corrections that the caller may see."""

    marks = Many(Part(NamedMarkSchema), most=MOST_MARKS, required=True)
    corrections = Many(Part(AttendanceCorrectionSchema), most=MOST_MARKS, required=True)
