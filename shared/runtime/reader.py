"""A reader of logs: takes each stream's events once and in order, and parks what it cannot digest (docs/adr/0005)."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple, Protocol

import msgspec

from shared.events import Delivery, Recorded
from shared.ports import Letter, Progress, ViewStore

Decode = Callable[[Delivery], Recorded]
"""Reads a delivery; raises `Undecodable`."""


class Reader(Protocol):
    """Whatever follows logs under a name of its own: a projection at one version, or a reaction."""

    @property
    def model(self) -> str:
        """The name under which progress, letters and cursors are kept."""

    @property
    def streams(self) -> Collection[str]:
        """The stream types that it takes."""

    def take(self, batch: Sequence[Delivery]) -> None:
        """Digest what is new. Raises `StoreUnavailable`; then the same batch may come again."""

    def retry(self, stream: str) -> bool:
        """Digest the letters of a stream in order of version; whether none is left."""


class Sorted(NamedTuple):
    """A batch sorted by what is to happen with it; `start` holds each stream's version before it."""

    due: list[Delivery]
    behind: list[Delivery]
    start: dict[str, int]


class Ordering:
    """Decides what of a batch is next in line; what is ahead of order is dropped, since it comes again."""

    def __init__(self, views: ViewStore, model: str) -> None:
        self._views = views
        self._model = model

    def sort(self, batch: Iterable[Delivery], *, through_marker: bool = False) -> Sorted:
        """What to digest, and what to park behind a letter; `through_marker` is for the letters themselves."""
        batch = list(batch)
        places = self._views.progress(self._model, {delivery.stream for delivery in batch})
        reached = {delivery.stream: places.get(delivery.stream, Progress()).version for delivery in batch}
        start = dict(reached)
        due, behind = [], []
        for delivery in batch:
            stream, version = delivery.stream, delivery.version
            if version > reached[stream] + 1 and reached[stream] == start[stream]:
                start[stream] = reached[stream] = self._second_look(stream, places)
            if version <= reached[stream]:
                continue
            if not through_marker and places.get(stream, Progress()).parked_to is not None:
                behind.append(delivery)
            elif version == reached[stream] + 1:
                due.append(delivery)
                reached[stream] = version
        return Sorted(due, behind, start)

    def _second_look(self, stream: str, places: dict[str, Progress]) -> int:
        """A gap may only mean that our progress is old: somebody else went on, or parked the stream (docs/adr/0005)."""
        place = self._views.progress(self._model, [stream]).get(stream, Progress())
        places[stream] = place
        return place.version


def letter(delivery: Delivery, problem: str) -> Letter:
    """What could not be digested, or waits behind it; `problem` is a word, never data."""
    return Letter(delivery.stream, delivery.version, msgspec.json.encode(delivery), problem)


def holds(views: ViewStore, model: str, delivery: Delivery) -> bool:
    """Whether progress has reached a delivery."""
    return views.progress(model, [delivery.stream]).get(delivery.stream, Progress()).version >= delivery.version


def drain(views: ViewStore, model: str, stream: str, digest: Callable[[Delivery], bool]) -> bool:
    """Digest a stream's letters in order of version, then take its marker away; whether none is left.

    Letters that arrive meanwhile raise the marker, so it is only taken away where it still says what was drained.
    """
    while True:
        place = views.progress(model, [stream]).get(stream, Progress())
        if place.parked_to is None:
            return True
        for kept in views.letters(model, stream):
            if not digest(msgspec.json.decode(kept.raw, type=Delivery)):
                return False
            views.release(model, stream, kept.version)
        if views.progress(model, [stream])[stream].version < place.parked_to:
            return False
        if views.unmark(model, stream, place.parked_to):
            return True
