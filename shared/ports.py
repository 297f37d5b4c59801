"""The ports: what the mechanism asks of a store, of the directory, of the vault and of the box for anonymous answers.

One conformance suite per port in `shared/testing` is run by every adapter (docs/adr/0004).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, Protocol

import msgspec

from shared.events import Commit, Tail
from shared.projection import Body


class EventStore(Protocol):
    """The log of one service. Every method raises `StoreUnavailable` when the store does not answer."""

    def insert(self, commits: Sequence[Commit]) -> int:
        """Write in order, stop at the first one that a unique key refuses; how many landed, durably.

        Unique: position; stream and version; stream and command.
        """

    def tail(self) -> Tail:
        """The last commit's position and time; `BEGINNING` for an empty log."""

    def load(self, stream: str) -> list[Commit]:
        """A stream's commits in order of version."""

    def find(self, stream: str, command: str) -> Commit | None:
        """The commit that a command appended to a stream."""

    def head(self, stream: str) -> int:
        """The stream's last version, 0 for none."""

    def page(self, after: int, limit: int) -> list[Commit]:
        """Commits after a position in order of position; may show steps while others write."""

    def close(self) -> None:
        """Give back what is held."""


class Document(msgspec.Struct, frozen=True):
    """One document of a read model; `seen` holds the last version of each stream folded into it."""

    id: str
    rev: int
    seen: dict[str, int]
    body: Body


class Progress(NamedTuple):
    """How far a read model is in one stream, and up to which version its events are parked."""

    version: int = 0
    parked_to: int | None = None


BEHIND = "BEHIND"
"""The problem of a letter that only waits for an earlier one of its stream."""


class Letter(msgspec.Struct, frozen=True):
    """An event that a projection could not digest, as it was read, and why in a word without data."""

    stream: str
    version: int
    raw: bytes
    problem: str


Operator = Literal["eq", "in", "ge", "gt", "le", "lt"]


class Condition(NamedTuple):
    """What a document's field must be."""

    field: str
    operator: Operator
    value: Any


class Query(msgspec.Struct, frozen=True):
    """Documents that meet every condition, by one field and then by id; `after` is the last row seen."""

    where: tuple[Condition, ...] = ()
    order: str = "id"
    descending: bool = False
    after: tuple[str | int | float, str] | None = None
    limit: int = 50


class Pointer(NamedTuple):
    """Which version of a read model is served, which one is being filled beside it, and whose code builds each.

    A rebuild raises the number too, so `code` and `filling_code` keep the projection's own version apart from it.
    """

    live: int
    filling: int | None
    code: int
    filling_code: int | None = None


