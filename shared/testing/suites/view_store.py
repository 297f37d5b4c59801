"""What every view store promises."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from shared.ports import BEHIND, Condition, Document, Letter, Pointer, Progress, Query, ViewStore

MODEL = "shelf.v1"
NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
BOOKS: dict[str, dict[str, Any]] = {
    "a": {"title": "Air", "copies": 3, "lent": True, "loan": None},
    "b": {"title": "Bumi", "copies": 1, "lent": False, "loan": "2026-03-02"},
    "c": {"title": "Cahaya", "copies": 3, "lent": True, "loan": "2026-03-05"},
    "d": {"title": "Danau", "copies": 2, "lent": False, "loan": "2026-03-09"},
}


def document(identity: str, rev: int = 1, **body: Any) -> Document:
    """A document that one event of its own stream made."""
    return Document(identity, rev, {f"book/{identity}": rev}, body)


class ViewStoreSuite:
    """Inherit it with a fixture `store` that gives an empty store."""

    @pytest.fixture
    def store(self) -> ViewStore:
        raise NotImplementedError

    @pytest.fixture
    def shelf(self, store: ViewStore) -> ViewStore:
        store.prepare(MODEL, ["title", "copies", "lent", "loan"])
        assert store.replace(MODEL, [document(identity, **body) for identity, body in BOOKS.items()]) == []
        return store

    @staticmethod
    def found(store: ViewStore, *where: Condition, **query: Any) -> list[str]:
        return [one.id for one in store.find(MODEL, Query(where, **query))]

    def test_a_document_is_read_as_it_was_written(self, shelf: ViewStore) -> None:
        assert shelf.documents(MODEL, ["a", "nothing"]) == {"a": document("a", **BOOKS["a"])}

    def test_a_document_is_replaced_only_on_top_of_the_revision_that_was_read(self, shelf: ViewStore) -> None:
        assert shelf.replace(MODEL, [document("a", 2, title="Angin"), document("b", 3, title="Batu")]) == ["b"]
        kept = shelf.documents(MODEL, ["a", "b"])
        assert (kept["a"].body["title"], kept["b"].body["title"]) == ("Angin", "Bumi")

    def test_a_first_revision_does_not_overwrite_a_document(self, shelf: ViewStore) -> None:
        assert shelf.replace(MODEL, [document("a", 1, title="Api")]) == ["a"]
        assert shelf.documents(MODEL, ["a"])["a"].body["title"] == "Air"

    def test_a_document_that_is_not_there_has_no_second_revision(self, shelf: ViewStore) -> None:
        assert shelf.replace(MODEL, [document("e", 2, title="Embun")]) == ["e"]
        assert shelf.documents(MODEL, ["e"]) == {}

    def test_of_many_who_replace_one_revision_exactly_one_wins(self, shelf: ViewStore) -> None:
        with ThreadPoolExecutor(8) as pool:
            lost = list(pool.map(lambda _: shelf.replace(MODEL, [document("a", 2, title="Angin")]), range(8)))
        assert sorted(lost) == [[]] + [["a"]] * 7

    def test_preparing_again_changes_nothing(self, shelf: ViewStore) -> None:
        shelf.prepare(MODEL, ["title", "copies", "lent", "loan"])
        assert self.found(shelf) == ["a", "b", "c", "d"]

    @pytest.mark.parametrize(
        ("condition", "ids"),
        [
            (Condition("title", "eq", "Bumi"), "b"),
            (Condition("copies", "eq", 3), "ac"),
            (Condition("lent", "eq", False), "bd"),
            (Condition("loan", "eq", None), "a"),
            (Condition("title", "in", ["Air", "Danau", "Zaman"]), "ad"),
            (Condition("title", "in", []), ""),
            (Condition("copies", "ge", 2), "acd"),
            (Condition("copies", "gt", 2), "ac"),
            (Condition("copies", "le", 2), "bd"),
            (Condition("copies", "lt", 2), "b"),
            (Condition("loan", "le", "2026-03-05"), "bc"),
            (Condition("id", "gt", "b"), "cd"),
            (Condition("id", "in", ["a", "d"]), "ad"),
        ],
        ids=lambda value: f"{value.field} {value.operator} {value.value}" if isinstance(value, Condition) else None,
    )
    def test_documents_are_found_by_what_their_fields_are(
        self, shelf: ViewStore, condition: Condition, ids: str
    ) -> None:
        assert self.found(shelf, condition) == list(ids)
        assert sum(shelf.count(MODEL, [condition]).values()) == len(ids)

    def test_every_condition_must_hold(self, shelf: ViewStore) -> None:
        assert self.found(shelf, Condition("copies", "eq", 3), Condition("title", "gt", "Bumi")) == ["c"]

    @pytest.mark.parametrize(("descending", "ids"), [(False, "bdac"), (True, "cadb")])
    def test_a_list_is_in_order_of_a_field_and_then_of_ids(self, shelf: ViewStore, descending: bool, ids: str) -> None:
        assert self.found(shelf, order="copies", descending=descending) == list(ids)

    @pytest.mark.parametrize("order", ["id", "title", "copies"])
    @pytest.mark.parametrize("descending", [False, True])
    def test_pages_together_are_the_whole_list_also_where_values_are_equal(
        self, shelf: ViewStore, order: str, descending: bool
    ) -> None:
        whole = shelf.find(MODEL, Query(order=order, descending=descending))
        paged: list[Document] = []
        query = Query(order=order, descending=descending, limit=1)
        while page := shelf.find(MODEL, query):
            paged += page
            last = page[-1]
            place = (last.id if order == "id" else last.body[order], last.id)
            query = Query(order=order, descending=descending, limit=1, after=place)
        assert paged == whole

    @pytest.mark.parametrize("field", ["author", "title; DROP TABLE models"])
    def test_only_indexed_fields_are_searched_by(self, shelf: ViewStore, field: str) -> None:
        with pytest.raises(KeyError):
            shelf.find(MODEL, Query((Condition(field, "eq", "x"),)))
        with pytest.raises(KeyError):
            shelf.find(MODEL, Query(order=field))
        with pytest.raises(KeyError):
            shelf.count(MODEL, by=field)

    def test_documents_are_counted_by_the_values_of_a_field(self, shelf: ViewStore) -> None:
        assert shelf.count(MODEL) == {None: 4}
        assert shelf.count(MODEL, by="copies") == {3: 2, 1: 1, 2: 1}
        assert shelf.count(MODEL, [Condition("lent", "eq", True)], by="copies") == {3: 2}

    def test_a_read_model_that_nobody_prepared_is_empty(self, store: ViewStore) -> None:
        assert store.find("unknown.v1", Query()) == []
        assert store.count("unknown.v1") == {}
        assert store.documents("unknown.v1", ["a"]) == {}
        assert store.progress("unknown.v1", ["book/a"]) == {}

    def test_progress_moves_only_from_where_it_stands(self, store: ViewStore) -> None:
        assert store.advance(MODEL, {"book/a": (0, 3), "book/b": (0, 1)}) == []
        assert store.advance(MODEL, {"book/a": (3, 4), "book/b": (0, 2), "book/c": (1, 2)}) == ["book/b", "book/c"]
        assert store.progress(MODEL, ["book/a", "book/b", "book/c"]) == {"book/a": Progress(4), "book/b": Progress(1)}

    def test_a_letter_raises_the_marker_and_nothing_lowers_it(self, store: ViewStore) -> None:
        for version in (2, 4, 3):
            store.park(MODEL, Letter("book/a", version, b"{}", "KeyError"))
        assert store.progress(MODEL, ["book/a"]) == {"book/a": Progress(0, parked_to=4)}
        assert [one.version for one in store.letters(MODEL)] == [2, 3, 4]

    def test_letters_are_those_of_one_stream_or_all_in_order(self, store: ViewStore) -> None:
        letters = [Letter(f"book/{one}", version, b"raw", "KeyError") for one in "ab" for version in (9, 10)]
        for letter in reversed(letters):
            store.park(MODEL, letter)
        assert store.letters(MODEL) == letters
        assert store.letters(MODEL, "book/b") == letters[2:]
        assert store.letters("other.v1") == []

    def test_a_letter_that_comes_again_keeps_its_diagnosis(self, store: ViewStore) -> None:
        for problem in ("KeyError", BEHIND):
            store.park(MODEL, Letter("book/a", 2, b"{}", problem))
        assert [one.problem for one in store.letters(MODEL)] == ["KeyError"]
        store.park(MODEL, Letter("book/a", 2, b"{}", "TypeError"))
        assert [one.problem for one in store.letters(MODEL)] == ["TypeError"]

    def test_a_released_letter_leaves_its_marker(self, store: ViewStore) -> None:
        store.park(MODEL, Letter("book/a", 2, b"{}", "KeyError"))
        store.release(MODEL, "book/a", 2)
        assert store.letters(MODEL) == []
        assert store.progress(MODEL, ["book/a"])["book/a"].parked_to == 2

    def test_a_marker_is_taken_away_only_where_it_still_says_what_was_drained(self, store: ViewStore) -> None:
        store.park(MODEL, Letter("book/a", 3, b"{}", "KeyError"))
        assert not store.unmark(MODEL, "book/a", 2)
        assert store.progress(MODEL, ["book/a"])["book/a"].parked_to == 3
        assert store.unmark(MODEL, "book/a", 3)
        assert not store.unmark(MODEL, "book/a", 3)
        assert store.progress(MODEL, ["book/a"]) == {}

    def test_a_dropped_read_model_leaves_nothing_and_the_others_alone(self, shelf: ViewStore) -> None:
        shelf.prepare("shelf.v2", ["title"])
        for model in (MODEL, "shelf.v2"):
            shelf.replace(model, [document("z", title="Zaman")])
            shelf.advance(model, {"book/z": (0, 1)})
            shelf.park(model, Letter("book/y", 1, b"{}", "KeyError"))
            shelf.resume_at(model, "library", 7)
        shelf.drop(MODEL)
        assert self.found(shelf) == []
        assert shelf.progress(MODEL, ["book/y", "book/z"]) == {}
        assert shelf.letters(MODEL) == []
        assert shelf.cursors(MODEL) == {}
        assert [one.id for one in shelf.find("shelf.v2", Query(order="title"))] == ["z"]
        assert shelf.progress("shelf.v2", ["book/y", "book/z"]) == {"book/y": Progress(0, 1), "book/z": Progress(1)}
        assert shelf.cursors("shelf.v2") == {"library": 7}

    def test_a_dropped_read_model_can_be_filled_again_with_other_fields(self, shelf: ViewStore) -> None:
        shelf.drop(MODEL)
        shelf.prepare(MODEL, ["author"])
        assert shelf.replace(MODEL, [document("a", author="Ria")]) == []
        assert self.found(shelf, order="author") == ["a"]

    def test_a_pointer_says_what_is_live_and_what_is_filling(self, store: ViewStore) -> None:
        assert store.pointer("shelf") is None
        for pointer in (Pointer(1, None, 1), Pointer(1, 2, 1, 3), Pointer(2, None, 3)):
            store.point("shelf", pointer)
            assert store.pointer("shelf") == pointer

    def test_a_cursor_is_kept_for_each_reader_and_log(self, store: ViewStore) -> None:
        store.resume_at(MODEL, "library", 3)
        store.resume_at(MODEL, "archive", 5)
        store.resume_at(MODEL, "library", 4)
        assert store.cursors(MODEL) == {"library": 4, "archive": 5}
        assert store.cursors("other.v1") == {}

    def test_what_became_of_a_command_is_settled_once(self, store: ViewStore) -> None:
        assert store.outcomes(["key"]) == {}
        store.settle("key", "book/a@3", NOON)
        store.settle("key", "NO_COPY_LEFT", NOON)
        assert store.outcomes(["key", "other"]) == {"key": "book/a@3"}
