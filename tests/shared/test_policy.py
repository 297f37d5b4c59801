from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from shared.policy import ALWAYS, NoPolicy, Policies, Policy, PolicyBroken, read_policies


class LoanPolicy(Policy, frozen=True, kw_only=True):
    table = "loans"

    days: int
    fine: Decimal
    kinds: tuple[Literal["BOOK", "MAP"], ...] = ()
    steps: dict[str, Decimal] = msgspec.field(default_factory=dict)


class OpeningPolicy(Policy, frozen=True, kw_only=True):
    table = "openings"

    hours: int


def version(since: str, until: str | None = None, /, **values: object) -> str:
    fields = {"legal_basis": '"Perda 1"', "days": 14, "fine": 0.1} | values
    last = f"valid_to = {until}\n" if until else ""
    return f"[[version]]\nvalid_from = {since}\n{last}" + "".join(f"{name} = {one}\n" for name, one in fields.items())


def read(folder: Path, *versions: str) -> Policies:
    (folder / "loans.toml").write_text("\n".join(versions), encoding="utf-8")
    return read_policies(folder, [LoanPolicy])


def broken(folder: Path, *versions: str) -> str:
    with pytest.raises(PolicyBroken) as problem:
        read(folder, *versions)
    return str(problem.value)


def test_a_rule_is_the_one_of_the_day_that_the_fact_happened(tmp_path: Path) -> None:
    policies = read(
        tmp_path,
        version("2025-07-01", days=7),
        version("2020-01-01", "2024-12-31", days=21),
        version("2025-01-01", "2025-06-30", days=14),
    )
    days = {
        date(2020, 1, 1): 21,
        date(2024, 12, 31): 21,
        date(2025, 1, 1): 14,
        date(2025, 6, 30): 14,
        date(2025, 7, 1): 7,
        date(2999, 12, 31): 7,
    }
    assert {day: policies.of(LoanPolicy, day).days for day in days} == days
    assert policies.of(LoanPolicy, date(2025, 6, 30)).version == "loans@2025-01-01"


def test_a_day_without_a_rule_is_refused_with_the_table_and_the_day(tmp_path: Path) -> None:
    policies = read(tmp_path, version("2020-01-01", "2024-12-31"))
    for day in (date(2019, 12, 31), date(2025, 1, 1)):
        with pytest.raises(NoPolicy) as refused:
            policies.of(LoanPolicy, day)
        assert refused.value.facts == {"table": "loans", "day": day.isoformat()}
    with pytest.raises(NoPolicy):
        policies.of(OpeningPolicy, date(2022, 1, 1))


def test_numbers_with_a_point_are_decimals_exactly_as_written(tmp_path: Path) -> None:
    steps = "{ first = 0.30, second = 2, third = 0.12345678901234567891 }"
    policies = read(tmp_path, version("2020-01-01", fine=0.1, steps=steps, kinds='["MAP"]'))
    rule = policies.of(LoanPolicy, date(2020, 1, 1))
    assert rule.fine == Decimal("0.1")
    assert list(map(str, rule.steps.values())) == ["0.30", "2", "0.12345678901234567891"]
    assert (rule.kinds, rule.valid_to) == (("MAP",), ALWAYS)


def test_an_overlap_names_the_file_and_its_days(tmp_path: Path) -> None:
    problem = broken(tmp_path, version("2020-01-01", "2025-03-31"), version("2025-01-01"))
    assert problem == "loans.toml: 2025-01-01 to 2025-03-31 is covered twice"


def test_a_version_without_an_end_overlaps_with_the_next(tmp_path: Path) -> None:
    assert "loans.toml: 2025-01-01 to" in broken(tmp_path, version("2020-01-01"), version("2025-01-01"))


def test_a_day_that_ends_one_version_and_begins_the_next_overlaps(tmp_path: Path) -> None:
    problem = broken(tmp_path, version("2020-01-01", "2025-01-01"), version("2025-01-01"))
    assert problem == "loans.toml: 2025-01-01 to 2025-01-01 is covered twice"


def test_two_versions_of_one_day_overlap(tmp_path: Path) -> None:
    assert "covered twice" in broken(tmp_path, version("2020-01-01"), version("2020-01-01"))


def test_a_hole_names_the_file_and_the_days_around_it(tmp_path: Path) -> None:
    problem = broken(tmp_path, version("2020-01-01", "2024-12-30"), version("2025-01-01"))
    assert problem == "loans.toml: nothing between 2024-12-30 and 2025-01-01"


def test_a_version_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    problem = broken(tmp_path, version("2025-01-01", "2024-12-31"))
    assert problem == "loans.toml: 2025-01-01 to 2024-12-31 ends before it begins"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"days": '"two weeks"'}, "days"),
        ({"days": 1.5}, "days"),
        ({"fine": '"much"'}, "fine"),
        ({"kinds": '["MAGAZINE"]'}, "kinds"),
        ({"legal_basis": 7}, "legal_basis"),
        ({"dais": 14}, "dais"),
        ({"valid_to": '"never"'}, "valid_to"),
        ({"valid_to": "2026-01-01T10:00:00"}, "valid_to"),
    ],
    ids=str,
)
def test_a_wrong_value_names_the_file_the_version_and_the_field(
    tmp_path: Path, wrong: dict[str, object], named: str
) -> None:
    problem = broken(tmp_path, version("2020-01-01", "2024-12-31"), version("2025-01-01", **wrong))
    assert problem.startswith("loans.toml: version of 2025-01-01: ")
    assert named in problem


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[[versions]]\n" + version("2020-01-01"),
        version("2020-01-01").replace("[[version]]", "[version]"),
        "version = 3",
        "version = []",
        "[[version]]\nvalid_from = 2020-01-01",
        "[[version]]\ndays = 14",
        "[[version]",
    ],
    ids=["empty", "table unknown", "not a list", "no table", "no version", "fields missing", "no day", "no TOML"],
)
def test_a_file_that_is_no_table_of_versions_is_named(tmp_path: Path, content: str) -> None:
    assert broken(tmp_path, content).startswith("loans.toml: ")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "loans.toml").write_bytes(version("2020-01-01", legal_basis='"Perda é"').encode("latin-1"))
    with pytest.raises(PolicyBroken, match=r"loans\.toml"):
        read_policies(tmp_path, [LoanPolicy])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyBroken, match=r"openings\.toml"):
        read_policies(tmp_path, [OpeningPolicy])
