"""Pairings over HTTP: proposed, accepted by both, declined, ended, seen by those whom they concern."""

from typing import Any

import msgspec
import pytest

from shared.testing.town import Town
from tests.mentoring.city import (
    API,
    AUDITOR,
    DEWI,
    MENTEE,
    MENTOR,
    NOWHERE,
    OFFICER,
    OUTSIDER,
    PROPOSAL,
    active,
    city,
    proposed,
    with_mentor,
)
from tests.mentoring.examples import ANI, BUDI, CITRA, PAIRINGS, PROPOSED, REGISTERED

PATH = f"{API}/mentors/{ANI}/pairings"
END = {"cause": "NO_FIT", "reason": "Jadwal keduanya tidak pernah cocok."}


@pytest.fixture
def town() -> Town:
    return city()


def test_the_mentee_proposes_and_both_accept(town: Town) -> None:
    with_mentor(town)
    answer = town.call("POST", PATH, MENTEE, PROPOSAL)
    pairing = answer.headers["Location"]
    assert answer.status_code == 201
    assert answer.json == {
        "id": pairing.rpartition("/")[2],
        "mentor": ANI,
        "mentor_name": "Ani",
        **PROPOSAL,
        "mentee_name": "Budi",
        "kind": "ONE_TO_ONE",
        "cohort": None,
        "state": "PROPOSED",
        "proposed_on": "2026-03-02",
        "accepted": [],
        "active_from": None,
        "ended_on": None,
        "cause": None,
        "reason": None,
        "policy": PAIRINGS,
    }
    assert town.post(f"{pairing}/accept", MENTEE)["state"] == "PROPOSED"
    accepted = town.post(f"{pairing}/accept", MENTOR)
    assert (accepted["state"], accepted["active_from"]) == ("ACTIVE", "2026-03-02")
    assert town.get(pairing, MENTOR) == accepted


def test_a_pairing_against_the_rules_is_refused_with_each_of_them(town: Town) -> None:
    with_mentor(town)
    problem = town.refused(PATH, OFFICER, {**PROPOSAL, "mentee": DEWI, "mentee_level": 4, "ends_on": "2026-03-03"})
    assert (problem["status"], problem["code"], problem["rule"]) == (409, "PAIRING_RULES_UNMET", PAIRINGS)
    assert problem["facts"] == {
        "failed": 3,
        "rules": 12,
        "unmet": [
            {"rule": "LEVEL_ABOVE_MENTEE", "met": False, "facts": {"level": 4, "mentee": 4}},
            {"rule": "TARGET_ABOVE_MENTEE", "met": False, "facts": {"target": 3}},
            {"rule": "DURATION", "met": False, "facts": {"weeks": 0, "least": 4, "most": 52}},
        ],
    }
    assert problem["detail"] == "3 dari 12 syarat pasangan mentoring tidak terpenuhi."


def test_a_mentor_whose_places_are_taken_takes_nobody_else(town: Town) -> None:
    first = proposed(with_mentor(town))
    problem = town.refused(PATH, MENTOR, {**PROPOSAL, "mentee": CITRA})
    assert (problem["code"], problem["facts"]) == ("PLACES_TAKEN", {"taken": 1, "places": 1, "kind": "ONE_TO_ONE"})
    assert town.post(f"{first}/decline", MENTEE)["state"] == "DECLINED"
    town.post(PATH, MENTOR, {**PROPOSAL, "mentee": CITRA})


def test_two_do_not_mentor_each_other_on_one_competency(town: Town) -> None:
    with_mentor(town)
    with_mentor(town, DEWI)
    town.post(PATH, OFFICER, {**PROPOSAL, "mentee": DEWI})
    backwards = town.refused(f"{API}/mentors/{DEWI}/pairings", OFFICER, {**PROPOSAL, "mentee": ANI})
    assert "NOT_RECIPROCAL" in [check["rule"] for check in backwards["facts"]["unmet"]]


def test_a_pairing_that_became_reciprocal_meanwhile_is_not_accepted(town: Town) -> None:
    pairing = proposed(with_mentor(town))
    town.tell(f"mentor/{BUDI}", REGISTERED, msgspec.structs.replace(PROPOSED, mentee=ANI))
    problem = town.refused(f"{pairing}/accept", MENTOR)
    assert (problem["code"], problem["facts"]) == ("PAIRING_BECAME_RECIPROCAL", {"competency": "WASTE"})


def test_the_version_of_a_pairing_is_that_of_its_mentor_so_that_a_write_may_name_it(town: Town) -> None:
    pairing = proposed(with_mentor(town))
    town.post(PATH, MENTOR, {**PROPOSAL, "mentee": CITRA, "kind": "GROUP"})
    tag = {"If-Match": town.call("GET", pairing, MENTOR).headers["ETag"]}
    town.post(f"{pairing}/accept", MENTOR, headers=tag)
    assert town.refused(f"{pairing}/accept", MENTEE, headers=tag)["code"] == "VERSION_MOVED"


