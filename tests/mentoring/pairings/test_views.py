"""A pairing as both sides see it, and why it stands as it does."""

from datetime import date

import msgspec

from services.mentoring.pairings.views import PAIRINGS as LIST
from services.mentoring.pairings.views import why
from shared.contracts.mentoring.mentors import PairingAccepted, PairingDeclined, PairingEnded, PairingLapsed
from shared.contracts.vocabulary import Check
from shared.events import Event
from shared.projection import Body
from shared.testing.scenario import happened, same
from shared.testing.views import Seen
from tests.mentoring.examples import (
    ANI,
    ANOTHER,
    APPROVED,
    BOTH_ACCEPTED,
    BUDI,
    CITRA,
    COHORT,
    MENTOR_OF_BUDI,
    PAIRING,
    PAIRINGS,
    PROPOSED,
    REASON,
    REGISTERED,
    TODAY,
)

CHECKED = msgspec.structs.replace(PROPOSED, checks=(Check("FREE_PLACE", True, {"taken": 0, "places": 1}),))
ENDED = PairingEnded(PAIRING, "GOALS_REACHED", REASON, date(2026, 3, 20))
RECORDED_AT = "2026-03-02T02:00:00.000000Z"


def seen(*events: Event) -> Seen:
    return Seen(LIST, happened(f"mentor/{ANI}", REGISTERED, APPROVED, *events))


def document(*events: Event) -> Body:
    found = seen(*events).document(PAIRING)
    assert found is not None
    return found


def test_a_proposal_is_shown_whole() -> None:
    seen(CHECKED).shows(
        PAIRING,
        {
            "id": PAIRING,
            "mentor": ANI,
            "mentee": BUDI,
            "kind": "ONE_TO_ONE",
            "competency": "WASTE",
            "mentee_level": 1,
            "target_level": 3,
            "cohort": COHORT,
            "proposed_on": "2026-03-02",
            "lapses_on": "2026-03-16",
            "starts_on": "2026-03-02",
            "ends_on": "2026-08-31",
            "checks": [{"rule": "FREE_PLACE", "met": True, "facts": {"taken": 0, "places": 1}}],
            "policy": PAIRINGS,
            "state": "PROPOSED",
            "accepted": [],
            "active_from": None,
            "ended_on": None,
            "cause": None,
            "reason": None,
            "history": [{"event": "PairingProposed", "recorded_at": RECORDED_AT, "on": "2026-03-02"}],
        },
    )


def test_it_shows_who_accepted_and_from_when_it_works() -> None:
    seen(PROPOSED, PairingAccepted(PAIRING, "MENTEE", TODAY)).shows_in(PAIRING, state="PROPOSED", accepted=["MENTEE"])
    seen(PROPOSED, *BOTH_ACCEPTED).shows_in(
        PAIRING, state="ACTIVE", accepted=["MENTOR", "MENTEE"], active_from="2026-03-02"
    )


def test_it_shows_that_it_was_declined() -> None:
    seen(PROPOSED, PairingDeclined(PAIRING, "MENTOR", TODAY)).shows_in(PAIRING, state="DECLINED", active_from=None)


def test_it_shows_that_nobody_answered_in_time() -> None:
    seen(PROPOSED, PairingLapsed(PAIRING, date(2026, 3, 16))).shows_in(PAIRING, state="LAPSED", ended_on=None)


def test_it_shows_when_and_why_it_ended() -> None:
    seen(PROPOSED, *BOTH_ACCEPTED, ENDED).shows_in(
        PAIRING, state="ENDED", ended_on="2026-03-20", cause="GOALS_REACHED", reason="text/reason"
    )


def test_pairings_of_one_mentor_are_documents_of_their_own() -> None:
    other = msgspec.structs.replace(PROPOSED, pairing=ANOTHER, mentee=CITRA, kind="GROUP")
    both = seen(PROPOSED, *BOTH_ACCEPTED, other)
    both.shows_in(PAIRING, mentee=BUDI, state="ACTIVE")
    both.shows_in(ANOTHER, mentee=CITRA, state="PROPOSED")


def test_a_mentor_without_pairings_has_no_document() -> None:
    seen().shows_nothing(PAIRING)


def test_why_shows_the_rules_that_were_met_and_whose_answer_is_awaited() -> None:
    same(
        {
            "state": "PROPOSED",
            "facts": {
                "competency": "WASTE",
                "kind": "ONE_TO_ONE",
                "accepted": ["MENTOR"],
                "awaited": ["MENTEE"],
                "active_from": None,
                "lapses_on": "2026-03-16",
                "ends_on": "2026-08-31",
                "policy": PAIRINGS,
            },
            "rules": [{"rule": "FREE_PLACE", "met": True, "facts": {"taken": 0, "places": 1}}],
            "history": [
                {"event": "PairingProposed", "recorded_at": RECORDED_AT, "on": "2026-03-02"},
                {"event": "PairingAccepted", "recorded_at": RECORDED_AT, "on": "2026-03-02", "party": "MENTOR"},
            ],
            "next": ["ACCEPT", "DECLINE"],
        },
        why(document(CHECKED, PairingAccepted(PAIRING, "MENTOR", TODAY))),
    )


def test_why_shows_what_may_happen_next() -> None:
    assert why(document(*MENTOR_OF_BUDI[2:]))["next"] == ["RECORD_SESSION", "END"]
    assert why(document(*MENTOR_OF_BUDI[2:], ENDED))["next"] == []
    declined = why(document(PROPOSED, PairingDeclined(PAIRING, "MENTOR", TODAY)))
    assert (declined["next"], declined["facts"]["awaited"]) == ([], [])
    assert why(document(PROPOSED, PairingLapsed(PAIRING, date(2026, 3, 16))))["next"] == []
