import pytest

from shared.adapters.memory.views import MemoryViewStore
from shared.decider import Command
from shared.events import Recorded
from shared.ports import BEHIND, Progress, ViewStore
from shared.reaction import Act, Reaction
from shared.refusals import Conflict, StoreUnavailable
from shared.runtime.reactor import Reactor, carry_out, reaction_model
from shared.runtime.reader import letter
from shared.testing.faults import Killed, disk_full, killed, meddle, outrun
from shared.testing.suites.event_store import commit
from tests.shared.library.books import BOOK, CATALOGUE, GREET, Buy, Lend, Return
from tests.shared.library.desk import Desk, delivered, order
from tests.shared.library.lending import BookBought, CopyLent

MODEL = reaction_model(GREET)
LEAFLETS = [BookBought(1), CopyLent("ani", 14)]


def reactor(desk: Desk, views: ViewStore | None = None, reaction: Reaction = GREET) -> Reactor:
    return Reactor(reaction, views or desk.views, CATALOGUE.read, desk.handler)


@pytest.fixture
def desk() -> Desk:
    """One leaflet to give away; Ani and then Budi borrow a book."""
    desk = Desk()
    desk.do("leaflet", Buy(1))
    desk.do("bumi", Buy(2))
    desk.do("bumi", Lend("ani"))
    desk.do("bumi", Lend("budi"))
    return desk


def progress(desk: Desk, book: str = "bumi") -> Progress | None:
    return desk.views.progress(MODEL, [f"book/{book}"]).get(f"book/{book}")


def outcomes(desk: Desk) -> list[str]:
    assert isinstance(desk.views, MemoryViewStore)
    return list(desk.views._outcomes.values())


def test_an_event_makes_us_act_once_however_often_it_is_delivered(desk: Desk) -> None:
    for _ in range(3):
        reactor(desk).take(desk.told_events() * 2)
    assert desk.facts("leaflet") == LEAFLETS
    assert progress(desk) == Progress(3)


def test_it_acts_once_even_where_its_progress_was_lost(desk: Desk) -> None:
    reactor(desk).take(desk.told_events())
    desk.do("leaflet", Return("ani"))
    desk.views.drop(MODEL)
    reactor(desk).take(desk.told_events())
    assert [type(one).__name__ for one in desk.facts("leaflet")] == ["BookBought", "CopyLent", "CopyReturned"]


def test_a_refusal_is_an_outcome_and_does_not_stop_the_reaction(desk: Desk) -> None:
    reactor(desk).take(desk.told_events())
    assert outcomes(desk) == ["book/leaflet@2", "NO_COPY_LEFT"]
    assert progress(desk) == Progress(3)
    assert desk.views.letters(MODEL) == []


def test_a_command_that_was_refused_is_not_tried_again(desk: Desk) -> None:
    reactor(desk).take(desk.told_events())
    desk.do("leaflet", Buy(1))
    desk.views.drop(MODEL)
    reactor(desk).take(desk.told_events())
    assert "NO_COPY_LEFT" in outcomes(desk)
    assert CopyLent("budi", 14) not in desk.facts("leaflet")


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("call", ["settle", "advance"])
def test_a_process_that_is_killed_between_command_and_progress_acts_once(desk: Desk, call: str, when: str) -> None:
    dying = meddle(desk.views, **{when: {call: [killed]}})
    with pytest.raises(Killed):
        reactor(desk, dying).take(desk.told_events())
    reactor(desk).take(desk.told_events())
    assert desk.facts("leaflet") == LEAFLETS
    assert progress(desk) == Progress(3)


def test_what_caused_a_command_is_in_its_commit(desk: Desk) -> None:
    loan = desk.told_events()[2]
    reactor(desk).take(desk.told_events())
    meta = desk.log.load("book/leaflet")[-1].meta
    assert (meta.causation, meta.actor) == (loan.stored.id, None)


def test_the_correlation_of_an_event_goes_on_with_what_it_causes() -> None:
    desk = Desk()
    desk.do("leaflet", Buy(1))
    reactor(desk).take(delivered("air", BookBought(1), CopyLent("citra", 7)))
    assert desk.log.load("book/leaflet")[-1].meta.correlation == "request-1"


