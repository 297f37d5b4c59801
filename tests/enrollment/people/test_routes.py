"""Units, people and rosters over HTTP: who may ask, what is answered, and what is refused."""

import json
from typing import Any

import pytest

from services.enrollment.people.employee_number import NumberLimits
from services.enrollment.people.reference import Grades, Posts, Statuses
from services.enrollment.people.routes import people
from services.enrollment.people.unit import unit_id
from services.enrollment.people.views import EMPLOYEES, UNITS
from shared.contracts.enrollment.people import RosterImported
from shared.service import Service
from shared.testing.town import Town
from tests.enrollment.people.examples import TABLES
from tests.enrollment.people.test_roster import ANI, CONTRACT, file

OFFICER = ("00000000-0000-7000-8000-000000000001", "officer")
NOBODY = "00000000-0000-7000-8000-000000000002"
ROSTER = "/enrollment/v1/people/imports?on=2025-01-02"
SERVICE = Service(
    "enrollment",
    "Enrolment",
    TABLES.parent,
    [NumberLimits, Grades, Posts, Statuses],
    [EMPLOYEES, UNITS],
    [],
    [people],
)
AGENCY = {"code": "DINKES", "name": "Dinas Kesehatan", "kind": "AGENCY", "valid_from": "2017-01-01"}
ENVIRONMENT = {"code": "DLH", "name": "Dinas Lingkungan Hidup", "kind": "AGENCY", "valid_from": "2017-01-01"}
BUDI = {**CONTRACT, "name": "Budi Hutagalung", "unit": "DINKES"}


@pytest.fixture
def town() -> Town:
    """A city with two units and nobody in them."""
    empty = Town(SERVICE)
    for unit in (AGENCY, ENVIRONMENT):
        empty.post("/enrollment/v1/units", OFFICER, unit)
    return empty


def upload(town: Town, content: bytes, path: str = ROSTER, **options: Any) -> Any:
    """The answer to a roster file; a refusal must leave nothing behind."""
    before = town.facts("enrollment"), town.stores["enrollment"].directory.copied()
    answer = town.call("POST", path, OFFICER, content=content, media="text/csv", **options)
    if answer.status_code != 200:
        assert before == (town.facts("enrollment"), town.stores["enrollment"].directory.copied())
    return answer


def imported(town: Town, *rows: dict[str, str], path: str = ROSTER, **options: Any) -> Any:
    answer = upload(town, file(*rows), path, **options)
    assert answer.status_code == 200, answer.text
    return answer.json


def ids(town: Town, *rows: dict[str, str]) -> list[str]:
    return [row["person"] for row in imported(town, *rows)["results"]]


def page(town: Town, person: str, who: tuple[str, ...] = OFFICER, question: str = "") -> Any:
    return town.get(f"/enrollment/v1/people/{person}{question}", who)


def counted(result: Any) -> dict[str, int]:
    return {name: result[name] for name in ("rows", "registered", "changed", "unchanged", "rejected")}


def refusal(town: Town, path: str, who: tuple[str, ...]) -> tuple[int, str]:
    answer = town.call("GET", path, who)
    return answer.status_code, answer.json["code"]


# Units


def test_a_unit_is_established_shown_and_listed(town: Town) -> None:
    hospital = {**AGENCY, "code": "RSUD", "name": "Rumah Sakit Umum", "kind": "HOSPITAL", "parent": "DINKES"}
    answer = town.call("POST", "/enrollment/v1/units", OFFICER, hospital)
    shown = {"id": unit_id("RSUD"), **hospital}
    assert (answer.status_code, answer.json) == (201, shown)
    assert town.get(answer.headers["Location"], OFFICER) == shown
    assert town.get("/enrollment/v1/units?parent=DINKES", OFFICER)["items"] == [shown]
    everything = town.get("/enrollment/v1/units?sort=-code", OFFICER)["items"]
    assert [unit["code"] for unit in everything] == ["RSUD", "DLH", "DINKES"]


def test_a_code_belongs_to_one_unit(town: Town) -> None:
    assert town.refused("/enrollment/v1/units", OFFICER, AGENCY)["code"] == "UNIT_EXISTS"


