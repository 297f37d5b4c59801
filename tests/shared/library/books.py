"""The books of a library, small enough to see the mechanism through: a decider, two read models, a deadline, a rule."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from shared.catalogue import Catalogue
from shared.deadline import SETTLED, Deadline, moment
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event, Recorded, TextRef
from shared.policy import Policies
from shared.projection import Body, Projection
from shared.reaction import Act, Reaction
from shared.refusals import Refused
from tests.shared.library import lending
from tests.shared.library.lending import BookBought, CopyLent, CopyMissed, CopyReturned

CATALOGUE = Catalogue([lending])
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


class Book(State, frozen=True):
    copies: int = 0
    readers: tuple[str, ...] = ()


class Buy(Command, frozen=True):
    copies: int


class Lend(Command, frozen=True):
    reader: str
    days: int = 14


class Return(Command, frozen=True):
    reader: str
    note: TextRef | None = None


class Miss(Command, frozen=True):
    reader: str


class NoCopyLeft(Refused):
    says = "All {copies} copies are lent."


def decide(book: Book, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    match command:
        case Buy(copies):
            return [BookBought(copies)]
        case Lend(reader, days):
            if reader in book.readers:
                return []
            if len(book.readers) >= book.copies:
                raise NoCopyLeft(copies=book.copies)
            return [CopyLent(reader, days)]
        case Return(reader, note):
            return [CopyReturned(reader, note)] if reader in book.readers else []
        case Miss(reader):
            return [CopyMissed(reader)] if reader in book.readers else []
        case _:
            raise Unknown(command)


def evolve(book: Book, event: Event) -> Book:
    match event:
        case BookBought(copies):
            return book.but(copies=book.copies + copies)
        case CopyLent(reader):
            return book.but(readers=(*book.readers, reader))
        case CopyReturned(reader):
            return book.but(readers=tuple(one for one in book.readers if one != reader))
        case _:
            return book


BOOK = Decider("book", Book(), decide, evolve)
SHELF = Projection("shelf", version=1, streams=["book"], sorted_by=["copies"])
READERS = Projection("readers", version=1, streams=["book"], found_by=["name"])
RETURNS = Deadline("returns", version=1, streams=["book"], decider=BOOK)
GREET = Reaction("greet", streams=["book"])


@SHELF.fold
def shelf(body: Body, event: Recorded) -> Body:
    match event.event:
        case BookBought(copies):
            return {"copies": body.get("copies", 0) + copies, "lent": body.get("lent", [])}
        case CopyLent(reader):
            return body | {"lent": [*body["lent"], reader]}
        case CopyReturned(reader):
            return body | {"lent": [one for one in body["lent"] if one != reader]}
        case _:
            return body


@READERS.route
def readers_of(event: Recorded) -> tuple[str, ...]:
    return (event.event.reader,) if isinstance(event.event, CopyLent) else ()


@READERS.fold
def books_read(body: Body, event: Recorded) -> Body:
    return {"name": "invented", "books": [*body.get("books", []), event.stream_id]}


@RETURNS.route
def loan(event: Recorded) -> tuple[str, ...]:
    match event.event:
        case CopyLent(reader) | CopyReturned(reader):
            return (f"{event.stream_id}:{reader}",)
        case _:
            return ()


@RETURNS.fold
def waiting(body: Body, event: Recorded) -> Body:
    if isinstance(event.event, CopyLent):
        return {"due": moment(event.at + timedelta(days=event.event.days))}
    return {"due": SETTLED}


@RETURNS.issue
def miss(row: str, body: Body) -> tuple[str, Command]:
    book, _, reader = row.partition(":")
    return book, Miss(reader)


@GREET.react
def greet(event: Recorded) -> list[Act]:
    """Whoever borrows something is lent the welcome leaflet too."""
    if isinstance(event.event, CopyLent) and event.stream_id != "leaflet":
        return [Act(BOOK, "leaflet", Lend(event.event.reader))]
    return []
