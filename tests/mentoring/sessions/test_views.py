"""A session as both sides see it."""

from services.mentoring.sessions.views import MENTORING_SESSIONS
from shared.contracts.mentoring.sessions import MentoringSessionDisputed
from shared.events import Event
from shared.testing.scenario import happened
from shared.testing.views import Seen
from tests.mentoring.examples import ANI, BUDI, COHORT, PAIRING, REASON, SESSION
from tests.mentoring.sessions.examples import BY_MENTEE, BY_MENTOR, CONFIRMED, HELD, MET_ON, SILENT

RECORDED = (HELD, BY_MENTOR)
BY_BUDI = MentoringSessionDisputed(SESSION, "MENTEE", REASON, MET_ON)
BY_ANI = MentoringSessionDisputed(SESSION, "MENTOR", REASON, MET_ON)


def seen(*events: Event) -> Seen:
    return Seen(MENTORING_SESSIONS, happened(f"pairing/{PAIRING}", *events))


def test_a_recorded_session_is_shown_whole() -> None:
    seen(*RECORDED).shows(
        SESSION,
        {
            "id": SESSION,
            "pairing": PAIRING,
            "mentor": ANI,
            "mentee": BUDI,
            "cohort": COHORT,
            "competency": "WASTE",
            "held_on": "2026-03-09",
            "minutes": 60,
            "mode": "IN_PERSON",
            "topic": "text/topic",
            "by": "MENTOR",
            "state": "HELD",
            "attested": ["MENTOR"],
            "disputed": [],
            "reason": None,
        },
    )


def test_a_session_that_both_confirmed_counts() -> None:
    seen(*RECORDED, BY_MENTEE, CONFIRMED).shows_in(SESSION, state="CONFIRMED", attested=["MENTEE", "MENTOR"])


def test_a_disputed_session_shows_by_whom_and_why() -> None:
    seen(*RECORDED, BY_BUDI).shows_in(
        SESSION, state="DISPUTED", attested=["MENTOR"], disputed=["MENTEE"], reason="text/reason"
    )


def test_the_dispute_stands_until_whoever_raised_it_confirms() -> None:
    seen(*RECORDED, BY_ANI, BY_MENTEE).shows_in(
        SESSION, state="DISPUTED", attested=["MENTEE"], disputed=["MENTOR"], reason="text/reason"
    )
    seen(*RECORDED, BY_ANI, BY_MENTOR).shows_in(SESSION, state="HELD", attested=["MENTOR"], disputed=[], reason=None)
    seen(*RECORDED, BY_BUDI, BY_MENTEE, CONFIRMED).shows_in(SESSION, state="CONFIRMED", disputed=[], reason=None)


def test_a_silence_is_no_session() -> None:
    seen(SILENT).shows_nothing(SESSION)
    seen(*RECORDED, SILENT).shows_in(SESSION, state="HELD", held_on="2026-03-09")
