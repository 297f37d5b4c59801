"""A service: what it consists of, and how it is put together over the adapters that the settings ask for."""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from shared.adapters.memory.events import MemoryEventStore
from shared.adapters.memory.people import MemoryBallotBox, MemoryDirectory, MemoryVault
from shared.adapters.memory.views import MemoryViewStore
from shared.adapters.sqlite.ballots import SqliteBallotBox
from shared.adapters.sqlite.events import SqliteEventStore
from shared.adapters.sqlite.people import SqliteDirectory, SqliteVault, private_file
from shared.adapters.sqlite.views import SqliteViewStore
from shared.contracts import CATALOGUE, STREAMS
from shared.days import today
from shared.handler import Clock, Handler
from shared.journal import Journal
from shared.policy import Policies, Policy, read_policies
from shared.ports import BallotBox, Directory, EventStore, Vault, ViewStore
from shared.projection import Projection
from shared.reaction import Reaction
from shared.runtime.bell import Bell
from shared.runtime.reactor import reaction_model
from shared.runtime.worker import Worker
from shared.views import Views

if TYPE_CHECKING:
    from shared.web.routes import Routes

OWNERS = {stream: service for service, streams in STREAMS.items() for stream in streams}
DIRECTORY_PAGE = 500
Chore = Callable[["Running"], bool]
"""Work of a service that is neither a projection nor a reaction; says whether there was any."""


@dataclass(frozen=True)
class Service:
    """The description of a service: values only, nothing is opened or started by making one.

    `folder` holds `policies/*.toml` and `translations/*.po`. `chores` are done by the worker beside its reading.
    `field_codes` are the English sentences for the codes of mistakes in fields that only this service knows.
    """

    name: str
    title: str
    folder: Path
    policies: Sequence[type[Policy]]
    projections: Sequence[Projection]
    reactions: Sequence[Reaction]
    routes: Sequence["Routes"]
    chores: Sequence[Chore] = ()
    field_codes: Mapping[str, str] = field(default_factory=dict)

    def read_policies(self) -> Policies:
        """The service's tables; raises `PolicyBroken`."""
        return read_policies(self.folder / "policies", self.policies)


@dataclass(frozen=True)
class Stores:
    """What one service keeps, behind the ports."""

    events: EventStore
    views: ViewStore
    directory: Directory
    vault: Vault
    ballots: BallotBox

    def close(self) -> None:
        """Give back everything."""
        for port in (self.events, self.views, self.directory, self.vault, self.ballots):
            port.close()


def sqlite_stores(folder: Path) -> Stores:
    """Four files in a folder; raises `StoreDamaged` or `StoreUnavailable` and then has changed nothing."""
    private = private_file(folder / "private.db")
    return Stores(
        SqliteEventStore(folder / "events.db"),
        SqliteViewStore(folder / "views.db"),
        SqliteDirectory(private),
        SqliteVault(private),
        SqliteBallotBox(folder / "ballots.db"),
    )


def memory_stores() -> Stores:
    """Nothing outlives the process."""
    return Stores(MemoryEventStore(), MemoryViewStore(), MemoryDirectory(), MemoryVault(), MemoryBallotBox())


def wall_clock() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def copy_changes(people: Directory, copy: Directory) -> bool:
    """Take over what changed in the owner's directory; whether there was anything."""
    changes = people.changes(copy.copied(), DIRECTORY_PAGE)
    copy.copy(changes)
    return bool(changes)


class Running:
    """A service over its stores, ready to answer and to work.

    `logs` are the event stores of all services by name, as far as this one reads them. `people` is the directory
    of the service that owns it. `secret` keys digests of what clients send, so that nobody can guess a content
    from its digest.
    """

    def __init__(
        self,
        service: Service,
        stores: Stores,
        logs: Mapping[str, EventStore],
        people: Directory,
        news: Bell,
        clock: Clock,
        secret: bytes,
    ) -> None:
        self.service = service
        self.stores = stores
        self.told = Bell()
        self.logs = {**logs, service.name: stores.events}
        self.policies = service.read_policies()
        self.journal = Journal(stores.events, clock)
        self.journal.on_append(news.ring)
        self.handler = Handler(service.name, self.journal, CATALOGUE, self.policies, stores.vault, clock)
        self.views = Views(stores.views, self.told)
        self.worker = Worker(
            self.handler,
            stores.views,
            CATALOGUE.read,
            service.projections,
            service.reactions,
            self.logs,
            OWNERS,
            news,
            self.told,
            self._do_chores,
        )
        self._people = people
        self._secret = secret
        self._expired_on: date | None = None

    def _do_chores(self) -> bool:
        """Keep the copy of the directory, let texts go when their time is over, and do the service's own chores.

        Says whether there was anything to do.
        """
        day = today(self.handler.clock())
        if day != self._expired_on:
            self.stores.vault.expire(day)
            self._expired_on = day
        copied = self._people is not self.stores.directory and copy_changes(self._people, self.stores.directory)
        done = [chore(self) for chore in self.service.chores]
        return copied or any(done)

    def lag(self, follower: Projection | Reaction) -> int:
        """Commits that a live read model or a reaction has not read, over all logs that it follows."""
        model = self.views.model(follower) if isinstance(follower, Projection) else reaction_model(follower)
        cursors = self.stores.views.cursors(model)
        sources = {OWNERS[stream] for stream in follower.streams} & self.logs.keys()
        return sum(self.logs[source].tail().position - cursors.get(source, 0) for source in sources)

    def lags(self) -> dict[str, int]:
        """The lag of each projection and reaction by name."""
        followers: list[Projection | Reaction] = [*self.service.projections, *self.service.reactions]
        return {follower.name: self.lag(follower) for follower in followers}

    def digest(self, content: bytes) -> str:
        """A keyed digest: equal for equal content, and of no use to anybody without the key."""
        return hmac.new(self._secret, content, hashlib.sha256).hexdigest()
