"""From an assessor's marks to a total, and from the totals to the mark of a project (domain.md D5.3, D5.6)."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from services.evaluation.projects.refusals import RubricNotFollowed
from shared.contracts.evaluation.projects import ProjectMarked, ThirdAssessorRequired
from shared.policy import Policy
from shared.refusals import Invalid

HUNDREDTH = Decimal("0.01")


class RubricPolicy(Policy, frozen=True):
    """The criteria of the rubric with their weights in percent, and how far apart two totals may lie."""

    table = "rubric"

    weights: dict[str, int]
    most_difference: int

    def __post_init__(self) -> None:
        if sum(self.weights.values()) != 100:
            raise ValueError("the weights of a rubric add up to 100")


def total(marks: Mapping[str, int], rubric: RubricPolicy) -> Decimal:
    """The weighted total, 0 to 100 with two places, exactly; raises `RubricNotFollowed` or `Invalid`."""
    missing, unknown = rubric.weights.keys() - marks.keys(), marks.keys() - rubric.weights.keys()
    if missing or unknown:
        raise RubricNotFollowed(
            criteria=len(rubric.weights),
            missing=len(missing),
            unknown=len(unknown),
            rubric=list(rubric.weights),
            rule=rubric.version,
        )
    if not all(0 <= mark <= 100 for mark in marks.values()):
        raise Invalid(marks="OUT_OF_RANGE")
    return (Decimal(sum(rubric.weights[name] * mark for name, mark in marks.items())) / 100).quantize(HUNDREDTH)


def judged(totals: Sequence[Decimal], rubric: RubricPolicy) -> ProjectMarked | ThirdAssessorRequired | None:
    """What two or three totals decide; None while a single one waits for its second.

    Two that differ by no more than the policy allows are averaged, half up to two places. Otherwise the closest two
    of three are; where the middle one is as far from the lowest as from the highest, the upper two count, so that
    the assessors' doubt does not go against the group.
    """
    if len(totals) < 2:
        return None
    if len(totals) > 2:
        closest = min(combinations(totals, 2), key=lambda pair: (abs(pair[0] - pair[1]), -sum(pair)))
        return ProjectMarked(_mean(closest), tuple(totals), "MEAN_OF_CLOSEST_TWO", rubric.version)
    difference = abs(totals[0] - totals[1])
    if difference > rubric.most_difference:
        return ThirdAssessorRequired(difference, rubric.version)
    return ProjectMarked(_mean(totals), tuple(totals), "MEAN_OF_TWO", rubric.version)


def _mean(totals: Sequence[Decimal]) -> Decimal:
    return (sum(totals, Decimal()) / len(totals)).quantize(HUNDREDTH, ROUND_HALF_UP)
