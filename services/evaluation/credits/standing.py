"""Where a person stands against the yearly learning hours: a floor for PNS, a ceiling for PPPK (domain.md D1.2)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Literal

import msgspec

from shared.contracts.vocabulary import EmployeeKind
from shared.days import full_years
from shared.policy import Policy


class Target(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The JP of a year for one kind of employee; the year is that of the calendar or of the contract."""

    kind: EmployeeKind
    rule: Literal["MIN", "MAX"]
    hours: int
    period: Literal["CALENDAR_YEAR", "CONTRACT_YEAR"]


class TargetPolicy(Policy, frozen=True):
    """The yearly duties; a kind without one is not measured."""

    table = "learning_targets"

    targets: tuple[Target, ...]


class Standing(msgspec.Struct, frozen=True):
    """Credited JP of one year against its target; `met` is false below a floor and above a ceiling.

    A ceiling warns and refuses nothing: what lies above it stays credited.
    """

    first: date
    last: date
    credited: int
    rule: Literal["MIN", "MAX"] | None
    hours: int | None
    met: bool | None
    policy: str


def standing(
    entries: Iterable[dict[str, Any]], kind: EmployeeKind, appointed_on: date, on: date, policy: TargetPolicy
) -> Standing:
    """The year that contains the day `on`; the contract year begins on the anniversary of the appointment.

    `entries` are those of the view `learning_accounts`. All three of the rule's fields are None without a target.
    """
    target = next((one for one in policy.targets if one.kind == kind), None)
    first, last = _contract_year(appointed_on, on) if target and target.period == "CONTRACT_YEAR" else _year(on)
    credited = sum(
        entry["credited"]
        for entry in entries
        if entry["reversed"] is None and first.isoformat() <= entry["earned_on"] <= last.isoformat()
    )
    if target is None:
        return Standing(first, last, credited, None, None, None, policy.version)
    met = credited >= target.hours if target.rule == "MIN" else credited <= target.hours
    return Standing(first, last, credited, target.rule, target.hours, met, policy.version)


def _year(on: date) -> tuple[date, date]:
    return date(on.year, 1, 1), date(on.year, 12, 31)


def _contract_year(appointed_on: date, on: date) -> tuple[date, date]:
    years = full_years(appointed_on, on)
    return _anniversary(appointed_on, years), _anniversary(appointed_on, years + 1) - timedelta(days=1)


def _anniversary(day: date, years: int) -> date:
    """The same day of a later year; that of the 29th of February is the 1st of March, as `full_years` counts."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 2, 28) + timedelta(days=1)
    return day.replace(year=day.year + years)
