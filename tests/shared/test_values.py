from datetime import UTC, date, datetime
from threading import Thread
from time import monotonic
from uuid import UUID

import pytest

from shared.days import WIB, FutureDay, full_years, not_future, start_of, today
from shared.deadline import moment
from shared.identity import derived_id, fresh_id
from shared.ports import Person
from shared.refusals import NotFound
from shared.runtime.bell import Bell
from shared.vault import RetentionPolicy


def test_a_day_begins_at_midnight_in_sibolga() -> None:
    assert today(datetime(2026, 3, 1, 16, 59, 59, tzinfo=UTC)) == date(2026, 3, 1)
    assert today(datetime(2026, 3, 1, 17, 0, tzinfo=UTC)) == date(2026, 3, 2)
    assert start_of(date(2026, 3, 2)) == datetime(2026, 3, 1, 17, 0, tzinfo=UTC)


def test_a_fact_is_not_of_a_day_that_has_not_come() -> None:
    now = datetime(2026, 3, 1, 17, 0, tzinfo=UTC)
    not_future(date(2026, 3, 2), now)
    with pytest.raises(FutureDay) as refused:
        not_future(date(2026, 3, 3), now)
    assert refused.value.facts == {"day": "2026-03-03", "today": "2026-03-02"}


@pytest.mark.parametrize(
    ("earlier", "later", "years"),
    [
        (date(2020, 3, 2), date(2026, 3, 1), 5),
        (date(2020, 3, 2), date(2026, 3, 2), 6),
        (date(2020, 2, 29), date(2021, 2, 28), 0),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
        (date(2026, 3, 2), date(2020, 3, 2), 0),
    ],
)
def test_years_of_service_are_full_years(earlier: date, later: date, years: int) -> None:
    assert full_years(earlier, later) == years


def test_a_moment_is_said_in_utc_whatever_zone_it_came_in() -> None:
    at = datetime(2026, 3, 2, 12, 0, tzinfo=WIB)
    assert moment(at) == moment(at.astimezone(UTC)) == "2026-03-02T05:00:00.000000Z"


def test_fresh_ids_are_unlike_each_other_and_in_order_of_time() -> None:
    ids = [fresh_id() for _ in range(1000)]
    assert len(set(ids)) == 1000
    assert {(UUID(one).version, UUID(one).variant) for one in ids} == {(7, "specified in RFC 4122")}
    assert [one[:13] for one in ids] == sorted(one[:13] for one in ids)


def test_derived_ids_are_the_same_for_the_same_parts_only() -> None:
    assert derived_id("text", "key", "reason") == derived_id("text", "key", "reason")
    assert len({derived_id("ab", "c"), derived_id("a", "bc"), derived_id("abc"), derived_id("abc", "")}) == 4


def test_the_last_day_of_a_text_exists_in_every_year() -> None:
    rule = RetentionPolicy(valid_from=date(2020, 1, 1), legal_basis="invented", years=1)
    assert rule.kept_until(date(2024, 2, 29)) == date(2025, 2, 28)
    assert rule.kept_until(date(2026, 12, 31)) == date(2027, 12, 28)
    assert rule.kept_until(date(2026, 3, 2)) == date(2027, 3, 2)


def test_a_name_is_printed_with_its_titles() -> None:
    assert Person("ani", "Ani Contoh", "1", "Dra.", "M.Si.").full_name == "Dra. Ani Contoh, M.Si."
    assert Person("ani", "Ani Contoh", "1").full_name == "Ani Contoh"


def test_the_code_of_a_refusal_is_its_name() -> None:
    class SeatsExhausted(NotFound):
        pass

    assert SeatsExhausted.code() == "SEATS_EXHAUSTED"
    assert str(SeatsExhausted(seats=30, waiting=3)) == "SEATS_EXHAUSTED"


def test_whoever_waits_for_the_bell_is_woken_and_no_ring_is_missed() -> None:
    bell = Bell()
    bell.ring()
    begun = monotonic()
    assert bell.wait(0, 10) == 1
    ringer = Thread(target=bell.ring)
    ringer.start()
    assert bell.wait(1, 10) == 2
    ringer.join()
    assert monotonic() - begun < 5


def test_a_bell_that_nobody_rings_is_waited_for_no_longer_than_asked() -> None:
    bell = Bell()
    begun = monotonic()
    assert bell.wait(0, 0.05) == 0
    assert 0.04 < monotonic() - begun < 5
