import pytest

from shared.events import MOST_BYTES, MOST_EVENTS, Oversized, TextRef, event_id, store
from tests.shared.library.lending import BookBought, CopyReturned


def test_a_commit_holds_one_to_fifty_events() -> None:
    assert len(store("book/a", "command", [BookBought(1)] * MOST_EVENTS)) == MOST_EVENTS
    for count in (0, MOST_EVENTS + 1):
        with pytest.raises(Oversized, match=f"{count} events"):
            store("book/a", "command", [BookBought(1)] * count)


def test_a_commit_holds_half_a_mebibyte() -> None:
    empty = len(memoryview(store("book/a", "command", [CopyReturned("", TextRef(""))])[0].data))
    room = MOST_BYTES - empty
    assert store("book/a", "command", [CopyReturned("x" * room, TextRef(""))])
    with pytest.raises(Oversized, match=f"{MOST_BYTES + 1} bytes"):
        store("book/a", "command", [CopyReturned("x" * (room + 1), TextRef(""))])
    with pytest.raises(Oversized):
        store("book/a", "command", [CopyReturned("x" * (room // 2), TextRef(""))] * 3)


def test_the_same_command_on_the_same_stream_gives_the_same_ids() -> None:
    first = store("book/a", "command", [BookBought(1), BookBought(2)])
    assert first == store("book/a", "command", [BookBought(1), BookBought(2)])
    others = {event_id("book/b", "command", 0), event_id("book/a", "another", 0), event_id("book/a", "command", 2)}
    assert len({one.id for one in first} | others) == 5
