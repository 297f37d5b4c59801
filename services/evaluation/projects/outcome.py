"""How far a project moved its indicator, by two methods that give different numbers (domain.md D5.5)."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import msgspec

from shared.contracts.vocabulary import Indicator
from shared.policy import Policy

Method = Literal["PROGRESS_FROM_BASELINE", "REALISATION_OF_TARGET"]
Undefined = Literal["TARGET_IS_BASELINE", "TARGET_IS_ZERO"]
HUNDREDTH = Decimal("0.01")


class Outcome(msgspec.Struct, frozen=True):
    """Percent, half up to two places; None and a reason where the method has no answer."""

    method: Method
    percent: Decimal | None
    undefined: Undefined | None = None


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class of achievement from `least` percent on, up to where the next one begins."""

    code: str
    least: int


class AchievementPolicy(Policy, frozen=True):
    """The classes of achievement from the best down; below the last of them is `lowest`."""

    table = "achievement"

    bands: tuple[Band, ...]
    lowest: str

    def __post_init__(self) -> None:
        least = [band.least for band in self.bands]
        if least != sorted(set(least), reverse=True):
            raise ValueError("bands of achievement go from the best down")

    def band(self, percent: Decimal) -> str:
        """The class of a percentage; half-open, so that 90.5 is not yet the class that begins at 91 (D1.5, D5.5)."""
        return next((band.code for band in self.bands if percent >= band.least), self.lowest)


def progress(indicator: Indicator, baseline: Decimal, actual: Decimal) -> Outcome:
    """The part of the way from `baseline` to target that was covered; negative where it went the other way."""
    if indicator.target == baseline:
        return Outcome("PROGRESS_FROM_BASELINE", None, "TARGET_IS_BASELINE")
    return Outcome("PROGRESS_FROM_BASELINE", _percent(actual - baseline, indicator.target - baseline))


def realisation(indicator: Indicator, actual: Decimal) -> Outcome:
    """The ratio of government reports (LKjIP); where smaller is better, what exceeds the target counts against."""
    if not indicator.target:
        return Outcome("REALISATION_OF_TARGET", None, "TARGET_IS_ZERO")
    counted = actual if indicator.direction == "MAXIMISE" else 2 * indicator.target - actual
    return Outcome("REALISATION_OF_TARGET", _percent(counted, indicator.target))


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    # Zero is added since Decimal knows a negative one, which nobody should read.
    return (part * 100 / whole).quantize(HUNDREDTH, ROUND_HALF_UP) + 0
