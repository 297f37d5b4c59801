"""Invented names: given and family names of the communities of Sibolga, combined at random."""

import unicodedata
from functools import cache
from importlib.resources import files
from random import Random
from typing import Literal

import msgspec

from services.sample.chance import between, pick, shuffled

Sex = Literal["1", "2"]
"""Male or female, as the fifteenth digit of an employee number says it (domain.md D2.1)."""


class Community(msgspec.Struct, frozen=True):
    """A pool of names; `weight` is its share in a hundred, and without `family` a name has two given names."""

    name: str
    weight: int
    male: tuple[str, ...]
    female: tuple[str, ...]
    family: tuple[str, ...]


class Pools(msgspec.Struct, frozen=True):
    """What the file of names holds."""

    communities: tuple[Community, ...]


@cache
def communities() -> tuple[Community, ...]:
    """The communities, each as often as it weighs, so that every entry is equally likely."""
    text = files(__package__).joinpath("names.toml").read_text("utf-8")
    pools = msgspec.toml.decode(text, type=Pools)
    return tuple(community for community in pools.communities for _ in range(community.weight))


def person_name(chance: Random, sex: Sex) -> str:
    """A name without titles, in the order in which it is said."""
    community = pick(chance, communities())
    given = shuffled(chance, community.male if sex == "1" else community.female)
    if not community.family:
        return " ".join(given[:2])
    return " ".join([*given[: between(chance, 1, 2)], pick(chance, community.family)])


def mailbox(name: str) -> str:
    """The name as the part of an address before the @: ASCII letters, hyphens and dots only."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in plain.replace(" ", ".") if letter in "abcdefghijklmnopqrstuvwxyz-.")