def test_a_store_that_fails_makes_the_same_events_come_again() -> None:
    desk = Desk()
    desk.do("leaflet", Buy(1))
    events = delivered("air", BookBought(1), CopyLent("citra", 7))
    failing = Desk(meddle(desk.log, before={"insert": [disk_full]}), desk.views)
    with pytest.raises(StoreUnavailable):
        reactor(failing).take(events)
    assert progress(desk, "air") == Progress(1)
    reactor(failing).take(events)
    assert desk.facts("leaflet") == [BookBought(1), CopyLent("citra", 14)]
    assert progress(desk, "air") == Progress(2)


def test_a_lost_race_is_tried_again_later_and_is_no_outcome() -> None:
    desk = Desk()
    desk.do("leaflet", Buy(9))
    racing = Desk(outrun(desk.log, *[[commit(2 + one, "book/leaflet", 2 + one)] for one in range(4)]), desk.views)
    with pytest.raises(StoreUnavailable) as problem:
        carry_out(racing.handler, desk.views, order("leaflet", Lend("citra"), "key"))
    assert isinstance(problem.value.__cause__, Conflict)
    assert desk.views.outcomes(["key"]) == {}
    carry_out(racing.handler, desk.views, order("leaflet", Lend("citra"), "key"))
    assert desk.views.outcomes(["key"]) == {"key": "book/leaflet@6"}


class Mendable:
    """A reaction with a defect: it cannot digest loans to Ani until it is mended."""

    def __init__(self) -> None:
        self.broken = True
        self.reaction = Reaction("mendable", streams=["book"])
        self.reaction.react(self.react)

    def react(self, event: Recorded) -> list[Act]:
        if isinstance(event.event, CopyLent) and event.stream_id != "leaflet":
            if self.broken and event.event.reader == "ani":
                raise KeyError(event.event.reader)
            return [Act(BOOK, "leaflet", Buy(1)), Act(BOOK, "leaflet", Lend(event.event.reader))]
        return []


def test_a_rule_that_fails_parks_its_stream_until_it_is_mended(desk: Desk) -> None:
    rule = Mendable()
    model = reaction_model(rule.reaction)
    reactor(desk, reaction=rule.reaction).take(desk.told_events())
    assert [(one.version, one.problem) for one in desk.views.letters(model)] == [(2, "KeyError"), (3, BEHIND)]
    assert not reactor(desk, reaction=rule.reaction).retry("book/bumi")
    assert len(desk.facts("leaflet")) == 1
    rule.broken = False
    assert reactor(desk, reaction=rule.reaction).retry("book/bumi")
    assert desk.handler.state(BOOK, "leaflet").readers == ("ani", "budi")
    assert desk.views.letters(model) == []
    reactor(desk, reaction=rule.reaction).take(desk.told_events())
    assert desk.handler.state(BOOK, "leaflet").copies == 3


def test_letters_behind_a_hole_are_not_acted_on_before_it_is_filled(desk: Desk) -> None:
    rule = Mendable()
    model = reaction_model(rule.reaction)
    story = [one for one in desk.told_events() if one.stream == "book/bumi"]
    desk.views.park(model, letter(story[2], BEHIND))
    rule.broken = False
    assert not reactor(desk, reaction=rule.reaction).retry("book/bumi")
    assert len(desk.facts("leaflet")) == 1
    assert [one.version for one in desk.views.letters(model)] == [3]


def test_a_command_that_a_defect_breaks_is_a_letter_and_stops_nobody_else(desk: Desk) -> None:
    confused = Reaction("confused", streams=["book"])

    @confused.react
    def react(event: Recorded) -> list[Act]:
        return [Act(BOOK, "leaflet", Command())] if isinstance(event.event, CopyLent) else []

    reactor(desk, reaction=confused).take([*desk.told_events(), *delivered("air", BookBought(1))])
    model = reaction_model(confused)
    assert [(one.version, one.problem) for one in desk.views.letters(model)] == [(2, "Unknown"), (3, BEHIND)]
    assert desk.views.progress(model, ["book/air"]) == {"book/air": Progress(1)}
