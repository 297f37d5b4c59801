import msgspec
import pytest

from shared.adapters.memory.views import MemoryViewStore
from shared.events import Delivery, Event
from shared.ports import BEHIND, Document, Letter, Progress, Query, ViewStore
from shared.projection import Body, Projection
from shared.refusals import StoreUnavailable
from shared.runtime.projector import Projector
from shared.testing.faults import Killed, killed, meddle, unavailable
from tests.shared.library.books import CATALOGUE, READERS, SHELF
from tests.shared.library.desk import delivered
from tests.shared.library.lending import BookBought, CopyLent, CopyReturned

STORY: tuple[Event, ...] = (BookBought(2), CopyLent("ani", 7), CopyLent("budi", 7), CopyReturned("ani", None))
TOLD = {"copies": 2, "lent": ["budi"]}


def projector(views: ViewStore, projection: Projection = SHELF, version: int = 1) -> Projector:
    return Projector(projection, version, views, CATALOGUE.read)


def shelf(views: ViewStore, book: str = "bumi") -> Body | None:
    document = views.documents("shelf.v1", [book]).get(book)
    return document.body if document else None


def progress(views: ViewStore, book: str = "bumi") -> Progress | None:
    return views.progress("shelf.v1", [f"book/{book}"]).get(f"book/{book}")


def letters(views: ViewStore) -> list[tuple[int, str]]:
    return [(one.version, one.problem) for one in views.letters("shelf.v1")]


def unreadable(book: str, version: int) -> Delivery:
    """An event of a schema from the future."""
    [delivery] = delivered(book, CopyLent("ani", 7), after=version - 1)
    return msgspec.structs.replace(delivery, stored=msgspec.structs.replace(delivery.stored, schema=9))


def test_a_batch_is_folded_and_then_progress_moves() -> None:
    views = MemoryViewStore()
    projector(views).take(delivered("bumi", *STORY))
    assert shelf(views) == TOLD
    assert progress(views) == Progress(4)
    assert views.documents("shelf.v1", ["bumi"])["bumi"] == Document("bumi", 1, {"book/bumi": 4}, TOLD)


def test_what_was_folded_before_is_skipped() -> None:
    views = MemoryViewStore()
    for _ in range(2):
        projector(views).take(delivered("bumi", *STORY) * 2)
    assert shelf(views) == TOLD
    assert views.documents("shelf.v1", ["bumi"])["bumi"].rev == 1


def test_an_event_that_concerns_no_document_advances_progress_too() -> None:
    views = MemoryViewStore()
    projector(views, READERS).take(delivered("bumi", BookBought(2)))
    assert views.progress("readers.v1", ["book/bumi"]) == {"book/bumi": Progress(1)}
    assert views.find("readers.v1", Query()) == []


def test_streams_of_another_type_are_passed_over() -> None:
    views = MemoryViewStore()
    [delivery] = delivered("bumi", BookBought(1))
    projector(views).take([msgspec.structs.replace(delivery, stream="bookshop/bumi")])
    assert views.progress("shelf.v1", ["bookshop/bumi"]) == {}


def test_what_is_ahead_of_its_turn_is_dropped_until_the_hole_is_filled() -> None:
    views = MemoryViewStore()
    story = delivered("bumi", *STORY)
    projector(views).take([story[0], story[2], story[3]])
    assert (shelf(views), progress(views)) == ({"copies": 2, "lent": []}, Progress(1))
    projector(views).take(story[1:])
    assert (shelf(views), progress(views)) == (TOLD, Progress(4))
    assert letters(views) == []


def test_a_gap_is_looked_at_twice_since_we_may_be_the_ones_who_are_behind() -> None:
    views = MemoryViewStore()
    story = delivered("bumi", *STORY)
    looked = meddle(views, after={"progress": [lambda: projector(views).take(story[:3])]})
    projector(looked).take(story[3:])
    assert (shelf(views), progress(views)) == (TOLD, Progress(4))


def test_a_gap_behind_which_the_stream_was_parked_is_parked_too() -> None:
    views = MemoryViewStore()
    story = delivered("bumi", *STORY)
    looked = meddle(views, after={"progress": [lambda: projector(views).take([story[0], unreadable("bumi", 2)])]})
    projector(looked).take(story[2:])
    assert progress(views) == Progress(1, parked_to=4)
    assert letters(views) == [(2, "UNDECODABLE"), (3, BEHIND), (4, BEHIND)]


@pytest.mark.parametrize("batch", [1, 10], ids=["one by one", "in one batch"])
def test_poison_is_parked_with_what_follows_in_its_stream_and_nothing_else(batch: int) -> None:
    views = MemoryViewStore()
    events = [
        *delivered("bumi", BookBought(2)),
        unreadable("bumi", 2),
        *delivered("air", *STORY),
        *delivered("bumi", CopyLent("budi", 7), after=2),
    ]
    for start in range(0, len(events), batch):
        projector(views).take(events[start : start + batch])
    assert (shelf(views), progress(views)) == ({"copies": 2, "lent": []}, Progress(1, parked_to=3))
    assert (shelf(views, "air"), progress(views, "air")) == (TOLD, Progress(4))
    assert letters(views) == [(2, "UNDECODABLE"), (3, BEHIND)]


