from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import msgspec
import pytest

from shared.decider import Command, Unknown
from shared.events import BEGINNING, Meta, TextRef
from shared.handler import RETRIES, Handler, Order
from shared.ports import Text
from shared.refusals import (
    Conflict,
    IdempotencyKeyReused,
    StoreDamaged,
    StoreUnavailable,
    VersionMoved,
)
from shared.testing.faults import losing_replies, meddle, outrun, unavailable
from shared.testing.suites.event_store import commit
from tests.shared.library.books import BOOK, NOON, Book, Buy, Lend, NoCopyLeft, Return
from tests.shared.library.desk import Desk, order
from tests.shared.library.lending import BookBought, CopyLent, CopyReturned


def with_digest(one: Order, request: str) -> Order:
    return msgspec.structs.replace(one, meta=Meta(request=request))


def another(desk: Desk) -> Handler:
    """A handler of another process on the same log: it shares no lock and no tail with the desk's own."""
    return Desk(desk.log).handler


def test_a_command_answers_with_the_stream_as_it_left_it() -> None:
    desk = Desk()
    assert desk.do("bumi", Buy(2)).token == "book/bumi@1"
    written = desk.do("bumi", Lend("ani"))
    assert (written.token, [one.event for one in written.events]) == (
        "book/bumi@2",
        [BookBought(2), CopyLent("ani", 14)],
    )
    assert desk.handler.state(BOOK, "bumi") == Book(2, ("ani",))
    assert desk.handler.state(BOOK, "unknown") == Book()


def test_a_command_with_nothing_to_do_writes_nothing_and_answers_the_present_token() -> None:
    desk = Desk()
    desk.do("bumi", Buy(2))
    desk.do("bumi", Lend("ani"))
    assert desk.do("bumi", Lend("ani")).token == "book/bumi@2"
    assert desk.do("unknown", Return("ani")).token == "book/unknown@0"
    assert desk.log.tail().position == 2


def test_a_repeated_command_gives_its_first_result_with_the_history_as_of_then() -> None:
    desk = Desk()
    desk.do("bumi", Buy(1))
    first = desk.do("bumi", Lend("ani"), "loan")
    desk.do("bumi", Return("ani"))
    assert desk.do("bumi", Lend("ani"), "loan") == first
    assert another(desk).execute(order("bumi", Lend("ani"), "loan")) == first
    assert desk.facts("bumi") == [BookBought(1), CopyLent("ani", 14), CopyReturned("ani", None)]


def test_a_repeated_command_is_answered_before_its_if_match_is_looked_at() -> None:
    desk = Desk()
    desk.do("bumi", Buy(1))
    loan = msgspec.structs.replace(order("bumi", Lend("ani"), "loan"), expected=1)
    assert desk.handler.execute(loan) == desk.handler.execute(loan)


def test_a_key_that_comes_with_another_content_is_refused() -> None:
    desk = Desk()
    desk.handler.execute(with_digest(order("bumi", Buy(1), "key"), "content"))
    assert desk.handler.execute(with_digest(order("bumi", Buy(1), "key"), "content")).version == 1
    with pytest.raises(IdempotencyKeyReused):
        desk.handler.execute(with_digest(order("bumi", Buy(5), "key"), "another"))
    assert desk.facts("bumi") == [BookBought(1)]


def test_a_key_that_another_process_uses_at_the_same_moment_for_another_content_is_refused() -> None:
    desk = Desk()
    rival = another(desk)
    racing = Desk(
        meddle(
            desk.log,
            before={"insert": [lambda: rival.execute(with_digest(order("bumi", Buy(1), "key"), "content"))]},
        )
    )
    with pytest.raises(IdempotencyKeyReused):
        racing.handler.execute(with_digest(order("bumi", Buy(5), "key"), "another"))
    assert desk.facts("bumi") == [BookBought(1)]


