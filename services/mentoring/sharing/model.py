"""A sharing class: a senior announces, newer staff join while there are seats, and who was there is kept."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from shared.contracts.mentoring.sharing import SharingAnnounced, SharingHeld, SharingJoined, SharingLeft
from shared.days import check_times, full_years, today
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event, PersonId
from shared.policy import Policies, Policy
from shared.refusals import NotFound, Refused


class SharingPolicy(Policy, frozen=True, kw_only=True):
    """Years that make a senior and a newer one, the SIASN forms that a class may count as, and its largest size."""

    table = "sharing"

    teacher_years: int
    newer_years: int
    forms: tuple[int, ...]
    most_seats: int


class TeacherTooNew(Refused):
    """The teacher has not served long enough."""

    says = "A class is taught by somebody with {needed} years of service; here it is {years}."


class FormNotForSharing(Refused):
    """The SIASN form is none that a sharing class counts as."""

    status = 422
    says = "A sharing class counts as one of the forms {forms}, not as {form}."


class TooManySeats(Refused):
    """More than one teacher reaches."""

    status = 422
    says = "A sharing class has at most {most} seats, not {seats}."


class NotNewer(Refused):
    """The class is for newer staff."""

    says = "The class is for staff with less than {limit} years of service; here it is {years}."


class OwnClass(Refused):
    """The teacher teaches."""

    says = "Whoever teaches the class does not join it."


class ClassFull(Refused):
    """No seat is left."""

    says = "{joined} of {seats} seats are taken."


class ClassHeldAlready(Refused):
    """It took place; who was there is known."""

    says = "The class was held on {on}."


class NotBegun(Refused):
    """It cannot have been held before it began."""

    says = "The class begins at {starts_at}."


class NotJoined(Refused):
    """Somebody present who had not joined."""

    status = 422
    says = "{unknown} of those present had not joined."


class AnnounceSharing(Command, frozen=True, kw_only=True):
    """Offer a class; `appointed_on` is the teacher's first day of service."""

    teacher: PersonId
    appointed_on: date
    title: str
    competency: str
    form: int
    seats: int
    place: str
    starts_at: datetime
    ends_at: datetime


class JoinSharing(Command, frozen=True):
    """Take a seat; `appointed_on` is the person's first day of service."""

    person: PersonId
    appointed_on: date


class LeaveSharing(Command, frozen=True):
    """Give the seat back."""

    person: PersonId


class HoldSharing(Command, frozen=True):
    """Say that the class took place and who was there."""

    present: tuple[PersonId, ...]


class SharingClass(State, frozen=True):
    """Who teaches, who joined, and when it is or was."""

    announced: SharingAnnounced | None = None
    joined: tuple[PersonId, ...] = ()
    held_on: date | None = None


def evolve(sharing: SharingClass, event: Event) -> SharingClass:
    """The class after an event."""
    match event:
        case SharingAnnounced():
            return sharing.but(announced=event)
        case SharingJoined(person=person):
            return sharing.but(joined=(*sharing.joined, person))
        case SharingLeft(person=person):
            return sharing.but(joined=tuple(one for one in sharing.joined if one != person))
        case SharingHeld(on=on):
            return sharing.but(held_on=on)
    return sharing


def decide(sharing: SharingClass, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Seniors teach, newer staff join (domain.md D3 and D6.3)."""
    announced = sharing.announced
    match command:
        case AnnounceSharing() if announced is None:
            return [_announced(command, policies)]
        case AnnounceSharing():
            return []
        case _ if announced is None:
            raise NotFound(kind="sharing_class")
        case _ if sharing.held_on is not None:
            raise ClassHeldAlready(on=sharing.held_on.isoformat())

        case JoinSharing(person=person) if person in sharing.joined:
            return []
        case JoinSharing(person=person) if person == announced.teacher:
            raise OwnClass
        case JoinSharing() if len(sharing.joined) >= announced.seats:
            raise ClassFull(joined=len(sharing.joined), seats=announced.seats)
        case JoinSharing(person=person, appointed_on=appointed_on):
            day = today(announced.starts_at)
            policy, years = policies.of(SharingPolicy, day), full_years(appointed_on, day)
            if years >= policy.newer_years:
                raise NotNewer(years=years, limit=policy.newer_years, rule=policy.version)
            return [SharingJoined(person)]
        case LeaveSharing(person=person):
            return [SharingLeft(person)] if person in sharing.joined else []
        case HoldSharing(present=present):
            return [_held(sharing, announced, present, now)]
    raise Unknown(command)


def _announced(asked: AnnounceSharing, policies: Policies) -> SharingAnnounced:
    check_times(asked.starts_at, asked.ends_at)
    day = today(asked.starts_at)
    policy, years = policies.of(SharingPolicy, day), full_years(asked.appointed_on, day)
    if years < policy.teacher_years:
        raise TeacherTooNew(years=years, needed=policy.teacher_years, rule=policy.version)
    if asked.form not in policy.forms:
        raise FormNotForSharing(form=asked.form, forms=", ".join(map(str, policy.forms)), rule=policy.version)
    if asked.seats > policy.most_seats:
        raise TooManySeats(seats=asked.seats, most=policy.most_seats, rule=policy.version)
    return SharingAnnounced(
        teacher=asked.teacher,
        title=asked.title,
        competency=asked.competency,
        form=asked.form,
        seats=asked.seats,
        place=asked.place,
        starts_at=asked.starts_at.astimezone(UTC),
        ends_at=asked.ends_at.astimezone(UTC),
        policy=policy.version,
    )


def _held(
    sharing: SharingClass, announced: SharingAnnounced, present: Sequence[PersonId], now: datetime
) -> SharingHeld:
    if now < announced.starts_at:
        raise NotBegun(starts_at=announced.starts_at.isoformat())
    unknown = set(present) - set(sharing.joined)
    if unknown:
        raise NotJoined(unknown=len(unknown))
    return SharingHeld(
        on=today(announced.starts_at),
        minutes=(announced.ends_at - announced.starts_at) // timedelta(minutes=1),
        present=tuple(one for one in sharing.joined if one in present),
        absent=tuple(one for one in sharing.joined if one not in present),
    )


SHARING_CLASS = Decider("sharing_class", SharingClass(), decide, evolve)
