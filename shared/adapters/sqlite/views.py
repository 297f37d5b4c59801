"""The view store in an SQLite file: a table a read model, with a column for each field that it is searched by."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from shared.adapters.sqlite.database import Database
from shared.deadline import moment
from shared.ports import BEHIND, Condition, Document, Letter, Pointer, Progress, Query

SCHEMA = """
CREATE TABLE IF NOT EXISTS models (model TEXT PRIMARY KEY, fields TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS progress (
    model TEXT, stream TEXT, version INTEGER NOT NULL, PRIMARY KEY (model, stream)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS markers (
    model TEXT, stream TEXT, parked_to INTEGER NOT NULL, PRIMARY KEY (model, stream)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS letters (
    model TEXT, stream TEXT, version INTEGER, raw BLOB NOT NULL, problem TEXT NOT NULL,
    PRIMARY KEY (model, stream, version)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pointers (
    name TEXT PRIMARY KEY, live INTEGER NOT NULL, filling INTEGER, code INTEGER NOT NULL, filling_code INTEGER) STRICT;
CREATE TABLE IF NOT EXISTS cursors (
    model TEXT, source TEXT, position INTEGER NOT NULL, PRIMARY KEY (model, source)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outcomes (
    key TEXT PRIMARY KEY, outcome TEXT NOT NULL, at TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
OF_A_MODEL = ("progress", "markers", "letters", "cursors")
COMPARE = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}


class SqliteViewStore:
    """Built again from the log if need be, so a commit here does not wait for the disk."""

    def __init__(self, file: Path) -> None:
        self._database = Database(file, SCHEMA, synchronous="NORMAL")
        self._fields: dict[str, tuple[str, ...]] = {}

    def _prepared(self, model: str) -> bool:
        """Whether the model is there; another process may have prepared it since we looked."""
        if model not in self._fields:
            with self._database.read() as connection:
                row = connection.execute("SELECT fields FROM models WHERE model = ?", (model,)).fetchone()
            if row:
                self._fields[model] = tuple(msgspec.json.decode(row[0]))
        return model in self._fields

    def prepare(self, model: str, fields: Sequence[str]) -> None:
        if self._prepared(model):
            return
        columns = "".join(f', "{field}"' for field in fields)
        with self._database.write() as connection:
            connection.execute(
                f'CREATE TABLE IF NOT EXISTS "{model}" '
                f"(_id TEXT PRIMARY KEY, _rev INTEGER NOT NULL, _seen BLOB NOT NULL, _body BLOB NOT NULL{columns})"
            )
            for field in fields:
                connection.execute(f'CREATE INDEX IF NOT EXISTS "{model}:{field}" ON "{model}" ("{field}", _id)')
            row = (model, msgspec.json.encode(fields).decode())
            connection.execute("INSERT OR REPLACE INTO models VALUES (?, ?)", row)
        self._fields[model] = tuple(fields)

    def progress(self, model: str, streams: Collection[str]) -> dict[str, Progress]:
        marks = _marks(streams)
        query = (
            "SELECT stream, max(version), max(parked_to) FROM ("
            f"SELECT stream, version, NULL AS parked_to FROM progress WHERE model = ? AND stream IN ({marks}) "
            f"UNION ALL SELECT stream, 0, parked_to FROM markers WHERE model = ? AND stream IN ({marks})) "
            "GROUP BY stream"
        )
        with self._database.read() as connection:
            rows = connection.execute(query, (model, *streams, model, *streams)).fetchall()
        return {stream: Progress(version, parked_to) for stream, version, parked_to in rows}

    def documents(self, model: str, ids: Collection[str]) -> dict[str, Document]:
        if not self._prepared(model):
            return {}
        with self._database.read() as connection:
            rows = connection.execute(
                f'SELECT _id, _rev, _seen, _body FROM "{model}" WHERE _id IN ({_marks(ids)})', tuple(ids)
            ).fetchall()
        return {row[0]: _document(row) for row in rows}

    def replace(self, model: str, documents: Sequence[Document]) -> list[str]:
        fields = self._fields[model]
        assigned = "".join(f', "{field}" = ?' for field in fields)
        update = f'UPDATE "{model}" SET _rev = ?, _seen = ?, _body = ?{assigned} WHERE _id = ? AND _rev = ?'
        insert = f'INSERT OR IGNORE INTO "{model}" VALUES ({_marks(range(4 + len(fields)))})'
        lost = []
        with self._database.write() as connection:
            for one in documents:
                values = [one.rev, msgspec.json.encode(one.seen), msgspec.json.encode(one.body)]
                values += [one.body.get(field) for field in fields]
                if one.rev == 1:
                    landed = connection.execute(insert, (one.id, *values)).rowcount
                else:
                    landed = connection.execute(update, (*values, one.id, one.rev - 1)).rowcount
                if not landed:
                    lost.append(one.id)
        return lost

    def advance(self, model: str, moves: Mapping[str, tuple[int, int]]) -> list[str]:
        lost = []
        with self._database.write() as connection:
            for stream, (start, end) in moves.items():
                if start == 0:
                    landed = connection.execute("INSERT OR IGNORE INTO progress VALUES (?, ?, ?)", (model, stream, end))
                else:
                    landed = connection.execute(
                        "UPDATE progress SET version = ? WHERE model = ? AND stream = ? AND version = ?",
                        (end, model, stream, start),
                    )
                if not landed.rowcount:
                    lost.append(stream)
        return lost

    def park(self, model: str, letter: Letter) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO letters VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET problem = excluded.problem "
                "WHERE excluded.problem != ?",
                (model, letter.stream, letter.version, letter.raw, letter.problem, BEHIND),
            )
            connection.execute(
                "INSERT INTO markers VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
                "parked_to = max(parked_to, excluded.parked_to)",
                (model, letter.stream, letter.version),
            )

    def letters(self, model: str, stream: str | None = None) -> list[Letter]:
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT stream, version, raw, problem FROM letters WHERE model = ? AND (? IS NULL OR stream = ?) "
                "ORDER BY stream, version",
                (model, stream, stream),
            ).fetchall()
        return [Letter(*row) for row in rows]

    def release(self, model: str, stream: str, version: int) -> None:
        with self._database.write() as connection:
            connection.execute(
                "DELETE FROM letters WHERE model = ? AND stream = ? AND version = ?", (model, stream, version)
            )

    def unmark(self, model: str, stream: str, to: int) -> bool:
        with self._database.write() as connection:
            gone = connection.execute(
                "DELETE FROM markers WHERE model = ? AND stream = ? AND parked_to = ?", (model, stream, to)
            )
            return gone.rowcount > 0

    def find(self, model: str, query: Query) -> list[Document]:
        if not self._prepared(model):
            return []
        order = self._column(model, query.order)
        where, values = self._where(model, query.where)
        if query.after is not None:
            where += f" AND ({order}, _id) {'<' if query.descending else '>'} (?, ?)"
            values += query.after
        way = "DESC" if query.descending else "ASC"
        select = (
            f'SELECT _id, _rev, _seen, _body FROM "{model}" WHERE {where} ORDER BY {order} {way}, _id {way} LIMIT ?'
        )
        with self._database.read() as connection:
            return [_document(row) for row in connection.execute(select, (*values, query.limit)).fetchall()]

    def count(self, model: str, where: Sequence[Condition] = (), by: str | None = None) -> dict[object, int]:
        if not self._prepared(model):
            return {}
        column = self._column(model, by) if by else "NULL"
        conditions, values = self._where(model, where)
        select = f'SELECT {column}, count(*) FROM "{model}" WHERE {conditions} GROUP BY 1'
        with self._database.read() as connection:
            return dict(connection.execute(select, values).fetchall())

    def _column(self, model: str, field: str) -> str:
        """Only indexed fields come into a statement, so no name of a caller does."""
        if field == "id":
            return "_id"
        if field not in self._fields[model]:
            raise KeyError(field)
        return f'"{field}"'

    def _where(self, model: str, where: Sequence[Condition]) -> tuple[str, list[Any]]:
        parts: list[str] = ["1"]
        values: list[Any] = []
        for field, operator, value in where:
            column = self._column(model, field)
            if operator == "in":
                among = tuple(value)
                parts.append(f"{column} IN ({_marks(among)})")
                values.extend(among)
            else:
                parts.append(f"{column} {COMPARE.get(operator, 'IS')} ?")
                values.append(value)
        return " AND ".join(parts), values

    def drop(self, model: str) -> None:
        with self._database.write() as connection:
            connection.execute(f'DROP TABLE IF EXISTS "{model}"')
            connection.execute("DELETE FROM models WHERE model = ?", (model,))
            for table in OF_A_MODEL:
                connection.execute(f"DELETE FROM {table} WHERE model = ?", (model,))
        self._fields.pop(model, None)

    def pointer(self, name: str) -> Pointer | None:
        with self._database.read() as connection:
            query = "SELECT live, filling, code, filling_code FROM pointers WHERE name = ?"
            row = connection.execute(query, (name,)).fetchone()
        return Pointer(*row) if row else None

    def point(self, name: str, pointer: Pointer) -> None:
        with self._database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO pointers VALUES (?, ?, ?, ?, ?)", (name, *pointer))

    def cursors(self, reader: str) -> dict[str, int]:
        with self._database.read() as connection:
            return dict(
                connection.execute("SELECT source, position FROM cursors WHERE model = ?", (reader,)).fetchall()
            )

    def resume_at(self, reader: str, source: str, position: int) -> None:
        with self._database.write() as connection:
            connection.execute("INSERT OR REPLACE INTO cursors VALUES (?, ?, ?)", (reader, source, position))

    def outcomes(self, keys: Collection[str]) -> dict[str, str]:
        with self._database.read() as connection:
            return dict(
                connection.execute(
                    f"SELECT key, outcome FROM outcomes WHERE key IN ({_marks(keys)})", tuple(keys)
                ).fetchall()
            )

    def settle(self, key: str, outcome: str, at: datetime) -> None:
        with self._database.write() as connection:
            connection.execute("INSERT OR IGNORE INTO outcomes VALUES (?, ?, ?)", (key, outcome, moment(at)))

    def close(self) -> None:
        self._database.close()


def _marks(values: Collection[object]) -> str:
    return ",".join("?" * len(values))


def _document(row: tuple[str, int, bytes, bytes]) -> Document:
    identity, rev, seen, body = row
    return Document(identity, rev, msgspec.json.decode(seen), msgspec.json.decode(body))
