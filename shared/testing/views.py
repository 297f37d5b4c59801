"""Given / then for projections and deadlines, run through the real projector, with duplicates and redelivery."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.adapters.memory.views import MemoryViewStore
from shared.contracts import CATALOGUE
from shared.deadline import SETTLED, Deadline, moment
from shared.decider import Command
from shared.events import Delivery, Recorded, StoredEvent, raw
from shared.ports import Document
from shared.projection import Body, Projection
from shared.runtime.projector import Projector
from shared.testing.scenario import plain, same


def delivered(event: Recorded) -> Delivery:
    """The event as a feed would hand it out."""
    stored = StoredEvent(event.id, type(event.event).__name__, event.event.schema_number, raw(event.event))
    return Delivery(event.service, event.stream, event.version, event.position, event.at, event.meta, stored)


def project(projection: Projection, batches: Sequence[Sequence[Recorded]]) -> MemoryViewStore:
    """A view store after these batches; a letter fails the test."""
    views = MemoryViewStore()
    projector = Projector(projection, projection.version, views, CATALOGUE.read)
    for batch in batches:
        projector.take([delivered(event) for event in batch])
    letters = [(kept.stream, kept.version, kept.problem) for kept in views.letters(projector.model)]
    assert not letters, f"the projection could not digest {letters}"
    return views


def deliveries_of(events: Sequence[Recorded]) -> dict[str, list[list[Recorded]]]:
    """Ways in which the same events may arrive: at once, one by one, all twice, with a tail that is sent again."""
    dice = random.Random(len(events))  # noqa: S311 - a repeatable choice
    again = [events[max(0, at - dice.randint(0, 3)) : at + 1] for at in range(len(events))]
    return {
        "in one batch": [list(events)],
        "one by one": [[event] for event in events],
        "each twice": [[event, event] for event in events],
        "all again": [list(events), list(events)],
        "with tails sent again": [list(one) for one in again],
    }


@dataclass(frozen=True)
class Seen:
    """`Seen(BOARD, happened("cohort/1", ...)).shows("1", {...})`; events of several streams are joined by `+`."""

    projection: Projection
    events: Sequence[Recorded]

    def document(self, identity: str) -> Body | None:
        """The body as it is however the events arrive; fails where two ways differ."""
        bodies = [self._body(batches, identity) for batches in deliveries_of(self.events).values()]
        for body in bodies[1:]:
            same(bodies[0], body)
        return bodies[0]

    def _body(self, batches: Sequence[Sequence[Recorded]], identity: str) -> Body | None:
        found = project(self.projection, batches).documents(
            f"{self.projection.name}.v{self.projection.version}", [identity]
        )
        document: Document | None = found.get(identity)
        return document.body if document else None

    def shows(self, identity: str, body: Body) -> None:
        """The document is exactly this."""
        same(body, self.document(identity))

    def shows_in(self, identity: str, **fields: Any) -> None:
        """These fields of the document."""
        document = self.document(identity)
        assert document is not None, f"no document {identity}"
        same(fields, {name: document.get(name) for name in fields})

    def shows_nothing(self, identity: str) -> None:
        """There is no such document."""
        same(None, self.document(identity))


@dataclass(frozen=True)
class Awaited:
    """`Awaited(DEADLINE, happened(...)).due("row", at, "cohort/1", ExpireOffer(...))`."""

    deadline: Deadline
    events: Sequence[Recorded]

    def due(self, identity: str, at: datetime, stream: str, command: Command) -> None:
        """The row waits for a moment and then issues this command to this stream."""
        row = Seen(self.deadline, self.events).document(identity)
        assert row is not None, f"no row {identity}"
        same(moment(at), row["due"])
        target, issued = self.deadline.issues(identity, row)
        same(
            {"to": stream, "command": plain(command)},
            {"to": self.deadline.decider.name(target), "command": plain(issued)},
        )

    def nothing_due(self, identity: str) -> None:
        """The row is settled, or there is none."""
        row = Seen(self.deadline, self.events).document(identity)
        assert row is None or row["due"] == SETTLED, f"due {row['due'] if row else ''}"
