"""A roster as large as the city: applied, and applied again, on durable storage."""

from datetime import date, timedelta
from time import monotonic

import pytest

from tests.enrollment.people.rosters import ANI, file
from tests.journeys.conftest import Running

OFFICER = "00000000-0000-7000-8000-000000000001"
UNITS, IMPORT = "/enrollment/v1/units", "/enrollment/v1/people/imports?on=2025-01-02"
ENVIRONMENT = {"code": "DLH", "name": "Dinas Lingkungan Hidup", "kind": "AGENCY", "valid_from": "2017-01-01"}
EMPLOYEES, SECONDS = 5_000, 10


@pytest.mark.slow
def test_five_thousand_rows_are_applied_in_less_than_ten_seconds_and_again_change_nothing(city: Running) -> None:
    token = city.token(OFFICER, "officer")
    assert city.ask("POST", UNITS, token, ENVIRONMENT)[0] == 201
    births = (date(1975, 1, 1) + timedelta(days=place) for place in range(EMPLOYEES))
    roster = file(*({**ANI, "employee_number": f"{born_on:%Y%m%d}2012042901"} for born_on in births))
    for outcome in ("registered", "unchanged"):
        begun = monotonic()
        status, result, _ = city.ask("POST", IMPORT, token, content=roster, headers={"Content-Type": "text/csv"})
        assert (status, result["rejected"], result[outcome]) == (200, 0, EMPLOYEES)
        assert monotonic() - begun < SECONDS
