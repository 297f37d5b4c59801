"""SKM: the vectors of D4.1, the edges of the grades, and an index that does not depend on the order of elements."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.surveys.rounding import half_up
from services.evaluation.surveys.skm import Skm, SkmPolicy, index
from shared.policy import PolicyBroken, read_policies

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
POLICY = read_policies(TABLES, [SkmPolicy]).of(SkmPolicy, date(2026, 3, 2))
ELEMENTS = (
    "REQUIREMENTS",
    "PROCEDURE",
    "COMPLETION_TIME",
    "FEE",
    "PRODUCT_SPECIFICATION",
    "STAFF_COMPETENCE",
    "STAFF_CONDUCT",
    "COMPLAINT_HANDLING",
    "FACILITIES",
)
MEANS = st.fixed_dictionaries({element: st.fractions(1, 4, max_denominator=400) for element in ELEMENTS})


def of(*means: str) -> Skm:
    return index(dict(zip(ELEMENTS, map(Fraction, means), strict=False)), POLICY)


def test_means_that_add_up_to_28_8_give_exactly_80() -> None:
    skm = of("3.0", "3.2", "3.1", "3.8", "3.0", "3.3", "3.4", "2.9", "3.1")
    assert (skm.ni, skm.nik, skm.band.grade, skm.band.label_id) == (Decimal("3.20"), Decimal("80.00"), "B", "Baik")


def test_weights_are_a_ninth_and_neither_0_11_nor_0_111() -> None:
    nik = of("3.0", "3.2", "3.1", "3.8", "3.0", "3.3", "3.4", "2.9", "3.1").nik
    assert nik not in (Decimal("79.20"), Decimal("79.92"))
    assert of(*["4"] * 9).nik == 100


def test_half_a_hundredth_goes_up_and_makes_a_b() -> None:
    skm = of(*["3.0642"] * 9)
    assert (skm.ni, skm.nik, skm.band.grade) == (Decimal("3.0642"), Decimal("76.61"), "B")


@pytest.mark.parametrize(("score", "nik", "grade"), [("4", "100.00", "A"), ("1", "25.00", "D")])
def test_everybody_content_is_100_and_nobody_content_25(score: str, nik: str, grade: str) -> None:
    assert (str(of(*[score] * 9).nik), of(*[score] * 9).band.grade) == (nik, grade)


@pytest.mark.parametrize(
    ("nik", "grade", "perception"),
    [
        ("25.00", "D", 1),
        ("64.99", "D", 1),
        ("65.00", "C", 2),
        ("76.60", "C", 2),
        ("76.61", "B", 3),
        ("88.30", "B", 3),
        ("88.31", "A", 4),
        ("100.00", "A", 4),
    ],
)
def test_each_edge_of_the_printed_table_is_in_its_grade(nik: str, grade: str, perception: int) -> None:
    band = POLICY.band(Decimal(nik))
    assert (band.grade, band.perception) == (grade, perception)


@pytest.mark.parametrize(("ni", "grade"), [("2.5997", "D"), ("2.5998", "C"), ("3.0641", "C"), ("3.5323", "A")])
def test_what_lies_in_a_gap_between_the_printed_bands_is_graded_as_rounded(ni: str, grade: str) -> None:
    assert of(*[ni] * 9).band.grade == grade


def test_the_grades_of_2004_are_not_those_of_2017() -> None:
    assert (POLICY.band(Decimal("81.26")).grade, POLICY.band(Decimal("62.51")).grade) == ("B", "D")


def test_the_index_comes_from_the_exact_ni_and_not_from_the_one_that_is_shown() -> None:
    skm = of("3.06419")
    assert (skm.ni, skm.nik) == (Decimal("3.0642"), Decimal("76.60"))


def test_fewer_or_more_elements_weigh_the_same_each() -> None:
    assert of("3", "4").nik == Decimal("87.50")
    assert index({str(number): Fraction(4 if number else 3) for number in range(10)}, POLICY).ni == Decimal("3.9")


def test_improvement_begins_with_the_lowest_element_and_equal_ones_stand_by_code() -> None:
    skm = of("3.0", "3.2", "3.1", "3.8", "3.0", "3.3", "3.4", "2.9", "3.1")
    assert skm.priorities[:4] == ("COMPLAINT_HANDLING", "PRODUCT_SPECIFICATION", "REQUIREMENTS", "COMPLETION_TIME")
    assert skm.priorities[-1] == "FEE"


def test_no_element_has_no_index() -> None:
    with pytest.raises(ValueError, match="no element"):
        index({}, POLICY)


def test_bands_in_a_wrong_order_are_refused_at_start(tmp_path: Path) -> None:
    text = (TABLES / "skm.toml").read_text(encoding="utf-8")
    (tmp_path / "skm.toml").write_text(text.replace("88.31", "70.00"), encoding="utf-8")
    with pytest.raises(PolicyBroken, match="from the best to the lowest"):
        read_policies(tmp_path, [SkmPolicy])


@given(MEANS, st.randoms(use_true_random=False))
def test_elements_count_by_their_code_and_not_by_their_position(means: dict[str, Fraction], random: object) -> None:
    shuffled: Mapping[str, Fraction] = dict(sorted(means.items(), key=lambda _: random.random()))  # type: ignore[attr-defined]
    assert index(shuffled, POLICY) == index(means, POLICY)


@given(MEANS)
def test_the_index_is_never_off_by_more_than_half_a_hundredth(means: dict[str, Fraction]) -> None:
    exact = sum(means.values(), Fraction()) * 25 / 9
    nik = Fraction(index(means, POLICY).nik)
    assert -Fraction(1, 200) < nik - exact <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("value", "rounded"), [("0.005", "0.01"), ("0.0049", "0.00"), ("2.5", "2.50"), ("7/3", "2.33")]
)
def test_rounding_is_half_up_and_shows_its_places(value: str, rounded: str) -> None:
    assert str(half_up(Fraction(value), 2)) == rounded