@pytest.mark.parametrize(
    ("wrong", "field", "problem"),
    [
        ({"code": "dinkes"}, "body.code", "INVALID"),
        ({"code": "X" * 31}, "body.code", "LENGTH"),
        ({"kind": "CASTLE"}, "body.kind", "UNKNOWN_CODE"),
        ({"valid_from": "2017-02-30"}, "body.valid_from", "INVALID"),
        ({"head": "x"}, "body.head", "UNKNOWN_FIELD"),
    ],
)
def test_a_malformed_unit_is_refused(town: Town, wrong: dict[str, str], field: str, problem: str) -> None:
    [error] = town.refused("/enrollment/v1/units", OFFICER, {**AGENCY, **wrong})["errors"]
    assert (error["field"], error["code"]) == (field, problem)


def test_a_unit_needs_its_parent(town: Town) -> None:
    orphan = {**AGENCY, "code": "RSUD", "parent": "NOWHERE"}
    assert town.refused("/enrollment/v1/units", OFFICER, orphan)["code"] == "UNIT_MISSING"


# Rosters


def test_a_roster_registers_everybody_in_it(town: Town) -> None:
    result = imported(town, ANI, BUDI)
    assert counted(result) == {"rows": 2, "registered": 2, "changed": 0, "unchanged": 0, "rejected": 0}
    assert [(row["row"], row["outcome"], row["problems"]) for row in result["results"]] == [
        (2, "REGISTER", []),
        (3, "REGISTER", []),
    ]
    assert page(town, result["results"][1]["person"])["name"] == "Budi Hutagalung, S.T."


def test_no_event_says_who_somebody_is(town: Town) -> None:
    imported(town, ANI)
    commits = town.stores["enrollment"].events.page(0, 1_000)
    log = b"".join(bytes(event.data) for commit in commits for event in commit.events).decode()
    assert "AHLI_MUDA" in log
    for private in ("employee_number", "name", "email", "phone", "title_after", "post_title"):
        assert ANI[private] not in log


def test_the_same_roster_again_changes_nothing(town: Town) -> None:
    imported(town, ANI, BUDI)
    before = town.facts("enrollment"), town.stores["enrollment"].directory.copied()
    again = imported(town, ANI, BUDI)
    assert counted(again) == {"rows": 2, "registered": 0, "changed": 0, "unchanged": 2, "rejected": 0}
    assert before == (town.facts("enrollment"), town.stores["enrollment"].directory.copied())


def test_the_next_roster_changes_who_differs(town: Town) -> None:
    ani, budi = ids(town, ANI, BUDI)
    moved = {**ANI, "unit": "DINKES", "grade": "III/d", "status": "15", "phone": "0631-555-0009"}
    result = imported(town, moved, BUDI, path="/enrollment/v1/people/imports?on=2025-07-01")
    assert counted(result) == {"rows": 2, "registered": 0, "changed": 1, "unchanged": 1, "rejected": 0}
    assert [row["person"] for row in result["results"]] == [ani, budi]
    now, before = page(town, ani), page(town, ani, question="?on=2025-06-30")
    assert (now["unit"], now["grade"], now["status"], now["phone"]) == ("DINKES", "III/d", "15", "0631-555-0009")
    assert (before["unit"], before["grade"], before["status"]) == ("DLH", "III/c", "01")
    assert [fact for fact in town.facts("enrollment") if isinstance(fact, RosterImported)][1:] == [
        RosterImported(town.running["enrollment"].digest(file(moved, BUDI)), 2, 0, 1, 1)
    ]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(town: Town) -> None:
    before = town.facts("enrollment"), town.stores["enrollment"].directory.copied()
    result = imported(town, ANI, {**BUDI, "grade": "III/a", "name": ""}, path=f"{ROSTER}&dry_run=true")
    assert counted(result) == {"rows": 2, "registered": 1, "changed": 0, "unchanged": 0, "rejected": 1}
    assert result["results"] == [
        {"row": 2, "outcome": "REGISTER", "person": None, "problems": [], "warnings": []},
        {
            "row": 3,
            "outcome": "REJECTED",
            "person": None,
            "problems": [{"column": "grade", "code": "NOT_OF_KIND"}, {"column": "name", "code": "MISSING"}],
            "warnings": [],
        },
    ]
    assert before == (town.facts("enrollment"), town.stores["enrollment"].directory.copied())


