"""Exact fractions as people read them: half up, never half even (domain.md D4.1)."""

from decimal import Decimal
from fractions import Fraction
from math import floor

HALF = Fraction(1, 2)


def half_up(value: Fraction, places: int) -> Decimal:
    """A fraction that is not negative as a decimal with so many places, rounded once."""
    return Decimal(floor(value * 10**places + HALF)).scaleb(-places)
