"""The city of the tests of surveys over HTTP."""

from datetime import date

import pytest

from services.evaluation.service import EVALUATION
from shared.contracts.enrollment.cohorts import (
    ApplicationSubmitted,
    CohortOpened,
    EnrollmentWithdrawn,
    SeatAwaited,
    SeatConfirmed,
)
from shared.contracts.enrollment.people import UnitEstablished
from shared.events import TextRef
from shared.testing.town import Town
from tests.evaluation.surveys.city import (
    COHORT,
    GONE,
    HEAD,
    OTHER_HEAD,
    PNS,
    PPPK,
    PROGRAM,
    WAITING,
    employee,
)


@pytest.fixture
def town() -> Town:
    """Fourteen PNS and six PPPK with a seat in a cohort, one who waits for one, one who gave it up; two unit heads."""
    town = Town(EVALUATION)
    town.tell("unit/unit-1", UnitEstablished("DLH", "Dinas Lingkungan Hidup", "DINAS", None, date(2017, 1, 1)))
    for person in (*PNS, *PPPK, WAITING, GONE):
        town.tell(f"employee/{person}", employee("PPPK" if person in PPPK else "PNS"))
    for (head, _), unit in ((HEAD, "DLH"), (OTHER_HEAD, "DINKES")):
        town.tell(f"employee/{head}", employee("PNS", unit))
    day = date(2026, 1, 5)
    opened = CohortOpened(PROGRAM, 1, "Angkatan I", 30, day, day, date(2026, 1, 12), date(2026, 2, 27), ())
    town.tell(f"cohort/{COHORT}", opened)
    for person in (*PNS, *PPPK, WAITING, GONE):
        town.tell(f"cohort/{COHORT}", ApplicationSubmitted(person, "DLH", "SELF", day, (), "eligibility"))
    town.tell(f"cohort/{COHORT}", *(SeatConfirmed(person, "FREE_SEAT", day) for person in (*PNS, *PPPK, GONE)))
    town.tell(f"cohort/{COHORT}", SeatAwaited(WAITING, 1), EnrollmentWithdrawn(GONE, TextRef("text-1"), day))
    return town