def test_an_outsider_neither_proposes_nor_answers_nor_looks(town: Town) -> None:
    pairing = proposed(with_mentor(town))
    assert town.refused(PATH, OUTSIDER, PROPOSAL)["code"] == "NOT_YOURS"
    for verb, body in (("accept", {}), ("decline", {}), ("end", END)):
        assert town.refused(f"{pairing}/{verb}", OUTSIDER, body)["code"] == "NOT_YOURS"
    for address in (pairing, f"{pairing}/why", f"{API}/pairings", f"{API}/pairings?mentor={ANI}"):
        assert town.call("GET", address, OUTSIDER).json["code"] == "NOT_YOURS"


def test_nobody_answers_for_the_other_side(town: Town) -> None:
    pairing = proposed(with_mentor(town))
    assert town.refused(f"{pairing}/accept", MENTOR, {"party": "MENTEE"})["code"] == "NOT_YOURS"
    clerk_and_mentor = (ANI, "officer", "mentor")
    assert town.refused(f"{pairing}/accept", clerk_and_mentor, {"party": "MENTEE"})["code"] == "NOT_YOURS"
    assert town.post(f"{pairing}/accept", MENTOR, {"party": "MENTOR"})["accepted"] == ["MENTOR"]


def test_an_officer_records_answers_that_were_given_on_paper(town: Town) -> None:
    with_mentor(town)
    town.later(days=10)
    pairing = town.post(PATH, OFFICER, {**PROPOSAL, "on": "2026-03-02"})["id"]
    [error] = town.refused(f"{PATH}/{pairing}/accept", OFFICER)["errors"]
    assert (error["field"], error["code"]) == ("body.party", "REQUIRED")
    town.post(f"{PATH}/{pairing}/accept", OFFICER, {"party": "MENTOR", "on": "2026-03-04"})
    accepted = town.post(f"{PATH}/{pairing}/accept", OFFICER, {"party": "MENTEE", "on": "2026-03-03"})
    assert (accepted["proposed_on"], accepted["active_from"]) == ("2026-03-02", "2026-03-04")


@pytest.mark.parametrize(("verb", "body"), [("accept", {}), ("decline", {}), ("end", END)])
def test_everybody_else_answers_today(town: Town, verb: str, body: dict[str, Any]) -> None:
    pairing = active(town) if verb == "end" else proposed(with_mentor(town))
    town.later(days=3)
    problem = town.refused(f"{pairing}/{verb}", MENTEE, {**body, "on": "2026-03-03"})
    assert (problem["status"], problem["code"]) == (403, "ANOTHER_DAY")
    assert problem["facts"] == {"on": "2026-03-03", "today": "2026-03-05"}
    town.post(f"{pairing}/{verb}", MENTEE, {**body, "on": "2026-03-05"})


def test_a_proposal_of_another_day_is_recorded_by_an_officer(town: Town) -> None:
    with_mentor(town)
    assert town.refused(PATH, MENTEE, {**PROPOSAL, "on": "2026-03-01"})["code"] == "ANOTHER_DAY"


def test_a_pairing_ends_with_a_reason_that_only_the_vault_holds(town: Town) -> None:
    pairing = active(town)
    ended = town.post(f"{pairing}/end", MENTEE, END)
    assert (ended["state"], ended["ended_on"], ended["cause"]) == ("ENDED", "2026-03-02", "NO_FIT")
    assert ended["reason"] == END["reason"]
    assert town.get(pairing, AUDITOR) == ended
    assert all(END["reason"] not in str(event) for event in town.facts("mentoring"))
    assert town.refused(f"{pairing}/end", MENTOR, END)["code"] == "PAIRING_NOT_ACTIVE"


def test_a_proposal_that_nobody_answers_lapses_and_its_place_is_free(town: Town) -> None:
    pairing = proposed(with_mentor(town))
    town.later(days=13)
    assert town.get(pairing, MENTOR)["state"] == "PROPOSED"
    town.later(days=1)
    assert town.get(pairing, MENTOR)["state"] == "LAPSED"
    assert town.refused(f"{pairing}/accept", MENTOR)["code"] == "PAIRING_NOT_OPEN"
    assert town.get(f"{API}/mentors/{ANI}", MENTOR)["one_to_one_taken"] == 0


def test_a_pairing_ends_by_itself_with_its_last_day(town: Town) -> None:
    pairing = active(town)
    town.later(days=182)
    assert town.get(pairing, MENTOR)["state"] == "ACTIVE"
    town.later(days=1)
    ended = town.get(pairing, MENTOR)
    assert (ended["state"], ended["ended_on"], ended["cause"]) == ("ENDED", PROPOSAL["ends_on"], "TERM_OVER")
    assert ended["reason"] is None


