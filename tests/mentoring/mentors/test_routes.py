"""Mentors over HTTP: registered, approved, listed."""

from typing import Any

import pytest

from shared.contracts.enrollment.people import EmployeeStatusChanged
from shared.testing.town import Town
from tests.mentoring.city import (
    API,
    AUDITOR,
    DEWI,
    MENTEE,
    MENTOR,
    NOWHERE,
    OFFER,
    OFFICER,
    PROPOSAL,
    STRANGER,
    city,
    with_mentor,
)
from tests.mentoring.examples import ANI, BUDI, MENTORS, TODAY


@pytest.fixture
def town() -> Town:
    return city()


def test_a_mentor_registers_and_is_shown(town: Town) -> None:
    answer = town.call("POST", f"{API}/mentors", MENTOR, OFFER)
    assert (answer.status_code, answer.headers["Location"]) == (201, f"{API}/mentors/{ANI}")
    assert answer.json == {
        "id": ANI,
        "person": ANI,
        "person_name": "Ani",
        "state": "REGISTERED",
        **OFFER,
        "one_to_one_taken": 0,
        "group_taken": 0,
        "free": 3,
        "policy": MENTORS,
    }
    assert town.get(answer.headers["Location"], AUDITOR) == answer.json


def test_only_an_officer_registers_somebody_else(town: Town) -> None:
    assert town.refused(f"{API}/mentors", MENTOR, {**OFFER, "person": BUDI})["code"] == "NOT_YOURS"
    assert town.post(f"{API}/mentors", OFFICER, {**OFFER, "person": DEWI})["person"] == DEWI


def test_nobody_registers_twice_or_without_being_on_the_roster(town: Town) -> None:
    town.post(f"{API}/mentors", MENTOR, OFFER)
    assert town.refused(f"{API}/mentors", MENTOR, OFFER)["code"] == "MENTOR_EXISTS"
    assert town.refused(f"{API}/mentors", (STRANGER, "mentor"), OFFER)["code"] == "NOT_FOUND"


def test_places_beyond_the_policy_are_refused_with_the_numbers(town: Town) -> None:
    problem = town.refused(f"{API}/mentors", MENTOR, {**OFFER, "one_to_one_places": 4})
    assert (problem["status"], problem["code"], problem["rule"]) == (422, "PLACES_OUT_OF_RANGE", MENTORS)
    assert problem["facts"] == {"one_to_one": 4, "group": 2, "most_one_to_one": 3, "most_group": 10}


def test_an_officer_approves_with_the_rules_shown(town: Town) -> None:
    town.post(f"{API}/mentors", MENTOR, OFFER)
    approved = town.post(f"{API}/mentors/{ANI}/approve", OFFICER)
    assert (approved["state"], approved["approved_on"]) == ("APPROVED", "2026-03-02")
    assert [(check["rule"], check["met"]) for check in approved["checks"]] == [
        ("ACTIVE_STATUS", True),
        ("SERVICE_YEARS", True),
    ]


def test_an_officer_does_not_approve_himself(town: Town) -> None:
    both = (ANI, "mentor", "officer")
    town.post(f"{API}/mentors", both, OFFER)
    assert town.refused(f"{API}/mentors/{ANI}/approve", both)["code"] == "OWN_APPROVAL"


def test_who_is_too_new_or_has_left_is_not_approved(town: Town) -> None:
    town.post(f"{API}/mentors", OFFICER, {**OFFER, "person": BUDI})
    problem = town.refused(f"{API}/mentors/{BUDI}/approve", OFFICER)
    assert (problem["code"], problem["facts"]["unmet"]) == (
        "MENTOR_RULES_UNMET",
        [{"rule": "SERVICE_YEARS", "met": False, "facts": {"years": 2, "needed": 5}}],
    )
    town.post(f"{API}/mentors", MENTOR, OFFER)
    town.tell(f"employee/{ANI}", EmployeeStatusChanged("99", TODAY))
    [unmet] = town.refused(f"{API}/mentors/{ANI}/approve", OFFICER)["facts"]["unmet"]
    assert unmet == {"rule": "ACTIVE_STATUS", "met": False, "facts": {"status": "99"}}


def test_the_rules_look_at_the_day_of_the_approval(town: Town) -> None:
    town.post(f"{API}/mentors", MENTOR, OFFER)
    town.tell(f"employee/{ANI}", EmployeeStatusChanged("99", TODAY))
    before = town.refused(f"{API}/mentors/{ANI}/approve", OFFICER, {"on": "2025-01-01"})
    assert (before["code"], before["facts"]) == ("BEFORE_ROSTER", {"on": "2025-01-01", "since": "2025-01-02"})
    assert town.post(f"{API}/mentors/{ANI}/approve", OFFICER, {"on": "2026-03-01"})["state"] == "APPROVED"


def test_nobody_is_approved_tomorrow_or_without_a_registration(town: Town) -> None:
    assert town.refused(f"{API}/mentors/{ANI}/approve", OFFICER)["code"] == "NOT_FOUND"
    town.post(f"{API}/mentors", MENTOR, OFFER)
    assert town.refused(f"{API}/mentors/{ANI}/approve", OFFICER, {"on": "2026-03-03"})["code"] == "FUTURE_DAY"


def test_mentors_are_listed_by_state_and_by_the_places_that_are_left(town: Town) -> None:
    with_mentor(town)
    town.post(f"{API}/mentors/{ANI}/pairings", MENTEE, PROPOSAL)
    town.post(f"{API}/mentors", (DEWI, "mentor"), OFFER)

    def listed(question: str) -> list[tuple[str, int]]:
        return [(one["person_name"], one["free"]) for one in town.get(f"{API}/mentors{question}", MENTEE)["items"]]

    assert listed("") == [("Ani", 2), ("Dewi", 3)]
    assert listed("?sort=-free") == [("Dewi", 3), ("Ani", 2)]
    assert listed("?state=APPROVED") == [("Ani", 2)]


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"expertise": []}, "body.expertise", "LENGTH"),
        ({"expertise": [{"competency": "WASTE", "level": 6}]}, "body.expertise.0.level", "OUT_OF_RANGE"),
        ({"expertise": [{"competency": "Waste", "level": 4}]}, "body.expertise.0.competency", "INVALID"),
        ({"one_to_one_places": -1}, "body.one_to_one_places", "OUT_OF_RANGE"),
        ({"person": "ani"}, "body.person", "INVALID"),
        ({"capacity": 3}, "body.capacity", "UNKNOWN_FIELD"),
    ],
)
def test_a_malformed_registration_is_refused(town: Town, wrong: dict[str, Any], field: str, code: str) -> None:
    [error] = town.refused(f"{API}/mentors", MENTOR, {**OFFER, **wrong})["errors"]
    assert (error["field"], error["code"]) == (field, code)


def test_a_mentor_who_never_registered_is_not_found(town: Town) -> None:
    assert town.call("GET", f"{API}/mentors/{NOWHERE}", OFFICER).status_code == 404
