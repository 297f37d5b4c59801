"""How a comparison is timed and judged: sides take turns, and the medians of their turns are compared."""

import gc
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median, quantiles
from threading import Barrier
from typing import Literal, NamedTuple

Work = Callable[[], object]
Prepare = Callable[[int], Work]
"""Makes one turn's work ready, outside the clock; takes the number of the turn."""


class Result(NamedTuple):
    """One line of the table. `ratio` is judged against `goal` in the sense of `sense`; `spread` holds its quartiles."""

    name: str
    ours: str
    other: str
    ratio: float
    sense: Literal["at least", "at most"]
    goal: float
    spread: tuple[float, float] | None = None

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.ratio >= self.goal if self.sense == "at least" else self.ratio <= self.goal


class Skipped(Exception):
    """Something that a measurement needs is not there; the message says what."""


def seconds(work: Work) -> float:
    """Wall time of one call, with the collector's debts paid before it."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def by_turns(rounds: int, ours: Prepare, other: Prepare) -> tuple[list[float], list[float]]:
    """Seconds of each side's turns; the sides swap who goes first, so that a drift of the machine meets both."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        order = (0, 1) if turn % 2 else (1, 0)
        for side in order:
            taken = seconds((ours, other)[side](turn))
            if turn > 0:  # the first round warms both up
                times[side].append(taken)
    return times


def rates(name: str, goal: float, count: int, times: tuple[Sequence[float], Sequence[float]]) -> Result:
    """A line that compares how many things a second each side does.

    The ratio is the median over the rounds, each side's turn against the other's beside it: what slows the machine
    down for a while meets both.
    """
    ours, other = (count / median(side) for side in times)
    ratios = [slow / fast for fast, slow in zip(*times, strict=True)]
    low, middle, high = quantiles(ratios, n=4, method="inclusive")
    return Result(name, f"{ours:,.0f}/s", f"{other:,.0f}/s", middle, "at least", goal, (low, high))


def in_threads(threads: int, tasks: Sequence[Work]) -> Work:
    """The tasks, dealt out evenly to threads that start together."""

    def run() -> None:
        barrier = Barrier(threads)

        def share(number: int) -> None:
            barrier.wait()
            for task in tasks[number::threads]:
                task()

        with ThreadPoolExecutor(threads) as pool:
            for done in [pool.submit(share, number) for number in range(threads)]:
                done.result()

    return run


def table(results: Sequence[Result]) -> str:
    """The results in columns."""
    rows = [("measured", "Bina", "peer or limit", "ratio", "quartiles", "goal", ""), *map(_cells, results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _cells(one: Result) -> tuple[str, ...]:
    spread = f"{one.spread[0]:.2f} - {one.spread[1]:.2f}" if one.spread else ""
    judged = "met" if one.met else "MISSED"
    return one.name, one.ours, one.other, f"{one.ratio:.2f}", spread, f"{one.sense} {one.goal:g}", judged
