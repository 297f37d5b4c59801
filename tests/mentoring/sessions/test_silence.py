"""A pairing without a confirmed session for thirty days falls silent, and again every thirty days (domain.md D6.3)."""

from datetime import date, datetime, timedelta

import msgspec

from services.mentoring.sessions.commands import FallSilent
from services.mentoring.sessions.views import SILENCE, SILENCES
from shared.contracts.mentoring.mentors import PairingEnded
from shared.contracts.mentoring.sessions import PairingFellSilent
from shared.days import start_of
from shared.events import Recorded
from shared.testing.scenario import happened
from shared.testing.views import Awaited, Seen
from tests.mentoring.examples import (
    ANI,
    ANOTHER,
    BUDI,
    IN_APRIL,
    MENTOR_OF_BUDI,
    PAIRING,
    PAIRINGS,
    REASON,
    TODAY,
    noon,
)
from tests.mentoring.sessions.examples import BY_MENTEE, BY_MENTOR, CONFIRMED, HELD, MET_ON, SILENT, SILENT_FROM, given

MENTOR_STREAM, PAIRING_STREAM = f"mentor/{ANI}", f"pairing/{PAIRING}"
ENDED = PairingEnded(PAIRING, "TERM_OVER", REASON, MET_ON)
ACTIVE = happened(MENTOR_STREAM, *MENTOR_OF_BUDI)
MET = happened(PAIRING_STREAM, HELD, BY_MENTOR, BY_MENTEE, CONFIRMED)
since_activation = FallSilent(ANI, BUDI, since=TODAY, silent_from=IN_APRIL)


def due(events: list[Recorded], on: date, command: FallSilent) -> None:
    """The pairing is looked at when this day begins in Sibolga."""
    Awaited(SILENCE, events).due(PAIRING, start_of(on), PAIRING_STREAM, command)


def test_thirty_days_after_its_first_a_pairing_is_silent() -> None:
    given().at(start_of(IN_APRIL)).when(since_activation).then(SILENT)


def test_a_moment_before_it_is_not() -> None:
    given().at(start_of(IN_APRIL) - timedelta(microseconds=1)).when(since_activation).nothing()


def test_a_session_confirmed_meanwhile_breaks_the_silence() -> None:
    given(HELD, BY_MENTOR, BY_MENTEE, CONFIRMED).at(start_of(IN_APRIL)).when(since_activation).nothing()


def test_thirty_days_after_their_last_session_they_are_silent_too() -> None:
    told = PairingFellSilent(ANI, BUDI, since=MET_ON, days=30, silent_from=date(2026, 5, 8), policy=PAIRINGS)
    since_session = FallSilent(ANI, BUDI, since=MET_ON, silent_from=SILENT_FROM)
    given(HELD, BY_MENTOR, BY_MENTEE, CONFIRMED).at(start_of(SILENT_FROM)).when(since_session).then(told)


def test_the_last_session_is_the_latest_and_not_the_one_confirmed_last() -> None:
    older = msgspec.structs.replace(CONFIRMED, held_on=TODAY, silent_from=IN_APRIL)
    history = (HELD, BY_MENTOR, BY_MENTEE, CONFIRMED, older)
    given(*history).at(start_of(IN_APRIL)).when(since_activation).nothing()


def test_a_session_that_one_of_them_has_not_confirmed_does_not() -> None:
    given(HELD, BY_MENTOR).at(start_of(IN_APRIL)).when(since_activation).then(SILENT)


def test_a_silence_is_told_once() -> None:
    given(SILENT).at(start_of(IN_APRIL)).when(since_activation).nothing()


def test_it_is_told_again_after_another_thirty_days() -> None:
    again = FallSilent(ANI, BUDI, since=TODAY, silent_from=SILENT.silent_from)
    given(SILENT).at(start_of(SILENT.silent_from)).when(again).then(
        PairingFellSilent(ANI, BUDI, since=TODAY, days=60, silent_from=date(2026, 5, 31), policy=PAIRINGS)
    )


def test_told_late_it_is_told_once_with_all_the_days() -> None:
    given().at(noon(date(2026, 6, 10))).when(since_activation).then(
        PairingFellSilent(ANI, BUDI, since=TODAY, days=100, silent_from=date(2026, 7, 10), policy=PAIRINGS)
    )


