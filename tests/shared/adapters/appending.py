"""Appends through a journal of its own to a log that others write too: `python -m ... <file> <name> <how many>`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from shared.adapters.sqlite.events import SqliteEventStore
from shared.events import Commit, Draft, Meta
from shared.journal import Journal
from shared.testing.suites.event_store import commit


def draft(stream: str, version: int, command: str, events: int = 1) -> Draft:
    """A draft whose events do not matter."""
    return Draft(stream, version, command, Meta(), commit(1, stream, version, command, events).events)


def append(file: Path, name: str, count: int) -> int:
    """Append to a stream of one's own, and try for every place in a stream that all want; how many of these it got."""
    store = SqliteEventStore(file)
    journal = Journal(store, lambda: datetime.now(UTC))
    got = 0
    for index in range(1, count + 1):
        own, shared = journal.append(
            [draft(f"own/{name}", index, f"{name}-{index}"), draft("shared/1", index, f"{name}-{index}")]
        )
        assert isinstance(own, Commit), own
        got += isinstance(shared, Commit)
    store.close()
    return got


if __name__ == "__main__":
    sys.stdout.write(str(append(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))))
