"""Rules that a law or a letter sets: dated tables with their legal basis, read by the day that a fact happened."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import msgspec

from shared.refusals import Refused

ALWAYS = date.max


class Policy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One dated version of a rule; a subclass adds the rule's numbers and names its table.

    The table `policies/<table>.toml` holds `[[version]]` entries: `valid_from` (a day), `valid_to` (the last day,
    or absent), `legal_basis` (text) and the fields of the subclass.
    """

    table: ClassVar[str]

    valid_from: date
    valid_to: date = ALWAYS
    legal_basis: str

    @property
    def version(self) -> str:
        """`seats@2025-01-01`: what a decision records."""
        return f"{self.table}@{self.valid_from.isoformat()}"


P = TypeVar("P", bound=Policy)


class PolicyBroken(Exception):
    """A table has a hole, an overlap or a wrong value; names file and dates. Nothing starts with such a table."""


class NoPolicy(Refused):
    """No version of a table is valid on the day asked for."""

    status = 422
    says = "No rule of {table} is known for {day}."


class Policies:
    """The policy tables of one service; an immutable value."""

    def __init__(self, tables: Mapping[type[Policy], tuple[Policy, ...]]) -> None:
        self._tables = dict(tables)

    def of(self, policy: type[P], on: date) -> P:
        """The version that is valid on a day; raises `NoPolicy` before the first one."""
        for version in self._tables.get(policy, ()):
            if isinstance(version, policy) and version.valid_from <= on <= version.valid_to:
                return version
        raise NoPolicy(table=policy.table, day=on.isoformat())


def read_policies(folder: Path, kinds: Iterable[type[Policy]]) -> Policies:
    """Read and check the tables of a service; raises `PolicyBroken`."""
    return Policies({kind: _read(folder / f"{kind.table}.toml", kind) for kind in kinds})


class _Table(msgspec.Struct, forbid_unknown_fields=True):
    """A file as it is written."""

    version: list[dict[str, Any]]


def _read(file: Path, kind: type[P]) -> tuple[P, ...]:
    try:
        # A number with a point stays text, so that a `Decimal` field takes 0.1 exactly as it is written.
        written = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8"), parse_float=str), _Table)
    except (OSError, ValueError) as problem:
        raise PolicyBroken(f"{file.name}: {problem}") from problem
    return checked(file.name, tuple(_version(file.name, kind, fields) for fields in written.version))


def _version(name: str, kind: type[P], fields: Mapping[str, Any]) -> P:
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as problem:
        raise PolicyBroken(f"{name}: version of {fields.get('valid_from', 'no day')}: {problem}") from problem


def checked(name: str, table: tuple[P, ...]) -> tuple[P, ...]:
    """The versions in order of time; raises `PolicyBroken` where two overlap or leave a hole."""
    table = tuple(sorted(table, key=lambda version: version.valid_from))
    if not table:
        raise PolicyBroken(f"{name}: no version")
    for version in table:
        if version.valid_to < version.valid_from:
            raise PolicyBroken(f"{name}: {version.valid_from} to {version.valid_to} ends before it begins")
    for earlier, later in pairwise(table):
        if later.valid_from <= earlier.valid_to:
            raise PolicyBroken(f"{name}: {later.valid_from} to {earlier.valid_to} is covered twice")
        if earlier.valid_to + timedelta(days=1) != later.valid_from:
            raise PolicyBroken(f"{name}: nothing between {earlier.valid_to} and {later.valid_from}")
    return table
