"""Appends of one event, by eight threads and by one."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from benchmarks.measure import Result, Work, by_turns, in_threads, rates
from benchmarks.ours import REGISTER, Log, fact, person_of
from benchmarks.peer import Registers, opened

ROUNDS = 25
LENGTH = 10
COUNT = 400


def appends(folder: Path) -> Sequence[Result]:
    """Both thread counts."""
    return [_compared(folder, threads=8, goal=3.0), _compared(folder, threads=1, goal=1.3)]


def _compared(folder: Path, threads: int, goal: float) -> Result:
    log, peer = Log(folder / f"ours-{threads}.db"), opened(folder / f"peer-{threads}.db")
    times = by_turns(
        ROUNDS,
        lambda turn: in_threads(threads, [_ours(log, *place) for place in _places(turn, threads)]),
        lambda turn: in_threads(threads, [_theirs(peer, *place) for place in _places(turn, threads)]),
    )
    log.close()
    peer.close()
    return rates(f"append of one event, {threads} thread{'s' * (threads > 1)}", goal, COUNT, times)


def _places(turn: int, threads: int) -> list[tuple[int, int]]:
    """Register and version of each append of a turn: every thread fills streams of its own, one after the other."""
    block = threads * LENGTH
    return [
        (turn * COUNT + number // block * threads + number % threads, number % block // threads + 1)
        for number in range(COUNT)
    ]


def _ours(log: Log, register: int, version: int) -> Work:
    stream, content = REGISTER.name(person_of(register)), fact(register, version)
    key = f"{person_of(register)}-{version}"
    return lambda: log.append(stream, key, version, content)


def _theirs(peer: Registers, register: int, version: int) -> Work:
    identity, content = UUID(person_of(register)), fact(register, version)
    return lambda: peer.append(identity, version, content)
