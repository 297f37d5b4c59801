"""Waiting for a condition with a deadline."""

from collections.abc import Callable
from threading import Event
from time import monotonic


def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for it, at most so long."""
    deadline = monotonic() + seconds
    while not condition():
        assert monotonic() < deadline, "it never came to that"
        Event().wait(0.001)
