"""Sessions and silences over HTTP."""

from typing import Any

import pytest

from shared.contracts.mentoring.sessions import MentoringSessionConfirmed, PairingFellSilent
from shared.testing.town import Town
from tests.mentoring.city import (
    API,
    AUDITOR,
    MEETING,
    MENTEE,
    MENTOR,
    NOWHERE,
    OFFICER,
    OUTSIDER,
    active,
    city,
    proposed,
    with_mentor,
)
from tests.mentoring.examples import ANI, BUDI

DISPUTE = {"reason": "Hari itu rapat dinas."}


@pytest.fixture
def town() -> Town:
    return city()


def recorded(town: Town) -> str:
    """The address of a session that the mentor recorded."""
    pairing = active(town)
    return f"{pairing}/sessions/{town.post(f'{pairing}/sessions', MENTOR, MEETING)['id']}"


def test_the_version_of_a_session_is_that_of_its_pairing_so_that_a_write_may_name_it(town: Town) -> None:
    session = recorded(town)
    town.post(session.rpartition("/")[0], MENTOR, MEETING)
    tag = {"If-Match": town.call("GET", session, MENTEE).headers["ETag"]}
    town.post(f"{session}/confirm", MENTEE, headers=tag)
    assert town.refused(f"{session}/dispute", MENTEE, DISPUTE, headers=tag)["code"] == "VERSION_MOVED"


def test_a_session_is_recorded_by_one_and_confirmed_by_the_other(town: Town) -> None:
    pairing = active(town)
    answer = town.call("POST", f"{pairing}/sessions", MENTOR, MEETING)
    session = answer.headers["Location"]
    assert answer.status_code == 201
    assert answer.json == {
        "id": session.rpartition("/")[2],
        "pairing": pairing.rpartition("/")[2],
        "mentor": ANI,
        "mentor_name": "Ani",
        "mentee": BUDI,
        "mentee_name": "Budi",
        "cohort": None,
        "competency": "WASTE",
        **MEETING,
        "state": "HELD",
        "attested": ["MENTOR"],
        "disputed": [],
        "reason": None,
    }
    assert town.get(session, MENTEE) == answer.json
    confirmed = town.post(f"{session}/confirm", MENTEE)
    assert (confirmed["state"], confirmed["attested"]) == ("CONFIRMED", ["MENTEE", "MENTOR"])
    assert town.get(session, AUDITOR) == confirmed
    [event] = [event for event in town.facts("mentoring") if isinstance(event, MentoringSessionConfirmed)]
    assert (event.minutes, event.mentee) == (60, BUDI)


def test_a_mentee_may_record_it_as_well(town: Town) -> None:
    pairing = active(town)
    session = town.post(f"{pairing}/sessions", MENTEE, MEETING)
    assert session["attested"] == ["MENTEE"]
    assert town.post(f"{pairing}/sessions/{session['id']}/confirm", MENTOR)["state"] == "CONFIRMED"


def test_an_officer_records_what_is_on_paper_and_says_whose_it_is(town: Town) -> None:
    pairing = active(town)
    [error] = town.refused(f"{pairing}/sessions", OFFICER, MEETING)["errors"]
    assert (error["field"], error["code"]) == ("body.party", "REQUIRED")
    session = town.post(f"{pairing}/sessions", OFFICER, {**MEETING, "party": "MENTEE"})
    assert session["attested"] == ["MENTEE"]
    town.later(days=5)
    answer = {"party": "MENTOR", "on": "2026-03-03"}
    assert town.post(f"{pairing}/sessions/{session['id']}/confirm", OFFICER, answer)["state"] == "CONFIRMED"


def test_a_session_before_the_pairing_or_too_long_to_be_true_is_refused(town: Town) -> None:
    pairing = active(town)
    early = town.refused(f"{pairing}/sessions", MENTOR, {**MEETING, "held_on": "2026-03-01"})
    assert (early["code"], early["facts"]) == ("PAIRING_NOT_WORKING", {"held_on": "2026-03-01"})
    long = town.refused(f"{pairing}/sessions", MENTOR, {**MEETING, "minutes": 600})
    assert (long["code"], long["facts"]) == ("MINUTES_OUT_OF_RANGE", {"minutes": 600, "least": 15, "most": 480})
    assert town.refused(f"{pairing}/sessions", MENTOR, {**MEETING, "held_on": "2026-03-03"})["code"] == "FUTURE_DAY"


def test_a_pairing_that_is_only_proposed_has_no_sessions(town: Town) -> None:
    pairing = proposed(with_mentor(town))
    assert town.refused(f"{pairing}/sessions", MENTOR, MEETING)["code"] == "PAIRING_NOT_WORKING"