def test_one_wrong_row_stops_the_whole_file_and_is_not_said_again(town: Town) -> None:
    answer = upload(town, file(ANI, {**BUDI, "name": "=1+1", "unit": "NOWHERE"}))
    problem = answer.json
    assert (answer.status_code, problem["code"]) == (422, "ROSTER_REJECTED")
    assert problem["facts"] == {
        "rows": 2,
        "rejected": 1,
        "problems": [
            {"row": 3, "column": "unit", "code": "UNKNOWN"},
            {"row": 3, "column": "name", "code": "FORMULA"},
        ],
    }
    assert "1+1" not in answer.text


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "ROSTER_UNREADABLE"), (b"a,b\n1,2\n", "ROSTER_UNREADABLE"), (b"\xff\xfe", "ROSTER_UNREADABLE")],
)
def test_what_is_no_roster_is_refused(town: Town, content: bytes, code: str) -> None:
    answer = upload(town, content)
    assert (answer.status_code, answer.json["code"]) == (422, code)


def test_a_roster_of_tomorrow_is_refused(town: Town) -> None:
    answer = upload(town, file(ANI), "/enrollment/v1/people/imports?on=2026-03-03&dry_run=true")
    assert (answer.status_code, answer.json["code"]) == (422, "FUTURE_DAY")


def test_a_roster_is_csv(town: Town) -> None:
    answer = town.call("POST", ROSTER, OFFICER, {"rows": []})
    assert answer.status_code == 415


def test_a_key_is_used_for_one_file_only(town: Town) -> None:
    key = {"Idempotency-Key": "january"}
    imported(town, ANI, headers=key)
    assert counted(imported(town, ANI, headers=key))["unchanged"] == 1
    answer = upload(town, file(ANI, BUDI), headers=key)
    assert (answer.status_code, answer.json["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


def test_an_import_that_broke_off_is_finished_by_the_same_file(town: Town) -> None:
    ani = ids(town, ANI)[0]
    record = town.stores["enrollment"].directory.get([ani])[ani]
    broken_off = Town(SERVICE)
    broken_off.post("/enrollment/v1/units", OFFICER, ENVIRONMENT)
    broken_off.stores["enrollment"].directory.put([record])
    assert ids(broken_off, ANI) == [ani]
    assert page(broken_off, ani)["unit"] == "DLH"


# People


def test_one_persons_page_says_who_and_what(town: Town) -> None:
    [ani] = ids(town, ANI)
    shown = page(town, ani)
    assert shown == {
        "id": ani,
        "name": "Ani Simatupang, S.T.",
        "employee_number": ANI["employee_number"],
        "email": ANI["email"],
        "phone": ANI["phone"],
        "post_title": ANI["post_title"],
        "kind": "PNS",
        "unit": "DLH",
        "post_group": "FUNCTIONAL_EXPERT",
        "post_level": "AHLI_MUDA",
        "grade": "III/c",
        "status": "01",
        "fields": ["WASTE", "PLANNING"],
        "appointed_on": "2012-04-01",
        "registered_on": "2025-01-02",
        "history": shown["history"],
    }
    assert shown["history"]["fields"] == {"2025-01-02": ["WASTE", "PLANNING"]}


def test_a_transfer_may_be_recorded_late(town: Town) -> None:
    [ani] = ids(town, ANI)
    transfer = f"/enrollment/v1/people/{ani}/transfer"
    assert town.post(transfer, OFFICER, {"unit": "DINKES", "on": "2025-07-01"})["unit"] == "DINKES"
    assert town.post(transfer, OFFICER, {"unit": "DLH", "on": "2026-01-01"})["unit"] == "DLH"
    assert [page(town, ani, question=f"?on={day}")["unit"] for day in ("2025-06-30", "2025-12-31", "2026-01-01")] == [
        "DLH",
        "DINKES",
        "DLH",
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"unit": "NOWHERE", "on": "2025-07-01"}, "UNIT_MISSING"),
        ({"unit": "DINKES", "on": "2026-03-03"}, "FUTURE_DAY"),
        ({"unit": "DINKES", "on": "2025-01-01"}, "BEFORE_REGISTRATION"),
    ],
)
def test_a_transfer_that_cannot_have_been_is_refused(town: Town, body: dict[str, str], code: str) -> None:
    [ani] = ids(town, ANI)
    assert town.refused(f"/enrollment/v1/people/{ani}/transfer", OFFICER, body)["code"] == code


def test_who_is_not_on_the_roster_is_not_transferred(town: Town) -> None:
    body = {"unit": "DINKES", "on": "2025-07-01"}
    assert town.refused(f"/enrollment/v1/people/{NOBODY}/transfer", OFFICER, body)["code"] == "NOT_FOUND"


