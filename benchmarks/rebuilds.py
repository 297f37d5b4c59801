"""Building a view from the whole log: where events of few registers come together, and where each page holds many."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

from benchmarks.measure import Result, Work, by_turns, rates
from benchmarks.ours import CATALOGUE, SERVICE, STREAM, Log, attendance, draft, fact, person_of
from benchmarks.peer import Registers, opened
from benchmarks.peer_view import rebuild, view_in
from shared.adapters.sqlite.views import SqliteViewStore
from shared.runtime.bell import Bell
from shared.runtime.projector import model_name
from shared.runtime.worker import Worker

ROUNDS = 9
LENGTH = 10
REGISTERS = 1_000
GOAL = 5.0
MODEL = model_name(attendance.name, attendance.version)


def rebuilds(folder: Path) -> Sequence[Result]:
    """A class of 30 is called at a time; then the other extreme, a thousand registers in turn."""
    return [
        _compared(folder, "classes of 30", 30),
        _compared(folder, "no register twice in a page", REGISTERS),
    ]


def _compared(folder: Path, name: str, together: int) -> Result:
    log, peer = Log(folder / f"ours-{together}.db"), opened(folder / f"peer-{together}.db")
    log.fill(draft(register, version) for register, version in _order(together))
    for register, version in _order(together):
        peer.append(UUID(person_of(register)), version, fact(register, version))
    times = by_turns(
        ROUNDS,
        lambda turn: _ours(log, folder / f"ours-view-{together}-{turn}.db"),
        lambda turn: _theirs(peer, folder / f"peer-view-{together}-{turn}.db"),
    )
    log.close()
    peer.close()
    return rates(f"rebuild of a view, {name} (events)", GOAL, REGISTERS * LENGTH, times)


def _order(together: int) -> Iterator[tuple[int, int]]:
    for first in range(0, REGISTERS, together):
        for version in range(1, LENGTH + 1):
            for register in range(first, min(first + together, REGISTERS)):
                yield register, version


def follow(log: Log, views: SqliteViewStore) -> None:
    """Let a worker read the whole log into the view."""
    logs, owners, bell = {SERVICE: log.store}, {STREAM: SERVICE}, Bell()
    worker = Worker(
        log.handler, views, CATALOGUE.read, [attendance], [], logs, owners, bell, bell, chores=lambda: False
    )
    while worker.step():
        pass


def _ours(log: Log, file: Path) -> Work:
    views = SqliteViewStore(file)

    def work() -> None:
        follow(log, views)
        last = views.documents(MODEL, [person_of(REGISTERS - 1)])[person_of(REGISTERS - 1)]
        assert (views.count(MODEL)[None], last.body["taken"]) == (REGISTERS, LENGTH)
        views.close()

    return work


def _theirs(peer: Registers, file: Path) -> Work:
    view = view_in(file)

    def work() -> None:
        rebuild(peer, view)
        assert view.total() == (REGISTERS, REGISTERS * LENGTH)
        view.datastore.close()

    return work
