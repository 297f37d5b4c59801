"""No set of published breakdowns gives a few answers away, and no more is suppressed than that takes."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.surveys.disclosure import TOTAL, Classes, SuppressionPolicy, publishable
from shared.policy import read_policies

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
POLICY = read_policies(TABLES, [SuppressionPolicy]).of(SuppressionPolicy, date(2026, 3, 2))
LEAST = POLICY.least_answers

Answers = dict[Classes, int]


def by_kind(**answers: int) -> Answers:
    return {(("kind", kind),): number for kind, number in answers.items()}


def by_kind_and_unit(**answers: tuple[int, ...]) -> Answers:
    """For each kind the answers of units A, B, C..."""
    return {
        (("kind", kind), ("unit", unit)): number
        for kind, numbers in answers.items()
        for unit, number in zip("ABCDEFGH", numbers, strict=False)
    }


def shown(answers: Answers) -> set[str]:
    """The published cells by their class; the total is ALL."""
    return {cell[0][1] if cell else "ALL" for cell in publishable(answers, POLICY)}


def test_a_result_of_fewer_than_five_answers_is_suppressed() -> None:
    assert LEAST == 5
    assert shown(by_kind(PNS=4)) == set()
    assert shown(by_kind(PNS=5)) == {"ALL", "PNS"}
    assert shown({}) == shown({TOTAL: 0}) == set()
    assert shown({TOTAL: 5}) == {"ALL"}


def test_a_class_whose_rest_is_small_is_suppressed_against_the_total() -> None:
    assert shown(by_kind(PNS=30, PPPK=3)) == {"ALL"}


def test_a_class_without_answers_is_suppressed_and_hides_nobody_else() -> None:
    assert shown(by_kind(PNS=30, PPPK=0)) == {"ALL", "PNS"}


def test_the_next_smallest_class_goes_with_a_small_one() -> None:
    assert shown(by_kind(A=20, B=9, C=4)) == {"ALL", "A"}


def test_two_small_classes_hide_each_other() -> None:
    assert shown(by_kind(A=20, B=9, C=4, D=3)) == {"ALL", "A", "B"}


def test_two_small_classes_that_are_few_together_take_a_third_one_with_them() -> None:
    assert shown(by_kind(A=20, B=9, C=2, D=2)) == {"ALL", "A"}


def test_overlapping_breakdowns_do_not_part_a_small_stratum_from_its_class() -> None:
    """PPPK of A are PPPK less those of B: where B has nobody else, kind and unit together tell the three of A."""
    answers = by_kind_and_unit(PNS=(20, 0), PPPK=(3, 12))
    assert shown(answers) == {"ALL", "A"} | {"B"}
    assert "PPPK" not in shown(answers)


def test_overlapping_classes_whose_strata_are_small_on_both_sides_are_not_compared() -> None:
    """PNS less unit A would be two people of B less two of A, which on a short scale can tell all four."""
    answers = by_kind_and_unit(PNS=(20, 2), PPPK=(2, 10))
    assert not {"PNS", "A"} <= shown(answers)


def test_small_strata_that_nothing_parts_are_no_reason_to_suppress() -> None:
    assert shown(by_kind_and_unit(PNS=(9, 3), PPPK=(3, 9))) == {"ALL", "PNS", "PPPK", "A", "B"}


def test_three_breakdowns_at_once_are_held_against_each_other() -> None:
    """Kinds and posts hide the one of unit C, kinds and units too; all three breakdowns together would not."""
    answers: Answers = {
        (("kind", "PNS"), ("post", "X"), ("unit", "A")): 10,
        (("kind", "PNS"), ("post", "Y"), ("unit", "B")): 10,
        (("kind", "PPPK"), ("post", "X"), ("unit", "B")): 10,
        (("kind", "PPPK"), ("post", "Y"), ("unit", "C")): 1,
    }
    assert shown(answers) == {"ALL", "PNS", "PPPK", "X", "Y"}
    without_posts = {tuple(one for one in stratum if one[0] != "post"): n for stratum, n in answers.items()}
    assert "B" in shown(without_posts)


def test_people_who_hold_no_class_of_a_dimension_count_in_the_others() -> None:
    answers: Answers = {(("kind", "PNS"),): 6, (("kind", "PNS"), ("unit", "A")): 7, (("kind", "PPPK"),): 8}
    assert shown(answers) == {"ALL", "PNS", "PPPK", "A"}
    assert shown({**answers, (("kind", "PNS"),): 4}) == {"ALL", "PNS", "PPPK"}


@pytest.mark.parametrize("least", [1, 2, 3, 8])
def test_the_number_is_the_policy_s(least: int) -> None:
    policy = SuppressionPolicy(valid_from=date(2026, 1, 1), legal_basis="contoh", least_answers=least)
    assert publishable(by_kind(PNS=least, PPPK=20), policy) == {TOTAL, (("kind", "PNS"),), (("kind", "PPPK"),)}
    assert publishable(by_kind(PNS=least - 1, PPPK=20), policy) == (
        {TOTAL} if least > 1 else {TOTAL, (("kind", "PPPK"),)}
    )


def test_a_city_of_thirty_units_is_done_in_a_moment() -> None:
    units: Answers = {
        (("kind", kind), ("unit", f"{unit:02}")): 1 + (unit * 7 + place * 5) % 6
        for unit in range(30)
        for place, kind in enumerate(("CPNS", "PNS", "PPPK"))
    }
    assert TOTAL in publishable(units, POLICY)


def rank(matrix: Sequence[Sequence[int]]) -> int:
    """Independent of the code: fraction-free elimination."""
    rows, found = [list(map(Fraction, row)) for row in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in range(found, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for below in range(found + 1, len(rows)):
            factor = rows[below][column] / rows[found][column]
            rows[below] = [one - factor * other for one, other in zip(rows[below], rows[found], strict=True)]
        found += 1
    return found


def leaking(cells: frozenset[Classes], answers: Answers) -> list[set[Classes]]:
    """Every group of strata with one to four answers of which the cells tell the sum, or anything else."""
    strata = [stratum for stratum, number in answers.items() if number]
    matrix = [[int(set(cell) <= set(stratum)) for stratum in strata] for cell in sorted(cells)]
    whole = rank(matrix)
    found = []
    for size in range(1, len(strata) + 1):
        for group in combinations(range(len(strata)), size):
            if sum(answers[strata[place]] for place in group) >= LEAST:
                continue
            indicator = [int(place in group) for place in range(len(strata))]
            outside = [[row[place] for place in range(len(strata)) if place not in group] for row in matrix]
            if rank([*matrix, indicator]) == whole or rank(outside) < whole:
                found.append({strata[place] for place in group})
    return found


def tables(counts: st.SearchStrategy[int]) -> st.SearchStrategy[Answers]:
    """Up to eight strata of one, two or three dimensions, some people without a class."""
    a_class = st.sampled_from(["", "a", "b", "c"])
    stratum = st.tuples(a_class, a_class, st.sampled_from(["", "", "a", "b"])).map(
        lambda names: tuple((dimension, name) for dimension, name in zip("kpu", names, strict=True) if name)
    )
    return st.dictionaries(stratum, counts, max_size=8)


@given(tables(st.integers(0, 12)))
def test_nothing_gives_a_few_answers_away(answers: Answers) -> None:
    assert leaking(publishable(answers, POLICY), answers) == []


@given(tables(st.integers(0, 12)))
def test_nothing_is_suppressed_that_could_be_shown_beside_the_rest(answers: Answers) -> None:
    published = publishable(answers, POLICY)
    sizes: dict[Classes, int] = {TOTAL: sum(answers.values())}
    for stratum, number in answers.items():
        for one in stratum:
            sizes[(one,)] = sizes.get((one,), 0) + number
    for cell in sizes.keys() - published:
        assert sizes[cell] < LEAST or leaking(published | {cell}, answers)


@given(tables(st.integers(LEAST, 40)))
def test_nothing_is_suppressed_where_every_stratum_is_large(answers: Answers) -> None:
    cells = {(one,) for stratum in answers for one in stratum}
    assert publishable(answers, POLICY) == (cells | {TOTAL} if answers else set())


@given(tables(st.integers(0, 12)))
def test_the_order_of_strata_does_not_matter(answers: Answers) -> None:
    assert publishable(dict(reversed(answers.items())), POLICY) == publishable(answers, POLICY)
