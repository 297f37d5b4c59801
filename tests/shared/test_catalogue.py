from datetime import timedelta
from types import ModuleType
from typing import Any

import msgspec
import pytest

from shared.catalogue import Catalogue, Undecodable
from shared.deadline import moment
from shared.events import Commit, Delivery, Event, Meta, StoredEvent
from tests.shared.library import lending
from tests.shared.library.books import CATALOGUE, NOON, RETURNS, SHELF, Lend, NoCopyLeft
from tests.shared.library.desk import Desk
from tests.shared.library.lending import BookBought, CopyLent


def stored(name: str, schema: int, data: object) -> StoredEvent:
    return StoredEvent("event-1", name, schema, msgspec.Raw(msgspec.json.encode(data)))


def test_an_event_of_the_present_schema_is_decoded_as_it_was() -> None:
    assert CATALOGUE.decode(stored("CopyLent", 2, {"reader": "ani", "days": 7})) == CopyLent("ani", 7)


def test_an_event_of_an_older_schema_is_lifted_to_the_present_shape() -> None:
    assert CATALOGUE.decode(stored("CopyLent", 1, {"borrower": "ani"})) == CopyLent("ani", 14)


def test_upcasters_are_applied_one_after_the_other() -> None:
    class Counted(Event, schema=3):
        count: str

    module: Any = ModuleType("library.counting")
    Counted.__module__ = module.__name__
    module.Counted = Counted
    module.UPCASTERS = {
        ("Counted", 1): lambda data: {"count": data["number"] * 10},
        ("Counted", 2): lambda data: {"count": str(data["count"])},
    }
    catalogue = Catalogue([module])
    assert catalogue.decode(stored("Counted", 1, {"number": 4})) == Counted("40")
    assert catalogue.decode(stored("Counted", 2, {"count": 4})) == Counted("4")
    assert catalogue.service == {"Counted": "library"}


@pytest.mark.parametrize(
    "unreadable",
    [
        stored("BookStolen", 1, {}),
        stored("CopyLent", 3, {"reader": "ani", "days": 7}),
        stored("CopyLent", 0, {"reader": "ani", "days": 7}),
        stored("CopyLent", 2, {"reader": "ani"}),
        stored("CopyLent", 2, {"reader": "ani", "days": "seven"}),
        stored("CopyLent", 2, {"reader": "ani", "days": 7, "name": "Ani"}),
        stored("CopyLent", 2, ["ani", 7]),
        stored("CopyLent", 1, {"reader": "ani"}),
        stored("CopyLent", 1, "ani"),
        StoredEvent("event-1", "CopyLent", 2, msgspec.Raw(b'{"reader":')),
        StoredEvent("event-1", "CopyLent", 1, msgspec.Raw(b'{"borrower":')),
    ],
    ids=[
        "unknown type",
        "schema from the future",
        "schema that never was",
        "field missing",
        "field of another type",
        "field unknown",
        "no object",
        "upcaster misses a field",
        "upcaster is given no object",
        "broken JSON",
        "broken JSON of an older schema",
    ],
)
def test_what_cannot_be_read_is_undecodable_and_says_so_without_its_data(unreadable: StoredEvent) -> None:
    with pytest.raises(Undecodable) as problem:
        CATALOGUE.decode(unreadable)
    assert f"{unreadable.type} schema {unreadable.schema}" in str(problem.value)
    assert "ani" not in str(problem.value).lower()


def test_a_delivery_is_read_with_its_place() -> None:
    meta = Meta(actor="officer-1")
    delivery = Delivery("library", "book/a", 3, 9, NOON, meta, stored("BookBought", 1, {"copies": 2}))
    read = CATALOGUE.read(delivery)
    assert (read.event, read.version, read.position, read.meta) == (BookBought(2), 3, 9, meta)
    assert (read.stream_type, read.stream_id, read.id) == ("book", "a", "event-1")


def test_a_log_from_before_a_change_of_shape_is_decided_on_and_shown_like_any_other() -> None:
    desk = Desk()
    bought = StoredEvent("event-1", "BookBought", 1, msgspec.Raw(b'{"copies":1}'))
    old_loan = StoredEvent("event-2", "CopyLent", 1, msgspec.Raw(b'{"borrower":"ani"}'))
    desk.log.insert([Commit(1, "book/bumi", 1, "old", NOON, Meta(), (bought, old_loan))])
    with pytest.raises(NoCopyLeft):
        desk.do("bumi", Lend("budi"))
    desk.worker(SHELF, RETURNS).drain()
    assert desk.views.documents("shelf.v1", ["bumi"])["bumi"].body == {"copies": 1, "lent": ["ani"]}
    due = moment(NOON + timedelta(days=14))
    assert desk.views.documents("returns.v1", ["bumi:ani"])["bumi:ani"].body == {"due": due}
    assert desk.log.load("book/bumi")[0].events[1] == old_loan


def test_two_events_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="BookBought"):
        Catalogue([lending, lending])
