"""From what was attended to learning hours (JP): the table of domain.md D3, by form of development and scope."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

import msgspec

from shared.contracts.evaluation.completion import Attended
from shared.contracts.evaluation.credits import Difference
from shared.policy import Policy
from shared.refusals import Refused

Scope = Literal["NATIONAL", "INTERNATIONAL"]


class FormUnconverted(Refused):
    """The table has no row for the form, or none for the scope."""

    says = "No rule converts form {form} ({scope}) into learning hours."


class Rate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a form earns, in JP.

    `BY_MINUTES`: one a learning hour. `CAP_PER_DAY`: the same, at most `hours` a day. `PER_DAY`, `PER_SESSION`,
    `PER_EVENT`, `PER_SEMESTER`: `hours` each. `factor` is the addition for the scope; `most_a_month` is the number of
    days or sessions that earn anything in a calendar month.
    """

    basis: Literal["BY_MINUTES", "CAP_PER_DAY", "PER_DAY", "PER_SESSION", "PER_EVENT", "PER_SEMESTER"]
    hours: int = 1
    factor: Decimal = Decimal(1)
    most_a_month: int | None = None


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form of development by its local name, the SIASN ids that it covers (D1.3), and its rates."""

    name: str
    siasn: tuple[int, ...]
    national: Rate
    international: Rate | None = None


class ConversionPolicy(Policy, frozen=True):
    """The conversion table; a learning hour is so many minutes."""

    table = "conversion"

    minutes_per_hour: int
    forms: tuple[Form, ...]

    def rate(self, form: int, scope: Scope = "NATIONAL") -> Rate:
        """The rate of a SIASN id; raises `FormUnconverted`."""
        rates = {one: row for row in self.forms for one in row.siasn}.get(form)
        rate = None if rates is None else rates.national if scope == "NATIONAL" else rates.international
        if rate is None:
            raise FormUnconverted(form=form, scope=scope, rule=self.version)
        return rate


class Hours(NamedTuple):
    """JP as the rule computes them, as the caps leave them, and which cap took the difference."""

    computed: int
    credited: int
    difference: Difference | None = None

    def capped(self, curriculum: int) -> "Hours":
        """No more than the curriculum of the programme has."""
        return self if self.credited <= curriculum else Hours(self.computed, curriculum, "CURRICULUM_CAP")


def convert(
    rate: Rate, minutes_per_hour: int, attended: Sequence[Attended], earlier: Sequence[Attended] = (), times: int = 1
) -> Hours:
    """Whole JP, rounded down once for all of `attended`, since SIASN takes whole hours (D3).

    `earlier` is what already earned JP in the same form, in whatever programme and with whatever mentor: the caps a day
    and a month hold for all of it together. `times` counts events or semesters.
    """
    an_hour = minutes_per_hour / Fraction(rate.factor)
    minutes = sum(one.minutes for one in attended)
    match rate.basis:
        case "BY_MINUTES":
            return Hours(int(minutes / an_hour), int(minutes / an_hour))
        case "CAP_PER_DAY":
            counted = _minutes_within(rate.hours * minutes_per_hour, attended, earlier)
            return _within(int(minutes / an_hour), int(counted / an_hour), "DAILY_CAP")
        case "PER_DAY":
            return _by_units(rate, {one.on for one in attended}, {one.on for one in earlier})
        case "PER_SESSION":
            return _by_units(rate, [one.on for one in attended], [one.on for one in earlier])
        case "PER_EVENT" | "PER_SEMESTER":
            return Hours(rate.hours * times, rate.hours * times)


def _within(computed: int, credited: int, cap: Difference) -> Hours:
    return Hours(computed, credited, cap if credited < computed else None)


def _by_units(rate: Rate, units: Collection[date], earlier: Collection[date]) -> Hours:
    """Days or sessions, as many of each month as its cap leaves after the earlier ones."""
    computed = credited = len(units) * rate.hours
    if rate.most_a_month is not None:
        taken = _by_month(earlier)
        counted = sum(
            min(number, max(rate.most_a_month - taken[month], 0)) for month, number in _by_month(units).items()
        )
        credited = counted * rate.hours
    return _within(computed, credited, "MONTHLY_CAP")


def _by_month(dates: Iterable[date]) -> Counter[tuple[int, int]]:
    return Counter((day.year, day.month) for day in dates)


def _minutes_within(cap: int, attended: Sequence[Attended], earlier: Sequence[Attended]) -> int:
    """The minutes that each day still has room for below its cap."""
    taken = _by_day(earlier)
    return sum(min(minutes, max(cap - taken[day], 0)) for day, minutes in _by_day(attended).items())


def _by_day(attended: Sequence[Attended]) -> Counter[date]:
    minutes: Counter[date] = Counter()
    for one in attended:
        minutes[one.on] += one.minutes
    return minutes
