"""The library at work over memory stores: a write side, a read side, and a clock that the test moves."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.adapters.memory.events import MemoryEventStore
from shared.adapters.memory.people import MemoryVault
from shared.adapters.memory.views import MemoryViewStore
from shared.decider import Command
from shared.events import Delivery, Event, Meta, deliveries, store
from shared.handler import Handler, Order, Written, fresh_key
from shared.journal import Journal
from shared.policy import Policies
from shared.ports import EventStore, ViewStore
from shared.projection import Projection
from shared.reaction import Reaction
from shared.runtime.bell import Bell
from shared.runtime.worker import Worker
from tests.shared.library.books import BOOK, CATALOGUE, NOON


class Desk:
    """`desk.do("bumi", Buy(1))` and `desk.worker(SHELF)`; commands without a key get a fresh one."""

    def __init__(self, log: EventStore | None = None, views: ViewStore | None = None) -> None:
        self.now = NOON
        self.log = log or MemoryEventStore()
        self.views = views or MemoryViewStore()
        self.vault = MemoryVault()
        self.news, self.told = Bell(), Bell()
        self.journal = Journal(self.log, self.clock)
        self.journal.on_append(self.news.ring)
        self.handler = Handler("library", self.journal, CATALOGUE, Policies({}), self.vault, self.clock)

    def clock(self) -> datetime:
        return self.now

    def later(self, **step: float) -> None:
        self.now += timedelta(**step)

    def do(self, book: str, command: Command, key: str = "") -> Written:
        return self.handler.execute(order(book, command, key))

    def facts(self, book: str) -> list[Event]:
        return [event.event for event in self.handler.history(f"book/{book}")]

    def told_events(self) -> list[Delivery]:
        """The whole log as a feed hands it out."""
        return [one for commit in self.log.page(0, 100_000) for one in deliveries("library", commit)]

    def worker(self, *projections: Projection, reactions: Sequence[Reaction] = ()) -> Worker:
        return Worker(
            self.handler,
            self.views,
            CATALOGUE.read,
            projections,
            reactions,
            {"library": self.log},
            {"book": "library"},
            self.news,
            self.told,
            lambda: False,
        )


def order(book: str, command: Command, key: str = "") -> Order:
    """A command for a book."""
    return Order(decider=BOOK, identity=book, command=command, key=key or fresh_key())


def delivered(book: str, *events: Event, after: int = 0) -> list[Delivery]:
    """Events of one book as a feed hands them out, one commit an event, from version `after + 1`."""
    return [
        Delivery("library", f"book/{book}", version, version, NOON, Meta(correlation="request-1"), stored)
        for version, event in enumerate(events, after + 1)
        for stored in store(f"book/{book}", f"command-{version}", [event])
    ]
