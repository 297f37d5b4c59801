"""A projection: two pure functions over whole stream types that keep a named, versioned read model."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from shared.events import Recorded

Body = dict[str, Any]
"""A document's content: JSON values only. `fold` returns a new one and leaves its argument as it was."""
Route = Callable[[Recorded], Iterable[str]]
Fold = Callable[[Body, Recorded], Body]


class Projection:
    """A read model that people call by its name.

    `route(event)` names the documents that an event concerns (default: the one of its stream), `fold(body, event)`
    gives the next body, starting from `{}`. `streams` are whole stream types, never single event types.
    `found_by` are the fields that a query may filter by, `sorted_by` those it may also sort by: these are in every
    document, of one type, never null. A changed meaning raises `version`, which builds a new read model beside it.
    """

    def __init__(
        self,
        name: str,
        *,
        version: int,
        streams: Sequence[str],
        found_by: Sequence[str] = (),
        sorted_by: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.version = version
        self.streams = frozenset(streams)
        self.found_by = tuple(found_by)
        self.sorted_by = tuple(sorted_by)
        self.routed: Route = lambda event: (event.stream_id,)
        self.folded: Fold = lambda body, event: body

    def route(self, function: Route) -> Route:
        """Decorator: which documents an event concerns."""
        self.routed = function
        return function

    def fold(self, function: Fold) -> Fold:
        """Decorator: how an event changes a document."""
        self.folded = function
        return function

    @property
    def fields(self) -> tuple[str, ...]:
        """What the view store indexes."""
        return (*self.sorted_by, *(field for field in self.found_by if field not in self.sorted_by))

    def concerns(self, event: Recorded, identity: str) -> bool:
        """Whether the event reaches this document."""
        return event.stream_type in self.streams and identity in self.routed(event)

    def of(self, identity: str, events: Iterable[Recorded]) -> Body:
        """One document folded in memory: the answer to a write, and every question about the past."""
        body: Body = {}
        for event in events:
            if self.concerns(event, identity):
                body = self.folded(body, event)
        return body
