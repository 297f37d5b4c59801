"""What one append and one detail read cost in a log of a million events, against one of ten thousand."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles

from benchmarks.measure import Result, seconds
from benchmarks.ours import REGISTER, Log, draft, fact, person_of
from benchmarks.rebuilds import MODEL, follow
from shared.adapters.sqlite.views import SqliteViewStore

SMALL, LARGE = 10_000, 1_000_000
LENGTH = 10
ROUNDS, COUNT = 51, 100
GOAL = 1.3
SEED = 5


class _Store:
    """A log of so many events in streams of ten, and its view."""

    def __init__(self, folder: Path, events: int) -> None:
        self.log = Log(folder / f"log-{events}.db")
        self.views = SqliteViewStore(folder / f"views-{events}.db")
        self.registers = events // LENGTH
        self._chance = random.Random(SEED)
        self._appended = 0
        # Ten registers are open at any time, so a stream's events lie near each other but not side by side.
        self.log.fill(
            draft(first + one, version)
            for first in range(0, self.registers, LENGTH)
            for version in range(1, LENGTH + 1)
            for one in range(LENGTH)
        )
        follow(self.log, self.views)

    def append(self) -> None:
        """One event at a time, to new streams of ten."""
        for _ in range(COUNT):
            register = self.registers + self._appended // LENGTH
            version = self._appended % LENGTH + 1
            self.log.append(
                REGISTER.name(person_of(register)), f"{person_of(register)}-{version}", version, fact(register, version)
            )
            self._appended += 1

    def read(self) -> None:
        """A document and its stream, of any register."""
        for _ in range(COUNT):
            identity = person_of(self._chance.randrange(self.registers))
            assert self.views.documents(MODEL, [identity])[identity].body["taken"] == LENGTH
            assert len(self.log.handler.history(REGISTER.name(identity))) == LENGTH

    def close(self) -> None:
        self.views.close()
        self.log.close()


def scale(folder: Path) -> Sequence[Result]:
    """Both stores take turns; each turn does a hundred of one thing."""
    small, large = _Store(folder, SMALL), _Store(folder, LARGE)
    found = [
        _compared("append of one event at 10^6 events, and at 10^4", large.append, small.append),
        _compared("detail read at 10^6 events, and at 10^4", large.read, small.read),
    ]
    small.close()
    large.close()
    return found


def _compared(name: str, large: Callable[[], None], small: Callable[[], None]) -> Result:
    sides: tuple[list[float], list[float]] = ([], [])
    for turn in range(ROUNDS):
        for side in (0, 1) if turn % 2 else (1, 0):
            sides[side].append(seconds((large, small)[side]) / COUNT)
    at_large, at_small = (median(side) * 1e6 for side in sides)
    low, middle, high = quantiles([big / few for big, few in zip(*sides, strict=True)], n=4, method="inclusive")
    return Result(name, f"{at_large:,.0f} us", f"{at_small:,.0f} us", middle, "at most", GOAL, (low, high))
