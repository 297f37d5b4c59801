"""The arithmetic that every part of the report shares; without a whole there is no figure, and that is not zero."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from services.evaluation.surveys.rounding import half_up

PERCENT_PLACES = 1


def percent(part: int, whole: int) -> str | None:
    """So many of a hundred, half up to one place; None of nothing."""
    return str(half_up(Fraction(100 * part, whole), PERCENT_PLACES)) if whole else None


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """The plain mean, exact to the context's precision; None of nothing."""
    return sum(values, Decimal()) / len(values) if values else None


def total(rows: Iterable[Mapping[str, object]], fields: Iterable[str]) -> dict[str, int]:
    """The sum of each of these fields over some rows."""
    kept = list(rows)
    return {field: sum(int(str(row[field])) for row in kept) for field in fields}
