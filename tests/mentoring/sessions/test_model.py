"""A session counts once both have confirmed it."""

from datetime import date

import pytest

from services.mentoring.sessions.commands import ConfirmSession, DisputeSession
from services.mentoring.sessions.refusals import (
    BeforeSession,
    MinutesOutOfRange,
    PairingNotWorking,
    SessionConfirmedAlready,
)
from shared.contracts.mentoring.mentors import Party
from shared.contracts.mentoring.sessions import MentoringSessionAttested, MentoringSessionDisputed
from shared.days import FutureDay
from shared.decider import Command, Unknown
from shared.refusals import NotFound
from tests.mentoring.examples import REASON, SESSION
from tests.mentoring.sessions.examples import BY_MENTEE, BY_MENTOR, CONFIRMED, HELD, MET_ON, given, hold

BEFORE, AFTER = date(2026, 3, 8), date(2026, 3, 10)
RECORDED = (HELD, BY_MENTOR)


def confirm(party: Party, on: date = MET_ON) -> ConfirmSession:
    return ConfirmSession(SESSION, party, on)


def dispute(party: Party, on: date = MET_ON) -> DisputeSession:
    return DisputeSession(SESSION, party, REASON, on)


def disputed(party: Party) -> MentoringSessionDisputed:
    return MentoringSessionDisputed(SESSION, party, REASON, MET_ON)


def test_whoever_records_a_session_has_confirmed_it() -> None:
    given().when(hold()).then(HELD, BY_MENTOR)


def test_a_session_is_recorded_once() -> None:
    given(*RECORDED).when(hold()).nothing()


def test_the_two_meet_while_their_pairing_works() -> None:
    given().when(hold(worked=False)).refused(PairingNotWorking, held_on="2026-03-09")


def test_a_session_that_has_not_come_is_not_recorded() -> None:
    given().when(hold(held_on=AFTER)).refused(FutureDay)


@pytest.mark.parametrize("minutes", [14, 481])
def test_a_session_lasts_between_a_quarter_of_an_hour_and_a_day_at_work(minutes: int) -> None:
    given().when(hold(minutes=minutes)).refused(MinutesOutOfRange, minutes=minutes, least=15, most=480)


@pytest.mark.parametrize("minutes", [15, 480])
def test_the_limits_themselves_are_allowed(minutes: int) -> None:
    assert len(given.decider.decide(given.decider.initial, hold(minutes=minutes), given.policies, given.now)) == 2


def test_it_counts_once_the_other_has_confirmed_too() -> None:
    given(*RECORDED).when(confirm("MENTEE")).then(BY_MENTEE, CONFIRMED)


def test_one_confirmation_by_each_is_enough() -> None:
    given(*RECORDED).when(confirm("MENTOR")).nothing()
    given(*RECORDED, BY_MENTEE, CONFIRMED).when(confirm("MENTEE")).nothing()


def test_the_other_may_dispute_it() -> None:
    given(*RECORDED).when(dispute("MENTEE")).then(disputed("MENTEE"))


def test_what_both_have_confirmed_is_not_disputed() -> None:
    given(*RECORDED, BY_MENTEE, CONFIRMED).when(dispute("MENTEE")).refused(SessionConfirmedAlready)


def test_a_disputed_session_counts_once_whoever_disputed_it_confirms() -> None:
    given(*RECORDED, disputed("MENTEE")).when(confirm("MENTEE")).then(BY_MENTEE, CONFIRMED)


def test_confirming_again_does_not_override_the_others_dispute() -> None:
    given(*RECORDED, disputed("MENTEE")).when(confirm("MENTOR")).nothing()


def test_who_recorded_a_session_may_take_it_back_and_then_it_needs_both_again() -> None:
    taken_back = (*RECORDED, disputed("MENTOR"))
    given(*taken_back).when(confirm("MENTEE")).then(BY_MENTEE)
    given(*taken_back, BY_MENTEE).when(confirm("MENTOR")).then(BY_MENTOR, CONFIRMED)


@pytest.mark.parametrize("command", [confirm("MENTEE", AFTER), dispute("MENTEE", AFTER)])
def test_an_answer_is_not_of_tomorrow(command: Command) -> None:
    given(*RECORDED).when(command).refused(FutureDay)


@pytest.mark.parametrize("command", [confirm("MENTEE", BEFORE), dispute("MENTEE", BEFORE)])
def test_an_answer_does_not_come_before_the_session(command: Command) -> None:
    given(*RECORDED).when(command).refused(BeforeSession, on="2026-03-08", held_on="2026-03-09")


@pytest.mark.parametrize("command", [confirm("MENTEE"), dispute("MENTEE")])
def test_a_session_that_nobody_recorded_is_not_found(command: Command) -> None:
    given().when(command).refused(NotFound, kind="mentoring_session")


def test_a_confirmation_keeps_the_day_that_it_was_given() -> None:
    late = given(*RECORDED).at(given.now.replace(day=20))
    late.when(confirm("MENTEE", date(2026, 3, 20))).then(
        MentoringSessionAttested(SESSION, "MENTEE", date(2026, 3, 20)), CONFIRMED
    )


def test_a_command_of_another_stream_is_a_defect() -> None:
    with pytest.raises(Unknown):
        given().when(Command()).then()
