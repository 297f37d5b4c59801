"""The directory and the vault in one SQLite file that forgets what is erased."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import msgspec

from shared.adapters.sqlite.database import Database
from shared.ports import Change, NumberTaken, Person, Text

SCHEMA = """
CREATE TABLE IF NOT EXISTS people (
    person TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE, number TEXT, record BLOB) STRICT;
CREATE INDEX IF NOT EXISTS people_by_number ON people (number);
CREATE TABLE IF NOT EXISTS texts (ref TEXT PRIMARY KEY, text TEXT NOT NULL, kept_until TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS subjects (
    person TEXT, ref TEXT, PRIMARY KEY (person, ref)) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS subjects_by_ref ON subjects (ref);
"""


def private_file(file: Path) -> Database:
    """The file that directory and vault share."""
    return Database(file, SCHEMA, forgetful=True)


class SqliteDirectory:
    """The latest change of each record; a tombstone keeps its place in the sequence."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, people: Sequence[Person]) -> None:
        with self._database.write() as connection:
            sequence = connection.execute("SELECT coalesce(max(sequence), 0) FROM people").fetchone()[0]
            for sequence, person in enumerate(people, sequence + 1):  # noqa: B020 - goes on from the last one
                row = (person.id, sequence, person.employee_number, msgspec.json.encode(person))
                connection.execute("INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?)", row)
            holders = "SELECT count(*) FROM people WHERE number = ?"
            for person in people:
                if connection.execute(holders, (person.employee_number,)).fetchone()[0] > 1:
                    raise NumberTaken

    def get(self, ids: Collection[str]) -> dict[str, Person]:
        query = f"SELECT person, record FROM people WHERE record IS NOT NULL AND person IN ({','.join('?' * len(ids))})"
        with self._database.read() as connection:
            rows = connection.execute(query, tuple(ids)).fetchall()
        return {person: msgspec.json.decode(record, type=Person) for person, record in rows}

    def by_number(self, numbers: Collection[str]) -> dict[str, str]:
        query = f"SELECT number, person FROM people WHERE number IN ({','.join('?' * len(numbers))})"
        with self._database.read() as connection:
            return dict(connection.execute(query, tuple(numbers)).fetchall())

    def erase(self, person: str) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO people SELECT ?, coalesce(max(sequence), 0) + 1, NULL, NULL FROM people",
                (person,),
            )

    def changes(self, after: int, limit: int) -> list[Change]:
        query = "SELECT sequence, person, record FROM people WHERE sequence > ? ORDER BY sequence LIMIT ?"
        with self._database.read() as connection:
            rows = connection.execute(query, (after, limit)).fetchall()
        return [
            Change(sequence, person, msgspec.json.decode(record, type=Person) if record else None)
            for sequence, person, record in rows
        ]

    def copy(self, changes: Sequence[Change]) -> None:
        with self._database.write() as connection:
            for sequence, person, record in changes:
                number = record.employee_number if record else None
                row = (person, sequence, number, msgspec.json.encode(record) if record else None)
                connection.execute("INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?)", row)

    def copied(self) -> int:
        with self._database.read() as connection:
            return int(connection.execute("SELECT coalesce(max(sequence), 0) FROM people").fetchone()[0])

    def close(self) -> None:
        self._database.close()


class SqliteVault:
    """Texts with the people that they are about."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, texts: Sequence[Text]) -> None:
        with self._database.write() as connection:
            for text in texts:
                row = (text.ref, text.text, text.kept_until.isoformat())
                connection.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", row)
                connection.execute("DELETE FROM subjects WHERE ref = ?", (text.ref,))
                pairs = [(person, text.ref) for person in text.subjects]
                connection.executemany("INSERT OR IGNORE INTO subjects VALUES (?, ?)", pairs)

    def read(self, refs: Collection[str]) -> dict[str, str]:
        query = f"SELECT ref, text FROM texts WHERE ref IN ({','.join('?' * len(refs))})"
        with self._database.read() as connection:
            return dict(connection.execute(query, tuple(refs)).fetchall())

    def discard(self, refs: Collection[str]) -> None:
        self._forget("ref IN (SELECT value FROM json_each(?))", msgspec.json.encode(list(refs)).decode())

    def erase(self, person: str) -> int:
        return self._forget("ref IN (SELECT ref FROM subjects WHERE person = ?)", person)

    def expire(self, day: date) -> int:
        return self._forget("kept_until < ?", day.isoformat())

    def _forget(self, which: str, value: str) -> int:
        with self._database.write() as connection:
            gone = connection.execute(f"DELETE FROM texts WHERE {which}", (value,)).rowcount
            connection.execute("DELETE FROM subjects WHERE ref NOT IN (SELECT ref FROM texts)")
        return gone

    def close(self) -> None:
        self._database.close()
