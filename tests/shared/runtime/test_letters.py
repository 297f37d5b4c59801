import msgspec
import pytest

from shared.adapters.memory.views import MemoryViewStore
from shared.events import Delivery, Event, Recorded
from shared.ports import BEHIND, Progress, ViewStore
from shared.projection import Body, Projection
from shared.runtime.projector import Projector
from shared.testing.faults import Killed, killed, meddle
from tests.shared.library.books import CATALOGUE
from tests.shared.library.desk import delivered
from tests.shared.library.lending import BookBought, CopyLent, CopyReturned

STORY: tuple[Event, ...] = (BookBought(2), CopyLent("ani", 7), CopyLent("budi", 7), CopyReturned("ani", None))


class Counted:
    """A projection with a defect that can be mended: it cannot digest loans to some readers."""

    def __init__(self) -> None:
        self.unreadable = {"ani"}
        self.projection = Projection("loans", version=1, streams=["book"])
        self.projection.fold(self.fold)

    def fold(self, body: Body, event: Recorded) -> Body:
        if isinstance(event.event, CopyLent) and event.event.reader in self.unreadable:
            raise KeyError(event.event.reader)
        return {"events": [*body.get("events", []), event.version]}

    def over(self, views: ViewStore) -> Projector:
        return Projector(self.projection, 1, views, CATALOGUE.read)


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def views(counted: Counted) -> MemoryViewStore:
    """A read model whose stream is parked from version 2 on."""
    views = MemoryViewStore()
    counted.over(views).take(delivered("bumi", *STORY[:3]))
    return views


def folded(views: ViewStore) -> object:
    return views.documents("loans.v1", ["bumi"])["bumi"].body["events"]


def progress(views: ViewStore) -> Progress:
    return views.progress("loans.v1", ["book/bumi"])["book/bumi"]


def kept(views: ViewStore) -> list[tuple[int, str]]:
    return [(one.version, one.problem) for one in views.letters("loans.v1")]


def test_letters_are_digested_in_order_once_the_defect_is_mended(views: MemoryViewStore, counted: Counted) -> None:
    counted.unreadable = set()
    assert counted.over(views).retry("book/bumi")
    assert (folded(views), progress(views), kept(views)) == ([1, 2, 3], Progress(3), [])
    counted.over(views).take(delivered("bumi", *STORY))
    assert folded(views) == [1, 2, 3, 4]


def test_a_letter_that_still_cannot_be_digested_stays_with_all_behind_it(
    views: MemoryViewStore, counted: Counted
) -> None:
    assert not counted.over(views).retry("book/bumi")
    assert (folded(views), progress(views), kept(views)) == ([1], Progress(1, 3), [(2, "KeyError"), (3, BEHIND)])


def test_a_second_poison_is_found_when_the_first_is_mended(views: MemoryViewStore, counted: Counted) -> None:
    counted.unreadable = {"budi"}
    assert not counted.over(views).retry("book/bumi")
    assert (folded(views), progress(views), kept(views)) == ([1, 2], Progress(2, 3), [(3, "KeyError")])


def test_a_stream_without_letters_has_none_left(views: MemoryViewStore, counted: Counted) -> None:
    assert counted.over(views).retry("book/air")


def test_a_letter_that_arrives_while_the_others_are_digested_is_digested_too(
    views: MemoryViewStore, counted: Counted
) -> None:
    counted.unreadable = set()
    late = delivered("bumi", STORY[3], after=3)
    draining = meddle(views, before={"unmark": [lambda: counted.over(views).take(late)]})
    assert counted.over(draining).retry("book/bumi")
    assert (folded(views), progress(views), kept(views)) == ([1, 2, 3, 4], Progress(4), [])


def test_a_letter_that_was_read_behind_the_marker_and_arrives_after_it_is_not_lost(
    views: MemoryViewStore, counted: Counted
) -> None:
    counted.unreadable = set()
    late = delivered("bumi", STORY[3], after=3)
    # The worker has read the marker; then somebody drains the stream and takes the marker away; then the worker parks.
    slow = meddle(views, before={"park": [lambda: counted.over(views).retry("book/bumi")]})
    counted.over(slow).take(late)
    assert kept(views) == [(4, BEHIND)]
    assert counted.over(views).retry("book/bumi")
    assert (folded(views), progress(views), kept(views)) == ([1, 2, 3, 4], Progress(4), [])


@pytest.mark.parametrize("call", ["replace", "advance", "release", "unmark"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_whoever_drains_may_be_killed_anywhere(views: MemoryViewStore, counted: Counted, call: str, when: str) -> None:
    counted.unreadable = set()
    with pytest.raises(Killed):
        counted.over(meddle(views, **{when: {call: [killed]}})).retry("book/bumi")
    assert counted.over(views).retry("book/bumi")
    assert (folded(views), progress(views), kept(views)) == ([1, 2, 3], Progress(3), [])


def test_two_who_drain_at_once_fold_nothing_twice(views: MemoryViewStore, counted: Counted) -> None:
    counted.unreadable = set()
    raced = meddle(views, before={"replace": [lambda: counted.over(views).retry("book/bumi")]})
    counted.over(raced).retry("book/bumi")
    assert (folded(views), progress(views), kept(views)) == ([1, 2, 3], Progress(3), [])


def test_a_hole_between_letters_is_waited_for(counted: Counted) -> None:
    views = MemoryViewStore()
    story = delivered("bumi", *STORY)
    counted.over(views).take(story[:2])
    counted.over(views).take(story[3:])
    counted.unreadable = set()
    assert not counted.over(views).retry("book/bumi")
    assert (folded(views), progress(views), kept(views)) == ([1, 2], Progress(2, 4), [(4, BEHIND)])
    counted.over(views).take(story[2:])
    assert counted.over(views).retry("book/bumi")
    assert (folded(views), progress(views), kept(views)) == ([1, 2, 3, 4], Progress(4), [])


def test_a_marker_whose_letter_is_gone_is_not_taken_away_as_if_it_had_been_digested(
    views: MemoryViewStore, counted: Counted
) -> None:
    counted.unreadable = set()
    views.release("loans.v1", "book/bumi", 3)
    assert not counted.over(views).retry("book/bumi")
    assert (folded(views), progress(views)) == ([1, 2], Progress(2, 3))


def test_a_letter_whose_event_has_a_newer_schema_waits_for_the_code_that_knows_it(counted: Counted) -> None:
    views = MemoryViewStore()
    [event] = delivered("bumi", BookBought(1))
    future = msgspec.structs.replace(event, stored=msgspec.structs.replace(event.stored, schema=2))
    counted.over(views).take([future])
    assert not counted.over(views).retry("book/bumi")
    assert kept(views) == [(1, "UNDECODABLE")]
    assert msgspec.json.decode(views.letters("loans.v1")[0].raw, type=Delivery) == future
