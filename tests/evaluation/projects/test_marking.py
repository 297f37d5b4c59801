"""Totals and marks: weights, the ten points between two assessors, and the closest two of three."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.projects.marking import RubricPolicy, judged, total
from shared.contracts.evaluation.projects import ProjectMarked, ThirdAssessorRequired
from shared.policy import PolicyBroken, read_policies

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
RUBRIC = read_policies(TABLES, [RubricPolicy]).of(RubricPolicy, date(2026, 3, 2))
TOTALS = st.decimals(0, 100, places=2)
MARKS = st.fixed_dictionaries({name: st.integers(0, 100) for name in RUBRIC.weights})


def mark(*totals: str) -> ProjectMarked:
    decided = judged([Decimal(one) for one in totals], RUBRIC)
    assert isinstance(decided, ProjectMarked), decided
    return decided


def test_the_default_rubric_is_that_of_d5_6() -> None:
    assert RUBRIC.weights == {
        "problem_relevance": 15,
        "design_quality": 20,
        "implementation": 25,
        "results": 25,
        "teamwork": 15,
    }


def test_a_rubric_whose_weights_are_not_a_hundred_is_refused_at_start(tmp_path: Path) -> None:
    (tmp_path / "rubric.toml").write_text(
        '[[version]]\nvalid_from = 2020-01-01\nlegal_basis = "x"\nmost_difference = 10\nweights = { results = 99 }\n'
    )
    with pytest.raises(PolicyBroken, match=r"rubric\.toml.*add up to 100"):
        read_policies(tmp_path, [RubricPolicy])


def test_two_halves_of_a_hundredth_are_rounded_up() -> None:
    assert mark("80.00", "80.01").mark == Decimal("80.01")
    assert mark("80.02", "80.03").mark == Decimal("80.03")


def test_exactly_ten_points_are_still_no_difference() -> None:
    assert mark("70.00", "80.00").method == "MEAN_OF_TWO"
    assert judged([Decimal("70.00"), Decimal("80.01")], RUBRIC) == ThirdAssessorRequired(
        Decimal("10.01"), RUBRIC.version
    )


def test_of_three_the_closest_two_count_whoever_came_when() -> None:
    assert mark("90.00", "60.00", "72.00").mark == Decimal("66.00")
    assert mark("60.00", "90.00", "88.00").mark == Decimal("89.00")


def test_in_doubt_between_low_and_high_the_higher_two_count() -> None:
    assert mark("60.00", "80.00", "70.00").mark == Decimal("75.00")
    assert mark("80.00", "60.00", "70.00").mark == Decimal("75.00")


@given(MARKS)
def test_a_total_lies_between_the_lowest_and_the_highest_mark(marks: dict[str, int]) -> None:
    assert min(marks.values()) <= total(marks, RUBRIC) <= max(marks.values())


@given(st.lists(TOTALS, min_size=3, max_size=3))
def test_the_mark_does_not_depend_on_who_marked_first(totals: list[Decimal]) -> None:
    forwards, backwards = judged(totals, RUBRIC), judged(totals[::-1], RUBRIC)
    assert isinstance(forwards, ProjectMarked)
    assert isinstance(backwards, ProjectMarked)
    assert forwards.mark == backwards.mark
    assert min(totals) <= forwards.mark <= max(totals)
