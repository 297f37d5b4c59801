"""The writer of one service's log: gives positions, gathers what waits into one write, and settles collisions."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from shared.events import Commit, Draft, Tail
from shared.ports import EventStore
from shared.refusals import StoreDamaged, StoreUnavailable

MOST_IN_A_BATCH = 512
MOST_TURNS = 1_000


class Moved(NamedTuple):
    """The stream went on before the draft could land: decide again."""

    head: int


class _Entry:
    """A draft on its way, and what became of it."""

    __slots__ = ("draft", "failure", "outcome")

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.outcome: Commit | Moved | None = None
        self.failure: StoreUnavailable | None = None

    @property
    def settled(self) -> bool:
        return self.outcome is not None or self.failure is not None


class Journal:
    """Group commit without a thread of its own: whoever gets the turn writes for all that wait (docs/adr/0002)."""

    def __init__(self, store: EventStore, clock: Callable[[], datetime]) -> None:
        self.store = store
        self._clock = clock
        self._waiting: deque[_Entry] = deque()
        self._writing = False
        self._settled = threading.Condition()
        self._tail: Tail | None = None
        self._listeners: list[Callable[[], None]] = []

    def on_append(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each write, for instance to wake a feed."""
        self._listeners.append(listener)

    def append(self, drafts: Sequence[Draft], at: datetime | None = None) -> list[Commit | Moved]:
        """Append each draft whose stream still ends before its version.

        A commit with the draft's `command` is either the one just written or the first one with that command.
        `at` replaces the clock where the moment itself would tell something (docs/adr/0009). Raises `StoreUnavailable`
        when it is certain that the draft did not land as far as the store can be read, or when it cannot be read.
        """
        entries = [_Entry(draft) for draft in drafts]
        if at is None:
            self._waiting.extend(entries)
        while self._turn(entries):
            try:
                self._write(self._gather() if at is None else entries, at)
            finally:
                self._give_up_turn()
        self._notify()
        for entry in entries:
            if entry.failure is not None:
                raise StoreUnavailable(*entry.failure.args) from entry.failure
        return [entry.outcome for entry in entries if entry.outcome is not None]

    def _turn(self, entries: Sequence[_Entry]) -> bool:
        """Wait until nobody writes or somebody has written all of these; whether the turn is ours.

        Who is settled leaves at once, and does not wait for the write that follows.
        """
        with self._settled:
            while not all(entry.settled for entry in entries):
                if not self._writing:
                    self._writing = True
                    return True
                self._settled.wait()
        return False

    def _give_up_turn(self) -> None:
        with self._settled:
            self._writing = False
            self._settled.notify_all()

    def _gather(self) -> list[_Entry]:
        return [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_IN_A_BATCH))]

    def _notify(self) -> None:
        for listener in self._listeners:
            listener()

    def _write(self, entries: list[_Entry], at: datetime | None) -> None:
        try:
            self._insert(entries, at)
        except StoreUnavailable as failure:
            self._tail = None
            self._read_again([entry for entry in entries if not entry.settled], failure)
        finally:
            for entry in entries:
                if not entry.settled:
                    entry.failure = StoreUnavailable("the writer failed before this commit had its turn")

    def _insert(self, entries: Sequence[_Entry], at: datetime | None) -> None:
        waiting = deque(entries)
        for _ in range(MOST_TURNS):
            if not waiting:
                return
            tail = self._tail or self.store.tail()
            now = at or self._clock()
            commits = _placed([entry.draft for entry in waiting], tail, now if at else max(now, tail.at))
            landed = self.store.insert(commits)
            for commit in commits[:landed]:
                waiting.popleft().outcome = commit
            if landed:
                self._tail = Tail(commits[landed - 1].position, max(tail.at, commits[landed - 1].at))
            if landed < len(commits):
                self._collide(waiting)
        raise StoreUnavailable("positions are lost without end: does another system write into this log?")

    def _collide(self, waiting: deque[_Entry]) -> None:
        """A unique key refused the first of those that wait. Which one is found by reading, never from the error."""
        entry = waiting[0]
        entry.outcome = self._outcome(entry.draft)
        if entry.settled:
            waiting.popleft()
        else:
            self._tail = self.store.tail()

    def _outcome(self, draft: Draft) -> Commit | Moved | None:
        done = self.store.find(draft.stream, draft.command)
        if done is not None:
            return done
        head = self.store.head(draft.stream)
        return Moved(head) if head >= draft.version else None

    def _read_again(self, entries: Sequence[_Entry], failure: StoreUnavailable) -> None:
        """The write may have landed although nobody said so."""
        for entry in entries:
            try:
                entry.outcome = self.store.find(entry.draft.stream, entry.draft.command)
            except StoreUnavailable:
                entry.outcome = None
            if entry.outcome is None:
                entry.failure = failure


def _placed(drafts: Sequence[Draft], tail: Tail, at: datetime) -> list[Commit]:
    return [
        Commit(position, draft.stream, draft.version, draft.command, at, draft.meta, draft.events)
        for position, draft in enumerate(drafts, tail.position + 1)
    ]


def dense(commits: Sequence[Commit], after: int) -> list[Commit]:
    """A page cut at its first step, so that its reader misses nothing; what is cut is read again later."""
    whole: list[Commit] = []
    for commit in commits:
        if commit.position != after + len(whole) + 1:
            break
        whole.append(commit)
    return whole


def unbroken(stream: str, commits: Sequence[Commit]) -> Sequence[Commit]:
    """A stream's commits, each starting where the last one ended; raises `StoreDamaged` otherwise."""
    if commits and commits[0].version != 1:
        raise StoreDamaged(f"{stream} does not begin at 1")
    for earlier, later in pairwise(commits):
        if later.version != earlier.last + 1:
            raise StoreDamaged(f"{stream} has a step after {earlier.last}")
    return commits