def test_a_version_that_the_client_no_longer_sees_rightly_is_refused() -> None:
    desk = Desk()
    desk.do("bumi", Buy(1))
    for seen in (0, 2):
        with pytest.raises(VersionMoved) as refused:
            desk.handler.execute(msgspec.structs.replace(order("bumi", Buy(1)), expected=seen))
        assert refused.value.facts == {"expected": seen, "present": 1}
    assert desk.handler.execute(msgspec.structs.replace(order("bumi", Buy(1)), expected=1)).version == 2


@pytest.mark.parametrize("races", range(RETRIES + 1))
def test_a_race_that_is_lost_up_to_three_times_is_decided_again_on_what_the_others_did(races: int) -> None:
    desk = Desk()
    desk.do("bumi", Buy(races))
    others = [[commit(2 + one, "book/bumi", 2 + one)] for one in range(races)]
    desk = Desk(outrun(desk.log, *others))
    assert desk.do("bumi", Buy(1)).version == 2 + races


def test_a_race_that_is_lost_more_often_is_a_conflict() -> None:
    desk = Desk()
    desk.do("bumi", Buy(1))
    racing = Desk(outrun(desk.log, *[[commit(2 + one, "book/bumi", 2 + one)] for one in range(RETRIES + 1)]))
    with pytest.raises(Conflict):
        racing.do("bumi", Buy(1))
    assert desk.log.tail().position == 2 + RETRIES


def test_a_race_is_not_decided_again_for_a_client_that_said_what_it_saw() -> None:
    desk = Desk()
    desk.do("bumi", Buy(1))
    racing = Desk(outrun(desk.log, [commit(2, "book/bumi", 2)]))
    with pytest.raises(VersionMoved) as refused:
        racing.handler.execute(msgspec.structs.replace(order("bumi", Buy(1)), expected=1))
    assert refused.value.facts == {"expected": 1, "present": 2}


def test_the_last_copy_is_lent_once_however_many_ask_at_the_same_moment() -> None:
    desk = Desk()
    desk.do("bumi", Buy(3))
    handlers = [desk.handler, another(desk)]

    def ask(reader: int) -> bool:
        try:
            handlers[reader % 2].execute(order("bumi", Lend(f"reader-{reader}")))
        except (NoCopyLeft, Conflict):
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(ask, range(40))) <= 3
    assert len(desk.handler.state(BOOK, "bumi").readers) <= 3


def test_a_command_whose_reply_was_lost_is_carried_out_once() -> None:
    desk = Desk(losing_replies(Desk().log, times=2))
    assert desk.do("bumi", Buy(1), "key").version == 1
    assert desk.do("bumi", Buy(1), "key").version == 1
    assert desk.facts("bumi") == [BookBought(1)]


def test_a_command_says_that_the_store_is_unavailable_when_nothing_can_be_confirmed() -> None:
    desk = Desk(meddle(Desk().log, before={"insert": [unavailable]}))
    with pytest.raises(StoreUnavailable):
        desk.do("bumi", Buy(1), "key")
    assert desk.do("bumi", Buy(1), "key").version == 1


def test_the_time_of_a_commit_can_be_said_and_hides_the_moment() -> None:
    desk = Desk()
    day = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)
    desk.handler.execute(msgspec.structs.replace(order("bumi", Buy(1)), at=day))
    assert desk.log.tail().at == day


def test_a_stream_with_a_step_is_damage_and_not_a_state() -> None:
    desk = Desk()
    desk.log.insert([commit(1, "book/bumi", 1), commit(2, "book/bumi", 3), commit(3, "book/air", 2)])
    for book in ("bumi", "air"):
        with pytest.raises(StoreDamaged, match=f"book/{book}"):
            desk.handler.state(BOOK, book)
        with pytest.raises(StoreDamaged, match=f"book/{book}"):
            desk.do(book, Buy(1))
    assert desk.log.tail().position == 3


