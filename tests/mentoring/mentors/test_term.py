"""A proposal lapses when not both answer in time, and a pairing ends by itself when its term is over."""

from datetime import date, timedelta

import msgspec
import pytest

from services.mentoring.mentors.commands import CloseOverdue, DeclinePairing
from services.mentoring.mentors.model import MENTOR
from services.mentoring.mentors.refusals import PairingNotOpen
from services.mentoring.mentors.views import TERM_OVER
from shared.contracts.mentoring.mentors import (
    PairingAccepted,
    PairingActivated,
    PairingDeclined,
    PairingEnded,
    PairingLapsed,
    PairingProposed,
)
from shared.days import start_of
from shared.events import Event
from shared.refusals import NotFound
from shared.testing.scenario import Scenario, happened
from shared.testing.views import Awaited
from tests.mentoring.examples import (
    ANI,
    ANOTHER,
    APPROVED,
    BOTH_ACCEPTED,
    MENTOR_OF_BUDI,
    PAIRING,
    POLICIES,
    PROPOSED,
    REASON,
    REGISTERED,
    TODAY,
    accept,
    noon,
    propose,
)

given = Scenario(MENTOR, POLICIES)
STREAM = f"mentor/{ANI}"
ASKED: tuple[Event, ...] = (REGISTERED, APPROVED, PROPOSED)
LAPSES_ON, LAST_DAY, OVER_FROM = PROPOSED.lapses_on, PROPOSED.ends_on, date(2026, 9, 1)
LAPSED = PairingLapsed(PAIRING, LAPSES_ON)
OVER = PairingEnded(PAIRING, "TERM_OVER", None, LAST_DAY)
INSTANT = timedelta(microseconds=1)
overdue = CloseOverdue(PAIRING)


def test_after_fourteen_days_without_both_answers_a_proposal_lapses() -> None:
    given(*ASKED).at(start_of(LAPSES_ON)).when(overdue).then(LAPSED)
    given(*ASKED, PairingAccepted(PAIRING, "MENTEE", TODAY)).at(start_of(LAPSES_ON)).when(overdue).then(LAPSED)


def test_when_its_last_day_is_over_a_pairing_ends_with_that_day() -> None:
    given(*MENTOR_OF_BUDI).at(start_of(OVER_FROM)).when(overdue).then(OVER)


def test_told_late_both_are_dated_all_the_same() -> None:
    given(*ASKED).at(noon(date(2027, 1, 4))).when(overdue).then(LAPSED)
    given(*MENTOR_OF_BUDI).at(noon(date(2027, 1, 4))).when(overdue).then(OVER)


def test_a_moment_before_nothing_happens() -> None:
    given(*ASKED).at(start_of(LAPSES_ON) - INSTANT).when(overdue).nothing()
    given(*MENTOR_OF_BUDI).at(start_of(OVER_FROM) - INSTANT).when(overdue).nothing()


def test_a_pairing_that_both_accepted_in_time_does_not_lapse() -> None:
    given(*MENTOR_OF_BUDI).at(start_of(LAPSES_ON)).when(overdue).nothing()


@pytest.mark.parametrize(
    "history",
    [
        (*ASKED, PairingDeclined(PAIRING, "MENTEE", TODAY)),
        (*ASKED, LAPSED),
        (*MENTOR_OF_BUDI, PairingEnded(PAIRING, "NO_FIT", REASON, TODAY)),
    ],
)
def test_what_is_closed_stays_as_it_is(history: tuple[Event, ...]) -> None:
    given(*history).at(noon(date(2027, 1, 4))).when(overdue).nothing()
    Awaited(TERM_OVER, happened(STREAM, *history)).nothing_due(PAIRING)


def test_a_pairing_that_was_never_proposed_is_not_found() -> None:
    given(*ASKED).when(CloseOverdue(ANOTHER)).refused(NotFound, kind="pairing")


def test_a_lapsed_proposal_takes_no_answer_and_gives_its_place_back() -> None:
    given(*ASKED, LAPSED).when(accept("MENTOR")).refused(PairingNotOpen, state="LAPSED")
    given(*ASKED, LAPSED).when(DeclinePairing(PAIRING, "MENTOR", TODAY)).refused(PairingNotOpen, state="LAPSED")
    [event] = MENTOR.decide(MENTOR.state([*ASKED, LAPSED]), propose(pairing=ANOTHER), POLICIES, noon(TODAY))
    assert isinstance(event, PairingProposed)


def test_what_is_recorded_late_has_a_week_for_its_past_answers_and_sessions() -> None:
    recorded_on = date(2027, 1, 4)
    [asked] = MENTOR.decide(MENTOR.state([REGISTERED, APPROVED]), propose(), POLICIES, noon(recorded_on))
    assert isinstance(asked, PairingProposed)
    assert asked.lapses_on == date(2027, 1, 11)
    mentor = MENTOR.state([REGISTERED, APPROVED, asked, PairingAccepted(PAIRING, "MENTOR", TODAY)])
    _, activated = MENTOR.decide(mentor, accept("MENTEE"), POLICIES, noon(recorded_on))
    assert isinstance(activated, PairingActivated)
    assert activated.over_from == date(2027, 1, 11)


def test_a_pairing_that_was_agreed_after_its_last_day_ends_on_the_day_it_began() -> None:
    agreed = msgspec.structs.replace(BOTH_ACCEPTED[-1], on=date(2026, 9, 3), over_from=date(2026, 9, 10))
    given(*ASKED, *BOTH_ACCEPTED[:-1], agreed).at(start_of(date(2026, 9, 10))).when(overdue).then(
        PairingEnded(PAIRING, "TERM_OVER", None, date(2026, 9, 3))
    )


def test_the_clock_waits_for_the_answers_and_then_for_the_last_day() -> None:
    Awaited(TERM_OVER, happened(STREAM, *ASKED)).due(PAIRING, start_of(LAPSES_ON), STREAM, overdue)
    Awaited(TERM_OVER, happened(STREAM, *MENTOR_OF_BUDI)).due(PAIRING, start_of(OVER_FROM), STREAM, overdue)
