"""Draws that are the same under every Python: all use `random()`, the one sequence that it promises to keep."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def pick(chance: Random, items: Sequence[T]) -> T:
    """One of the items, each as likely as the others."""
    return items[int(chance.random() * len(items))]


def between(chance: Random, low: int, high: int) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + int(chance.random() * (high - low + 1))


def shuffled(chance: Random, items: Iterable[T]) -> list[T]:
    """The items in an order left to chance."""
    return sorted(items, key=lambda _: chance.random())
