"""Batches of 256 commits, against what SQLite takes to insert the same rows with nothing around it."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import msgspec

from benchmarks.measure import Result, Work, by_turns, rates
from benchmarks.ours import Log, draft, now
from shared.adapters.sqlite.events import INSERT, SCHEMA
from shared.deadline import moment
from shared.events import Draft

ROUNDS = 15
BATCH, BATCHES = 256, 20
LENGTH = 10
Row = tuple[int, str, int, int, str, str, bytes, bytes]


def batches(folder: Path) -> Sequence[Result]:
    """From drafts to durable commits, against ready rows by `executemany`, one transaction a batch on both sides."""
    log = Log(folder / "ours.db")
    raw = sqlite3.connect(folder / "raw.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.executescript(SCHEMA)
    times = by_turns(ROUNDS, lambda turn: _ours(log, _drafts(turn)), lambda turn: _raw(raw, _rows(turn)))
    raw.close()
    log.close()
    return [rates(f"commits in batches of {BATCH}, and raw rows", 0.4, BATCH * BATCHES, times)]


def _drafts(turn: int) -> list[list[Draft]]:
    first = turn * BATCHES * BATCH
    return [
        [draft(place // LENGTH, place % LENGTH + 1) for place in range(start, start + BATCH)]
        for start in range(first, first + BATCHES * BATCH, BATCH)
    ]


def _rows(turn: int) -> list[list[Row]]:
    at, first = moment(now()), turn * BATCHES * BATCH
    return [
        [_row(first + number * BATCH + place, one, at) for place, one in enumerate(batch, 1)]
        for number, batch in enumerate(_drafts(turn))
    ]


def _row(position: int, one: Draft, at: str) -> Row:
    meta, events = msgspec.json.encode(one.meta), msgspec.json.encode(one.events)
    return position, one.stream, one.version, one.version, one.command, at, meta, events


def _ours(log: Log, drafts: list[list[Draft]]) -> Work:
    def work() -> None:
        for batch in drafts:
            log.journal.append(batch)

    return work


def _raw(raw: sqlite3.Connection, rows: list[list[Row]]) -> Work:
    def work() -> None:
        for batch in rows:
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany(INSERT, batch)
            raw.execute("COMMIT")

    return work
