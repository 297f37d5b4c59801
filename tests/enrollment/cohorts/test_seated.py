"""Who held a seat on which day, as far as it can be told afterwards."""

from datetime import date

import msgspec
import pytest

from services.enrollment.cohorts.model import COHORT
from shared.contracts.enrollment.cohorts import EnrollmentCompleted, EnrollmentWithdrawn, SeatConfirmed, SeatOffered
from shared.events import Event
from tests.enrollment.cohorts.examples import (
    ANI,
    BUDI,
    CITRA,
    MONDAY,
    OPENED,
    REASON,
    SEATS,
    seated,
    submitted,
    waiting,
)

ANI_LEFT = EnrollmentWithdrawn(ANI, REASON, date(2026, 3, 20))
BUDI_FOLLOWED = [SeatOffered(BUDI, MONDAY, SEATS), SeatConfirmed(BUDI, by="OFFER_ACCEPTED", on=date(2026, 3, 21))]
HISTORY = [OPENED, *seated(ANI), *waiting(BUDI, CITRA), ANI_LEFT, *BUDI_FOLLOWED]


@pytest.mark.parametrize(
    ("day", "people"),
    [
        (date(2026, 3, 1), set()),
        (date(2026, 3, 2), {ANI}),
        (date(2026, 3, 20), {ANI}),
        (date(2026, 3, 21), {BUDI}),
        (date(2026, 12, 31), {BUDI}),
    ],
)
def test_a_seat_counts_from_its_first_to_its_last_day(day: date, people: set[str]) -> None:
    assert COHORT.state(HISTORY).seated_on(day) == people


def test_who_takes_a_seat_again_did_not_hold_it_in_between() -> None:
    again: list[Event] = [
        msgspec.structs.replace(submitted(ANI), on=date(2026, 3, 25)),
        SeatConfirmed(ANI, by="FREE_SEAT", on=date(2026, 3, 25)),
    ]
    cohort = COHORT.state([OPENED, *seated(ANI), ANI_LEFT, *again])
    days = (date(2026, 3, 20), date(2026, 3, 21), date(2026, 3, 24), date(2026, 3, 25))
    assert [ANI in cohort.seated_on(day) for day in days] == [True, False, False, True]


def test_who_only_waited_never_held_a_seat() -> None:
    cohort = COHORT.state([*HISTORY, EnrollmentWithdrawn(CITRA, REASON, date(2026, 3, 22))])
    assert CITRA not in cohort.seated_on(date(2026, 3, 21)) | cohort.seated_on(date(2026, 3, 22))


def test_who_completed_held_the_seat() -> None:
    cohort = COHORT.state([*HISTORY, EnrollmentCompleted(BUDI, on=date(2026, 7, 6))])
    assert cohort.seated_on(date(2026, 6, 30)) == {BUDI}
