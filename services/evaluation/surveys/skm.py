"""The community satisfaction index (SKM, IKM), exact until it is rounded and graded (domain.md D4.1)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import msgspec

from services.evaluation.surveys.rounding import half_up
from shared.policy import Policy

PLACES_OF_NI, PLACES_OF_NIK = 4, 2


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A grade of service quality, its perception value and its label, from the least NIK that earns it."""

    grade: str
    perception: int
    label_id: str
    label_en: str
    least: Decimal


class SkmPolicy(Policy, frozen=True):
    """What turns NI, on the scale of the questions, into NIK, and the grades from the best to the lowest."""

    table = "skm"

    multiplier: int
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        if not self.bands or any(better.least <= worse.least for better, worse in pairwise(self.bands)):
            raise ValueError("the bands of SKM go from the best to the lowest")

    def band(self, nik: Decimal) -> Band:
        """The grade of an NIK that is already rounded; the lowest one takes whatever no better one does."""
        return next((band for band in self.bands if nik >= band.least), self.bands[-1])


class Skm(msgspec.Struct, frozen=True):
    """NI with four places, NIK with two, its grade, and the elements from the most to the least urgent."""

    ni: Decimal
    nik: Decimal
    band: Band
    priorities: tuple[str, ...]


def index(means: Mapping[str, Fraction], policy: SkmPolicy) -> Skm:
    """The index of element means (NRR) by element code, each weighing exactly 1 / their number (domain.md D4.1).

    NIK comes from the exact NI, is rounded half up and graded as rounded: the printed bands have gaps between them.
    Improvement begins with the lowest mean; equal ones stand in the order of their codes. Raises `ValueError` where
    there is no element.
    """
    if not means:
        raise ValueError("an index of no element")
    ni = sum(means.values(), Fraction()) / len(means)
    nik = half_up(ni * policy.multiplier, PLACES_OF_NIK)
    priorities = sorted(means, key=lambda element: (means[element], element))
    return Skm(half_up(ni, PLACES_OF_NI), nik, policy.band(nik), tuple(priorities))
