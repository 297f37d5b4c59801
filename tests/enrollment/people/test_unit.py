"""Units form a tree, parents before children."""

from datetime import date

import msgspec
import pytest

from services.enrollment.people.commands import EstablishUnit
from services.enrollment.people.refusals import UnitExists, UnitMissing
from services.enrollment.people.unit import UNIT
from shared.contracts.enrollment.people import UnitEstablished
from shared.days import FutureDay
from shared.testing.scenario import Scenario
from tests.enrollment.people.examples import FOUNDED, POLICIES, TOMORROW

given = Scenario(UNIT, POLICIES)
AGENCY = EstablishUnit("DINKES", "Dinas Kesehatan", "AGENCY", None, None, FOUNDED)
HOSPITAL = EstablishUnit("RSUD", "Rumah Sakit Umum Daerah", "HOSPITAL", "DINKES", FOUNDED, FOUNDED)


def test_a_unit_exists_from_a_day_on() -> None:
    given().when(AGENCY).then(UnitEstablished("DINKES", "Dinas Kesehatan", "AGENCY", None, FOUNDED))


def test_a_unit_belongs_to_its_parent() -> None:
    given().when(HOSPITAL).then(UnitEstablished("RSUD", "Rumah Sakit Umum Daerah", "HOSPITAL", "DINKES", FOUNDED))


def test_a_code_belongs_to_one_unit() -> None:
    established = UnitEstablished("DINKES", "Dinas Kesehatan", "AGENCY", None, FOUNDED)
    given(established).when(AGENCY).refused(UnitExists, unit="DINKES")


@pytest.mark.parametrize("since", [None, date(2017, 1, 2)])
def test_no_unit_belongs_to_one_that_is_not_there_on_its_first_day(since: date | None) -> None:
    orphan = msgspec.structs.replace(HOSPITAL, parent_since=since)
    given().when(orphan).refused(UnitMissing, unit="DINKES", on="2017-01-01")


def test_no_unit_is_established_tomorrow() -> None:
    given().when(msgspec.structs.replace(AGENCY, valid_from=TOMORROW)).refused(FutureDay)