def test_of_a_day_before_the_registration_nothing_is_known(town: Town) -> None:
    [ani] = ids(town, ANI)
    path = f"/enrollment/v1/people/{ani}?on=2025-01-01"
    assert refusal(town, path, OFFICER) == (422, "BEFORE_REGISTRATION")


def test_somebody_is_found_by_number_in_the_body(town: Town) -> None:
    ani, _ = ids(town, ANI, BUDI)
    lookup = "/enrollment/v1/people/lookup"
    assert town.post(lookup, OFFICER, {"employee_number": "19870817 201204 2 901"})["id"] == ani
    unknown = town.refused(lookup, OFFICER, {"employee_number": "198708172012042902"})
    malformed = town.refused(lookup, OFFICER, {"employee_number": "12345"})
    assert (unknown["code"], malformed["code"]) == ("NOT_FOUND", "NUMBER_MALFORMED")
    assert "12345" not in json.dumps(malformed)


def test_people_are_listed_by_their_facts(town: Town) -> None:
    ani, budi = ids(town, ANI, BUDI)

    def listed(question: str) -> list[str]:
        return [person["id"] for person in town.get(f"/enrollment/v1/people{question}", OFFICER)["items"]]

    assert listed("") == [ani, budi]
    assert listed("?sort=-appointed_on") == [budi, ani]
    assert listed("?unit=DINKES") == [budi]
    assert listed("?kind=PNS&status=01&post_level=AHLI_MUDA") == [ani]
    [first, _] = town.get("/enrollment/v1/people", OFFICER)["items"]
    assert first["name"] == "Ani Simatupang, S.T."
    assert not {"employee_number", "email", "phone"} & first.keys()


def test_somebody_who_was_erased_has_no_name(town: Town) -> None:
    [ani] = ids(town, ANI)
    town.stores["enrollment"].directory.erase(ani)
    shown = page(town, ani)
    assert (shown["name"], shown["employee_number"], shown["email"]) == ("[erased]", None, None)


# Who may see whom


def test_everybody_sees_the_own_page_with_the_whole_number(town: Town) -> None:
    ani, budi = ids(town, ANI, BUDI)
    own = page(town, ani, (ani, "participant"))
    assert own["employee_number"] == ANI["employee_number"]
    assert refusal(town, f"/enrollment/v1/people/{budi}", (ani, "participant")) == (403, "NOT_YOURS")


def test_an_auditor_sees_everybody_with_a_masked_number(town: Town) -> None:
    [ani] = ids(town, ANI)
    assert page(town, ani, (NOBODY, "auditor"))["employee_number"] == "********" + ANI["employee_number"][-6:]


def test_a_unit_head_sees_the_own_unit_only(town: Town) -> None:
    colleague = {**ANI, "employee_number": "198708172012041903", "name": "Citra Nasution"}
    ani, budi, citra = ids(town, ANI, BUDI, colleague)
    head = (ani, "unit_head")
    assert page(town, citra, head)["name"] == "Citra Nasution, S.T."
    assert refusal(town, f"/enrollment/v1/people/{budi}", head) == (403, "NOT_YOURS")
    assert {person["id"] for person in town.get("/enrollment/v1/people", head)["items"]} == {ani, citra}
    assert refusal(town, "/enrollment/v1/people?unit=DINKES", head) == (403, "NOT_YOURS")


def test_a_unit_head_who_is_not_on_the_roster_sees_nobody(town: Town) -> None:
    [ani] = ids(town, ANI)
    stranger = (NOBODY, "unit_head")
    assert refusal(town, "/enrollment/v1/people", stranger) == (403, "NOT_YOURS")
    assert refusal(town, f"/enrollment/v1/people/{ani}", stranger) == (403, "NOT_YOURS")


def test_who_is_nobody_is_not_found(town: Town) -> None:
    assert refusal(town, f"/enrollment/v1/people/{NOBODY}", OFFICER) == (404, "NOT_FOUND")


@pytest.mark.parametrize("path", ["/units", "/people/imports", "/people/lookup", f"/people/{NOBODY}/transfer"])
def test_only_officers_change_the_roster(town: Town, path: str) -> None:
    assert town.refused(f"/enrollment/v1{path}", (NOBODY, "participant"))["code"] == "ROLE_MISSING"
