"""Whole commands by eight threads: load a stream of ten, decide, append."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from benchmarks.measure import Result, Work, by_turns, in_threads, rates
from benchmarks.ours import Log, draft, fact, person_of
from benchmarks.peer import Registers, opened, recorded

ROUNDS = 25
LENGTH = 10
COUNT = 200
THREADS = 8


def commands(folder: Path) -> Sequence[Result]:
    """One command for each of many streams; no side keeps a state between commands."""
    log, peer = Log(folder / "ours.db"), opened(folder / "peer.db")
    registers = range((ROUNDS + 1) * COUNT)
    log.fill(draft(register, version) for register in registers for version in range(1, LENGTH + 1))
    for register in registers:
        identity = UUID(person_of(register))
        peer.events.put([recorded(identity, version, fact(register, version)) for version in range(1, LENGTH + 1)])
    times = by_turns(
        ROUNDS,
        lambda turn: in_threads(THREADS, [_ours(log, turn * COUNT + one) for one in range(COUNT)]),
        lambda turn: in_threads(THREADS, [_theirs(peer, turn * COUNT + one) for one in range(COUNT)]),
    )
    log.close()
    peer.close()
    return [rates(f"command on a stream of ten, {THREADS} threads", 3.0, COUNT, times)]


def _ours(log: Log, register: int) -> Work:
    key, content = f"{person_of(register)}-command", fact(register, LENGTH + 1)
    return lambda: log.take(register, key, content)


def _theirs(peer: Registers, register: int) -> Work:
    identity, content = UUID(person_of(register)), fact(register, LENGTH + 1)
    return lambda: peer.take(identity, content)
