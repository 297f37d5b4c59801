"""What happened: events, the commits that hold them, and their place in a stream and in the log."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, NamedTuple, NewType, dataclass_transform
from uuid import UUID, uuid5

import msgspec

PersonId = NewType("PersonId", str)
"""An employee, opaque everywhere but in the directory."""
TextRef = NewType("TextRef", str)
"""Where the vault keeps a text that somebody typed about people."""

MOST_EVENTS = 50
MOST_BYTES = 512 * 1024
NAMESPACE = UUID("6f1c8a52-1b5e-5d0a-9f0e-6d2b4a7c9e31")


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class EventType(msgspec.StructMeta):
    """Lets a class of event state its schema number beside its name."""

    def __new__(
        mcls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], *, schema: int = 1, **config: Any
    ) -> Any:
        cls = super().__new__(mcls, name, bases, namespace, frozen=True, forbid_unknown_fields=True, **config)
        type.__setattr__(cls, "schema_number", schema)
        return cls


class Event(msgspec.Struct, metaclass=EventType):
    """A fact in the past tense; a changed shape gets a new `schema` number and an upcaster."""

    schema_number: ClassVar[int]


class Meta(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who asked, in which role, and what the commit is part of; opaque ids only."""

    actor: str | None = None
    roles: tuple[str, ...] = ()
    correlation: str | None = None
    causation: str | None = None
    traceparent: str | None = None
    request: str | None = None
    """Digest of the request's query and body, so that a reused idempotency key is noticed."""


class StoredEvent(msgspec.Struct, frozen=True):
    """An event as it lies in the log: `data` is the JSON of the shape that `schema` numbers."""

    id: str
    type: str
    schema: int
    data: msgspec.Raw


class Draft(msgspec.Struct, frozen=True):
    """What a command wants appended: `version` is the stream's head as it was read, plus one."""

    stream: str
    version: int
    command: str
    meta: Meta
    events: tuple[StoredEvent, ...]


class Commit(msgspec.Struct, frozen=True):
    """What one command appended, 1 to 50 events, at one position of a service's log."""

    position: int
    stream: str
    version: int
    command: str
    at: datetime
    meta: Meta
    events: tuple[StoredEvent, ...]

    @property
    def last(self) -> int:
        """Version of the last event of this commit."""
        return self.version + len(self.events) - 1


class Delivery(msgspec.Struct, frozen=True):
    """One stored event with its place, as a feed hands it out; decoded only by who needs it."""

    service: str
    stream: str
    version: int
    position: int
    at: datetime
    meta: Meta
    stored: StoredEvent

    @property
    def stream_type(self) -> str:
        """`cohort` of `cohort/01J...`."""
        return self.stream.partition("/")[0]


class Recorded(msgspec.Struct, frozen=True):
    """One event with its place: what projections and reactions are given."""

    service: str
    stream: str
    version: int
    position: int
    at: datetime
    id: str
    meta: Meta
    event: Event

    @property
    def stream_type(self) -> str:
        """`cohort` of `cohort/01J...`."""
        return self.stream.partition("/")[0]

    @property
    def stream_id(self) -> str:
        """`01J...` of `cohort/01J...`."""
        return self.stream.partition("/")[2]


class Tail(NamedTuple):
    """The last position of a log and the time of its commit."""

    position: int
    at: datetime


BEGINNING = Tail(0, datetime(1970, 1, 1, tzinfo=UTC))


class Oversized(ValueError):
    """A commit of more than 50 events or 512 KiB; a defect of the caller, never of the user."""


def deliveries(service: str, commit: Commit) -> list[Delivery]:
    """The events of a commit, each with its own version."""
    return [
        Delivery(service, commit.stream, version, commit.position, commit.at, commit.meta, stored)
        for version, stored in enumerate(commit.events, commit.version)
    ]


def event_id(stream: str, command: str, index: int) -> str:
    """The same command on the same stream gives the same ids, so a repeated run writes the same facts."""
    return str(uuid5(NAMESPACE, f"{stream}/{command}/{index}"))


def store(stream: str, command: str, events: Sequence[Event]) -> tuple[StoredEvent, ...]:
    """Encode events for the log; raises `Oversized` past `MOST_EVENTS` or `MOST_BYTES`."""
    stored = tuple(
        StoredEvent(event_id(stream, command, index), type(event).__name__, event.schema_number, raw(event))
        for index, event in enumerate(events)
    )
    size = sum(len(memoryview(one.data)) for one in stored)
    if not 1 <= len(stored) <= MOST_EVENTS or size > MOST_BYTES:
        raise Oversized(f"{len(stored)} events, {size} bytes in one commit")
    return stored


def raw(event: Event) -> msgspec.Raw:
    """The JSON of an event."""
    return msgspec.Raw(msgspec.json.encode(event))