class ViewStore(Protocol):
    """Read models under `name.vN`, their progress and letters. Everything here can be built again from the log."""

    def prepare(self, model: str, fields: Sequence[str]) -> None:
        """Make room and indexes for a read model; harmless when they are there."""

    def progress(self, model: str, streams: Collection[str]) -> dict[str, Progress]:
        """How far the model is in these streams, at one moment; a stream without progress is left out."""

    def documents(self, model: str, ids: Collection[str]) -> dict[str, Document]:
        """The documents that exist among these."""

    def replace(self, model: str, documents: Sequence[Document]) -> list[str]:
        """Write each document whose stored `rev` is one less than its own; the ids of those that lost."""

    def advance(self, model: str, moves: Mapping[str, tuple[int, int]]) -> list[str]:
        """Move streams from one version to another where they still stand there; those that lost."""

    def park(self, model: str, letter: Letter) -> None:
        """Keep a letter, then raise the stream's marker to its version. One that comes again does not lose its problem
        to `BEHIND`.
        """

    def letters(self, model: str, stream: str | None = None) -> list[Letter]:
        """Letters by stream and version."""

    def release(self, model: str, stream: str, version: int) -> None:
        """Forget a letter that was digested."""

    def unmark(self, model: str, stream: str, to: int) -> bool:
        """Take the marker away where it still says `to`."""

    def find(self, model: str, query: Query) -> list[Document]:
        """Documents in order; raises `KeyError` for a field that is not indexed."""

    def count(self, model: str, where: Sequence[Condition] = (), by: str | None = None) -> dict[object, int]:
        """How many documents meet the conditions, by the values of a field or under None."""

    def drop(self, model: str) -> None:
        """Forget a read model with its progress, letters and cursors."""

    def pointer(self, name: str) -> Pointer | None:
        """Which version is live."""

    def point(self, name: str, pointer: Pointer) -> None:
        """Make a version live, or say which one is filling."""

    def cursors(self, reader: str) -> dict[str, int]:
        """Position up to which a reader has read each service's log; a hint where to resume."""

    def resume_at(self, reader: str, source: str, position: int) -> None:
        """Keep that hint."""

    def outcomes(self, keys: Collection[str]) -> dict[str, str]:
        """What became of commands that reactions and deadlines issued."""

    def settle(self, key: str, outcome: str, at: datetime) -> None:
        """Keep what became of one; what is kept stays."""

    def close(self) -> None:
        """Give back what is held."""


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who an employee is: the only place of names, numbers and contacts."""

    id: str
    name: str
    employee_number: str
    title_before: str = ""
    title_after: str = ""
    post_title: str = ""
    email: str = ""
    phone: str = ""

    @property
    def full_name(self) -> str:
        """The name with its titles, as it is printed."""
        before = f"{self.title_before} {self.name}".strip()
        return f"{before}, {self.title_after}" if self.title_after else before


class Change(NamedTuple):
    """The latest state of one directory record, None once erased."""

    sequence: int
    person: str
    record: Person | None


class NumberTaken(Exception):
    """The employee number belongs to another record."""


class Directory(Protocol):
    """People by id. The owning service writes it, every other keeps a copy from `changes`."""

    def put(self, people: Sequence[Person]) -> None:
        """Add or replace, all or none; raises `NumberTaken`."""

    def get(self, ids: Collection[str]) -> dict[str, Person]:
        """The records that exist among these."""

    def by_number(self, numbers: Collection[str]) -> dict[str, str]:
        """Ids by employee number."""

    def erase(self, person: str) -> None:
        """Leave a tombstone."""

    def changes(self, after: int, limit: int) -> list[Change]:
        """The latest change of each record whose last change comes after a sequence number."""

    def copy(self, changes: Sequence[Change]) -> None:
        """Take over changes of the owner's directory."""

    def copied(self) -> int:
        """The last sequence number that was made or taken over."""

    def close(self) -> None:
        """Give back what is held."""


class Text(msgspec.Struct, frozen=True):
    """A text that somebody typed about people, until when it is kept and whom it is about."""

    ref: str
    text: str
    subjects: tuple[str, ...]
    kept_until: date


class Vault(Protocol):
    """Texts by reference, erasable by the people that they are about."""

    def keep(self, texts: Sequence[Text]) -> None:
        """Add or replace."""

    def read(self, refs: Collection[str]) -> dict[str, str]:
        """The texts that are still there."""

    def discard(self, refs: Collection[str]) -> None:
        """Forget texts whose command was refused."""

    def erase(self, person: str) -> int:
        """Forget every text about a person; how many."""

    def expire(self, day: date) -> int:
        """Forget every text that was kept until before this day; how many."""

    def close(self) -> None:
        """Give back what is held."""


class BallotBox(Protocol):
    """Anonymous answers that wait: no person, no time, no order of coming (docs/adr/0009)."""

    def put(self, survey: str, key: str, slip: bytes) -> None:
        """Put a slip under its key, over an earlier one of the same key."""

    def surveys(self) -> list[str]:
        """The surveys that have slips waiting."""

    def count(self, survey: str) -> int:
        """How many slips wait."""

    def draw(self, survey: str) -> dict[str, bytes]:
        """All waiting slips by key, in the order of the random keys."""

    def remove(self, survey: str, keys: Collection[str]) -> None:
        """Take out what was released."""

    def close(self) -> None:
        """Give back what is held."""
