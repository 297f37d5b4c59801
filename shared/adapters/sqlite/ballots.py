"""The ballot box in an SQLite file of its own: no row number, no time, and no log of earlier pages (docs/adr/0009)."""

import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path

import msgspec

from shared.adapters.sqlite.database import Database

SCHEMA = """
CREATE TABLE IF NOT EXISTS boxes (survey TEXT PRIMARY KEY, slips BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""
_slips = msgspec.msgpack.Decoder(dict[str, bytes])


class SqliteBallotBox:
    """One value a survey, written anew each time with its slips in the order of their random keys.

    Rows would be found in that order too, but within a page SQLite lays them down as they come.
    """

    def __init__(self, file: Path) -> None:
        self._database = Database(file, SCHEMA, forgetful=True)

    def put(self, survey: str, key: str, slip: bytes) -> None:
        with self._database.write() as connection:
            _fill(connection, survey, _read(connection, survey) | {key: slip})

    def surveys(self) -> list[str]:
        with self._database.read() as connection:
            return [row[0] for row in connection.execute("SELECT survey FROM boxes ORDER BY survey")]

    def count(self, survey: str) -> int:
        return len(self.draw(survey))

    def draw(self, survey: str) -> dict[str, bytes]:
        with self._database.read() as connection:
            return _read(connection, survey)

    def remove(self, survey: str, keys: Collection[str]) -> None:
        with self._database.write() as connection:
            waiting = _read(connection, survey)
            _fill(connection, survey, {key: slip for key, slip in waiting.items() if key not in keys})

    def close(self) -> None:
        self._database.close()


def _read(connection: sqlite3.Connection, survey: str) -> dict[str, bytes]:
    row = connection.execute("SELECT slips FROM boxes WHERE survey = ?", (survey,)).fetchone()
    return _slips.decode(row[0]) if row else {}


def _fill(connection: sqlite3.Connection, survey: str, slips: Mapping[str, bytes]) -> None:
    connection.execute("DELETE FROM boxes WHERE survey = ?", (survey,))
    if slips:
        content = msgspec.msgpack.encode(dict(sorted(slips.items())))
        connection.execute("INSERT INTO boxes VALUES (?, ?)", (survey, content))
