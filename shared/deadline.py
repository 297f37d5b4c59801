"""A deadline: a moment, kept as a row of a projection, after which one of our commands is due."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from shared.decider import Command, Decider
from shared.projection import Body, Projection

SETTLED = ""
"""`due` of a row that waits for nothing any more."""

Issue = Callable[[str, Body], tuple[str, Command]]


class Deadline(Projection):
    """`fold` gives `{"due": moment(...), ...}` or `{"due": SETTLED}`; `issue(row id, row)` a stream's id and a command.

    The command's key is made from the row and its moment, so late is harmless and twice is nothing; the stream
    decides whether it still applies.
    """

    def __init__(self, name: str, *, version: int, streams: Sequence[str], decider: Decider[Any]) -> None:
        super().__init__(name, version=version, streams=streams, sorted_by=["due"])
        self.decider = decider
        self.issues: Issue

    def issue(self, function: Issue) -> Issue:
        """Decorator: what is done when the moment has come."""
        self.issues = function
        return function


def moment(at: datetime) -> str:
    """A time as rows and documents keep it: UTC in fixed width, so that text order is time order."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
