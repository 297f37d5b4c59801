"""A roster is checked whole: every row with all that is wrong with it, and never with what it says."""

from datetime import date

import msgspec
import pytest
from hypothesis import given as sampled
from hypothesis import strategies as st

from services.enrollment.people.roster import Row, check
from services.enrollment.people.roster_file import COLUMNS, RosterUnreadable, read_file
from shared.refusals import Refused
from tests.enrollment.people.examples import FOUNDED, POLICIES, ROSTER_DAY
from tests.enrollment.people.rosters import ANI, CONTRACT, file

UNITS = {"DLH": FOUNDED, "DINKES": FOUNDED, "HARI-INI": ROSTER_DAY, "BARU": date(2025, 6, 1)}


def checked(*rows: dict[str, str]) -> list[Row]:
    return check(read_file(file(*rows)), ROSTER_DAY, UNITS, POLICIES)


def problems(**cells: str) -> dict[str, str]:
    [row] = checked({**ANI, **cells})
    assert (row.entry is None) == bool(row.problems)
    return dict(row.problems)


def test_a_good_row_is_an_entry() -> None:
    [row] = checked(ANI)
    assert row.problems == {}
    assert row.warnings == ()
    assert row.entry is not None
    assert row.entry.number.digits == ANI["employee_number"]
    assert row.entry.fields == ("WASTE", "PLANNING")
    assert row.entry.appointed_on == date(2012, 4, 1)
    record = msgspec.structs.asdict(row.entry.record("ani"))
    assert record == {"id": "ani"} | {name: ANI[name] for name in record if name != "id"}


def test_what_is_just_right_is_no_problem() -> None:
    day = ROSTER_DAY.isoformat()
    [row] = checked({**ANI, "name": "A" * 200, "unit": "HARI-INI", "fields": "ICT;TAX;ICT", "appointed_on": day})
    assert row.entry is not None
    assert row.entry.fields == ("ICT", "TAX")


def test_a_contract_employee_has_a_number_and_a_grade_of_another_kind() -> None:
    [row] = checked(CONTRACT)
    assert row.entry is not None
    assert (row.entry.kind, row.entry.grade, row.warnings) == ("PPPK", "IX", ())


def test_cells_are_tidied() -> None:
    [row] = checked({**ANI, "name": " Ani\u00a0 Simatu\u0301pang\n", "employee_number": "19870817 201204 2 901"})
    assert row.entry is not None
    assert row.entry.name == "Ani Simat\u00fapang"
    assert row.entry.number.digits == ANI["employee_number"]


def test_rows_are_counted_as_a_spreadsheet_does_and_blank_ones_left_out() -> None:
    blank = dict.fromkeys(COLUMNS, "")
    assert [row.number for row in checked(ANI, blank, CONTRACT)] == [2, 4]


def test_a_mark_of_byte_order_is_left_out() -> None:
    assert len(read_file(b"\xef\xbb\xbf" + file(ANI))) == 1


@pytest.mark.parametrize(
    ("content", "problem", "line"),
    [
        (b"", "HEADER", 1),
        (b"\n\n", "HEADER", 1),
        (file(ANI, header=(*COLUMNS[:-1], "appointed")), "HEADER", 1),
        (file(ANI, header=COLUMNS[1:]), "HEADER", 1),
        (file(ANI).replace(b",", b";"), "HEADER", 1),
        (file(), "NO_ROWS", 2),
        (file(dict.fromkeys(COLUMNS, "")), "NO_ROWS", 2),
        (file() + b",\n,x\n" * 20_001, "TOO_MANY_ROWS", 20_002),
        (file(ANI, ANI).replace(b"Simatupang", b"Simatup\xe1ng", 1), "ENCODING", 2),
        (file(ANI).decode().encode("utf-16"), "ENCODING", 1),
        (file(ANI) + b'"never closed', "QUOTES", 3),
        (file(ANI) + b'"closed" too early,', "QUOTES", 3),
    ],
)
def test_what_is_no_roster_is_refused_whole(content: bytes, problem: str, line: int) -> None:
    with pytest.raises(RosterUnreadable) as refused:
        read_file(content)
    assert (refused.value.facts["problem"], refused.value.facts["line"]) == (problem, line)
    assert refused.value.says.format(**refused.value.facts)


@pytest.mark.parametrize("line", [b"one,two\r\n", ",".join([*ANI.values(), "more"]).encode()])
def test_a_row_has_as_many_cells_as_there_are_columns(line: bytes) -> None:
    [row] = check(read_file(file() + line), ROSTER_DAY, UNITS, POLICIES)
    assert row.problems == {"row": "CELLS"}


