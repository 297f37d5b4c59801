"""The list of mentors shows who has places left."""

import msgspec

from services.mentoring.mentors.views import MENTORS
from shared.contracts.mentoring.mentors import MentorApproved, PairingDeclined, PairingEnded, PairingLapsed
from shared.contracts.vocabulary import Check
from shared.testing.scenario import happened
from shared.testing.views import Seen
from tests.mentoring.examples import (
    ANI,
    ANOTHER,
    APPROVED,
    BOTH_ACCEPTED,
    CITRA,
    MENTOR_OF_BUDI,
    OFFICER,
    PAIRING,
    PROPOSED,
    REASON,
    REGISTERED,
    TODAY,
)

STREAM = f"mentor/{ANI}"
GROUP = msgspec.structs.replace(PROPOSED, pairing=ANOTHER, kind="GROUP")


def test_a_registered_mentor_is_shown_with_all_places_free() -> None:
    Seen(MENTORS, happened(STREAM, REGISTERED)).shows(
        ANI,
        {
            "id": ANI,
            "person": ANI,
            "state": "REGISTERED",
            "expertise": [{"competency": "WASTE", "level": 4}, {"competency": "TAX", "level": 2}],
            "one_to_one_places": 1,
            "group_places": 2,
            "policy": "mentors@2020-01-01",
            "open": {},
            "one_to_one_taken": 0,
            "group_taken": 0,
            "free": 3,
        },
    )


def test_an_approval_is_shown_with_its_rules() -> None:
    checks = (Check("SERVICE_YEARS", True, {"years": 16, "needed": 5}),)
    approved = MentorApproved(OFFICER, TODAY, checks, "mentors@2026-01-01")
    Seen(MENTORS, happened(STREAM, REGISTERED, approved)).shows_in(
        ANI,
        state="APPROVED",
        approved_on="2026-03-02",
        checks=[{"rule": "SERVICE_YEARS", "met": True, "facts": {"years": 16, "needed": 5}}],
        policy="mentors@2026-01-01",
    )


def test_places_are_taken_from_the_proposal_on() -> None:
    Seen(MENTORS, happened(STREAM, REGISTERED, APPROVED, PROPOSED, GROUP)).shows_in(
        ANI, one_to_one_taken=1, group_taken=1, free=1
    )
    Seen(MENTORS, happened(STREAM, *MENTOR_OF_BUDI)).shows_in(ANI, one_to_one_taken=1, group_taken=0, free=2)


def test_places_come_back_when_a_pairing_is_declined_lapses_or_ends() -> None:
    over = (PairingDeclined(ANOTHER, "MENTEE", TODAY), PairingLapsed(ANOTHER, TODAY))
    ended = PairingEnded(PAIRING, "TERM_OVER", REASON, TODAY)
    for event in over:
        Seen(MENTORS, happened(STREAM, REGISTERED, APPROVED, PROPOSED, GROUP, event)).shows_in(ANI, free=2)
    Seen(MENTORS, happened(STREAM, REGISTERED, APPROVED, PROPOSED, GROUP, *BOTH_ACCEPTED, ended)).shows_in(
        ANI, one_to_one_taken=0, group_taken=1, free=2
    )


def test_another_mentor_is_another_document() -> None:
    Seen(MENTORS, happened(STREAM, REGISTERED)).shows_nothing(CITRA)
