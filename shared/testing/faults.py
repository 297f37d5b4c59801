"""Faults: what goes wrong around a port, at the call where it goes wrong, so that a test can say what follows."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

from shared.events import Commit
from shared.ports import EventStore
from shared.refusals import StoreUnavailable

Port = TypeVar("Port")
Act = Callable[[], object]


class Killed(BaseException):
    """The process ended here, with no chance to tidy up."""


class _Meddled:
    """Passes everything on, except that things happen just before and after some calls."""

    def __init__(self, port: object, before: Mapping[str, Sequence[Act]], after: Mapping[str, Sequence[Act]]) -> None:
        self._port = port
        self._before = {name: iter(acts) for name, acts in before.items()}
        self._after = {name: iter(acts) for name, acts in after.items()}

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._port, name)

        def call(*values: Any, **named: Any) -> Any:
            next(self._before.get(name, iter(())), nothing)()
            result = method(*values, **named)
            next(self._after.get(name, iter(())), nothing)()
            return result

        return call


def meddle(
    port: Port, *, before: Mapping[str, Sequence[Act]] | None = None, after: Mapping[str, Sequence[Act]] | None = None
) -> Port:
    """The port, with acts just before or after the calls of a method: the first call, the second, and so on."""
    return cast("Port", _Meddled(port, before or {}, after or {}))


def nothing() -> None:
    """All goes well."""


def unavailable() -> None:
    """The store does not answer."""
    raise StoreUnavailable("no answer")


def disk_full() -> None:
    """The disk has no room; as SQLite says it."""
    raise StoreUnavailable("events.db: database or disk is full")


def killed() -> None:
    """The process ends."""
    raise Killed


def unreachable(store: EventStore, times: int = 1) -> EventStore:
    """Its next inserts fail before they write anything."""
    return meddle(store, before={"insert": [unavailable] * times})


def losing_replies(store: EventStore, times: int = 1) -> EventStore:
    """Its next inserts write everything, and then nobody says so."""
    return meddle(store, after={"insert": [unavailable] * times})


def outrun(store: EventStore, *races: Sequence[Commit]) -> EventStore:
    """Somebody else writes these just before the next inserts."""

    def race(commits: Sequence[Commit]) -> Act:
        return lambda: store.insert(commits)

    return meddle(store, before={"insert": [race(commits) for commits in races]})
