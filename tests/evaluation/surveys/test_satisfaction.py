"""Satisfaction in points of a hundred, whatever the scale of the question (D4.3)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.surveys.rounding import half_up
from services.evaluation.surveys.satisfaction import SatisfactionPolicy, normalised, together
from services.evaluation.surveys.skm import SkmPolicy, index
from shared.policy import read_policies

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
POLICIES = read_policies(TABLES, [SatisfactionPolicy, SkmPolicy])
POLICY = POLICIES.of(SatisfactionPolicy, date(2026, 3, 2))


def test_three_of_four_is_66_7_points_but_75_of_skm() -> None:
    assert half_up(normalised(Fraction(3), 1, 4, POLICY), 1) == Decimal("66.7")
    assert index({"FEE": Fraction(3)}, POLICIES.of(SkmPolicy, date(2026, 3, 2))).nik == Decimal("75.00")


@pytest.mark.parametrize(("mean", "points"), [("1", 0), ("3", 50), ("5", 100), ("4.46", Fraction("86.5"))])
def test_a_scale_of_five_goes_from_0_to_100(mean: str, points: int | Fraction) -> None:
    assert normalised(Fraction(mean), 1, 5, POLICY) == points


def test_questions_weigh_the_same_and_no_question_has_no_mean() -> None:
    assert together([Fraction(50), Fraction(100)]) == 75
    assert together([]) is None


@given(st.integers(-5, 5), st.integers(1, 10), st.fractions(0, 1))
def test_points_stay_between_0_and_100(least: int, width: int, share: Fraction) -> None:
    assert normalised(least + share * width, least, least + width, POLICY) == share * 100
