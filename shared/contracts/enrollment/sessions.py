"""Facts of a training session: when it is and who was there; stream `training_session`."""

from datetime import date, datetime

import msgspec

from shared.contracts.vocabulary import Attendance
from shared.events import Event, PersonId, TextRef


class Mark(msgspec.Struct, frozen=True):
    """Whether one person was there."""

    person: PersonId
    attendance: Attendance


class SessionScheduled(Event, schema=1):
    """A session stands in the timetable of a cohort."""

    cohort: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime


class RollCalled(Event, schema=1):
    """Attendance was taken for everybody with a seat."""

    cohort: str
    on: date
    minutes: int
    marks: tuple[Mark, ...]


class AttendanceCorrected(Event, schema=1):
    """The roll was wrong for one person; both values are kept, and why."""

    cohort: str
    person: PersonId
    was: Attendance
    attendance: Attendance
    reason: TextRef
    by: PersonId
    on: date