@pytest.mark.parametrize(
    ("column", "text", "problem"),
    [
        ("employee_number", "", "MISSING"),
        ("employee_number", "198708172012042", "NUMBER_SHAPE"),
        ("employee_number", "198702302012042901", "NUMBER_BIRTH_DATE"),
        ("employee_number", "198708172012132901", "NUMBER_APPOINTMENT"),
        ("employee_number", "198708172012043901", "NUMBER_SEX"),
        ("employee_number", "198708172012042000", "NUMBER_SERIAL"),
        ("kind", "HONORER", "UNKNOWN"),
        ("name", "", "MISSING"),
        ("name", " ", "MISSING"),
        ("name", "=1+1", "FORMULA"),
        ("name", "+1+1", "FORMULA"),
        ("name", "-1+1", "FORMULA"),
        ("name", "@SUM(A1)", "FORMULA"),
        ("name", "\t=1+1", "FORMULA"),
        ("name", "Ani\x00", "UNPRINTABLE"),
        ("name", "Ani\u200b", "UNPRINTABLE"),
        ("name", "A" * 201, "TOO_LONG"),
        ("email", "ani", "MALFORMED"),
        ("phone", "+1+1", "FORMULA"),
        ("phone", "none", "MALFORMED"),
        ("unit", "NOWHERE", "UNKNOWN"),
        ("unit", "BARU", "NOT_YET"),
        ("post_group", "BOSS", "UNKNOWN"),
        ("post_level", "PELAKSANA", "NOT_OF_GROUP"),
        ("grade", "V/a", "NOT_OF_KIND"),
        ("grade", "IX", "NOT_OF_KIND"),
        ("status", "77", "UNKNOWN"),
        ("status", "1", "UNKNOWN"),
        ("fields", "waste", "MALFORMED"),
        ("fields", "WASTE;", "MALFORMED"),
        ("appointed_on", "", "MISSING"),
        ("appointed_on", "2012-02-30", "MALFORMED"),
        ("appointed_on", "01-04-2012", "MALFORMED"),
        ("appointed_on", "20120401", "MALFORMED"),
        ("appointed_on", "2025-01-03", "AFTER_ROSTER"),
    ],
)
def test_what_is_wrong_with_a_cell_has_a_code(column: str, text: str, problem: str) -> None:
    assert problems(**{column: text}) == {column: problem}


def test_a_kind_that_the_number_does_not_tell_is_wrong() -> None:
    assert problems(kind="PPPK", grade="IX") == {"kind": "UNLIKE_NUMBER"}
    assert problems(kind="CPNS") == {}
    [row] = checked({**CONTRACT, "kind": "PNS", "grade": "III/a"})
    assert row.problems == {"kind": "UNLIKE_NUMBER"}


def test_everything_that_is_wrong_with_a_row_is_said_at_once() -> None:
    assert problems(employee_number="1", name="", unit="NOWHERE", grade="IX", appointed_on="yesterday") == {
        "employee_number": "NUMBER_SHAPE",
        "name": "MISSING",
        "unit": "UNKNOWN",
        "grade": "NOT_OF_KIND",
        "appointed_on": "MALFORMED",
    }


def test_both_rows_of_a_doubled_number_are_wrong_however_it_is_written() -> None:
    again = {**ANI, "employee_number": "19870817 201204 2 901", "name": ""}
    assert [row.problems for row in checked(ANI, CONTRACT, again)] == [
        {"employee_number": "DOUBLED"},
        {},
        {"employee_number": "DOUBLED", "name": "MISSING"},
    ]


def test_what_may_stay_empty() -> None:
    optional = ("title_before", "title_after", "email", "phone", "post_title", "fields")
    assert problems(**dict.fromkeys(optional, "")) == {}


@pytest.mark.parametrize(
    ("cells", "warning"),
    [
        ({"appointed_on": "2012-05-01"}, "APPOINTED_ON_UNLIKE_NUMBER"),
        ({"appointed_on": "2013-04-01"}, "APPOINTED_ON_UNLIKE_NUMBER"),
        ({"employee_number": "200008172012042901"}, "APPOINTED_TOO_YOUNG"),
    ],
)
def test_what_is_unusual_is_a_warning_and_no_problem(cells: dict[str, str], warning: str) -> None:
    [row] = checked({**ANI, **cells})
    assert (row.problems, row.warnings) == ({}, (warning,))


@sampled(st.lists(st.fixed_dictionaries({column: st.text(max_size=20) for column in COLUMNS}), max_size=3))
def test_any_cells_are_checked_without_being_said_again(rows: list[dict[str, str]]) -> None:
    for row in checked(ANI, *rows):
        assert row.entry or {code.isupper() for code in row.problems.values()} == {True}


@sampled(st.binary(max_size=200))
def test_any_bytes_are_either_read_or_refused(content: bytes) -> None:
    assert outcome(content) in {"READ", "ROSTER_UNREADABLE"}
    assert outcome(file(ANI) + content) in {"READ", "ROSTER_UNREADABLE"}


def outcome(content: bytes) -> str:
    try:
        check(read_file(content), ROSTER_DAY, UNITS, POLICIES)
    except Refused as refused:
        return refused.code()
    return "READ"
