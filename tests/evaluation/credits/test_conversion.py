"""Every row of the conversion table of D3, national and international, and the caps a day and a month."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.credits.conversion import ConversionPolicy, FormUnconverted, Hours, Rate, Scope, convert
from shared.contracts.evaluation.completion import Attended
from shared.policy import read_policies

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
TABLE = read_policies(TABLES, [ConversionPolicy]).of(ConversionPolicy, date(2026, 3, 2))
FIRST = date(2026, 3, 2)
CURRICULUM_FORMS = (2, 3, 5, 6, 8, 11, 12, 17, 19)


def days(*minutes: int, first: date = FIRST) -> list[Attended]:
    return [Attended(first + timedelta(days=number), one) for number, one in enumerate(minutes)]


def hours(form: int, *minutes: int, scope: Scope = "NATIONAL", earlier: tuple[Attended, ...] = ()) -> Hours:
    return convert(TABLE.rate(form, scope), TABLE.minutes_per_hour, days(*minutes), earlier)


def test_a_learning_hour_is_45_minutes() -> None:
    assert TABLE.minutes_per_hour == 45


def test_a_semester_of_study_is_20_hours_anywhere() -> None:
    study = next(form for form in TABLE.forms if form.name == "STUDY_ASSIGNMENT")
    rates = [study.national, study.international]
    assert [convert(rate, 45, [], times=3) for rate in rates if rate] == [Hours(60, 60), Hours(60, 60)]


@pytest.mark.parametrize("form", [1, *CURRICULUM_FORMS])
def test_training_by_curriculum_earns_its_minutes(form: int) -> None:
    assert hours(form, 360, 360, 90) == Hours(18, 18)


@pytest.mark.parametrize("form", CURRICULUM_FORMS)
def test_training_by_curriculum_abroad_earns_a_fifth_more(form: int) -> None:
    assert hours(form, 360, 360, 90, scope="INTERNATIONAL") == Hours(21, 21)


def test_minutes_are_rounded_down_once_for_the_programme_and_not_by_day() -> None:
    assert hours(3, 44, 44, 44) == Hours(2, 2)
    assert hours(3, 44) == Hours(0, 0)
    assert hours(3, 225, scope="INTERNATIONAL") == Hours(6, 6)
    assert hours(3, 224, scope="INTERNATIONAL") == Hours(5, 5)


@pytest.mark.parametrize(("form", "national", "international"), [(9, 4, 6), (4, 5, 7), (7, 4, 6)])
def test_a_day_of_seminar_workshop_or_briefing_earns_so_much_whatever_its_length(
    form: int, national: int, international: int
) -> None:
    assert hours(form, 60, 500) == Hours(2 * national, 2 * national)
    assert hours(form, 60, 500, scope="INTERNATIONAL") == Hours(2 * international, 2 * international)


def test_two_parts_of_one_day_are_one_day() -> None:
    assert convert(TABLE.rate(9), 45, [Attended(FIRST, 60), Attended(FIRST, 90)]) == Hours(4, 4)


@pytest.mark.parametrize("form", [14, 15])
def test_coaching_and_mentoring_earn_two_a_session_and_twice_a_month(form: int) -> None:
    assert hours(form, 45) == hours(form, 180) == Hours(2, 2)
    assert hours(form, 60, 60, 60) == Hours(6, 4, "MONTHLY_CAP")
    assert convert(TABLE.rate(form), 45, [Attended(FIRST, 60), Attended(FIRST, 60)]) == Hours(4, 4)


@pytest.mark.parametrize("form", [14, 15])
def test_coaching_and_mentoring_abroad_earn_four_a_day_and_twice_a_month(form: int) -> None:
    assert hours(form, 300, scope="INTERNATIONAL") == Hours(4, 4)
    assert hours(form, 300, 300, 300, scope="INTERNATIONAL") == Hours(12, 8, "MONTHLY_CAP")


def test_a_month_full_of_earlier_sessions_leaves_nothing_and_the_next_month_begins_anew() -> None:
    full = tuple(days(60, 60))
    later = [Attended(date(2026, 3, 20), 60)]
    assert convert(TABLE.rate(15), 45, later, full) == Hours(2, 0, "MONTHLY_CAP")
    assert convert(TABLE.rate(15), 45, later, full[:1]) == Hours(2, 2)
    assert convert(TABLE.rate(15), 45, [Attended(date(2026, 4, 1), 60)], full) == Hours(2, 2)
    assert convert(TABLE.rate(15), 45, [Attended(date(2027, 3, 2), 60)], full) == Hours(2, 2)


def test_e_learning_earns_three_a_day_at_most_and_four_abroad() -> None:
    assert hours(16, 135) == Hours(3, 3)
    assert hours(16, 300, 60) == Hours(8, 4, "DAILY_CAP")
    assert hours(16, 300, 60, scope="INTERNATIONAL") == Hours(8, 5, "DAILY_CAP")


def test_the_cap_of_a_day_holds_for_all_programmes_together() -> None:
    assert hours(16, 90, earlier=(Attended(FIRST, 90),)) == Hours(2, 1, "DAILY_CAP")
    assert hours(16, 90, earlier=(Attended(FIRST, 500),)) == Hours(2, 0, "DAILY_CAP")
    assert hours(16, 90, earlier=(Attended(date(2026, 3, 1), 500),)) == Hours(2, 2)


@pytest.mark.parametrize("form", [22, 23])
def test_self_development_and_community_earn_two_a_day_at_most_and_a_fifth_more_abroad(form: int) -> None:
    assert hours(form, 90, 45) == Hours(3, 3)
    assert hours(form, 450, 450) == Hours(20, 4, "DAILY_CAP")
    assert hours(form, 450, 450, 450, 450, 450, scope="INTERNATIONAL") == Hours(60, 12, "DAILY_CAP")


@pytest.mark.parametrize(
    ("form", "national", "international"), [(18, 20, 24), (21, 20, 24), (10, 20, 24), (20, 10, 20)]
)
def test_secondment_exchange_placement_and_benchmarking_earn_by_the_time_it_happened(
    form: int, national: int, international: int
) -> None:
    assert hours(form, 400, 400, 400) == Hours(national, national)
    assert hours(form, 400, scope="INTERNATIONAL") == Hours(international, international)


@pytest.mark.parametrize("form", [13, 24, 25, 99])
def test_what_no_table_has_is_not_converted(form: int) -> None:
    with pytest.raises(FormUnconverted):
        TABLE.rate(form)


def test_leadership_training_abroad_is_not_in_the_table() -> None:
    with pytest.raises(FormUnconverted):
        TABLE.rate(1, "INTERNATIONAL")


def test_no_more_is_credited_than_the_curriculum_has() -> None:
    assert Hours(21, 21).capped(20) == Hours(21, 20, "CURRICULUM_CAP")
    assert Hours(20, 20).capped(20) == Hours(20, 20)
    assert Hours(8, 4, "DAILY_CAP").capped(20) == Hours(8, 4, "DAILY_CAP")


RATES = st.sampled_from(
    [rate for form in TABLE.forms for rate in (form.national, form.international) if rate is not None]
)
ATTENDED = st.lists(
    st.builds(Attended, st.dates(date(2026, 1, 1), date(2026, 2, 28)), st.integers(1, 600)), min_size=1, max_size=20
)


@given(RATES, ATTENDED, ATTENDED)
def test_caps_only_take_and_say_so(rate: Rate, attended: list[Attended], earlier: list[Attended]) -> None:
    converted = convert(rate, 45, attended, earlier)
    assert 0 <= converted.credited <= converted.computed
    assert (converted.difference is None) == (converted.credited == converted.computed)


@given(RATES, ATTENDED)
def test_the_order_of_days_does_not_matter(rate: Rate, attended: list[Attended]) -> None:
    assert convert(rate, 45, attended) == convert(rate, 45, attended[::-1])


@given(ATTENDED, st.integers(0, 20))
def test_a_programme_in_two_parts_never_earns_more_below_a_daily_cap(attended: list[Attended], cut: int) -> None:
    rate = Rate("CAP_PER_DAY", hours=2, factor=Decimal(1))
    first, second = attended[:cut], attended[cut:]
    parts = convert(rate, 45, first).credited + convert(rate, 45, second, first).credited
    assert parts <= convert(rate, 45, attended).credited
