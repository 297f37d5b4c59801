"""A pairing's life in its mentor's stream: proposed, accepted by both, declined, ended; and the place that it holds."""

from datetime import date
from typing import Any

import msgspec
import pytest

from services.mentoring.mentors.commands import AcceptPairing, DeclinePairing, EndPairing
from services.mentoring.mentors.model import MENTOR
from services.mentoring.mentors.refusals import (
    BeforeProposal,
    PairingBecameReciprocal,
    PairingNotActive,
    PairingNotOpen,
    PlacesTaken,
)
from shared.contracts.mentoring.mentors import (
    PairingAccepted,
    PairingActivated,
    PairingDeclined,
    PairingEnded,
    PairingProposed,
)
from shared.contracts.vocabulary import Check
from shared.days import FutureDay
from shared.decider import Command, Unknown
from shared.events import Event
from shared.refusals import NotFound
from shared.testing.scenario import Scenario, same
from tests.mentoring.examples import (
    ANOTHER,
    APPROVED,
    BOTH_ACCEPTED,
    BUDI,
    CITRA,
    COHORT,
    IN_APRIL,
    MENTOR_OF_BUDI,
    MENTORS,
    PAIRING,
    POLICIES,
    PROPOSED,
    REASON,
    REGISTERED,
    TODAY,
    TOMORROW,
    YESTERDAY,
    accept,
    noon,
    propose,
)

given = Scenario(MENTOR, POLICIES)
ASKED: tuple[Event, ...] = (REGISTERED, APPROVED, PROPOSED)
DECLINED = PairingDeclined(PAIRING, "MENTEE", TODAY)
OVER_FROM = date(2026, 9, 1)
ENDED = PairingEnded(PAIRING, "TERM_OVER", REASON, TODAY)
end = EndPairing(PAIRING, "TERM_OVER", REASON, TODAY)


def proposed(*history: Event, **changes: Any) -> PairingProposed:
    """What a proposal leads to."""
    [event] = MENTOR.decide(MENTOR.state(history), propose(**changes), POLICIES, noon(TODAY))
    assert isinstance(event, PairingProposed)
    return event


def test_a_proposal_keeps_a_place_and_shows_every_rule_with_its_numbers() -> None:
    event = proposed(REGISTERED, APPROVED)
    same(PROPOSED, msgspec.structs.replace(event, checks=()))
    checks = {check.rule: check for check in event.checks}
    assert len(checks) == 13
    assert all(check.met for check in event.checks)
    assert checks["LONGER_SERVICE"] == Check("LONGER_SERVICE", True, {"mentor_years": 16, "mentee_years": 2})
    assert checks["FREE_PLACE"] == Check("FREE_PLACE", True, {"taken": 0, "places": 1})


def test_a_proposal_is_made_once() -> None:
    given(*ASKED).when(propose()).nothing()


def test_a_proposed_pairing_holds_its_place() -> None:
    given(*ASKED).when(propose(pairing=ANOTHER, mentee=CITRA)).refused(PlacesTaken, taken=1, places=1)


def test_places_one_by_one_and_in_groups_are_counted_apart() -> None:
    assert proposed(*MENTOR_OF_BUDI, pairing=ANOTHER, mentee=CITRA, kind="GROUP").kind == "GROUP"
    with pytest.raises(PlacesTaken) as caught:
        proposed(*MENTOR_OF_BUDI, pairing=ANOTHER, mentee=CITRA)
    assert (caught.value.facts["kind"], caught.value.rule) == ("ONE_TO_ONE", MENTORS)


def test_a_mentee_in_a_group_leaves_the_place_for_one() -> None:
    group = msgspec.structs.replace(PROPOSED, kind="GROUP")
    assert proposed(REGISTERED, APPROVED, group, pairing=ANOTHER, mentee=CITRA).kind == "ONE_TO_ONE"


@pytest.mark.parametrize("over", [(DECLINED,), (*BOTH_ACCEPTED, ENDED)])
def test_a_declined_or_ended_pairing_gives_its_place_back(over: tuple[Event, ...]) -> None:
    for mentee in (BUDI, CITRA):
        assert proposed(*ASKED, *over, pairing=ANOTHER, mentee=mentee).mentee == mentee


def test_the_first_to_accept_waits_for_the_other() -> None:
    given(*ASKED).when(accept("MENTEE")).then(PairingAccepted(PAIRING, "MENTEE", TODAY))


def test_the_second_acceptance_makes_the_pairing_work() -> None:
    given(*ASKED, PairingAccepted(PAIRING, "MENTOR", TODAY)).when(accept("MENTEE")).then(
        PairingAccepted(PAIRING, "MENTEE", TODAY),
        PairingActivated(PAIRING, BUDI, "WASTE", COHORT, TODAY, silent_from=IN_APRIL, over_from=OVER_FROM),
    )


def test_it_works_from_the_later_of_the_two_days_even_when_that_was_recorded_first() -> None:
    later = date(2026, 3, 20)
    given(*ASKED, PairingAccepted(PAIRING, "MENTOR", later)).at(noon(later)).when(accept("MENTEE", TODAY)).then(
        PairingAccepted(PAIRING, "MENTEE", TODAY),
        PairingActivated(PAIRING, BUDI, "WASTE", COHORT, later, silent_from=date(2026, 4, 19), over_from=OVER_FROM),
    )


