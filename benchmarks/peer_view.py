"""The peer's view: a materialised view that records tracking and row in one transaction, and its projection.

This is the form that its documentation recommends. Its runner needs a recorder that can be subscribed to, which the
one for SQLite cannot, so the log is read in pages, as its own followers read it.
"""

from functools import singledispatchmethod
from pathlib import Path
from typing import Any

from eventsourcing.persistence import Tracking
from eventsourcing.projection import Projection
from eventsourcing.sqlite import SQLiteTrackingRecorder
from eventsourcing.utils import Environment

from benchmarks.peer import REBUILDABLE, Factory, Register, Registers

PAGE = 500
TABLE = """
CREATE TABLE IF NOT EXISTS attendance (person TEXT PRIMARY KEY, unit TEXT, last TEXT, taken INTEGER, minutes INTEGER)
"""
UPSERT = """
INSERT INTO attendance VALUES (:person, :unit, :session, 1, :minutes) ON CONFLICT (person) DO UPDATE SET
last = excluded.last, taken = taken + 1, minutes = minutes + excluded.minutes
"""


class AttendanceView(SQLiteTrackingRecorder):
    """A table with the columns and indexes that Bina's document has."""

    def construct_create_table_statements(self) -> list[str]:
        """The tracking table of the library, and ours."""
        return [
            *super().construct_create_table_statements(),
            TABLE,
            "CREATE INDEX IF NOT EXISTS attendance_unit ON attendance (unit, person)",
            "CREATE INDEX IF NOT EXISTS attendance_minutes ON attendance (minutes, person)",
        ]

    def add(self, tracking: Tracking, row: dict[str, Any]) -> None:
        """Count one attendance, once."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(UPSERT, row)

    def total(self) -> tuple[int, int]:
        """Rows, and attendances in them."""
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute("SELECT count(*), sum(taken) FROM attendance")
            rows, taken = cursor.fetchone()
        return rows, taken


class AttendanceProjection(Projection[AttendanceView]):
    """Hands events to the view."""

    @singledispatchmethod
    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """Only registers are in this log."""
        raise TypeError(domain_event)

    @process_event.register(Register.Opened)
    @process_event.register(Register.AttendanceTaken)
    def _counted(self, domain_event: Register.Opened | Register.AttendanceTaken, tracking: Tracking) -> None:
        self.view.add(
            tracking,
            {
                "person": domain_event.person,
                "unit": domain_event.unit,
                "session": domain_event.session,
                "minutes": domain_event.minutes,
            },
        )


def view_in(file: Path) -> AttendanceView:
    """An empty view in a file, as durable as Bina's views are: NORMAL, since it can be built again."""
    factory = Factory(Environment(env={"SQLITE_DBNAME": str(file)}), REBUILDABLE)
    recorder = factory.tracking_recorder(AttendanceView)
    assert isinstance(recorder, AttendanceView)
    return recorder


def rebuild(peer: Registers, view: AttendanceView) -> None:
    """Read the whole log into the view."""
    projection = AttendanceProjection(view)
    reached = view.max_tracking_id(peer.name)
    while notifications := peer.recorder.select_notifications(start=reached, limit=PAGE, inclusive_of_start=False):
        for notification in notifications:
            projection.process_event(peer.mapper.to_domain_event(notification), Tracking(peer.name, notification.id))
        reached = notifications[-1].id
