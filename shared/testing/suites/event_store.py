"""What every event store promises."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import msgspec
import pytest

from shared.events import BEGINNING, Commit, Meta, StoredEvent, Tail
from shared.ports import EventStore

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


def commit(position: int, stream: str, version: int, command: str = "", events: int = 1) -> Commit:
    """A commit that says where it is; every position a second after the one before."""
    stored = tuple(
        StoredEvent(f"{stream}-{version + index}", "CopyLent", 2, msgspec.Raw(b'{"reader":"reader","days":%d}' % index))
        for index in range(events)
    )
    meta = Meta(actor="person-1", roles=("officer",), correlation="request-1", request="digest")
    at = NOON + timedelta(seconds=position)
    return Commit(position, stream, version, command or f"command-{position}", at, meta, stored)


LOG = (commit(1, "book/a", 1, events=3), commit(2, "book/b", 1), commit(3, "book/a", 4, events=2))


class EventStoreSuite:
    """Inherit it with a fixture `store` that gives an empty store."""

    @pytest.fixture
    def store(self) -> EventStore:
        raise NotImplementedError

    def test_an_empty_log_has_only_a_beginning(self, store: EventStore) -> None:
        assert store.tail() == BEGINNING
        assert store.page(0, 10) == []
        assert store.load("book/a") == []
        assert store.head("book/a") == 0
        assert store.find("book/a", "command-1") is None

    def test_commits_are_read_as_they_were_written(self, store: EventStore) -> None:
        assert store.insert(LOG) == 3
        assert store.page(0, 10) == list(LOG)

    def test_nothing_to_write_is_no_fault(self, store: EventStore) -> None:
        assert store.insert([]) == 0
        assert store.tail() == BEGINNING

    def test_a_page_begins_after_a_position_and_ends_at_its_limit(self, store: EventStore) -> None:
        store.insert(LOG)
        assert [one.position for one in store.page(1, 1)] == [2]
        assert [one.position for one in store.page(1, 10)] == [2, 3]
        assert store.page(3, 10) == []

    def test_a_stream_is_loaded_alone_and_in_order_of_version(self, store: EventStore) -> None:
        store.insert(LOG)
        assert store.load("book/a") == [LOG[0], LOG[2]]
        assert store.load("book/b") == [LOG[1]]
        assert store.load("book") == []

    def test_the_head_is_the_last_event_of_the_last_commit(self, store: EventStore) -> None:
        store.insert(LOG)
        assert store.head("book/a") == 5
        assert store.head("book/b") == 1

    def test_the_tail_is_the_last_position_and_its_time(self, store: EventStore) -> None:
        store.insert(LOG)
        assert store.tail() == Tail(3, NOON + timedelta(seconds=3))

    def test_a_command_is_found_in_its_own_stream_only(self, store: EventStore) -> None:
        store.insert(LOG)
        assert store.find("book/a", "command-3") == LOG[2]
        assert store.find("book/b", "command-3") is None

    def test_the_same_command_may_change_two_streams(self, store: EventStore) -> None:
        assert store.insert([commit(1, "book/a", 1, "import"), commit(2, "book/b", 1, "import")]) == 2

    @pytest.mark.parametrize(
        "refused",
        [
            commit(2, "book/c", 1),
            commit(6, "book/a", 4, "another command"),
            commit(6, "book/a", 6, "command-3"),
        ],
        ids=["position taken", "version taken", "command carried out before"],
    )
    def test_a_batch_lands_up_to_the_first_commit_that_a_key_refuses(self, store: EventStore, refused: Commit) -> None:
        store.insert(LOG)
        batch = [commit(4, "book/d", 1), commit(5, "book/e", 1), refused, commit(7, "book/f", 1)]
        assert store.insert(batch) == 2
        assert store.page(0, 10) == [*LOG, *batch[:2]]
        assert store.load("book/f") == []

    def test_a_batch_whose_first_commit_is_refused_changes_nothing(self, store: EventStore) -> None:
        store.insert(LOG)
        assert store.insert([commit(3, "book/c", 1), commit(4, "book/d", 1)]) == 0
        assert store.page(0, 10) == list(LOG)

    def test_a_batch_may_refuse_itself(self, store: EventStore) -> None:
        assert store.insert([commit(1, "book/a", 1), commit(2, "book/a", 1), commit(3, "book/b", 1)]) == 1
        assert store.tail().position == 1

    def test_of_all_who_try_the_same_position_exactly_one_lands(self, store: EventStore) -> None:
        rounds, writers = 20, 4
        together = Barrier(writers)

        def write(writer: int) -> Sequence[int]:
            landed = []
            for position in range(1, rounds + 1):
                together.wait(10)
                landed.append(store.insert([commit(position, f"book/{writer}", position, f"{writer}-{position}")]))
            return landed

        with ThreadPoolExecutor(writers) as pool:
            outcomes = list(pool.map(write, range(writers)))
        assert [sum(landed) for landed in zip(*outcomes, strict=True)] == [1] * rounds
        assert [one.position for one in store.page(0, 100)] == list(range(1, rounds + 1))