def test_it_works_and_can_fall_silent_from_the_day_on_which_it_was_to_start() -> None:
    start = date(2026, 5, 4)
    asked = (REGISTERED, APPROVED, msgspec.structs.replace(PROPOSED, starts_on=start))
    activated = PairingActivated(
        PAIRING, BUDI, "WASTE", COHORT, start, silent_from=date(2026, 6, 3), over_from=OVER_FROM
    )
    given(*asked, PairingAccepted(PAIRING, "MENTOR", TODAY)).when(accept("MENTEE")).then(
        PairingAccepted(PAIRING, "MENTEE", TODAY), activated
    )
    agreed = (PairingAccepted(PAIRING, "MENTOR", TODAY), PairingAccepted(PAIRING, "MENTEE", TODAY), activated)
    given(*asked, *agreed).when(EndPairing(PAIRING, "NO_FIT", REASON, TODAY)).then(
        PairingEnded(PAIRING, "NO_FIT", REASON, TODAY)
    )


def test_a_pairing_that_is_recorded_late_has_a_week_for_its_past_sessions() -> None:
    recorded_on = date(2026, 9, 1)
    answered = given(*ASKED, PairingAccepted(PAIRING, "MENTOR", TODAY)).at(noon(recorded_on))
    answered.when(accept("MENTEE", TODAY)).then(
        PairingAccepted(PAIRING, "MENTEE", TODAY),
        PairingActivated(
            PAIRING, BUDI, "WASTE", COHORT, TODAY, silent_from=date(2026, 9, 8), over_from=date(2026, 9, 8)
        ),
    )


def test_an_acceptance_is_given_once() -> None:
    given(*ASKED, PairingAccepted(PAIRING, "MENTEE", TODAY)).when(accept("MENTEE")).nothing()
    given(*MENTOR_OF_BUDI).when(accept("MENTEE")).nothing()


def test_a_pairing_that_became_reciprocal_meanwhile_is_not_accepted() -> None:
    given(*ASKED).when(accept("MENTOR", reciprocal=True)).refused(PairingBecameReciprocal, competency="WASTE")


def test_either_of_the_two_declines() -> None:
    given(*ASKED).when(DeclinePairing(PAIRING, "MENTOR", TODAY)).then(PairingDeclined(PAIRING, "MENTOR", TODAY))


@pytest.mark.parametrize("command", [accept("MENTOR"), DeclinePairing(PAIRING, "MENTOR", TODAY)])
def test_a_declined_pairing_takes_no_answer(command: Command) -> None:
    given(*ASKED, DECLINED).when(command).refused(PairingNotOpen, state="DECLINED")


def test_a_pairing_that_works_is_ended_and_not_declined() -> None:
    given(*MENTOR_OF_BUDI).when(DeclinePairing(PAIRING, "MENTEE", TODAY)).refused(PairingNotOpen, state="ACTIVE")
    given(*MENTOR_OF_BUDI).when(end).then(ENDED)


def test_only_a_pairing_that_works_is_ended() -> None:
    given(*ASKED).when(end).refused(PairingNotActive, state="PROPOSED")
    given(*MENTOR_OF_BUDI, ENDED).when(end).refused(PairingNotActive, state="ENDED")


@pytest.mark.parametrize(
    "command",
    [
        propose(on=TOMORROW),
        accept("MENTOR", TOMORROW),
        DeclinePairing(PAIRING, "MENTOR", TOMORROW),
    ],
)
def test_nothing_happens_tomorrow(command: Command) -> None:
    history = (REGISTERED, APPROVED) if command == propose(on=TOMORROW) else ASKED
    given(*history).when(command).refused(FutureDay)


def test_a_pairing_does_not_end_tomorrow() -> None:
    given(*MENTOR_OF_BUDI).when(EndPairing(PAIRING, "NO_FIT", REASON, TOMORROW)).refused(FutureDay)


@pytest.mark.parametrize("command", [accept("MENTOR", YESTERDAY), DeclinePairing(PAIRING, "MENTOR", YESTERDAY)])
def test_an_answer_does_not_come_before_the_question(command: Command) -> None:
    given(*ASKED).when(command).refused(BeforeProposal, on="2026-03-01", earliest="2026-03-02")


def test_a_pairing_does_not_end_before_both_agreed() -> None:
    later = [msgspec.structs.replace(event, on=IN_APRIL) for event in BOTH_ACCEPTED[1:]]
    working = given(*ASKED, BOTH_ACCEPTED[0], *later).at(noon(IN_APRIL))
    working.when(end).refused(BeforeProposal, on="2026-03-02", earliest="2026-04-01")


@pytest.mark.parametrize(
    "command",
    [AcceptPairing(ANOTHER, "MENTOR", TODAY, False), DeclinePairing(ANOTHER, "MENTOR", TODAY)],
)
def test_a_pairing_that_was_never_proposed_is_not_found(command: Command) -> None:
    given(*ASKED).when(command).refused(NotFound, kind="pairing")


def test_the_two_could_have_met_from_the_first_to_the_last_day() -> None:
    pairing = MENTOR.state([*MENTOR_OF_BUDI, PairingEnded(PAIRING, "TERM_OVER", REASON, IN_APRIL)]).pairings[PAIRING]
    assert [pairing.worked_on(day) for day in (YESTERDAY, TODAY, IN_APRIL, date(2026, 4, 2))] == [
        False,
        True,
        True,
        False,
    ]
    working = MENTOR.state(MENTOR_OF_BUDI).pairings[PAIRING]
    assert working.worked_on(date(2026, 8, 31))
    assert not working.worked_on(OVER_FROM)
    assert not MENTOR.state(ASKED).pairings[PAIRING].worked_on(TODAY)


def test_a_command_of_another_stream_is_a_defect() -> None:
    with pytest.raises(Unknown):
        given(REGISTERED).when(Command()).then()
