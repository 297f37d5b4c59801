"""A reaction: a pure rule that turns an event, mostly another service's, into commands of ours."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from shared.decider import Command, Decider
from shared.events import Recorded


class Act(msgspec.Struct, frozen=True):
    """A command for one stream."""

    decider: Decider[Any]
    identity: str
    command: Command


React = Callable[[Recorded], Sequence[Act]]


class Reaction:
    """Has a progress of its own and is never rebuilt. Acts once, however often the event is delivered."""

    def __init__(self, name: str, *, streams: Sequence[str]) -> None:
        self.name = name
        self.streams = frozenset(streams)
        self.reacts: React = lambda event: ()

    def react(self, function: React) -> React:
        """Decorator: what an event makes us do."""
        self.reacts = function
        return function
