"""A worker waits for a store that is away for a while, and ends the process when it stays away."""

import threading
from typing import Any

import pytest

from shared.adapters.memory.views import MemoryViewStore
from shared.refusals import StoreUnavailable
from shared.runtime import worker as workers
from shared.runtime.bell import Bell
from shared.runtime.worker import Worker


class Handler:
    """All that a worker without streams asks of its handler."""

    service = "test"


def worker_whose_store_fails(times: int, stop: threading.Event) -> tuple[Worker, list[int]]:
    """A worker with nothing to read, and the failures that it met."""
    met: list[int] = []

    def chores() -> bool:
        if len(met) < times:
            met.append(1)
            raise StoreUnavailable("away")
        stop.set()
        return False

    handler: Any = Handler()
    decode: Any = None
    return Worker(handler, MemoryViewStore(), decode, [], [], {}, {}, Bell(), Bell(), chores), met


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three tries without a pause."""
    monkeypatch.setattr(workers, "IDLE_SECONDS", 0.0)
    monkeypatch.setattr(workers, "MOST_FAILURES", 3)


def test_a_store_that_comes_back_is_worked_with_again() -> None:
    stop = threading.Event()
    worker, met = worker_whose_store_fails(3, stop)
    worker.run(stop)
    assert len(met) == 3


def test_a_store_that_stays_away_ends_the_worker() -> None:
    stop = threading.Event()
    worker, met = worker_whose_store_fails(1_000, stop)
    with pytest.raises(StoreUnavailable):
        worker.run(stop)
    assert len(met) == 4
