"""A training session has a place in the timetable, one roll, and corrections that keep what was said before."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from shared.contracts.enrollment.sessions import AttendanceCorrected, Mark, RollCalled, SessionScheduled
from shared.contracts.vocabulary import Attendance
from shared.days import check_times, not_future, today
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event, PersonId, TextRef
from shared.policy import Policies
from shared.refusals import NotFound, Refused


class SessionExists(Refused):
    """This id already belongs to a session."""

    says = "This session already stands in the timetable."


class SessionNotBegun(Refused):
    """Nobody can be present before a session begins."""

    says = "The session begins at {starts_at}; the roll is called from then on."


class RollIncomplete(Refused):
    """The roll names everybody who held a seat on the day, each exactly once, and nobody else."""

    status = 422
    says = "Of {seats} people with a seat {missing} are missing; {doubled} are named twice, {strangers} hold no seat."


class RollAlreadyCalled(Refused):
    """A roll is taken once; what was wrong in it is corrected."""

    says = "The roll was called with {marks} marks; correct the ones that are wrong."


class RollMissing(Refused):
    """There is nothing to correct yet."""

    says = "The roll of this session was not called yet."


class OwnAttendance(Refused):
    """Nobody corrects their own attendance."""

    status = 403
    says = "Nobody corrects their own attendance."


class BeforeSession(Refused):
    """A correction comes after what it corrects."""

    status = 422
    says = "{on} is before the session of {held_on}."


class ScheduleSession(Command, frozen=True):
    """Put a session into the timetable; both moments carry a zone."""

    cohort: str
    title: str
    place: str
    starts_at: datetime
    ends_at: datetime


class CallRoll(Command, frozen=True):
    """Record who was there; `seated` are those who held a seat of the cohort on the day of the session."""

    marks: tuple[Mark, ...]
    seated: frozenset[PersonId]


class CorrectAttendance(Command, frozen=True):
    """Say that the roll was wrong for one person, found out on `on`."""

    person: PersonId
    attendance: Attendance
    reason: TextRef
    by: PersonId
    on: date


class TrainingSession(State, frozen=True):
    """When it is, and the marks as they now stand; none before the roll is called."""

    cohort: str | None = None
    starts_at: datetime = datetime.max.replace(tzinfo=UTC)
    ends_at: datetime = datetime.max.replace(tzinfo=UTC)
    marks: Mapping[PersonId, Attendance] = {}
    called: bool = False

    @property
    def held_on(self) -> date:
        """The day in WIB on which it begins."""
        return today(self.starts_at)


def evolve(session: TrainingSession, event: Event) -> TrainingSession:
    """What an event changes about timetable and roll."""
    match event:
        case SessionScheduled(cohort=cohort, starts_at=starts_at, ends_at=ends_at):
            return session.but(cohort=cohort, starts_at=starts_at, ends_at=ends_at)
        case RollCalled(marks=marks):
            return session.but(marks={mark.person: mark.attendance for mark in marks}, called=True)
        case AttendanceCorrected(person=person, attendance=attendance):
            return session.but(marks={**session.marks, person: attendance})
    return session


def decide(session: TrainingSession, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Timetable, roll and corrections; product.md, sessions."""
    match command:
        case ScheduleSession() if session.cohort is not None:
            raise SessionExists()
        case ScheduleSession():
            return [_scheduled(command)]
        case _ if session.cohort is None:
            raise NotFound(kind="training_session")

        case CallRoll() if session.called:
            raise RollAlreadyCalled(marks=len(session.marks))
        case CallRoll() if now < session.starts_at:
            raise SessionNotBegun(starts_at=session.starts_at.isoformat())
        case CallRoll(marks=marks, seated=seated):
            _check_roll([mark.person for mark in marks], seated)
            minutes = (session.ends_at - session.starts_at) // timedelta(minutes=1)
            return [RollCalled(session.cohort, session.held_on, minutes, marks)]

        case CorrectAttendance() if not session.called:
            raise RollMissing()
        case CorrectAttendance(person=person, by=by) if person == by:
            raise OwnAttendance()
        case CorrectAttendance(person=person) if person not in session.marks:
            raise NotFound(kind="mark")
        case CorrectAttendance(person=person, attendance=attendance) if session.marks[person] == attendance:
            return []
        case CorrectAttendance(person=person, attendance=attendance, reason=reason, by=by, on=on):
            not_future(on, now)
            if on < session.held_on:
                raise BeforeSession(on=on.isoformat(), held_on=session.held_on.isoformat())
            was = session.marks[person]
            return [AttendanceCorrected(session.cohort, person, was, attendance, reason, by, on)]
    raise Unknown(command)


def _scheduled(command: ScheduleSession) -> SessionScheduled:
    check_times(command.starts_at, command.ends_at)
    return SessionScheduled(
        command.cohort,
        command.title,
        command.place,
        command.starts_at.astimezone(UTC),
        command.ends_at.astimezone(UTC),
    )


def _check_roll(named: Sequence[PersonId], seated: frozenset[PersonId]) -> None:
    missing = len(seated.difference(named))
    strangers = len(set(named) - seated)
    doubled = len(named) - len(set(named))
    if missing or strangers or doubled:
        raise RollIncomplete(seats=len(seated), missing=missing, doubled=doubled, strangers=strangers)


TRAINING_SESSION = Decider("training_session", TrainingSession(), decide, evolve)
