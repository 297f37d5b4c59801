from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import cast

import pytest

from shared.adapters.memory.events import MemoryEventStore
from shared.adapters.sqlite.events import SqliteEventStore
from shared.events import Commit, Draft
from shared.journal import MOST_IN_A_BATCH, Journal, Moved, dense, unbroken
from shared.ports import EventStore
from shared.refusals import StoreDamaged, StoreUnavailable
from shared.testing.faults import disk_full, losing_replies, meddle, nothing, outrun, unavailable, unreachable
from shared.testing.suites.event_store import LOG, NOON, commit
from tests.shared.adapters.appending import draft
from tests.shared.waiting import until


def journal_on(store: EventStore) -> Journal:
    return Journal(store, lambda: NOON)


class Noticing(MemoryEventStore):
    """Remembers how many commits each write had."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[int] = []

    def insert(self, commits: Sequence[Commit]) -> int:
        self.batches.append(len(commits))
        return super().insert(commits)


class Refusing(MemoryEventStore):
    """Refuses every write, and holds nothing that could be the reason."""

    def insert(self, commits: Sequence[Commit]) -> int:
        return 0


class Gate:
    """Holds the first write up until it is opened, so that others gather behind it."""

    def __init__(self) -> None:
        self.reached = Event()
        self.open = Event()

    def wait(self) -> None:
        self.reached.set()
        assert self.open.wait(10)

    def before(self, store: EventStore, *acts: Callable[[], object]) -> EventStore:
        return meddle(store, before={"insert": [self.wait, *acts]})


def append_behind(
    gate: Gate, journal: Journal, drafts: Sequence[Draft]
) -> tuple[ThreadPoolExecutor, list[Future[list[Commit | Moved]]]]:
    """The first draft is held at the gate, the rest are waiting in the queue when this returns."""
    pool = ThreadPoolExecutor(len(drafts))
    futures = [pool.submit(journal.append, [drafts[0]])]
    assert gate.reached.wait(10)
    futures += [pool.submit(journal.append, [one]) for one in drafts[1:]]
    until(lambda: len(journal._waiting) == len(drafts) - 1)
    return pool, futures


def test_whoever_waits_while_one_writes_is_written_together() -> None:
    gate, store = Gate(), Noticing()
    journal = journal_on(gate.before(store))
    pool, futures = append_behind(gate, journal, [draft(f"book/{one}", 1, "buy") for one in range(40)])
    gate.open.set()
    outcomes = [future.result(10)[0] for future in futures]
    pool.shutdown()
    assert store.batches == [1, 39]
    assert sorted(cast("Commit", one).position for one in outcomes) == list(range(1, 41))
    for index, one in enumerate(outcomes):
        assert isinstance(one, Commit)
        assert one.stream == f"book/{index}"


def test_a_batch_has_a_largest_size() -> None:
    store = Noticing()
    journal_on(store).append([draft(f"book/{one}", 1, "buy") for one in range(MOST_IN_A_BATCH + 1)])
    assert store.batches == [MOST_IN_A_BATCH, 1]


def test_a_failed_batch_fails_for_everybody_in_it_and_nobody_hangs() -> None:
    gate, store = Gate(), MemoryEventStore()
    journal = journal_on(gate.before(store, disk_full))
    pool, futures = append_behind(gate, journal, [draft(f"book/{one}", 1, "buy") for one in range(20)])
    gate.open.set()
    assert isinstance(futures[0].result(10)[0], Commit)
    for future in futures[1:]:
        with pytest.raises(StoreUnavailable, match="full"):
            future.result(10)
    pool.shutdown()
    assert store.tail().position == 1
    assert [one.stream for one in store.page(0, 10)] == ["book/0"]
    [again] = journal.append([draft("book/1", 1, "buy")])
    assert isinstance(again, Commit)


def test_a_writer_that_breaks_in_an_unforeseen_way_leaves_nobody_waiting() -> None:
    def broken() -> None:
        raise StoreDamaged("events.db: malformed")

    gate, store = Gate(), MemoryEventStore()
    journal = journal_on(gate.before(store, broken))
    pool, futures = append_behind(gate, journal, [draft(f"book/{one}", 1, "buy") for one in range(10)])
    gate.open.set()
    problems = [type(future.exception(10)) for future in futures]
    pool.shutdown()
    assert problems.count(StoreDamaged) == 1
    assert problems.count(StoreUnavailable) == 8
    assert problems[0] is type(None)


def test_a_lost_reply_is_settled_by_reading() -> None:
    store = MemoryEventStore()
    outcomes = journal_on(losing_replies(store)).append([draft("book/a", 1, "a"), draft("book/b", 1, "b")])
    assert outcomes == store.page(0, 10)


def test_a_lost_reply_of_a_batch_that_landed_in_part_is_settled_one_by_one() -> None:
    store = MemoryEventStore()
    store.insert([commit(1, "book/b", 1)])
    journal = journal_on(losing_replies(store))
    with pytest.raises(StoreUnavailable):
        journal.append([draft("book/a", 1, "a"), draft("book/b", 1, "b")])
    assert [one.stream for one in store.page(0, 10)] == ["book/b", "book/a"]


def test_a_write_that_never_arrived_is_unavailable_and_can_be_repeated() -> None:
    store = MemoryEventStore()
    journal = journal_on(unreachable(store))
    with pytest.raises(StoreUnavailable):
        journal.append([draft("book/a", 1, "a")])
    assert journal.append([draft("book/a", 1, "a")]) == store.page(0, 10)


def test_a_store_that_cannot_even_be_read_is_unavailable() -> None:
    store = MemoryEventStore()
    silent = meddle(store, after={"insert": [unavailable]}, before={"find": [unavailable]})
    with pytest.raises(StoreUnavailable):
        journal_on(silent).append([draft("book/a", 1, "a")])
    assert store.tail().position == 1


def test_a_repeated_command_gives_the_commit_that_it_made_before() -> None:
    store = MemoryEventStore()
    [first] = journal_on(store).append([draft("book/a", 1, "key")])
    journal_on(store).append([draft("book/a", 2, "another")])
    assert journal_on(store).append([draft("book/a", 3, "key")]) == [first]
    assert store.tail().position == 2


def test_a_stream_that_went_on_is_told_with_its_head() -> None:
    store = MemoryEventStore()
    store.insert([commit(1, "book/a", 1, events=3)])
    assert journal_on(store).append([draft("book/a", 1, "late")]) == [Moved(3)]
    assert store.tail().position == 1


def test_a_position_that_somebody_else_took_is_only_a_reason_to_try_the_next() -> None:
    store = MemoryEventStore()
    racing = journal_on(outrun(store, [commit(1, "book/b", 1)], [], [commit(3, "book/c", 1), commit(4, "book/d", 1)]))
    [first] = racing.append([draft("book/a", 1, "a")])
    [second] = racing.append([draft("book/a", 2, "b")])
    assert [cast("Commit", one).position for one in (first, second)] == [2, 5]


def test_one_who_lost_does_not_keep_the_rest_of_the_batch_from_landing() -> None:
    store = MemoryEventStore()
    racing = journal_on(outrun(store, [commit(1, "book/b", 1), commit(2, "book/z", 1)]))
    a, b, c = racing.append([draft(f"book/{one}", 1, one) for one in "abc"])
    assert b == Moved(1)
    assert [cast("Commit", one).position for one in (a, c)] == [3, 4]


def test_two_drafts_for_one_place_in_a_batch_are_settled_in_their_order() -> None:
    store = MemoryEventStore()
    first, second, repeated = journal_on(store).append(
        [draft("book/a", 1, "first"), draft("book/a", 1, "second"), draft("book/a", 1, "first")]
    )
    assert second == Moved(1)
    assert first == repeated == store.page(0, 10)[0]


def test_a_log_that_refuses_without_a_reason_ends_in_an_error_and_not_in_a_loop() -> None:
    with pytest.raises(StoreUnavailable, match="another system"):
        journal_on(Refusing()).append([draft("book/a", 1, "a")])


def test_times_are_those_of_the_clock_but_never_earlier_than_the_tail() -> None:
    store = MemoryEventStore()
    store.insert(LOG)
    [early] = journal_on(store).append([draft("book/z", 1, "early")])
    later = NOON + timedelta(days=1)
    [late] = Journal(store, lambda: later).append([draft("book/z", 2, "late")])
    assert [cast("Commit", one).at for one in (early, late)] == [LOG[-1].at, later]


def test_a_time_that_was_asked_for_is_kept_and_does_not_set_the_log_back() -> None:
    times = iter([NOON, NOON - timedelta(hours=5)])
    journal = Journal(MemoryEventStore(), lambda: next(times))
    journal.append([draft("book/a", 1, "now")])
    [hidden] = journal.append([draft("survey/a", 1, "day")], NOON - timedelta(hours=10))
    [after] = journal.append([draft("book/a", 2, "then")])
    assert cast("Commit", hidden).at == NOON - timedelta(hours=10)
    assert cast("Commit", after).at == NOON


def test_listeners_are_told_after_the_write() -> None:
    store = MemoryEventStore()
    journal = journal_on(store)
    seen: list[int] = []
    journal.on_append(lambda: seen.append(store.tail().position))
    journal.append([draft("book/a", 1, "a")])
    journal.append([draft("book/a", 2, "b"), draft("book/b", 1, "b")])
    assert seen == [1, 3]


def test_nothing_to_append_is_no_fault() -> None:
    assert journal_on(MemoryEventStore()).append([]) == []


@pytest.mark.parametrize("durable", [False, True], ids=["memory", "sqlite"])
def test_writers_of_many_journals_fill_one_log_without_a_step(tmp_path: Path, durable: bool) -> None:
    def opened() -> EventStore:
        return SqliteEventStore(tmp_path / "events.db") if durable else memory

    memory = MemoryEventStore()
    stores = [opened() for _ in range(2)]
    faulty = [meddle(one, after={"insert": [nothing, nothing, unavailable]}) for one in stores]
    journals = [journal_on(store) for store in faulty]

    def write(writer: int) -> None:
        for version in range(1, 11):
            one = draft(f"book/{writer}", version, f"{writer}-{version}")
            try:
                journals[writer % 2].append([one])
            except StoreUnavailable:
                # The reply was lost, and perhaps nothing had landed: the client asks again.
                journals[writer % 2].append([one])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    log = stores[0].page(0, 1000)
    assert [one.position for one in log] == list(range(1, 81))
    for writer in range(8):
        assert len(unbroken(f"book/{writer}", stores[1].load(f"book/{writer}"))) == 10
    for store in stores:
        store.close()


def test_a_page_is_cut_at_its_first_step() -> None:
    assert dense(LOG, 0) == list(LOG)
    assert dense([LOG[0], LOG[2]], 0) == [LOG[0]]
    assert dense(LOG[1:], 0) == []
    assert dense(LOG[1:], 1) == list(LOG[1:])
    assert dense([], 5) == []


def test_a_stream_begins_at_one_and_has_no_step() -> None:
    whole = [commit(1, "book/a", 1, events=3), commit(2, "book/a", 4)]
    assert unbroken("book/a", whole) == whole
    assert unbroken("book/a", []) == []
    for broken in ([whole[1]], [whole[0], commit(2, "book/a", 5)], [whole[0], commit(2, "book/a", 3)]):
        with pytest.raises(StoreDamaged, match="book/a"):
            unbroken("book/a", broken)
