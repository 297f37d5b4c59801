"""Units and people over HTTP: who may ask, what is answered, and what is refused."""

import json

import pytest

from services.enrollment.people.unit import unit_id
from shared.testing.town import Town
from tests.enrollment.people.city import AGENCY, BUDI, NOBODY, OFFICER, city, ids, page, refusal
from tests.enrollment.people.rosters import ANI


@pytest.fixture
def town() -> Town:
    return city()


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
