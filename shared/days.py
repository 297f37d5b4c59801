"""Days as Sibolga counts them: a day begins at midnight in WIB (Asia/Jakarta, domain.md D1.2)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from shared.refusals import Invalid, Refused

WIB = ZoneInfo("Asia/Jakarta")
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
"""Beyond these a moment is a slip of the keyboard, and at the ends of the calendar it has no day in WIB."""
LONGEST = timedelta(days=1)


class FutureDay(Refused):
    """Something cannot have happened on a day that has not come."""

    status = 422
    says = "{day} has not come yet; today is {today}."


def today(now: datetime) -> date:
    """The day in WIB at a moment."""
    return now.astimezone(WIB).date()


def start_of(day: date) -> datetime:
    """The moment in UTC when a day begins in WIB."""
    return datetime.combine(day, time(), WIB).astimezone(UTC)


def not_future(day: date, now: datetime) -> None:
    """Raises `FutureDay` for a day after today."""
    if day > today(now):
        raise FutureDay(day=day.isoformat(), today=today(now).isoformat())


def check_times(starts_at: datetime, ends_at: datetime) -> None:
    """Raises `Invalid` for a meeting whose moments have no zone or no sense, or that lasts longer than a day."""
    moments = {"starts_at": starts_at, "ends_at": ends_at}
    if without_zone := [name for name, moment in moments.items() if moment.tzinfo is None]:
        raise Invalid(**dict.fromkeys(without_zone, "ZONE_MISSING"))
    if outside := [name for name, moment in moments.items() if not EARLIEST <= moment < LATEST]:
        raise Invalid(**dict.fromkeys(outside, "OUT_OF_RANGE"))
    if ends_at <= starts_at:
        raise Invalid(ends_at="NOT_AFTER_STARTS_AT")
    if ends_at - starts_at > LONGEST:
        raise Invalid(ends_at="LONGER_THAN_A_DAY")


def full_years(earlier: date, later: date) -> int:
    """Full years between two days; 0 where the later one is not later."""
    years = later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))
    return max(years, 0)
