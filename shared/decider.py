"""A decider: the pure functions that turn a state and a command into events, and events into the next state."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Self, TypeVar

import msgspec

from shared.events import Event
from shared.policy import Policies


class State(msgspec.Struct, frozen=True):
    """What a stream's events add up to; only what its decisions need."""

    def but(self, **changes: Any) -> Self:
        """The same state with some fields changed."""
        return msgspec.structs.replace(self, **changes)


class Command(msgspec.Struct, frozen=True):
    """What somebody wants done: an imperative, with every fact of other streams as a value."""


S = TypeVar("S", bound=State)
Evolve = Callable[[S, Event], S]
Decide = Callable[[S, Any, Policies, datetime], Sequence[Event]]


@dataclass(frozen=True)
class Decider(Generic[S]):
    """One kind of stream: its name, where it starts, what it decides and how it changes.

    `decide` returns the events, nothing when there is nothing to do, or raises a `Refused`.
    """

    stream: str
    initial: S
    decide: Decide[S]
    evolve: Evolve[S]

    def state(self, events: Iterable[Event]) -> S:
        """The state after these events."""
        state = self.initial
        for event in events:
            state = self.evolve(state, event)
        return state

    def name(self, identity: str) -> str:
        """`cohort/01J...`."""
        return f"{self.stream}/{identity}"


class Unknown(TypeError):
    """A decider was handed a command that it does not know: a defect, not a refusal."""