def test_an_unknown_command_is_a_defect() -> None:
    with pytest.raises(Unknown):
        Desk().do("bumi", Command())


NOTE = Text("note", "dengan coretan Ani", ("ani",), date(2031, 3, 2))


def returning(key: str = "return") -> Order:
    return msgspec.structs.replace(order("bumi", Return("ani", TextRef("note")), key), texts=(NOTE,))


def test_a_text_is_in_the_vault_before_its_event_is_in_the_log() -> None:
    desk = Desk()
    desk.do("bumi", Buy(1))
    desk.do("bumi", Lend("ani"))
    seen: list[dict[str, str]] = []
    watched = Desk(meddle(desk.log, before={"insert": [lambda: seen.append(watched.vault.read(["note"]))]}))
    watched.handler.execute(returning())
    assert seen == [{"note": NOTE.text}]
    assert watched.vault.read(["note"]) == {"note": NOTE.text}


def test_a_text_of_a_refused_command_is_not_kept() -> None:
    desk = Desk()
    lending = msgspec.structs.replace(order("bumi", Lend("ani")), texts=(NOTE,))
    with pytest.raises(NoCopyLeft):
        desk.handler.execute(lending)
    assert desk.vault.read(["note"]) == {}


def test_a_text_of_a_command_that_is_refused_after_a_lost_race_is_discarded() -> None:
    desk = Desk()
    desk.do("bumi", Buy(1))
    rival = another(desk)
    racing = Desk(meddle(desk.log, before={"insert": [lambda: rival.execute(order("bumi", Lend("budi")))]}))
    with pytest.raises(NoCopyLeft):
        racing.handler.execute(msgspec.structs.replace(order("bumi", Lend("ani")), texts=(NOTE,)))
    assert racing.vault.read(["note"]) == {}


def test_a_text_stays_where_it_is_unclear_whether_its_command_was_carried_out() -> None:
    desk = Desk(meddle(Desk().log, after={"insert": [unavailable]}, before={"find": [unavailable]}))
    with pytest.raises(StoreUnavailable):
        desk.handler.execute(msgspec.structs.replace(order("bumi", Buy(1), "key"), texts=(NOTE,)))
    assert desk.vault.read(["note"]) == {"note": NOTE.text}
    assert desk.do("bumi", Buy(1), "key").version == 1


def test_many_commands_for_different_streams_are_one_write() -> None:
    inserts: list[None] = []
    desk = Desk(meddle(Desk().log, before={"insert": [lambda: inserts.append(None)] * 10}))
    orders = [order(f"book-{one}", Buy(one + 1), "import") for one in range(100)]
    desk.handler.execute_all(orders)
    desk.handler.execute_all(orders)
    assert len(inserts) == 1
    assert desk.log.tail().position == 100
    assert desk.facts("book-7") == [BookBought(8)]


def test_of_many_commands_one_that_lost_its_place_is_decided_again() -> None:
    log = Desk().log
    desk = Desk(outrun(log, [commit(1, "book/bumi", 1), commit(2, "book/air", 1)]))
    desk.handler.execute_all([order(book, Buy(1), "import") for book in ("api", "bumi", "air", "batu")])
    assert {book: len(log.load(f"book/{book}")) for book in ("api", "bumi", "air", "batu")} == {
        "api": 1,
        "bumi": 2,
        "air": 2,
        "batu": 1,
    }


def test_of_many_commands_a_refused_one_stops_them_before_anything_is_written() -> None:
    desk = Desk()
    with pytest.raises(NoCopyLeft):
        desk.handler.execute_all([order("bumi", Buy(1)), order("air", Lend("ani"))])
    assert desk.log.tail() == BEGINNING


def test_times_never_go_back_in_a_log() -> None:
    desk = Desk()
    desk.do("bumi", Buy(1))
    desk.later(hours=-1)
    desk.do("bumi", Buy(1))
    assert [one.at for one in desk.log.load("book/bumi")] == [NOON, NOON]
