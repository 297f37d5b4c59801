"""How many answers speak for a population: Krejcie and Morgan (domain.md D4.2)."""

from decimal import Decimal
from fractions import Fraction

from services.evaluation.surveys.rounding import half_up
from shared.policy import Policy


class SampleSizePolicy(Policy, frozen=True):
    """Chi-square of one degree of freedom at the confidence, the presumed proportion, and the margin of error."""

    table = "sample_size"

    chi_square: Decimal
    proportion: Decimal
    margin: Decimal


def needed(population: int, policy: SampleSizePolicy) -> int:
    """People of whom answers are needed, with plain rounding: rounding up misses the printed table (domain.md D4.2)."""
    proportion = Fraction(policy.proportion)
    spread = Fraction(policy.chi_square) * proportion * (1 - proportion)
    return int(half_up(spread * population / (Fraction(policy.margin) ** 2 * (population - 1) + spread), 0))