def test_a_session_is_disputed_for_a_reason_that_only_the_vault_holds(town: Town) -> None:
    session = recorded(town)
    disputed = town.post(f"{session}/dispute", MENTEE, DISPUTE)
    assert (disputed["state"], disputed["disputed"], disputed["reason"]) == ("DISPUTED", ["MENTEE"], DISPUTE["reason"])
    log = str(town.facts("mentoring"))
    assert [text for text in ("Memilah", "rapat dinas") if text in log] == []
    assert town.post(f"{session}/confirm", MENTOR)["state"] == "DISPUTED"
    assert town.post(f"{session}/confirm", MENTEE)["state"] == "CONFIRMED"
    assert town.refused(f"{session}/dispute", MENTEE, DISPUTE)["code"] == "SESSION_CONFIRMED_ALREADY"


def test_an_outsider_neither_records_nor_answers_nor_looks(town: Town) -> None:
    session = recorded(town)
    requests: list[tuple[str, dict[str, Any]]] = [
        (session.rpartition("/")[0], MEETING),
        (f"{session}/confirm", {}),
        (f"{session}/dispute", DISPUTE),
    ]
    for path, body in requests:
        assert town.refused(path, OUTSIDER, body)["code"] == "NOT_YOURS"
    for path in (session, f"{API}/sessions", f"{API}/sessions?mentee={BUDI}"):
        assert town.call("GET", path, OUTSIDER).json["code"] == "NOT_YOURS"


def test_nobody_confirms_for_the_other_side_or_for_another_day(town: Town) -> None:
    session = recorded(town)
    assert town.refused(f"{session}/confirm", MENTOR, {"party": "MENTEE"})["code"] == "NOT_YOURS"
    town.later(days=3)
    assert town.refused(f"{session}/confirm", MENTEE, {"on": "2026-03-03"})["code"] == "ANOTHER_DAY"
    assert town.refused(f"{session}/dispute", MENTEE, {**DISPUTE, "on": "2026-03-03"})["code"] == "ANOTHER_DAY"


def test_sessions_are_listed_for_those_whom_they_concern(town: Town) -> None:
    session = recorded(town)
    town.post(f"{session}/confirm", MENTEE)
    town.post(session.rpartition("/")[0], MENTOR, {**MEETING, "topic": "Kompos"})

    def listed(question: str, who: tuple[str, ...]) -> list[str]:
        return sorted(one["topic"] for one in town.get(f"{API}/sessions?{question}", who)["items"])

    both = ["Kompos", MEETING["topic"]]
    assert listed("", AUDITOR) == listed(f"mentor={ANI}", MENTOR) == listed(f"mentee={BUDI}", MENTEE) == both
    assert listed("state=CONFIRMED", OFFICER) == [MEETING["topic"]]
    assert listed(f"pairing={NOWHERE}", OFFICER) == []


def test_a_session_that_nobody_recorded_is_not_found(town: Town) -> None:
    session = recorded(town)
    unknown = f"{session.rpartition('/')[0]}/{NOWHERE}"
    assert town.refused(f"{unknown}/confirm", MENTEE)["code"] == "NOT_FOUND"
    assert town.refused(f"{unknown}/dispute", MENTEE, DISPUTE)["code"] == "NOT_FOUND"
    assert town.call("GET", unknown, OFFICER).status_code == 404
    assert town.call("GET", session.replace(ANI, NOWHERE), OFFICER).status_code == 404


def contact(town: Town) -> tuple[str, str, int]:
    """State, last day and number of silences of the only pairing."""
    [pairing] = town.get(f"{API}/silences", OFFICER)["items"]
    return pairing["state"], pairing["since"], pairing["count"]


def test_a_pairing_that_does_not_meet_falls_silent_until_it_does(town: Town) -> None:
    pairing = active(town)
    town.later(days=29)
    assert contact(town) == ("MEETING", "2026-03-02", 0)
    town.later(days=1)
    assert contact(town) == ("SILENT", "2026-03-02", 1)
    town.later(days=30)
    assert contact(town) == ("SILENT", "2026-03-02", 2)
    session = town.post(f"{pairing}/sessions", MENTOR, {**MEETING, "held_on": "2026-05-01"})["id"]
    assert contact(town)[0] == "SILENT"
    town.post(f"{pairing}/sessions/{session}/confirm", MENTEE)
    assert contact(town) == ("MEETING", "2026-05-01", 2)
    assert town.get(f"{API}/silences?state=SILENT", AUDITOR)["items"] == []


def test_an_ended_pairing_falls_silent_no_more(town: Town) -> None:
    town.post(f"{active(town)}/end", MENTEE, {"cause": "TERM_OVER", "reason": "Selesai."})
    town.later(days=90)
    assert contact(town) == ("ENDED", "2026-03-02", 0)
    assert not any(isinstance(event, PairingFellSilent) for event in town.facts("mentoring"))
