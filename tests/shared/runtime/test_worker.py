from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from shared.events import Recorded
from shared.ports import Progress, Query, ViewStore
from shared.projection import Body, Projection
from shared.runtime.worker import PAGE
from shared.testing.faults import Killed, disk_full, killed, meddle, unavailable
from shared.testing.suites.event_store import commit
from tests.shared.library.books import GREET, READERS, RETURNS, SHELF, Buy, Lend
from tests.shared.library.desk import Desk, order
from tests.shared.library.lending import CopyLent, CopyMissed
from tests.shared.waiting import until


def bodies(views: ViewStore, model: str) -> dict[str, Body]:
    return {one.id: one.body for one in views.find(model, Query())}


def test_every_reader_gets_all_of_a_log_that_is_longer_than_a_page() -> None:
    desk = Desk()
    desk.handler.execute_all([order(f"book-{one}", Buy(2), "buy") for one in range(PAGE + 20)])
    desk.do("book-7", Lend("ani"))
    worker = desk.worker(SHELF, READERS)
    worker.drain()
    assert len(desk.views.find("shelf.v1", Query(limit=1000))) == PAGE + 20
    assert bodies(desk.views, "readers.v1") == {"ani": {"name": "invented", "books": ["book-7"]}}
    assert desk.views.cursors("shelf.v1") == desk.views.cursors("readers.v1") == {"library": PAGE + 21}
    assert not worker.step()


def test_what_a_reaction_writes_is_read_in_the_same_round_of_work() -> None:
    desk = Desk()
    desk.do("leaflet", Buy(1))
    desk.do("bumi", Buy(1))
    desk.do("bumi", Lend("ani"))
    desk.worker(SHELF, reactions=[GREET]).drain()
    assert bodies(desk.views, "shelf.v1")["leaflet"] == {"copies": 1, "lent": ["ani"]}


def test_a_page_with_a_step_is_read_again_when_the_step_is_filled() -> None:
    desk = Desk()
    first, second = (commit(place, "book/bumi", place) for place in (1, 2))
    desk.log.insert([second])
    worker = desk.worker(RETURNS)
    worker.step()
    assert desk.views.cursors("returns.v1") == {}
    desk.log.insert([first])
    worker.drain()
    assert desk.views.progress("returns.v1", ["book/bumi"]) == {"book/bumi": Progress(2)}


def test_a_worker_that_is_killed_after_any_call_goes_on_where_it_was() -> None:
    for call in ("replace", "advance", "resume_at", "settle"):
        desk = Desk()
        desk.do("leaflet", Buy(1))
        desk.do("bumi", Buy(2))
        desk.do("bumi", Lend("ani"))
        dying = Desk(desk.log, meddle(desk.views, after={call: [killed]}))
        with pytest.raises(Killed):
            dying.worker(SHELF, reactions=[GREET]).drain()
        desk.worker(SHELF, reactions=[GREET]).drain()
        assert bodies(desk.views, "shelf.v1") == {
            "leaflet": {"copies": 1, "lent": ["ani"]},
            "bumi": {"copies": 2, "lent": ["ani"]},
        }


def test_a_store_that_fails_is_tried_again_until_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shared.runtime.worker.IDLE_SECONDS", 0.001)
    desk = Desk()
    desk.do("bumi", Buy(2))
    failing = Desk(desk.log, meddle(desk.views, before={"replace": [unavailable, disk_full], "advance": [unavailable]}))
    stop = Event()
    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(failing.worker(SHELF).run, stop)
        until(lambda: desk.views.progress("shelf.v1", ["book/bumi"]) != {})
        stop.set()
        working.result(10)
    assert bodies(desk.views, "shelf.v1") == {"bumi": {"copies": 2, "lent": []}}


def test_deadlines_are_issued_also_while_there_is_always_something_to_read() -> None:
    desk = Desk()
    desk.do("bumi", Buy(1))
    desk.do("bumi", Lend("ani", 7))
    desk.later(days=8)
    stop, busy = Event(), Desk(desk.log, desk.views)
    busy.now = desk.now
    worker = busy.worker(SHELF, RETURNS)
    step, rounds = worker.step, []

    def step_with_news() -> bool:
        desk.do("air", Buy(1))
        rounds.append(step())
        if len(rounds) == 20:
            stop.set()
        return rounds[-1]

    worker.step = step_with_news  # type: ignore[method-assign]
    worker.run(stop)
    assert rounds == [True] * 20
    assert CopyMissed("ani") in desk.facts("bumi")


def test_letters_are_listed_and_tried_again_by_the_name_of_their_reader() -> None:
    broken = {"loans"}
    loans = Projection("loans", version=1, streams=["book"])

    @loans.fold
    def fold(body: Body, event: Recorded) -> Body:
        if isinstance(event.event, CopyLent) and broken:
            raise KeyError
        return body | {str(event.version): type(event.event).__name__}

    desk = Desk()
    desk.do("bumi", Buy(1))
    desk.do("bumi", Lend("ani"))
    worker = desk.worker(loans, reactions=[GREET])
    worker.drain()
    assert worker.models() == ["loans.v1", "reaction.greet"]
    for name in ("loans", "loans.v1"):
        assert not worker.retry(name, "book/bumi")
    assert worker.retry("reaction.greet", "book/bumi")
    broken.clear()
    assert worker.retry("loans", "book/bumi")
    assert bodies(desk.views, "loans.v1") == {"bumi": {"1": "BookBought", "2": "CopyLent"}}


def test_whoever_waits_is_told_when_read_models_moved_and_only_then() -> None:
    desk = Desk()
    worker = desk.worker(SHELF)
    worker.drain()
    heard = desk.told.count
    worker.step()
    assert desk.told.count == heard
    desk.do("bumi", Buy(1))
    worker.step()
    assert desk.told.count == heard + 1