def test_poison_that_is_delivered_again_keeps_its_letter_and_its_diagnosis() -> None:
    views = MemoryViewStore()
    events = [
        *delivered("bumi", BookBought(2)),
        unreadable("bumi", 2),
        *delivered("bumi", CopyLent("budi", 7), after=2),
    ]
    for _ in range(2):
        projector(views).take(events)
    assert letters(views) == [(2, "UNDECODABLE"), (3, BEHIND)]


def test_a_fold_that_fails_changes_none_of_the_documents_that_its_event_concerns() -> None:
    spread = Projection("spread", version=1, streams=["book"])
    spread.route(lambda event: ("first", "second"))

    @spread.fold
    def fold(body: Body, event: object) -> Body:
        if body.get("n") == 1:
            raise ZeroDivisionError
        return {"n": 1}

    views = MemoryViewStore()
    views.prepare("spread.v1", [])
    views.replace("spread.v1", [Document("second", 1, {"book/air": 1}, {"n": 1})])
    projector(views, spread).take(delivered("bumi", BookBought(1)))
    assert list(views.documents("spread.v1", ["first", "second"])) == ["second"]
    assert [(one.version, one.problem) for one in views.letters("spread.v1")] == [(1, "ZeroDivisionError")]


def test_a_route_that_fails_is_poison_too() -> None:
    views = MemoryViewStore()
    lost = Projection("lost", version=1, streams=["book"])
    lost.route(lambda event: (event.event.nowhere,))  # type: ignore[attr-defined]
    projector(views, lost).take(delivered("bumi", BookBought(1)))
    assert [one.problem for one in views.letters("lost.v1")] == ["AttributeError"]


def test_a_letter_holds_the_event_as_it_was_read_and_no_word_of_its_data_in_the_problem() -> None:
    views = MemoryViewStore()
    projector(views).take([unreadable("bumi", 1)])
    [letter] = views.letters("shelf.v1")
    assert msgspec.json.decode(letter.raw, type=Delivery).stored == unreadable("bumi", 1).stored
    assert letter == Letter("book/bumi", 1, letter.raw, "UNDECODABLE")


@pytest.mark.parametrize("call", ["replace", "advance", "park"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_process_that_is_killed_anywhere_loses_and_doubles_nothing(call: str, when: str) -> None:
    views = MemoryViewStore()
    events = [*delivered("bumi", *STORY), *delivered("air", BookBought(1)), unreadable("air", 2)]
    dying = meddle(views, **{when: {call: [killed]}})
    with pytest.raises(Killed):
        projector(dying).take(events)
    projector(views).take(events)
    assert (shelf(views), progress(views)) == (TOLD, Progress(4))
    assert (shelf(views, "air"), progress(views, "air")) == ({"copies": 1, "lent": []}, Progress(1, parked_to=2))
    assert letters(views) == [(2, "UNDECODABLE")]


@pytest.mark.parametrize("call", ["documents", "replace", "advance"])
def test_a_worker_that_comes_in_between_costs_a_second_try_and_folds_nothing_twice(call: str) -> None:
    views = MemoryViewStore()
    story = delivered("bumi", *STORY)
    raced = meddle(views, before={call: [lambda: projector(views).take(story[:3])]})
    projector(raced).take([*story, *delivered("air", BookBought(1))])
    assert (shelf(views), progress(views)) == (TOLD, Progress(4))
    assert progress(views, "air") == Progress(1)


def test_a_document_that_others_write_without_end_is_given_up_and_not_lost() -> None:
    views = MemoryViewStore()

    def interfere() -> None:
        present = views.documents("shelf.v1", ["bumi"]).get("bumi", Document("bumi", 0, {}, {}))
        views.replace("shelf.v1", [Document("bumi", present.rev + 1, {}, {})])

    with pytest.raises(StoreUnavailable, match=r"shelf\.v1"):
        projector(meddle(views, before={"replace": [interfere] * 100})).take(delivered("bumi", BookBought(1)))
    assert progress(views) is None


def test_a_store_that_fails_parks_nothing() -> None:
    views = MemoryViewStore()
    with pytest.raises(StoreUnavailable):
        projector(meddle(views, before={"replace": [unavailable]})).take(delivered("bumi", *STORY))
    assert (letters(views), progress(views)) == ([], None)


def test_two_versions_of_one_projection_keep_apart() -> None:
    views = MemoryViewStore()
    projector(views, version=1).take(delivered("bumi", *STORY))
    projector(views, version=2).take(delivered("bumi", *STORY[:1]))
    assert views.documents("shelf.v2", ["bumi"])["bumi"].body == {"copies": 2, "lent": []}
    assert shelf(views) == TOLD
