"""The event store in an SQLite file: one row a commit."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from shared.adapters.sqlite.database import Database
from shared.deadline import moment
from shared.events import BEGINNING, Commit, Meta, StoredEvent, Tail
from shared.refusals import StoreDamaged

SCHEMA = """
CREATE TABLE IF NOT EXISTS commits (
    position INTEGER PRIMARY KEY,
    stream   TEXT NOT NULL,
    version  INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    command  TEXT NOT NULL,
    at       TEXT NOT NULL,
    meta     BLOB NOT NULL,
    events   BLOB NOT NULL,
    UNIQUE (stream, version),
    UNIQUE (stream, command)
) STRICT;
"""
COLUMNS = "position, stream, version, command, at, meta, events"
INSERT = "INSERT INTO commits (position, stream, version, last, command, at, meta, events) VALUES (?,?,?,?,?,?,?,?)"

_meta = msgspec.json.Decoder(Meta)
_events = msgspec.json.Decoder(tuple[StoredEvent, ...])
Row = tuple[int, str, int, str, str, bytes, bytes]


class SqliteEventStore:
    """Durable before it answers: WAL with `synchronous=FULL`, one transaction a batch."""

    def __init__(self, file: Path) -> None:
        self._database = Database(file, SCHEMA)

    def insert(self, commits: Sequence[Commit]) -> int:
        with self._database.write() as connection:
            before = connection.total_changes
            # The rows before a refused one stay in the transaction, so counting tells where it stopped.
            with suppress(sqlite3.IntegrityError):
                connection.executemany(INSERT, _rows(commits))
            return connection.total_changes - before

    def tail(self) -> Tail:
        with self._database.read() as connection:
            row = connection.execute("SELECT position, at FROM commits ORDER BY position DESC LIMIT 1").fetchone()
        return Tail(row[0], datetime.fromisoformat(row[1])) if row else BEGINNING

    def load(self, stream: str) -> list[Commit]:
        return self._commits(f"SELECT {COLUMNS} FROM commits WHERE stream = ? ORDER BY version", stream)

    def find(self, stream: str, command: str) -> Commit | None:
        found = self._commits(f"SELECT {COLUMNS} FROM commits WHERE stream = ? AND command = ?", stream, command)
        return found[0] if found else None

    def head(self, stream: str) -> int:
        with self._database.read() as connection:
            query = "SELECT last FROM commits WHERE stream = ? ORDER BY version DESC LIMIT 1"
            row = connection.execute(query, (stream,)).fetchone()
        return int(row[0]) if row else 0

    def page(self, after: int, limit: int) -> list[Commit]:
        return self._commits(
            f"SELECT {COLUMNS} FROM commits WHERE position > ? ORDER BY position LIMIT ?", after, limit
        )

    def _commits(self, query: str, *values: str | int) -> list[Commit]:
        with self._database.read() as connection:
            rows = connection.execute(query, values).fetchall()
        return [_commit(row) for row in rows]

    def close(self) -> None:
        self._database.close()


def _rows(commits: Sequence[Commit]) -> Iterable[tuple[int, str, int, int, str, str, bytes, bytes]]:
    encode = msgspec.json.encode
    return (
        (
            one.position,
            one.stream,
            one.version,
            one.last,
            one.command,
            moment(one.at),
            encode(one.meta),
            encode(one.events),
        )
        for one in commits
    )


def _commit(row: Row) -> Commit:
    position, stream, version, command, at, meta, events = row
    try:
        when = datetime.fromisoformat(at).astimezone(UTC)
        return Commit(position, stream, version, command, when, _meta.decode(meta), _events.decode(events))
    except ValueError as problem:
        raise StoreDamaged(f"the commit at position {position} cannot be read") from problem
