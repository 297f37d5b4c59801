"""Satisfaction on one scale from the worst to the best possible score (domain.md D4.3); never one figure with SKM."""

from collections.abc import Sequence
from fractions import Fraction

from shared.policy import Policy


class SatisfactionPolicy(Policy, frozen=True):
    """What the best possible score counts; the worst one counts 0."""

    table = "satisfaction"

    points: int


def normalised(mean: Fraction, least: int, most: int, policy: SatisfactionPolicy) -> Fraction:
    """A mean of scores from `least` to `most` as points from 0, (x - min) / (max - min) (domain.md D4.3)."""
    return (mean - least) / (most - least) * policy.points


def together(points: Sequence[Fraction]) -> Fraction | None:
    """The mean of normalised questions, each weighing the same; None where none of them was answered."""
    return sum(points, Fraction()) / len(points) if points else None
