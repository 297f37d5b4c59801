from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event

import pytest

from shared.adapters.memory.events import MemoryEventStore
from shared.adapters.memory.views import MemoryViewStore
from shared.adapters.sqlite.events import SqliteEventStore
from shared.adapters.sqlite.views import SqliteViewStore
from shared.events import Recorded
from shared.ports import Pointer, Query, ViewStore
from shared.projection import Body, Projection
from shared.runtime.worker import PAGE
from shared.testing.suites.event_store import commit
from shared.views import Views
from tests.shared.library.books import BOOK, RETURNS, SHELF, Buy, Lend
from tests.shared.library.desk import Desk, order
from tests.shared.waiting import until


def shelf_of_code(version: int) -> Projection:
    """The shelf as another version of the code builds it: it says which."""
    shelf = Projection("shelf", version=version, streams=["book"], sorted_by=["code"])

    @shelf.fold
    def fold(body: Body, event: Recorded) -> Body:
        return {"code": version, "events": body.get("events", 0) + 1, "codes": [*body.get("codes", []), version]}

    return shelf


def bodies(views: ViewStore, model: str) -> dict[str, Body]:
    return {one.id: one.body for one in views.find(model, Query())}


def test_a_rebuild_fills_a_new_version_and_then_serves_it() -> None:
    desk = Desk()
    desk.do("bumi", Buy(2))
    worker = desk.worker(SHELF)
    worker.drain()
    before = bodies(desk.views, "shelf.v1")
    assert worker.rebuild("shelf") == worker.rebuild("shelf") == Pointer(1, 2, 1, 1)
    worker.drain()
    assert desk.views.pointer("shelf") == Pointer(2, None, 1)
    assert bodies(desk.views, "shelf.v2") == before == bodies(desk.views, "shelf.v1")
    desk.do("bumi", Lend("ani"))
    worker.drain()
    assert bodies(desk.views, "shelf.v2") == {"bumi": {"copies": 2, "lent": ["ani"]}}
    worker.rebuild("shelf")
    assert bodies(desk.views, "shelf.v1") == {}


def test_a_rebuild_of_something_unknown_is_an_error() -> None:
    with pytest.raises(KeyError):
        Desk().worker(SHELF).rebuild("shelves")


def test_new_code_builds_a_new_version_beside_the_one_that_is_served() -> None:
    desk = Desk()
    desk.handler.execute_all([order(f"book-{one}", Buy(2), "buy") for one in range(PAGE + 1)])
    desk.worker(shelf_of_code(1)).drain()
    newer = desk.worker(shelf_of_code(2))
    newer.step()
    assert desk.views.pointer("shelf") == Pointer(1, 2, 1, 2)
    assert desk.views.count("shelf.v1") == {None: PAGE + 1}
    newer.drain()
    assert desk.views.pointer("shelf") == Pointer(2, None, 2)
    assert desk.views.count("shelf.v2", by="code") == {2: PAGE + 1}


@pytest.mark.parametrize("code", [1, 3], ids=["the code goes back", "the code goes on"])
def test_what_other_code_had_begun_to_fill_is_not_mixed_with_what_this_code_folds(code: int) -> None:
    desk = Desk()
    desk.handler.execute_all([order(f"book-{one}", Buy(2), "buy") for one in range(PAGE + 1)])
    desk.worker(shelf_of_code(1)).drain()
    desk.worker(shelf_of_code(2)).step()
    for one in range(PAGE + 1):
        desk.do(f"book-{one}", Buy(1))
    desk.worker(shelf_of_code(code)).drain()
    pointer = desk.views.pointer("shelf")
    assert pointer is not None
    assert (pointer.filling, pointer.code) == (None, code)
    documents = desk.views.find(f"shelf.v{pointer.live}", Query(limit=1000))
    assert {tuple(one.body["codes"]) for one in documents} == {(code, code)}
    assert len(documents) == PAGE + 1


def test_a_step_keeps_a_filling_version_from_being_served() -> None:
    desk = Desk()
    desk.log.insert([commit(1, "book/bumi", 1)])
    worker = desk.worker(RETURNS)
    worker.drain()
    worker.rebuild("returns")
    desk.log.insert([commit(3, "book/air", 1)])
    worker.step()
    assert desk.views.pointer("returns") == Pointer(1, 2, 1, 1)
    desk.log.insert([commit(2, "book/api", 1)])
    worker.step()
    assert desk.views.pointer("returns") == Pointer(2, None, 1)


@pytest.mark.parametrize("durable", [False, True], ids=["memory", "sqlite"])
def test_no_read_misses_anything_while_a_read_model_is_rebuilt_under_writes(
    tmp_path: Path, durable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.views.POINTER_SECONDS", 0.01)
    log = SqliteEventStore(tmp_path / "events.db") if durable else MemoryEventStore()
    store = SqliteViewStore(tmp_path / "views.db") if durable else MemoryViewStore()
    desk = Desk(log, store)
    books = [f"book-{one}" for one in range(60)]
    desk.handler.execute_all([order(book, Buy(1), "buy") for book in books])
    worker = desk.worker(SHELF)
    worker.drain()
    views, stop, seen = Views(store, desk.told), Event(), {"reads": 0}

    def write() -> None:
        while not stop.is_set():
            desk.handler.execute_all([order(book, Buy(1)) for book in books])

    def read() -> None:
        while not stop.is_set():
            copies = [one.body["copies"] for one in views.get_all(SHELF, books).values()]
            assert len(copies) == len(books)
            seen["reads"] += 1

    def read_since(count: int) -> bool:
        return seen["reads"] > count or running[2].done()

    def served(version: int) -> bool:
        return store.pointer("shelf") == Pointer(version, None, 1) and views.model(SHELF) == f"shelf.v{version}"

    with ThreadPoolExecutor(3) as pool:
        running = [pool.submit(act) for act in (lambda: worker.run(stop), write, read)]
        for version in (2, 3):
            worker.rebuild("shelf")
            until(partial(served, version))
            # The version before the live one goes with the next rebuild, so nobody should still be reading it.
            until(partial(read_since, seen["reads"] + 2))
        stop.set()
        desk.news.ring()
        for one in running:
            one.result(20)
    worker.drain()
    assert {one.body["copies"] for one in store.find("shelf.v3", Query(limit=100))} == {
        desk.handler.state(BOOK, books[0]).copies
    }
    assert seen["reads"] > 2
    log.close()
    store.close()
