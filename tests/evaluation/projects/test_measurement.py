"""The indicator is measured when its month is full, and verified by somebody who stands apart."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from services.evaluation.projects.commands import (
    MeasureIndicator,
    VerifyIndicator,
)
from services.evaluation.projects.model import months_later
from services.evaluation.projects.refusals import (
    BeforeMeasurement,
    MeasuredTooEarly,
    MeasurementVerified,
    OwnMeasurement,
    VerifierInGroup,
    VerifierOfOwnUnit,
)
from shared.contracts.evaluation.projects import (
    IndicatorMeasured,
    IndicatorVerified,
)
from shared.days import FutureDay
from shared.refusals import Invalid, NotFound
from tests.evaluation.projects.examples import ANI, BUDI, DIGEST, FEBRUARY, STARTED, UMAR, changed, given

MEASURE = MeasureIndicator(3, Decimal(18), date(2026, 2, 20), DIGEST, ANI, started_on=date(2025, 11, 20))
MEASURED = IndicatorMeasured(3, Decimal(18), date(2026, 2, 20), DIGEST, ANI)


def test_the_indicator_is_measured_after_the_month_it_stands_for() -> None:
    given(STARTED).when(MEASURE).then(MEASURED)
    given(STARTED).when(changed(MEASURE, measured_on=date(2026, 3, 3))).refused(FutureDay)
    early = changed(MEASURE, measured_on=date(2026, 2, 5))
    given(STARTED).when(early).refused(MeasuredTooEarly, month=3, full_on="2026-02-20", tolerance_days=14)
    on_the_first_day = changed(MEASURE, measured_on=date(2026, 2, 6))
    given(STARTED).when(on_the_first_day).then(msgspec.structs.replace(MEASURED, measured_on=date(2026, 2, 6)))


def test_a_measurement_has_a_number_and_evidence_and_is_of_a_month_that_is_looked_at() -> None:
    given(STARTED).when(changed(MEASURE, value=Decimal("NaN"))).refused(Invalid)
    given(STARTED).when(changed(MEASURE, digest="photo.jpg")).refused(Invalid)
    given(STARTED).when(changed(MEASURE, month=4)).refused(Invalid)


def test_until_it_is_verified_a_month_may_be_measured_again() -> None:
    again = changed(MEASURE, value=Decimal("17.5"))
    given(STARTED, MEASURED).when(MEASURE).nothing()
    given(STARTED, MEASURED).when(again).then(msgspec.structs.replace(MEASURED, value=Decimal("17.5")))
    verified = IndicatorVerified(3, UMAR, "inspektorat", FEBRUARY)
    given(STARTED, MEASURED, verified).when(again).refused(MeasurementVerified, month=3)


VERIFY = VerifyIndicator(3, UMAR, "inspektorat", frozenset({"dinkes"}), date(2026, 2, 25))


def test_somebody_of_another_unit_verifies() -> None:
    verified = IndicatorVerified(3, UMAR, "inspektorat", date(2026, 2, 25))
    given(STARTED, MEASURED).when(VERIFY).then(verified)
    given(STARTED, MEASURED, verified).when(VERIFY).nothing()


def test_nobody_verifies_their_own_measurement_work_or_unit() -> None:
    by_umar = msgspec.structs.replace(MEASURED, by=UMAR)
    given(STARTED, by_umar).when(VERIFY).refused(OwnMeasurement)
    given(STARTED, MEASURED).when(changed(VERIFY, by=BUDI)).refused(VerifierInGroup)
    given(STARTED, MEASURED).when(changed(VERIFY, unit="dinkes")).refused(VerifierOfOwnUnit, unit="dinkes")
    given(STARTED, MEASURED).when(changed(VERIFY, unit="dlh")).refused(VerifierOfOwnUnit, unit="dlh")


def test_a_measurement_is_verified_after_it_was_taken() -> None:
    given(STARTED, MEASURED).when(changed(VERIFY, month=6)).refused(NotFound, kind="measurement")
    given(STARTED, MEASURED).when(changed(VERIFY, on=date(2026, 3, 3))).refused(FutureDay)
    given(STARTED, MEASURED).when(changed(VERIFY, on=date(2026, 2, 19))).refused(BeforeMeasurement)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 11, 20), 0, date(2025, 11, 20)),
        (date(2025, 11, 20), 3, date(2026, 2, 20)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 1), 12, date(2026, 12, 1)),
        (date(9999, 12, 1), 3, date(9999, 12, 31)),
    ],
)
def test_months_end_where_the_calendar_ends_them(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later
