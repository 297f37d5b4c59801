from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic

import pytest

from shared.ports import Pointer, Query
from shared.views import Token, Views
from tests.shared.library.books import SHELF, Buy
from tests.shared.library.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def views(desk: Desk) -> Views:
    return Views(desk.views, desk.told)


def test_a_read_model_that_holds_a_version_has_reached_it(desk: Desk, views: Views) -> None:
    desk.do("bumi", Buy(1))
    desk.do("bumi", Buy(1))
    desk.worker(SHELF).drain()
    for version in (1, 2):
        assert views.reached(SHELF, [Token("book/bumi", version)], 0)
    assert not views.reached(SHELF, [Token("book/bumi", 3)], 0)
    assert not views.reached(SHELF, [Token("book/bumi", 2), Token("book/air", 1)], 0)


def test_nothing_asked_for_is_reached_at_once(views: Views) -> None:
    assert views.reached(SHELF, [], 0)


def test_a_stream_that_the_read_model_does_not_follow_is_not_waited_for(views: Views) -> None:
    assert views.reached(SHELF, [Token("bookshop/1", 7)], 0)


def test_a_wait_ends_when_its_time_is_over(views: Views) -> None:
    begun = monotonic()
    assert not views.reached(SHELF, [Token("book/bumi", 1)], 0.1)
    assert 0.09 < monotonic() - begun < 5


def test_a_wait_is_woken_by_the_worker_and_not_by_the_clock(
    desk: Desk, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shared.views.LOOK_AGAIN_SECONDS", 60)
    desk.worker(SHELF).drain()
    stop = Event()
    worker = desk.worker(SHELF)
    with ThreadPoolExecutor(2) as pool:
        working = pool.submit(worker.run, stop)
        waiting = pool.submit(views.reached, SHELF, [Token("book/bumi", 1)], 30)
        begun = monotonic()
        desk.do("bumi", Buy(1))
        assert waiting.result(20)
        assert monotonic() - begun < 5
        stop.set()
        desk.news.ring()
        working.result(10)


def test_all_gives_every_page_of_a_list(desk: Desk, views: Views) -> None:
    for one in range(1001):
        desk.do(f"book-{one:04}", Buy(1 + one % 2))
    desk.worker(SHELF).drain()
    assert [one.id for one in views.all(SHELF)] == [f"book-{one:04}" for one in range(1001)]
    assert len(views.all(SHELF, copies=2)) == 500
    assert views.count(SHELF, copies=1) == {None: 501}
    assert views.count(SHELF, by="copies") == {1: 501, 2: 500}


def test_reads_come_from_the_live_version_and_a_promotion_is_noticed(
    desk: Desk, views: Views, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do("bumi", Buy(1))
    desk.worker(SHELF).drain()
    assert views.get(SHELF, "bumi") == desk.views.documents("shelf.v1", ["bumi"])["bumi"]
    desk.views.point("shelf", Pointer(2, None, 1))
    assert views.model(SHELF) == "shelf.v1"
    monkeypatch.setattr("shared.views.POINTER_SECONDS", 0)
    assert views.model(SHELF) == "shelf.v2"
    assert views.get(SHELF, "bumi") is None
    assert views.find(SHELF, Query()) == []
