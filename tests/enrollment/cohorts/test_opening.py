"""A cohort is opened once, from a published edition, with days in their order."""

from datetime import date

import msgspec
import pytest

from services.enrollment.cohorts.commands import OpenCohort
from services.enrollment.cohorts.refusals import CohortExists, EditionMissing, ProgramClosed
from shared.refusals import Invalid, NotFound
from tests.enrollment.cohorts.examples import ANI, OPENED, apply_for, given

OPEN = OpenCohort(
    program="waste",
    edition=2,
    retired=False,
    name="Angkatan I",
    seats=1,
    applications_from=date(2026, 2, 1),
    applications_until=date(2026, 3, 10),
    starts_on=date(2026, 4, 1),
    ends_on=date(2026, 6, 30),
)


def but(**changes: object) -> OpenCohort:
    return msgspec.structs.replace(OPEN, **changes)


def test_a_cohort_stays_with_the_edition_that_it_opened_with() -> None:
    given().when(OPEN).then(OPENED)


def test_one_day_may_be_all() -> None:
    day = date(2026, 3, 2)
    one_day = {"applications_from": day, "applications_until": day, "starts_on": day, "ends_on": day}
    given().when(but(**one_day)).then(msgspec.structs.replace(OPENED, **one_day))


def test_a_cohort_is_not_opened_over_another() -> None:
    given(OPENED).when(but(seats=2)).refused(CohortExists)


def test_nothing_is_opened_that_was_not_published() -> None:
    given().when(but(edition=None)).refused(EditionMissing, program="waste")


def test_a_retired_programme_opens_no_more_cohorts() -> None:
    given().when(but(retired=True)).refused(ProgramClosed, program="waste")


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"seats": 0}, {"seats": "LESS_THAN_ONE"}),
        ({"approval": ("OFFICER", "OFFICER")}, {"approval": "APPROVER_TWICE"}),
        ({"applications_until": date(2026, 1, 31)}, {"applications_until": "BEFORE_APPLICATIONS_FROM"}),
        ({"starts_on": date(2026, 3, 9)}, {"starts_on": "BEFORE_APPLICATIONS_UNTIL"}),
        ({"ends_on": date(2026, 3, 31)}, {"ends_on": "BEFORE_STARTS_ON"}),
    ],
)
def test_seats_route_and_days_make_sense(changes: dict[str, object], errors: dict[str, str]) -> None:
    with pytest.raises(Invalid) as refused:
        given.decider.decide(given.decider.initial, but(**changes), given.policies, given.now)
    assert refused.value.errors == errors


def test_nobody_applies_to_a_cohort_that_does_not_exist() -> None:
    given().when(apply_for(ANI)).refused(NotFound, kind="cohort")
