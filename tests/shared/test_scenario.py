from datetime import timedelta

import pytest

from shared.decider import Command, Decider
from shared.events import Recorded
from shared.policy import Policies
from shared.projection import Body, Projection
from shared.reaction import Act
from shared.refusals import Refused
from shared.testing import views
from shared.testing.scenario import MONDAY, Scenario, Upon, differences, happened
from shared.testing.views import Awaited, Seen
from tests.shared.library.books import (
    BOOK,
    CATALOGUE,
    GREET,
    RETURNS,
    SHELF,
    Book,
    Buy,
    Lend,
    Miss,
    NoCopyLeft,
    evolve,
)
from tests.shared.library.lending import BookBought, CopyLent, CopyReturned

given = Scenario(BOOK, Policies({}))
STORY = happened("book/bumi", BookBought(2), CopyLent("ani", 7), CopyLent("budi", 14), CopyReturned("ani", None))


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scenarios of read models speak the language of the library here."""
    monkeypatch.setattr(views, "CATALOGUE", CATALOGUE)


def test_a_decision_is_told_as_it_is_expected() -> None:
    given(BookBought(1)).when(Lend("ani")).then(CopyLent("ani", 14))
    given(BookBought(1), CopyLent("ani", 14)).when(Lend("ani")).nothing()
    given(BookBought(1), CopyLent("ani", 14)).when(Lend("budi")).refused(NoCopyLeft, copies=1)


def test_another_decision_fails_field_by_field() -> None:
    with pytest.raises(AssertionError, match=r"^\[0\]\.days: expected 7, got 14$"):
        given(BookBought(1)).when(Lend("ani")).then(CopyLent("ani", 7))
    with pytest.raises(AssertionError, match=r"\[0\]\.: expected 'CopyReturned', got 'CopyLent'"):
        given(BookBought(1)).when(Lend("ani")).then(CopyReturned("ani", None))
    with pytest.raises(AssertionError, match="CopyLent"):
        given(BookBought(1)).when(Lend("ani")).nothing()


def test_a_refusal_that_does_not_come_or_is_another_one_fails() -> None:
    with pytest.raises(AssertionError, match=r"expected NO_COPY_LEFT, got .*CopyLent"):
        given(BookBought(1)).when(Lend("ani")).refused(NoCopyLeft)
    with pytest.raises(AssertionError, match="copies: expected 5, got 0"):
        given().when(Lend("ani")).refused(NoCopyLeft, copies=5)

    class Closed(Refused):
        says = "The library is closed."

    with pytest.raises(AssertionError, match="expected CLOSED, got NO_COPY_LEFT"):
        given().when(Lend("ani")).refused(Closed)


def test_a_refusal_whose_sentence_lacks_a_number_fails() -> None:
    class Vague(Refused):
        says = "Only {seats} seats."

    def decide(book: Book, command: Command, policies: Policies, now: object) -> list[BookBought]:
        raise Vague

    with pytest.raises(KeyError, match="seats"):
        Scenario(Decider("book", Book(), decide, evolve), Policies({}))().when(Buy(1)).refused(Vague)


def test_a_decision_that_cannot_be_folded_fails() -> None:
    def broken(book: Book, event: object) -> Book:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Scenario(Decider("book", Book(), BOOK.decide, broken), Policies({}))().when(Buy(1)).then(BookBought(1))


def test_differences_name_the_place() -> None:
    assert differences({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}], "c": 4}) == [
        ".a[1].b: expected 2, got 3",
        ".c: expected '(absent)', got 4",
    ]
    assert differences([1], [1, 2]) == ["value: expected [1], got [1, 2]"]
    assert differences({"a": 1}, {"a": 1}) == []


def test_a_read_model_is_shown_as_it_is_however_events_arrive() -> None:
    Seen(SHELF, STORY).shows("bumi", {"copies": 2, "lent": ["budi"]})
    Seen(SHELF, STORY).shows_in("bumi", copies=2)
    Seen(SHELF, STORY).shows_nothing("air")
    with pytest.raises(AssertionError, match=r"lent\[0\]: expected 'ani', got 'budi'"):
        Seen(SHELF, STORY).shows("bumi", {"copies": 2, "lent": ["ani"]})
    with pytest.raises(AssertionError, match="no document air"):
        Seen(SHELF, STORY).shows_in("air", copies=2)


def test_a_fold_that_depends_on_how_events_arrive_fails() -> None:
    folds: list[int] = []
    impure = Projection("impure", version=1, streams=["book"])

    @impure.fold
    def fold(body: Body, event: Recorded) -> Body:
        folds.append(1)
        return {"folds": len(folds)}

    with pytest.raises(AssertionError, match="folds"):
        Seen(impure, STORY).document("bumi")


def test_a_projection_that_cannot_digest_its_events_fails() -> None:
    broken = Projection("broken", version=1, streams=["book"])
    broken.fold(lambda body, event: body["nothing"])
    with pytest.raises(AssertionError, match=r"could not digest.*KeyError"):
        Seen(broken, STORY).document("bumi")


def test_a_deadline_waits_for_a_moment_and_then_issues_its_command() -> None:
    Awaited(RETURNS, STORY).due("bumi:budi", MONDAY + timedelta(days=14), "book/bumi", Miss("budi"))
    Awaited(RETURNS, STORY).nothing_due("bumi:ani")
    Awaited(RETURNS, STORY).nothing_due("bumi:citra")
    with pytest.raises(AssertionError, match="expected '2026"):
        Awaited(RETURNS, STORY).due("bumi:budi", MONDAY, "book/bumi", Miss("budi"))
    with pytest.raises(AssertionError, match="reader: expected 'ani', got 'budi'"):
        Awaited(RETURNS, STORY).due("bumi:budi", MONDAY + timedelta(days=14), "book/bumi", Miss("ani"))
    with pytest.raises(AssertionError, match="due 2026"):
        Awaited(RETURNS, STORY).nothing_due("bumi:budi")


def test_a_reaction_acts_as_it_is_expected() -> None:
    Upon(GREET, STORY).acts(Act(BOOK, "leaflet", Lend("ani")), Act(BOOK, "leaflet", Lend("budi")))
    Upon(GREET, happened("book/leaflet", CopyLent("ani", 7))).nothing()
    with pytest.raises(AssertionError, match="value: expected"):
        Upon(GREET, STORY).nothing()
