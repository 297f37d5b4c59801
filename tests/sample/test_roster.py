"""The sample city is plausible, complete, the same on every run, and nobody in it can be real."""

import csv
import io
import os
import random
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from services.sample.careers import ROSTER_DAY, years_of_service
from services.sample.city import UNITS
from services.sample.establishment import GRADES, LEVELS, establishment
from services.sample.roster import COLUMNS, Employee, by_field, employees, head_of, roster_csv

ROOT = Path(__file__).parents[2]
PNS_NUMBER = re.compile(r"\d{8}\d{4}(0[1-9]|1[0-2])[12](?!000)\d{3}")
PPPK_NUMBER = re.compile(r"\d{8}\d{4}2[1-9][12](?!000)\d{3}")
HEADER = (
    "employee_number,kind,name,title_before,title_after,email,phone,unit,post_group,post_level,"
    "post_title,grade,status,fields,appointed_on"
)

Roster = tuple[Employee, ...]


@pytest.fixture(scope="module", params=[1, 7, 20250102])
def roster(request: pytest.FixtureRequest) -> Roster:
    seed: int = request.param
    return employees(seed)


def born_on(employee: Employee) -> date:
    number = employee.employee_number
    return date(int(number[:4]), int(number[4:6]), int(number[6:8]))


def made_in_another_process(hash_seed: str) -> bytes:
    program = (
        "import sys; from services.sample.roster import *; sys.stdout.buffer.write(roster_csv(employees(7)).encode())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60
    )
    return run.stdout


def test_two_processes_make_the_same_bytes() -> None:
    assert made_in_another_process("1") == made_in_another_process("2") == roster_csv(employees(7)).encode()


def test_another_seed_makes_other_people() -> None:
    assert {person.name for person in employees(1)} != {person.name for person in employees(2)}


def test_only_the_draw_that_python_promises_to_keep_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise AssertionError("its sequence may change between versions of Python")

    for draw in ("getrandbits", "choice", "choices", "randrange", "sample", "shuffle", "uniform"):
        monkeypatch.setattr(random.Random, draw, refuse)
    assert len(employees(1)) == 300


def test_three_hundred_people_of_three_kinds(roster: Roster) -> None:
    assert Counter(person.kind for person in roster) == {"PNS": 165, "PPPK": 111, "CPNS": 24}


def test_every_number_has_the_shape_of_its_kind_and_real_days(roster: Roster) -> None:
    for person in roster:
        number = person.employee_number
        assert (PPPK_NUMBER if person.kind == "PPPK" else PNS_NUMBER).fullmatch(number)
        assert born_on(person) < person.appointed_on <= ROSTER_DAY
        assert 900 <= int(number[15:]) <= 999
        if person.kind == "PPPK":
            assert number[8:12] == f"{person.appointed_on:%Y}"
        else:
            assert number[8:14] == f"{person.appointed_on:%Y%m}"
            assert person.appointed_on.day == 1


def test_nobody_shares_a_number_a_name_or_an_address(roster: Roster) -> None:
    assert len({person.employee_number for person in roster}) == 300
    assert len({person.name for person in roster}) == 300
    assert len({person.email for person in roster}) == 300


def test_ages_are_those_of_a_career(roster: Roster) -> None:
    for person in roster:
        age_then = years_of_service(born_on(person), person.appointed_on)
        assert 20 <= age_then <= (50 if person.kind == "PPPK" else 35)
        assert years_of_service(born_on(person), ROSTER_DAY) < LEVELS[person.post_level].retires_at


def test_the_newest_are_newcomers_and_only_civil_servants_lead(roster: Roster) -> None:
    for person in roster:
        if person.kind != "PNS":
            assert LEVELS[person.post_level].entry
            assert years_of_service(person.appointed_on, ROSTER_DAY) <= 4
            assert not person.head


def test_grades_belong_to_the_scheme_of_the_kind(roster: Roster) -> None:
    for person in roster:
        if person.kind == "PPPK":
            assert person.grade in {"IV", "V", "VII", "IX", "X"}
        else:
            assert person.grade in GRADES
        lowest, highest = LEVELS[person.post_level].grades or (GRADES[0], GRADES[-1])
        if person.kind == "PNS":
            assert GRADES.index(lowest) <= GRADES.index(person.grade) <= GRADES.index(highest)


def test_every_unit_has_one_head_in_active_service(roster: Roster) -> None:
    heads = Counter(person.unit for person in roster if person.head)
    assert heads == {unit.code: 1 for unit in UNITS}
    assert all(head_of(roster, unit.code).status == "01" for unit in UNITS)


def test_an_unknown_unit_has_no_head(roster: Roster) -> None:
    with pytest.raises(LookupError, match="NOWHERE"):
        head_of(roster, "NOWHERE")


def test_units_come_after_their_parents_and_were_there_on_the_day() -> None:
    known: set[str] = set()
    for unit in UNITS:
        assert unit.parent is None or unit.parent in known
        assert unit.code not in known
        assert re.fullmatch(r"[A-Z]+(-[A-Z]+)*", unit.code)
        assert unit.valid_from < ROSTER_DAY
        known.add(unit.code)
    assert {post.unit for post in establishment()} == known


def test_three_programmes_find_their_people(roster: Roster) -> None:
    assert len(by_field(roster, "WASTE_MANAGEMENT")) >= 24
    assert len(by_field(roster, "PUBLIC_HEALTH")) >= 24
    tax = by_field(roster, "TAX")
    assert len(tax) >= 30
    assert sum(years_of_service(person.appointed_on, ROSTER_DAY) >= 8 for person in tax) >= 8
    assert sum(years_of_service(person.appointed_on, ROSTER_DAY) < 4 for person in tax) >= 8


def test_who_is_away_is_left_out_of_a_field(roster: Roster) -> None:
    away = [person for person in roster if person.status != "01"]
    assert Counter(person.status for person in away) == {"02": 2, "03": 3, "15": 2, "20": 2}
    assert all(person not in by_field(roster, field) for person in away for field in person.fields)


def test_no_address_and_no_telephone_can_be_real(roster: Roster) -> None:
    for person in roster:
        assert re.fullmatch(r"[a-z][a-z.-]*@sibolga\.example", person.email)
        assert re.fullmatch(r"(\+62-631-555-0\d{3})?", person.phone)


def test_the_csv_gives_back_what_the_roster_says(roster: Roster) -> None:
    text = roster_csv(roster)
    assert text.startswith(HEADER + "\r\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 300
    for row, person in zip(rows, roster, strict=True):
        assert all(
            row[column] == getattr(person, column) for column in COLUMNS if column not in {"fields", "appointed_on"}
        )
        assert tuple(row["fields"].split(";")) == person.fields
        assert date.fromisoformat(row["appointed_on"]) == person.appointed_on
