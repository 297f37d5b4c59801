"""Days as Sibolga counts them: a day begins at midnight in WIB (Asia/Jakarta, domain.md D1.2)."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from shared.refusals import Refused

WIB = ZoneInfo("Asia/Jakarta")


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


def full_years(earlier: date, later: date) -> int:
    """Full years between two days; 0 where the later one is not later."""
    years = later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))
    return max(years, 0)
