"""What the report knows of mentoring and of sharing classes."""

from datetime import UTC, date, datetime

from services.evaluation.report.views import PAIRINGS, SHARING
from shared.contracts.mentoring.mentors import (
    PairingActivated,
    PairingDeclined,
    PairingEnded,
    PairingLapsed,
    PairingProposed,
)
from shared.contracts.mentoring.sessions import MentoringSessionConfirmed, MentoringSessionDisputed, PairingFellSilent
from shared.contracts.mentoring.sharing import SharingAnnounced, SharingHeld, SharingJoined, SharingLeft
from shared.events import PersonId, TextRef
from shared.testing.scenario import happened
from shared.testing.views import Seen

ANI, BUDI, SITI, TEXT = PersonId("ani"), PersonId("budi"), PersonId("siti"), TextRef("text/1")
MARCH, APRIL = date(2026, 3, 2), date(2026, 4, 1)
PROPOSED = PairingProposed("1", ANI, "GROUP", "tax", 1, 3, "cohort-1", MARCH, APRIL, MARCH, MARCH, (), "pairings")
ACTIVATED = PairingActivated("1", ANI, "tax", "cohort-1", MARCH, APRIL, APRIL)
CONFIRMED = MentoringSessionConfirmed("s1", SITI, ANI, "cohort-1", "tax", MARCH, 60, APRIL)
SILENT = PairingFellSilent(SITI, ANI, MARCH, 30, APRIL, "pairings")
ANNOUNCED = SharingAnnounced(
    SITI, "Opsen", "tax", 7, 20, "Aula", datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC), "sharing"
)


def test_a_pairing_is_proposed_until_it_is_answered() -> None:
    events = happened("mentor/siti", PROPOSED)
    Seen(PAIRINGS, events).shows_in("1", cohort="cohort-1", mentee="ani", competency="tax", state="PROPOSED")


def test_a_pairing_is_active_declined_lapsed_or_ended() -> None:
    for event, state in (
        (ACTIVATED, "ACTIVE"),
        (PairingDeclined("1", "MENTEE", MARCH), "DECLINED"),
        (PairingLapsed("1", MARCH), "LAPSED"),
        (PairingEnded("1", "TERM_OVER", TEXT, APRIL), "ENDED"),
    ):
        Seen(PAIRINGS, happened("mentor/siti", PROPOSED, event)).shows_in("1", state=state)


def test_sessions_and_disputes_are_those_of_the_pairing_s_own_stream() -> None:
    disputed = MentoringSessionDisputed("s2", "MENTEE", TEXT, MARCH)
    events = happened("mentor/siti", PROPOSED) + happened("pairing/1", CONFIRMED, disputed)
    Seen(PAIRINGS, events).shows_in("1", sessions=["s1"], minutes=60, disputed=1)


def test_a_pairing_is_silent_until_a_session_is_confirmed() -> None:
    Seen(PAIRINGS, happened("pairing/1", SILENT)).shows_in("1", silent=True, silences=["2026-03-02"])
    Seen(PAIRINGS, happened("pairing/1", SILENT, CONFIRMED)).shows_in("1", silent=False, silences=["2026-03-02"])


def test_a_silence_that_goes_on_is_told_again_and_counted_once() -> None:
    longer = PairingFellSilent(SITI, ANI, MARCH, 60, date(2026, 5, 1), "pairings")
    Seen(PAIRINGS, happened("pairing/1", SILENT, longer)).shows_in("1", silences=["2026-03-02"])


def test_the_order_of_the_two_streams_does_not_matter() -> None:
    mentor, own = happened("mentor/siti", PROPOSED, ACTIVATED), happened("pairing/1", CONFIRMED, SILENT)
    body = Seen(PAIRINGS, mentor + own).document("1")
    assert body is not None
    Seen(PAIRINGS, own + mentor).shows("1", body)


def test_a_class_counts_who_joined_and_who_was_there() -> None:
    held = SharingHeld(MARCH, 90, (ANI,), ())
    events = happened("sharing_class/1", ANNOUNCED, SharingJoined(ANI), SharingJoined(BUDI), SharingLeft(BUDI), held)
    Seen(SHARING, events).shows_in("1", competency="tax", joined=1, held_on="2026-03-02", minutes=90, present=1)


def test_a_class_that_is_only_announced_has_no_day() -> None:
    Seen(SHARING, happened("sharing_class/1", ANNOUNCED)).shows_in("1", held_on=None, seats=20, present=0)
