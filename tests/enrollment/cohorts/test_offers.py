"""A freed seat is offered to the first in line, for a day, and passes on."""

from datetime import timedelta

import pytest

from services.enrollment.cohorts.commands import AcceptOffer, DeclineOffer, ExpireOffer, WithdrawEnrollment
from services.enrollment.cohorts.refusals import BackdatingReserved, BeforeApplication, OfferMissing, OfferRanOut
from shared.contracts.enrollment.cohorts import (
    EnrollmentWithdrawn,
    OfferDeclined,
    OfferExpired,
    SeatAwaited,
    SeatConfirmed,
    SeatOffered,
)
from shared.days import FutureDay
from shared.decider import Command
from shared.events import Event
from shared.refusals import NotFound
from tests.enrollment.cohorts.examples import (
    ANI,
    BUDI,
    CITRA,
    DAY,
    MONDAY,
    OPENED,
    REASON,
    SEATS,
    TODAY,
    TOMORROW,
    YESTERDAY,
    apply_for,
    given,
    seated,
    submitted,
    waiting,
)

TUESDAY = MONDAY + DAY
WEDNESDAY = TUESDAY + DAY
MOMENT = timedelta(microseconds=1)
ANI_LEFT = EnrollmentWithdrawn(ANI, REASON, TODAY)
OFFERED_TO_BUDI = SeatOffered(BUDI, until=TUESDAY, policy=SEATS)


def full(*line: Event) -> list[Event]:
    """Ani had the only seat and left while others waited."""
    return [OPENED, *seated(ANI), *line, ANI_LEFT, OFFERED_TO_BUDI]


def test_a_freed_seat_is_offered_to_the_first_in_line_for_a_day() -> None:
    given(OPENED, *seated(ANI), *waiting(BUDI, CITRA)).when(WithdrawEnrollment(ANI, REASON, TODAY)).then(
        ANI_LEFT, OFFERED_TO_BUDI
    )


def test_who_accepts_holds_the_seat() -> None:
    given(*full(*waiting(BUDI))).at(TUESDAY - MOMENT).when(AcceptOffer(BUDI, "SELF", TOMORROW)).then(
        SeatConfirmed(BUDI, by="OFFER_ACCEPTED", on=TOMORROW)
    )


def test_an_officer_records_an_acceptance_of_an_earlier_day() -> None:
    offered = given(*full(*waiting(BUDI))).at(TUESDAY - MOMENT)
    offered.when(AcceptOffer(BUDI, "OFFICER", TODAY)).then(SeatConfirmed(BUDI, by="OFFER_ACCEPTED", on=TODAY))
    offered.when(AcceptOffer(BUDI, "SELF", TODAY)).refused(BackdatingReserved, on="2026-03-02", today="2026-03-03")


def test_an_acceptance_lies_between_the_application_and_today() -> None:
    offered = given(*full(*waiting(BUDI)))
    offered.when(AcceptOffer(BUDI, "OFFICER", TOMORROW)).refused(FutureDay, day="2026-03-03")
    offered.when(AcceptOffer(BUDI, "OFFICER", YESTERDAY)).refused(BeforeApplication, on="2026-03-01")


def test_who_holds_the_seat_has_nothing_more_to_accept() -> None:
    history = [*full(*waiting(BUDI)), SeatConfirmed(BUDI, by="OFFER_ACCEPTED", on=TODAY)]
    given(*history).when(AcceptOffer(BUDI, "SELF", TODAY)).nothing()


def test_an_offer_that_ran_out_cannot_be_accepted() -> None:
    given(*full(*waiting(BUDI))).at(TUESDAY).when(AcceptOffer(BUDI, "SELF", TODAY)).refused(
        OfferRanOut, until=TUESDAY.isoformat()
    )


@pytest.mark.parametrize("answer", [AcceptOffer(CITRA, "SELF", TODAY), DeclineOffer(CITRA)])
def test_who_only_waits_has_no_offer_to_answer(answer: Command) -> None:
    given(*full(*waiting(BUDI, CITRA))).when(answer).refused(OfferMissing, state="WAITLISTED")


@pytest.mark.parametrize("answer", [AcceptOffer(CITRA, "SELF", TODAY), DeclineOffer(CITRA)])
def test_who_never_applied_has_no_offer_to_answer(answer: Command) -> None:
    given(*full(*waiting(BUDI))).when(answer).refused(NotFound, kind="enrollment")


def test_a_declined_offer_passes_to_the_next_in_line() -> None:
    given(*full(*waiting(BUDI, CITRA))).when(DeclineOffer(BUDI)).then(
        OfferDeclined(BUDI), SeatOffered(CITRA, until=TUESDAY, policy=SEATS)
    )


def test_an_offer_that_ran_out_passes_to_the_next_in_line() -> None:
    given(*full(*waiting(BUDI, CITRA))).at(TUESDAY).when(ExpireOffer(BUDI)).then(
        OfferExpired(BUDI), SeatOffered(CITRA, until=WEDNESDAY, policy=SEATS)
    )


def test_an_offer_does_not_run_out_before_its_time() -> None:
    given(*full(*waiting(BUDI, CITRA))).at(TUESDAY - MOMENT).when(ExpireOffer(BUDI)).nothing()


def test_an_answered_offer_does_not_run_out() -> None:
    accepted = SeatConfirmed(BUDI, by="OFFER_ACCEPTED", on=TODAY)
    given(*full(*waiting(BUDI)), accepted).at(WEDNESDAY).when(ExpireOffer(BUDI)).nothing()
    given(*full(*waiting(BUDI)), OfferDeclined(BUDI)).at(WEDNESDAY).when(ExpireOffer(BUDI)).nothing()


def test_who_withdraws_with_an_offer_passes_it_on() -> None:
    given(*full(*waiting(BUDI, CITRA))).when(WithdrawEnrollment(BUDI, REASON, TODAY)).then(
        EnrollmentWithdrawn(BUDI, REASON, TODAY), SeatOffered(CITRA, until=TUESDAY, policy=SEATS)
    )


def test_a_seat_that_nobody_waits_for_is_free_again() -> None:
    given(*full(*waiting(BUDI))).at(TUESDAY).when(ExpireOffer(BUDI)).then(OfferExpired(BUDI))
    given(*full(*waiting(BUDI)), OfferExpired(BUDI)).when(apply_for(CITRA)).then(
        submitted(CITRA), SeatConfirmed(CITRA, by="FREE_SEAT", on=TODAY)
    )


def test_whose_offer_ran_out_applies_again_at_the_end_of_the_line() -> None:
    history = [*full(*waiting(BUDI, CITRA)), OfferExpired(BUDI), SeatOffered(CITRA, until=WEDNESDAY, policy=SEATS)]
    given(*history).when(apply_for(BUDI)).then(submitted(BUDI), SeatAwaited(BUDI, position=1))
