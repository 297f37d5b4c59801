"""Sharing classes over HTTP: announced, joined, left, held."""

from typing import Any

import pytest

from shared.testing.town import Town
from tests.mentoring.city import API, AUDITOR, DEWI, MENTEE, MENTOR, NOWHERE, OFFICER, OUTSIDER, STRANGER, city
from tests.mentoring.examples import ANI, BUDI, CITRA
from tests.mentoring.sharing.examples import SHARING

PATH = f"{API}/sharing-classes"
CLASS = {
    "title": "Opsen dan bagi hasil",
    "competency": "TAX",
    "form": 7,
    "seats": 2,
    "place": "Ruang rapat",
    "starts_at": "2026-03-20T13:30:00+07:00",
    "ends_at": "2026-03-20T15:00:00+07:00",
}


@pytest.fixture
def town() -> Town:
    return city()


def announced(town: Town, **changes: Any) -> str:
    """The address of Ani's class."""
    return f"{PATH}/{town.post(PATH, MENTOR, {**CLASS, **changes})['id']}"


def test_a_senior_announces_a_class(town: Town) -> None:
    answer = town.call("POST", PATH, MENTOR, CLASS)
    assert answer.status_code == 201
    assert answer.json == {
        **CLASS,
        "id": answer.headers["Location"].rpartition("/")[2],
        "state": "ANNOUNCED",
        "teacher": ANI,
        "teacher_name": "Ani",
        "starts_at": "2026-03-20T06:30:00Z",
        "ends_at": "2026-03-20T08:00:00Z",
        "joined": [],
        "joined_names": [],
        "present": [],
        "absent": [],
        "policy": SHARING,
    }
    assert town.get(answer.headers["Location"], MENTEE) == answer.json


def test_an_officer_announces_for_somebody_else(town: Town) -> None:
    assert town.refused(PATH, MENTOR, {**CLASS, "teacher": DEWI})["code"] == "NOT_YOURS"
    assert town.post(PATH, OFFICER, {**CLASS, "teacher": DEWI})["teacher_name"] == "Dewi"


def test_who_is_too_new_or_unknown_does_not_teach(town: Town) -> None:
    problem = town.refused(PATH, OUTSIDER, CLASS)
    assert (problem["code"], problem["facts"]) == ("TEACHER_TOO_NEW", {"years": 3, "needed": 8})
    assert town.refused(PATH, (STRANGER, "mentor"), CLASS)["code"] == "NOT_FOUND"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"form": 8}, "FORM_NOT_FOR_SHARING"),
        ({"ends_at": CLASS["starts_at"]}, "INVALID"),
        ({"seats": 201}, "TOO_MANY_SEATS"),
    ],
)
def test_a_class_against_the_policy_is_refused(town: Town, wrong: dict[str, Any], code: str) -> None:
    problem = town.refused(PATH, MENTOR, {**CLASS, **wrong})
    assert (problem["status"], problem["code"]) == (422, code)


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"starts_at": "2026-03-20T13:30:00"}, "body.starts_at", "ZONE_MISSING"),
        ({"seats": 0}, "body.seats", "OUT_OF_RANGE"),
        ({"title": ""}, "body.title", "LENGTH"),
        ({"competency": "pajak daerah"}, "body.competency", "INVALID"),
        ({"price": 5}, "body.price", "UNKNOWN_FIELD"),
    ],
)
def test_a_malformed_class_is_refused(town: Town, wrong: dict[str, Any], field: str, code: str) -> None:
    [error] = town.refused(PATH, MENTOR, {**CLASS, **wrong})["errors"]
    assert (error["field"], error["code"]) == (field, code)


def test_newer_staff_join_and_leave_for_themselves(town: Town) -> None:
    sharing = announced(town)
    assert town.post(f"{sharing}/join", MENTEE)["joined_names"] == ["Budi"]
    assert town.refused(f"{sharing}/leave", OUTSIDER, {"person": BUDI})["code"] == "NOT_YOURS"
    assert town.refused(f"{sharing}/join", MENTEE, {"person": CITRA})["code"] == "NOT_YOURS"
    assert town.post(f"{sharing}/join", OFFICER, {"person": CITRA})["joined"] == [BUDI, CITRA]
    assert town.post(f"{sharing}/leave", MENTEE)["joined"] == [CITRA]


def test_seniors_the_teacher_and_one_too_many_do_not_join(town: Town) -> None:
    sharing = announced(town, seats=1)
    senior = town.refused(f"{sharing}/join", (DEWI, "participant"))
    assert (senior["code"], senior["facts"], senior["rule"]) == ("NOT_NEWER", {"years": 14, "limit": 5}, SHARING)
    assert town.refused(f"{sharing}/join", (ANI, "participant"))["code"] == "OWN_CLASS"
    town.post(f"{sharing}/join", MENTEE)
    full = town.refused(f"{sharing}/join", OUTSIDER)
    assert (full["code"], full["facts"]) == ("CLASS_FULL", {"joined": 1, "seats": 1})


def test_attendance_is_taken_by_the_teacher_once_the_class_has_begun(town: Town) -> None:
    sharing = announced(town)
    for who in (MENTEE, OUTSIDER):
        town.post(f"{sharing}/join", who)
    assert town.refused(f"{sharing}/hold", MENTOR, {"present": [BUDI]})["code"] == "NOT_BEGUN"
    town.later(days=19)
    assert town.refused(f"{sharing}/hold", OUTSIDER, {"present": [CITRA]})["code"] == "NOT_YOURS"
    assert town.refused(f"{sharing}/hold", MENTOR, {"present": [DEWI]})["code"] == "NOT_JOINED"
    held = town.post(f"{sharing}/hold", MENTOR, {"present": [BUDI]})
    assert (held["state"], held["present"], held["absent"]) == ("HELD", [BUDI], [CITRA])
    assert town.refused(f"{sharing}/leave", MENTEE)["code"] == "CLASS_HELD_ALREADY"


def test_an_officer_takes_attendance_too(town: Town) -> None:
    sharing = announced(town)
    town.later(days=19)
    assert town.post(f"{sharing}/hold", OFFICER, {"present": []})["state"] == "HELD"


def test_classes_are_listed_by_teacher_state_and_competency(town: Town) -> None:
    announced(town)
    town.post(PATH, OFFICER, {**CLASS, "teacher": DEWI, "competency": "WASTE", "starts_at": "2026-03-20T05:00:00Z"})

    def listed(question: str) -> list[str]:
        return [one["teacher_name"] for one in town.get(f"{PATH}?{question}", AUDITOR)["items"]]

    assert listed("") == ["Dewi", "Ani"]
    assert listed("sort=-starts_at") == ["Ani", "Dewi"]
    assert listed(f"teacher={ANI}") == listed("competency=TAX") == ["Ani"]
    assert listed("state=HELD") == []


@pytest.mark.parametrize(("verb", "body"), [("join", {}), ("leave", {}), ("hold", {"present": []})])
def test_a_class_that_nobody_announced_is_not_found(town: Town, verb: str, body: dict[str, Any]) -> None:
    who = MENTOR if verb == "hold" else MENTEE
    assert town.refused(f"{PATH}/{NOWHERE}/{verb}", who, body)["code"] == "NOT_FOUND"
    assert town.call("GET", f"{PATH}/{NOWHERE}", OFFICER).status_code == 404