def test_a_proposed_pairing_is_not_waited_for() -> None:
    Awaited(SILENCE, happened(MENTOR_STREAM, *MENTOR_OF_BUDI[:-1])).nothing_due(PAIRING)


def test_a_pairing_is_looked_at_thirty_days_after_it_began_to_work() -> None:
    due(ACTIVE, IN_APRIL, since_activation)


def test_a_confirmed_session_puts_it_off() -> None:
    due(ACTIVE + MET, SILENT_FROM, FallSilent(ANI, BUDI, MET_ON, SILENT_FROM))


def test_it_does_not_matter_which_of_the_two_streams_comes_first() -> None:
    due(MET + ACTIVE, SILENT_FROM, FallSilent(ANI, BUDI, MET_ON, SILENT_FROM))


def test_an_older_session_confirmed_later_changes_nothing() -> None:
    older = msgspec.structs.replace(CONFIRMED, held_on=TODAY, silent_from=IN_APRIL)
    events = ACTIVE + happened(PAIRING_STREAM, HELD, BY_MENTOR, BY_MENTEE, CONFIRMED, older)
    due(events, SILENT_FROM, FallSilent(ANI, BUDI, MET_ON, SILENT_FROM))


def test_after_a_silence_the_next_one_is_due_a_period_later() -> None:
    again = FallSilent(ANI, BUDI, since=TODAY, silent_from=SILENT.silent_from)
    due(ACTIVE + happened(PAIRING_STREAM, SILENT), SILENT.silent_from, again)


def test_an_ended_pairing_is_not_waited_for() -> None:
    ended = happened(MENTOR_STREAM, *MENTOR_OF_BUDI, ENDED)
    Awaited(SILENCE, ended + MET).nothing_due(PAIRING)
    Awaited(SILENCE, MET + ended).nothing_due(PAIRING)


def test_another_pairing_of_the_mentor_is_another_row() -> None:
    Awaited(SILENCE, ACTIVE).nothing_due(ANOTHER)


def test_officers_see_whether_the_two_still_meet() -> None:
    shown = {"id": PAIRING, "mentor": ANI, "mentee": BUDI, "ended": False}
    Seen(SILENCES, ACTIVE).shows(
        PAIRING, {**shown, "told_of": "", "since": "2026-03-02", "days": None, "count": 0, "state": "MEETING"}
    )
    Seen(SILENCES, ACTIVE + happened(PAIRING_STREAM, SILENT)).shows(
        PAIRING, {**shown, "told_of": "2026-03-02", "since": "2026-03-02", "days": 30, "count": 1, "state": "SILENT"}
    )


def test_a_later_session_ends_a_silence_in_either_order() -> None:
    silent_then_met = happened(PAIRING_STREAM, SILENT, HELD, BY_MENTOR, BY_MENTEE, CONFIRMED)
    for events in (ACTIVE + silent_then_met, silent_then_met + ACTIVE):
        Seen(SILENCES, events).shows_in(PAIRING, state="MEETING", since="2026-03-09", days=30, count=1)


def test_an_older_session_confirmed_after_a_silence_does_not_end_it() -> None:
    since_session = msgspec.structs.replace(SILENT, since=MET_ON)
    older = msgspec.structs.replace(CONFIRMED, held_on=TODAY)
    events = MET + happened(PAIRING_STREAM, since_session, older, after=4)
    Seen(SILENCES, ACTIVE + events).shows_in(PAIRING, state="SILENT", since="2026-03-09")


def test_an_ended_pairing_is_silent_no_more() -> None:
    silent = happened(PAIRING_STREAM, SILENT)
    ended = happened(MENTOR_STREAM, *MENTOR_OF_BUDI, ENDED)
    for events in (ended + silent, silent + ended):
        Seen(SILENCES, events).shows_in(PAIRING, state="ENDED", count=1)


def test_the_day_begins_in_sibolga() -> None:
    assert start_of(IN_APRIL) == datetime.fromisoformat("2026-03-31T17:00:00+00:00")
