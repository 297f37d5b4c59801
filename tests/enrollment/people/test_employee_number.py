"""An employee number is checked by the tables of BKN, and what is unusual in it is a hint."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.enrollment.people.employee_number import (
    EmployeeNumber,
    NumberLimits,
    NumberMalformed,
    masked,
    parse,
    warnings,
)
from shared.policy import read_policies

TABLES = Path(__file__).parents[3] / "services" / "enrollment" / "policies"
LIMITS = read_policies(TABLES, [NumberLimits]).of(NumberLimits, date(2026, 3, 2))
PROBLEMS = {"NUMBER_SHAPE", "NUMBER_BIRTH_DATE", "NUMBER_APPOINTMENT", "NUMBER_SEX", "NUMBER_SERIAL"}
TODAY = date(2026, 3, 2)

BKN_EXAMPLE = "196608011988031001"
CONTRACT_SAMPLE = "200012312024211001"
CIVIL_SERVANT_SAMPLE = "200012312024121001"


def test_the_published_example_of_bkn_is_read() -> None:
    assert parse(BKN_EXAMPLE) == EmployeeNumber(
        digits=BKN_EXAMPLE,
        kind="PNS",
        born_on=date(1966, 8, 1),
        sex="MALE",
        appointed_year=1988,
        appointed_month=3,
        contracts=None,
    )


def test_digits_13_and_14_tell_a_contract_employee_from_a_civil_servant() -> None:
    contract, civil_servant = parse(CONTRACT_SAMPLE), parse(CIVIL_SERVANT_SAMPLE)
    assert (contract.kind, contract.appointed_year, contract.appointed_month, contract.contracts) == (
        "PPPK",
        2024,
        None,
        1,
    )
    assert (civil_servant.kind, civil_servant.appointed_month, civil_servant.contracts) == ("PNS", 12, None)


def test_spaces_as_the_number_is_printed_are_left_out() -> None:
    assert parse("19660801 198803 1 001").digits == BKN_EXAMPLE


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "NUMBER_SHAPE"),
        ("19660801198803100", "NUMBER_SHAPE"),
        ("1966080119880310011", "NUMBER_SHAPE"),
        ("1.96608E+17", "NUMBER_SHAPE"),
        ("19660801198803100\u0661", "NUMBER_SHAPE"),
        (BKN_EXAMPLE + "\n", "NUMBER_SHAPE"),
        ("196602301988031001", "NUMBER_BIRTH_DATE"),
        ("000008011988031001", "NUMBER_BIRTH_DATE"),
        ("196608010000031001", "NUMBER_APPOINTMENT"),
        ("196608011988001001", "NUMBER_APPOINTMENT"),
        ("196608011988131001", "NUMBER_APPOINTMENT"),
        ("196608011988201001", "NUMBER_APPOINTMENT"),
        ("196608011988301001", "NUMBER_APPOINTMENT"),
        ("196608011988033001", "NUMBER_SEX"),
        ("196608011988031000", "NUMBER_SERIAL"),
    ],
)
def test_a_number_that_cannot_exist_is_refused_with_the_part_that_is_wrong(text: str, problem: str) -> None:
    with pytest.raises(NumberMalformed) as refused:
        parse(text)
    assert refused.value.facts == {"problem": problem}
    assert refused.value.says.format(**refused.value.facts)


@pytest.mark.parametrize(
    "middle", [f"{month:02d}" for month in range(1, 13)] + [str(marker) for marker in range(21, 30)]
)
def test_every_month_and_every_count_of_contracts_is_accepted(middle: str) -> None:
    assert parse(f"199001012024{middle}2999").sex == "FEMALE"


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (BKN_EXAMPLE, []),
        ("200012312018121900", ["APPOINTED_TOO_YOUNG"]),
        ("200012312018122900", ["APPOINTED_TOO_YOUNG"]),
        ("198001012020011900", ["APPOINTED_LATE_IN_LIFE"]),
        ("198001012024211900", []),
        ("200512312024211900", ["APPOINTED_TOO_YOUNG"]),
        ("198001012018211900", ["CONTRACT_TOO_EARLY"]),
        ("198001012019211900", []),
        ("200001012026061900", []),
        ("200001012026071900", ["APPOINTED_AHEAD"]),
    ],
)
def test_what_is_unusual_is_a_warning(number: str, found: list[str]) -> None:
    assert warnings(parse(number), LIMITS, TODAY) == found


def test_a_masked_number_shows_its_last_six_digits_only() -> None:
    assert masked(BKN_EXAMPLE) == "********031001"


@given(
    born_on=st.dates(date(1940, 1, 1), date(2008, 12, 31)),
    year=st.integers(1960, 2030),
    part=st.sampled_from([*range(1, 13), *range(21, 30)]),
    sex=st.sampled_from("12"),
    serial=st.integers(1, 999),
)
def test_whatever_is_put_together_by_the_rule_is_read_back(
    born_on: date, year: int, part: int, sex: str, serial: int
) -> None:
    number = parse(f"{born_on:%Y%m%d}{year}{part:02d}{sex}{serial:03d}")
    assert (number.born_on, number.appointed_year) == (born_on, year)
    assert (number.appointed_month, number.contracts) == ((part, None) if part < 13 else (None, part - 20))
    assert (number.kind == "PPPK") == (part > 20)
    assert (number.sex == "FEMALE") == (sex == "2")


@given(st.text(max_size=30))
def test_any_text_is_either_read_or_refused(text: str) -> None:
    assert read_or_refused(text) in PROBLEMS | {"READ"}


def read_or_refused(text: str) -> str:
    try:
        parse(text)
    except NumberMalformed as refused:
        return str(refused.facts["problem"])
    return "READ"
