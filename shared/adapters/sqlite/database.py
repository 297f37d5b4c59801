"""One SQLite file: a writer, a pool of readers, and errors in the words of the ports."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock
from typing import Literal

from shared.refusals import StoreDamaged, StoreUnavailable

BUSY_SECONDS = 5.0
PAGE_CACHE_KIB = 512
HEADER_BYTES = 100
MARK = b"Bina"
"""The application id in the header of every file that we made."""


class Database:
    """Opens or makes the file; raises `StoreDamaged` for one that is truncated or not ours, and never writes to it.

    `synchronous`: FULL where an answer promises durability, NORMAL for what can be built again.
    `forgetful`: overwrites what is deleted and keeps no log of earlier pages, for what must be erasable.
    """

    def __init__(
        self, file: Path, schema: str, *, synchronous: Literal["FULL", "NORMAL"] = "FULL", forgetful: bool = False
    ) -> None:
        self._file = file
        self._pragmas = (
            f"PRAGMA journal_mode={'TRUNCATE' if forgetful else 'WAL'}",
            f"PRAGMA synchronous={synchronous}",
            f"PRAGMA secure_delete={'ON' if forgetful else 'OFF'}",
            f"PRAGMA cache_size=-{PAGE_CACHE_KIB}",
            "PRAGMA temp_store=MEMORY",
        )
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        self._lock = Lock()
        _whole(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        with self._in_our_words():
            self._writer = self._connect()
            try:
                self._writer.executescript(schema)
            except sqlite3.Error:
                self._writer.close()
                raise

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._file, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
        )
        try:
            if connection.execute("PRAGMA application_id").fetchone()[0] == 0:
                connection.execute(f"PRAGMA application_id={int.from_bytes(MARK)}")
            for pragma in self._pragmas:
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection for reading; several threads read at once, also while one writes."""
        with self._in_our_words():
            try:
                connection = self._idle.get_nowait()
            except Empty:
                connection = self._connect()
            try:
                yield connection
            finally:
                self._idle.put(connection)

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """The one writing connection, in a transaction that is all or nothing."""
        with self._lock, self._in_our_words():
            # A deferred transaction that has to become a writing one fails at once instead of waiting its turn.
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as problem:
            raise StoreUnavailable(f"{self._file.name}: {problem}") from problem
        except sqlite3.DatabaseError as problem:
            raise StoreDamaged(f"{self._file.name}: {problem}") from problem

    def close(self) -> None:
        """Close every connection; the write-ahead log goes into the file with the last one."""
        while not self._idle.empty():
            self._idle.get_nowait().close()
        self._writer.close()


def _whole(file: Path) -> None:
    """SQLite takes an emptied file for a new one, and a truncated one for whole until a page is missed.

    A process that was killed leaves a log beside the file. From a rollback journal SQLite restores all of it; what a
    write-ahead log holds may not have come into the file yet although the header counts it.
    """
    if not file.exists() or _size(file, "-journal"):
        return
    size = _size(file)
    with file.open("rb") as opened:
        header = opened.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES or not header.startswith(b"SQLite format 3\0"):
        raise StoreDamaged(f"{file.name} is not a whole SQLite file ({size} bytes)")
    if header[68:72] != MARK:
        raise StoreDamaged(f"{file.name} is an SQLite file of something else")
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if size + _size(file, "-wal") < pages * (65536 if page == 1 else page):
        raise StoreDamaged(f"{file.name} is truncated: {size} bytes where its header says {pages} pages of {page}")


def _size(file: Path, suffix: str = "") -> int:
    """Bytes of the file, or of a log beside it; 0 where there is none."""
    named = file.with_name(file.name + suffix)
    return named.stat().st_size if named.exists() else 0
