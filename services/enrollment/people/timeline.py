"""Values that hold from a day on until the next one does, so that a fact recorded late finds its place."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

Day = TypeVar("Day", date, str)
V = TypeVar("V")


def in_force(values: Mapping[Day, V], on: Day) -> V:
    """The value that holds on a day; raises `ValueError` before the first one.

    Days are dates, or ISO text as documents keep them.
    """
    return values[max(day for day in values if day <= on)]
