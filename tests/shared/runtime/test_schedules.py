import random

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.adapters.memory.views import MemoryViewStore
from shared.events import Delivery, Recorded
from shared.ports import Progress
from shared.projection import Body, Projection
from shared.runtime.projector import Projector
from shared.testing.faults import Act, Killed, killed, meddle, nothing
from tests.shared.library.books import CATALOGUE
from tests.shared.library.desk import delivered
from tests.shared.library.lending import BookBought

BOOKS = ("air", "batu", "cahaya")
LENGTH = 6
CALLS = ("documents", "replace", "advance", "park", "progress", "release", "unmark")


def projection(poison: bool) -> Projection:
    """Every event reaches its book's document and one that all share; the third of the first book may be poison."""
    seen = Projection("seen", version=1, streams=["book"])
    seen.route(lambda event: (event.stream_id, "all"))

    @seen.fold
    def fold(body: Body, event: Recorded) -> Body:
        if poison and (event.stream_id, event.version) == ("air", 3):
            raise KeyError
        return body | {event.stream_id: [*body.get(event.stream_id, []), event.version]}

    return seen


def feed(dice: random.Random) -> list[list[Delivery]]:
    """The log as the relay promises it: the true sequence with duplicates and holes; what follows one comes again."""
    log = [one for version in range(LENGTH) for book in BOOKS for one in delivered(book, BookBought(1), after=version)]
    batches, position = [], 0
    while position < len(log):
        size = dice.randint(1, 8)
        batch = log[position : position + size]
        if dice.random() < 0.4:
            batches.append([one for one in batch if dice.random() < 0.7])
        else:
            batches.append(batch)
            position += size
        if dice.random() < 0.3:
            position = max(0, position - dice.randint(0, 9))
    return batches


def deliver(views: MemoryViewStore, of: Projection, batches: list[list[Delivery]], dice: random.Random) -> None:
    """Two workers take turns at the same feed and may be killed at any call; a batch counts once one has taken it."""

    def rival(batch: list[Delivery]) -> Act:
        return lambda: Projector(of, 1, views, CATALOGUE.read).take(batch[: dice.randint(0, 8)])

    for batch in batches:
        while True:
            before: dict[str, list[Act]] = {
                name: [*[nothing] * dice.randint(0, 2), killed] for name in CALLS if dice.random() < 0.1
            }
            if dice.random() < 0.3:
                before.setdefault(dice.choice(("documents", "replace", "advance")), []).insert(0, rival(batch))
            try:
                Projector(of, 1, meddle(views, before=before), CATALOGUE.read).take(batch)
                break
            except Killed:
                continue


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_a_read_model_is_the_fold_of_the_log_however_it_arrives(seed: int) -> None:
    dice, views = random.Random(seed), MemoryViewStore()
    deliver(views, projection(poison=False), feed(dice), dice)
    whole = list(range(1, LENGTH + 1))
    found = views.documents("seen.v1", [*BOOKS, "all"])
    assert {one: document.body for one, document in found.items()} == {
        **{book: {book: whole} for book in BOOKS},
        "all": dict.fromkeys(BOOKS, whole),
    }
    assert views.letters("seen.v1") == []


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**32))
def test_poison_costs_its_own_stream_only_and_nothing_once_it_is_mended(seed: int) -> None:
    dice, views = random.Random(seed), MemoryViewStore()
    batches = feed(dice)
    deliver(views, projection(poison=True), batches, dice)
    assert views.progress("seen.v1", [f"book/{book}" for book in BOOKS]) == {
        "book/air": Progress(2, parked_to=LENGTH),
        "book/batu": Progress(LENGTH),
        "book/cahaya": Progress(LENGTH),
    }
    assert [one.version for one in views.letters("seen.v1")] == list(range(3, LENGTH + 1))
    assert views.letters("seen.v1")[0].problem == "KeyError"
    while True:
        try:
            acts = {name: [killed] for name in CALLS if dice.random() < 0.2}
            assert Projector(projection(poison=False), 1, meddle(views, before=acts), CATALOGUE.read).retry("book/air")
            break
        except Killed:
            continue
    whole = list(range(1, LENGTH + 1))
    assert views.documents("seen.v1", ["all"])["all"].body == dict.fromkeys(BOOKS, whole)
    assert views.progress("seen.v1", ["book/air"]) == {"book/air": Progress(LENGTH)}
