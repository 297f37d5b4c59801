from datetime import timedelta

import pytest
from structlog.testing import CapturingLogger

from shared.deadline import Deadline, moment
from shared.decider import Command
from shared.ports import ViewStore
from shared.projection import Body
from shared.refusals import StoreUnavailable
from shared.runtime.clock import PAGE, issue_due
from shared.testing.faults import Killed, killed, meddle, unavailable
from tests.shared.library.books import BOOK, NOON, RETURNS, Buy, Lend, Miss, Return
from tests.shared.library.desk import Desk
from tests.shared.library.lending import CopyMissed

FORTNIGHT = timedelta(days=14)


def issue(desk: Desk, views: ViewStore | None = None) -> int:
    desk.worker(RETURNS).step()
    return issue_due(RETURNS, "returns.v1", views or desk.views, desk.handler, desk.now)


def missed(desk: Desk, book: str = "bumi") -> list[str]:
    return [one.reader for one in desk.facts(book) if isinstance(one, CopyMissed)]


@pytest.fixture
def desk() -> Desk:
    """Ani has a copy for 14 days, Budi one for 7."""
    desk = Desk()
    desk.do("bumi", Buy(9))
    desk.do("bumi", Lend("ani", 14))
    desk.do("bumi", Lend("budi", 7))
    return desk


def test_nothing_is_done_before_its_moment(desk: Desk) -> None:
    desk.now = NOON + timedelta(days=7) - timedelta(microseconds=1)
    assert issue(desk) == 0
    assert missed(desk) == []


def test_what_is_due_is_done_at_its_moment_and_only_once(desk: Desk) -> None:
    desk.now = NOON + timedelta(days=7)
    assert [issue(desk) for _ in range(3)] == [1, 0, 0]
    assert missed(desk) == ["budi"]


def test_late_is_harmless_and_the_oldest_comes_first(desk: Desk) -> None:
    desk.later(days=400)
    assert issue(desk) == 2
    assert missed(desk) == ["budi", "ani"]


def test_a_row_that_waits_for_nothing_is_never_due(desk: Desk) -> None:
    desk.do("bumi", Return("ani"))
    desk.do("bumi", Return("budi"))
    desk.later(days=400)
    assert issue(desk) == 0


def test_the_stream_decides_whether_it_still_applies(desk: Desk) -> None:
    desk.worker(RETURNS).step()
    desk.do("bumi", Return("budi"))
    desk.later(days=7)
    assert issue_due(RETURNS, "returns.v1", desk.views, desk.handler, desk.now) == 1
    assert missed(desk) == []
    assert issue_due(RETURNS, "returns.v1", desk.views, desk.handler, desk.now) == 0


def test_a_new_moment_of_the_same_row_is_another_deadline(desk: Desk) -> None:
    desk.later(days=7)
    assert issue(desk) == 1
    desk.do("bumi", Return("budi"))
    desk.do("bumi", Lend("budi", 7))
    assert issue(desk) == 0
    desk.later(days=7)
    assert issue(desk) == 2
    assert missed(desk) == ["budi", "ani", "budi"]


def test_a_clock_that_is_set_back_repeats_nothing(desk: Desk) -> None:
    desk.later(days=14)
    assert issue(desk) == 2
    desk.now = NOON
    assert issue(desk) == 0
    desk.later(days=14)
    assert issue(desk) == 0


def test_rows_that_stay_due_do_not_hide_those_behind_them() -> None:
    desk = Desk()
    readers = [f"reader-{one:03}" for one in range(2 * PAGE + 10)]
    desk.do("bumi", Buy(len(readers)))
    for reader in readers:
        desk.do("bumi", Lend(reader, 7))
    desk.later(days=7)
    assert issue(desk) == len(readers)
    desk.do("air", Buy(1))
    desk.do("air", Lend("late", 7))
    desk.later(days=7)
    assert issue(desk) == 1
    assert missed(desk, "air") == ["late"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_process_that_is_killed_while_it_settles_acts_once(desk: Desk, when: str) -> None:
    desk.later(days=14)
    with pytest.raises(Killed):
        issue(desk, meddle(desk.views, **{when: {"settle": [killed]}}))
    issue(desk)
    assert missed(desk) == ["budi", "ani"]


def test_what_a_failing_store_did_not_take_is_due_again(desk: Desk) -> None:
    failing = Desk(meddle(desk.log, before={"insert": [unavailable]}), desk.views)
    failing.later(days=14)
    with pytest.raises(StoreUnavailable):
        issue(failing)
    assert issue(failing) == 2
    assert missed(desk) == ["budi", "ani"]


def test_two_clocks_that_tick_at_once_act_once(desk: Desk) -> None:
    desk.later(days=14)
    raced = meddle(desk.views, after={"outcomes": [lambda: issue(desk)]})
    issue(desk, raced)
    assert missed(desk) == ["budi", "ani"]


def test_a_deadline_whose_command_breaks_does_not_stop_the_others(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, heard = {"reader": "budi"}, CapturingLogger()
    monkeypatch.setattr("shared.runtime.clock.log", heard)
    returns = Deadline("returns", version=1, streams=["book"], decider=BOOK)

    @returns.issue
    def miss(row: str, body: Body) -> tuple[str, Command]:
        reader = row.partition(":")[2]
        return "bumi", Command() if reader == broken["reader"] else Miss(reader)

    desk.worker(RETURNS).step()
    desk.later(days=14)
    assert issue_due(returns, "returns.v1", desk.views, desk.handler, desk.now) == 1
    assert missed(desk) == ["ani"]
    assert [(one.args, one.kwargs) for one in heard.calls] == [
        (("deadline_broken",), {"deadline": "returns", "row": "bumi:budi", "problem": "Unknown"})
    ]
    broken["reader"] = "nobody"
    assert issue_due(returns, "returns.v1", desk.views, desk.handler, desk.now) == 1
    assert missed(desk) == ["ani", "budi"]


def test_a_moment_is_text_in_the_order_of_time() -> None:
    moments = [NOON, NOON + timedelta(microseconds=1), NOON + timedelta(seconds=1), NOON + FORTNIGHT]
    assert sorted(map(moment, moments)) == [moment(one) for one in moments]
    assert len({len(moment(one)) for one in moments}) == 1
