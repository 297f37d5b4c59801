"""What a library tells about its books: a published language for tests, with a shape that changed once."""

from typing import Any

from shared.events import Event, TextRef


class BookBought(Event, schema=1):
    """The library has so many copies."""

    copies: int


class CopyLent(Event, schema=2):
    """A reader took a copy for some days. Schema 1 called the reader `borrower` and knew no days."""

    reader: str
    days: int


class CopyReturned(Event, schema=1):
    """The reader brought the copy back, with words that the vault keeps."""

    reader: str
    note: TextRef | None


class CopyMissed(Event, schema=1):
    """The copy did not come back in time."""

    reader: str


def readers_were_borrowers(data: dict[str, Any]) -> dict[str, Any]:
    """Everything was lent for two weeks then."""
    return {"reader": data["borrower"], "days": 14}


UPCASTERS = {("CopyLent", 1): readers_were_borrowers}
