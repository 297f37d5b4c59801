import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shared.adapters.sqlite import database
from shared.adapters.sqlite.events import SqliteEventStore
from shared.adapters.sqlite.views import SqliteViewStore
from shared.events import Commit, Tail
from shared.journal import Journal, unbroken
from shared.ports import Query
from shared.refusals import StoreUnavailable
from shared.testing.suites.event_store import LOG, NOON, commit
from shared.testing.suites.view_store import document
from tests.shared.adapters.appending import draft

ROOT = Path(__file__).parents[3]
LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""
ON_A_SMALL_DISK = """
import resource, sys
from pathlib import Path
from shared.adapters.sqlite.events import SqliteEventStore
from shared.journal import Journal
from shared.refusals import StoreUnavailable
from shared.testing.suites.event_store import NOON
from tests.shared.adapters.appending import draft
store = SqliteEventStore(Path(sys.argv[1]))
journal = Journal(store, lambda: NOON)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
version = 0
try:
    while True:
        journal.append([draft("book/a", version + 1, str(version + 1))])
        version += 1
except StoreUnavailable as full:
    print(version, full)
"""


@contextmanager
def locked_by_another_process(file: Path) -> Iterator[None]:
    with subprocess.Popen(
        [sys.executable, "-c", LOCK, file], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        yield
        holder.communicate("")


def test_a_store_that_another_process_locks_is_unavailable_and_then_works_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    store = SqliteEventStore(tmp_path / "events.db")
    store.insert(LOG[:1])
    with locked_by_another_process(tmp_path / "events.db"):
        with pytest.raises(StoreUnavailable, match="locked"):
            store.insert(LOG[1:])
        assert store.page(0, 10) == list(LOG[:1])
    assert store.insert(LOG[1:]) == 2
    store.close()


def test_two_stores_on_one_file_see_each_other_at_once(tmp_path: Path) -> None:
    one, other = SqliteEventStore(tmp_path / "events.db"), SqliteEventStore(tmp_path / "events.db")
    one.insert(LOG[:2])
    assert other.page(0, 10) == list(LOG[:2])
    assert other.insert([commit(2, "book/c", 1)]) == 0
    assert other.insert(LOG[2:]) == 1
    assert one.tail() == Tail(3, LOG[2].at)
    one.close()
    other.close()


def test_a_read_model_that_another_process_filled_is_found(tmp_path: Path) -> None:
    serving, rebuilding = SqliteViewStore(tmp_path / "views.db"), SqliteViewStore(tmp_path / "views.db")
    rebuilding.prepare("shelf.v2", ["title"])
    rebuilding.replace("shelf.v2", [document("a", title="Air")])
    assert [one.id for one in serving.find("shelf.v2", Query(order="title"))] == ["a"]
    assert serving.count("shelf.v2") == {None: 1}
    assert list(serving.documents("shelf.v2", ["a"])) == ["a"]
    serving.close()
    rebuilding.close()


def test_processes_that_write_one_log_leave_no_step_and_give_each_place_once(tmp_path: Path) -> None:
    file, count = tmp_path / "events.db", 40
    SqliteEventStore(file).close()
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.shared.adapters.appending", file, name, str(count)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("a", "b")
    ]
    got = [int(writer.communicate(timeout=30)[0]) for writer in writers]
    store = SqliteEventStore(file)
    log = store.page(0, 1000)
    assert [one.position for one in log] == list(range(1, 3 * count + 1))
    assert sum(got) == count
    for stream in ("own/a", "own/b", "shared/1"):
        assert len(unbroken(stream, store.load(stream))) == count
    assert [one.at for one in log] == sorted(one.at for one in log)
    store.close()


def test_a_full_disk_refuses_the_write_and_keeps_what_was_confirmed(tmp_path: Path) -> None:
    file = tmp_path / "events.db"
    run = subprocess.run(
        [sys.executable, "-c", ON_A_SMALL_DISK, file],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    confirmed = int(run.stdout.split()[0])
    assert confirmed > 10
    store = SqliteEventStore(file)
    assert [one.position for one in store.page(0, 10_000)] == list(range(1, confirmed + 1))
    [after] = Journal(store, lambda: NOON).append([draft("book/a", confirmed + 1, "with room again")])
    assert isinstance(after, Commit)
    store.close()


def test_a_full_file_is_unavailable_and_the_batch_leaves_nothing(tmp_path: Path) -> None:
    store = SqliteEventStore(tmp_path / "events.db")
    pages = store._database._writer.execute("PRAGMA page_count").fetchone()[0]
    store._database._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnavailable, match="full"):
        store.insert([commit(position, f"book/{position}", 1, events=50) for position in range(1, 100)])
    assert store.page(0, 10) == []
    assert store.insert(LOG) == 3
    store.close()