def test_why_shows_rules_numbers_and_what_may_happen_next(town: Town) -> None:
    reasons = town.get(f"{active(town)}/why", MENTEE)
    rules = {check["rule"]: check["facts"] for check in reasons["rules"]}
    assert rules["LONGER_SERVICE"] == {"mentor_years": 16, "mentee_years": 2}
    assert rules["FREE_PLACE"] == {"taken": 0, "places": 1}
    assert [(entry["event"], entry.get("party")) for entry in reasons["history"]] == [
        ("PairingProposed", None),
        ("PairingAccepted", "MENTOR"),
        ("PairingAccepted", "MENTEE"),
        ("PairingActivated", None),
    ]
    assert (reasons["state"], reasons["next"]) == ("ACTIVE", ["RECORD_SESSION", "END"])


def test_why_answers_for_a_past_moment_too(town: Town) -> None:
    pairing = proposed(with_mentor(town))
    before = town.now.isoformat().replace("+00:00", "Z")
    town.later(days=1)
    town.post(f"{pairing}/decline", MENTEE)
    then, now = (town.get(f"{pairing}/why{question}", MENTEE) for question in (f"?as_of={before}", ""))
    assert (then["state"], now["state"]) == ("PROPOSED", "DECLINED")


def test_pairings_are_listed_for_those_whom_they_concern(town: Town) -> None:
    active(town)
    town.post(PATH, MENTOR, {**PROPOSAL, "mentee": CITRA, "kind": "GROUP"})

    def listed(question: str, who: tuple[str, ...]) -> list[str]:
        return sorted(one["mentee_name"] for one in town.get(f"{API}/pairings?{question}", who)["items"])

    assert listed("", OFFICER) == listed("", AUDITOR) == listed(f"mentor={ANI}", MENTOR) == ["Budi", "Citra"]
    assert listed(f"mentee={BUDI}", MENTEE) == ["Budi"]
    assert listed("state=PROPOSED&competency=WASTE", OFFICER) == ["Citra"]


def test_a_pairing_is_shown_as_it_was(town: Town) -> None:
    pairing = proposed(with_mentor(town))
    town.later(hours=1)
    town.post(f"{pairing}/decline", MENTEE)
    assert town.get(f"{pairing}?as_of=2026-03-02T02:30:00Z", MENTEE)["state"] == "PROPOSED"


@pytest.mark.parametrize("path", [f"{PATH}/{NOWHERE}", f"{API}/mentors/{NOWHERE}/pairings/{NOWHERE}"])
def test_a_pairing_that_nobody_proposed_is_not_found(town: Town, path: str) -> None:
    with_mentor(town)
    assert town.call("GET", path, OFFICER).status_code == 404
    assert town.refused(f"{path}/accept", OFFICER, {"party": "MENTOR"})["code"] == "NOT_FOUND"


def test_a_pairing_has_the_address_of_its_own_mentor(town: Town) -> None:
    elsewhere = proposed(with_mentor(town)).replace(ANI, DEWI)
    assert town.call("GET", elsewhere, OFFICER).status_code == 404


def test_who_is_not_on_the_roster_is_not_paired(town: Town) -> None:
    with_mentor(town)
    assert town.refused(PATH, MENTOR, {**PROPOSAL, "mentee": NOWHERE})["code"] == "NOT_FOUND"
    assert town.refused(f"{API}/mentors/{DEWI}/pairings", MENTEE, PROPOSAL)["code"] == "NOT_FOUND"


def test_the_same_request_sent_twice_proposes_once(town: Town) -> None:
    with_mentor(town)
    key = {"Idempotency-Key": "once"}
    first, second = (town.post(PATH, MENTEE, PROPOSAL, headers=key) for _ in range(2))
    assert first == second
    assert len(town.get(f"{API}/pairings", OFFICER)["items"]) == 1


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"competency": "Budi Santoso"}, "body.competency", "INVALID"),
        ({"target_level": 6}, "body.target_level", "OUT_OF_RANGE"),
        ({"ends_on": "2026-02-30"}, "body.ends_on", "INVALID"),
        ({"kind": "TRIO"}, "body.kind", "UNKNOWN_CODE"),
        ({"mentor": ANI}, "body.mentor", "UNKNOWN_FIELD"),
    ],
)
def test_a_malformed_proposal_is_refused(town: Town, wrong: dict[str, Any], field: str, code: str) -> None:
    [error] = town.refused(PATH, MENTOR, {**PROPOSAL, **wrong})["errors"]
    assert (error["field"], error["code"]) == (field, code)
