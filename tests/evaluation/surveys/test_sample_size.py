"""The sample of Krejcie and Morgan: every row of D4.2."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.surveys.sample_size import SampleSizePolicy, needed
from shared.policy import read_policies

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
POLICY = read_policies(TABLES, [SampleSizePolicy]).of(SampleSizePolicy, date(2026, 3, 2))
ROWS = {
    10: 10,
    15: 14,
    20: 19,
    30: 28,
    50: 44,
    75: 63,
    100: 80,
    150: 108,
    200: 132,
    250: 152,
    300: 169,
    400: 196,
    500: 217,
    750: 254,
    1000: 278,
    1500: 306,
    2000: 322,
    3000: 341,
    5000: 357,
    10000: 370,
}


@pytest.mark.parametrize(("population", "sample"), ROWS.items())
def test_each_row_of_the_table_is_met(population: int, sample: int) -> None:
    assert needed(population, POLICY) == sample


def test_nobody_needs_no_answer_and_one_person_needs_one() -> None:
    assert (needed(0, POLICY), needed(1, POLICY)) == (0, 1)


@given(st.integers(1, 100_000))
def test_no_more_are_needed_than_there_are_and_never_fewer_for_more(population: int) -> None:
    assert needed(population, POLICY) <= population
    assert needed(population, POLICY) <= needed(population + 1, POLICY) <= 384
