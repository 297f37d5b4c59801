"""Carries out commands: loads a stream, decides, appends, and answers a repeated command with its first result."""

import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

import msgspec

from shared.catalogue import Catalogue
from shared.decider import Command, Decider, State
from shared.events import Commit, Draft, Meta, Recorded, store
from shared.journal import Journal, unbroken
from shared.policy import Policies
from shared.ports import Text, Vault
from shared.refusals import Conflict, IdempotencyKeyReused, Refused, VersionMoved

RETRIES = 3
STRIPES = 256

S = TypeVar("S", bound=State)
Clock = Callable[[], datetime]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A command for one stream with everything that goes with it.

    `key` makes it happen once. `expected` is the version that the client saw. `texts` go to the vault with it and
    leave it again when the command is refused. `before` is done when the command is accepted and before its events
    are facts. `at` replaces the clock as the commit's time (docs/adr/0009).
    """

    decider: Decider[Any]
    identity: str
    command: Command
    key: str
    meta: Meta = Meta()
    expected: int | None = None
    texts: tuple[Text, ...] = ()
    before: Callable[[], None] | None = None
    at: datetime | None = None

    @property
    def stream(self) -> str:
        """The stream that decides."""
        return self.decider.name(self.identity)


class Written(msgspec.Struct, frozen=True):
    """The stream as the command left it: its token, and its events up to there."""

    stream: str
    version: int
    events: tuple[Recorded, ...]

    @property
    def token(self) -> str:
        """What a read can wait for."""
        return f"{self.stream}@{self.version}"


class Handler:
    """The write side of one service."""

    def __init__(
        self, service: str, journal: Journal, catalogue: Catalogue, policies: Policies, vault: Vault, clock: Clock
    ) -> None:
        self.service = service
        self.journal = journal
        self.policies = policies
        self.clock = clock
        self._catalogue = catalogue
        self._vault = vault
        self._locks = [threading.Lock() for _ in range(STRIPES)]

    def history(self, stream: str) -> list[Recorded]:
        """All events of a stream."""
        return self._recorded(unbroken(stream, self.journal.store.load(stream)))

    def state(self, decider: Decider[S], identity: str) -> S:
        """The present state of a stream; the initial one where nothing happened yet."""
        return decider.state(event.event for event in self.history(decider.name(identity)))

    def execute(self, order: Order) -> Written:
        """Decide and append; raises a `Refused`, or `StoreUnavailable` when the outcome could not be confirmed.

        A lost race is decided again at most three times, and not at all where the client said which version it saw.
        """
        prepared = False
        try:
            with self._one_at_a_time(order.stream):
                for _ in range(1 + RETRIES):
                    commits = unbroken(order.stream, self.journal.store.load(order.stream))
                    done = _earlier(order, commits)
                    if done is not None:
                        return _written(order, self._recorded(one for one in commits if one.version <= done.version))
                    past = self._recorded(commits)
                    draft = self._draft(order, past)
                    if draft is None:
                        return _written(order, past)
                    if not prepared:
                        self._prepare(order)
                        prepared = True
                    outcome = self.journal.append([draft], order.at)[0]
                    if isinstance(outcome, Commit) and outcome.version == draft.version and _earlier(order, [outcome]):
                        return _written(order, past + self._recorded([outcome]))
                raise Conflict
        except Refused:
            if prepared and order.texts:
                self._vault.discard([text.ref for text in order.texts])
            raise

    def _prepare(self, order: Order) -> None:
        """Make durable what has to be there before the events are facts."""
        if order.texts:
            self._vault.keep(order.texts)
        if order.before is not None:
            order.before()

    def execute_all(self, orders: Sequence[Order]) -> None:
        """Many commands for different streams, without texts, in as few writes as possible; a refusal stops them."""
        drafts = []
        for order in orders:
            commits = unbroken(order.stream, self.journal.store.load(order.stream))
            draft = None if _earlier(order, commits) else self._draft(order, self._recorded(commits))
            if draft is not None:
                drafts.append((order, draft))
        outcomes = self.journal.append([draft for _, draft in drafts])
        for (order, _), outcome in zip(drafts, outcomes, strict=True):
            if not isinstance(outcome, Commit):
                self.execute(order)

    def _draft(self, order: Order, past: Sequence[Recorded]) -> Draft | None:
        version = past[-1].version if past else 0
        if order.expected is not None and order.expected != version:
            raise VersionMoved(expected=order.expected, present=version)
        state = order.decider.state(event.event for event in past)
        events = order.decider.decide(state, order.command, self.policies, self.clock())
        if not events:
            return None
        return Draft(order.stream, version + 1, order.key, order.meta, store(order.stream, order.key, events))

    def _one_at_a_time(self, stream: str) -> AbstractContextManager[object]:
        """Inside one process nobody races for a stream; between processes the store decides."""
        return self._locks[hash(stream) % STRIPES]

    def _recorded(self, commits: Iterable[Commit]) -> list[Recorded]:
        return self._catalogue.recorded(self.service, commits)


def _written(order: Order, events: Sequence[Recorded]) -> Written:
    return Written(order.stream, events[-1].version if events else 0, tuple(events))


def _earlier(order: Order, commits: Sequence[Commit]) -> Commit | None:
    """The commit that this command made before; raises `IdempotencyKeyReused` where its content was another."""
    done = next((commit for commit in commits if commit.command == order.key), None)
    if done is not None and done.meta.request != order.meta.request:
        raise IdempotencyKeyReused
    return done


def fresh_key() -> str:
    """A command key for a request that brought none."""
    return str(uuid4())
