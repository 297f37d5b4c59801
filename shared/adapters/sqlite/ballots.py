"""The ballot box in an SQLite file of its own: no row number, no time, and no log of earlier pages (design 6)."""

from collections.abc import Collection
from pathlib import Path

from shared.adapters.sqlite.database import Database

SCHEMA = """
CREATE TABLE IF NOT EXISTS slips (
    survey TEXT, key TEXT, slip BLOB NOT NULL, PRIMARY KEY (survey, key)) STRICT, WITHOUT ROWID;
"""


class SqliteBallotBox:
    """Rows lie in the order of their random keys, wherever in time they came from."""

    def __init__(self, file: Path) -> None:
        self._database = Database(file, SCHEMA, forgetful=True)

    def put(self, survey: str, key: str, slip: bytes) -> None:
        with self._database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO slips VALUES (?, ?, ?)", (survey, key, slip))

    def surveys(self) -> list[str]:
        with self._database.read() as connection:
            return [row[0] for row in connection.execute("SELECT DISTINCT survey FROM slips ORDER BY survey")]

    def count(self, survey: str) -> int:
        with self._database.read() as connection:
            return int(connection.execute("SELECT count(*) FROM slips WHERE survey = ?", (survey,)).fetchone()[0])

    def draw(self, survey: str) -> dict[str, bytes]:
        with self._database.read() as connection:
            return dict(connection.execute("SELECT key, slip FROM slips WHERE survey = ? ORDER BY key", (survey,)))

    def remove(self, survey: str, keys: Collection[str]) -> None:
        with self._database.write() as connection:
            connection.executemany("DELETE FROM slips WHERE survey = ? AND key = ?", [(survey, key) for key in keys])

    def close(self) -> None:
        self._database.close()
