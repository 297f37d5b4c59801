"""An import is recorded once, and only when it changed somebody."""

from services.enrollment.people.commands import RecordRosterImport
from services.enrollment.people.refusals import ImportRecorded
from services.enrollment.people.roster_import import ROSTER_IMPORT
from shared.contracts.enrollment.people import RosterImported
from shared.testing.scenario import Scenario
from tests.enrollment.people.examples import POLICIES

given = Scenario(ROSTER_IMPORT, POLICIES)
RECORD = RecordRosterImport("9f86d0", rows=10, registered=3, changed=2, unchanged=5)
IMPORTED = RosterImported("9f86d0", rows=10, registered=3, changed=2, unchanged=5)


def test_an_import_says_how_many_rows_did_what() -> None:
    given().when(RECORD).then(IMPORTED)


def test_an_import_is_recorded_once() -> None:
    given(IMPORTED).when(RECORD).refused(ImportRecorded)


def test_the_same_file_again_leaves_no_trace() -> None:
    given().when(RecordRosterImport("9f86d0", rows=10, registered=0, changed=0, unchanged=10)).nothing()
