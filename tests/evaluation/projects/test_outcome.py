"""Progress from the baseline and the ratio of government reports, by the examples of D5.5."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.projects.outcome import AchievementPolicy, Outcome, progress, realisation
from shared.contracts.vocabulary import Direction, Indicator
from shared.policy import PolicyBroken, read_policies

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
CLASSES = read_policies(TABLES, [AchievementPolicy]).of(AchievementPolicy, date(2026, 3, 2))
VALUES = st.decimals(-1000, 1000, places=2)


def indicator(baseline: str, target: str, direction: Direction = "MAXIMISE") -> Indicator:
    return Indicator("Sampah", "t", direction, Decimal(baseline), Decimal(target), date(2027, 1, 1))


def way(baseline: str, target: str, actual: str) -> Outcome:
    aim = indicator(baseline, target)
    return progress(aim, aim.baseline, Decimal(actual))


def test_from_10_to_25_eighteen_is_53_percent_of_the_way() -> None:
    assert way("10", "25", "18") == Outcome("PROGRESS_FROM_BASELINE", Decimal("53.33"))


def test_the_way_down_counts_like_the_way_up() -> None:
    assert way("100", "60", "75").percent == Decimal("62.50")


def test_a_step_back_is_shown_as_negative_and_more_than_the_target_as_more_than_a_hundred() -> None:
    assert way("10", "25", "7").percent == Decimal("-20.00")
    assert way("10", "25", "28").percent == Decimal("120.00")


def test_without_a_way_to_go_there_is_no_progress() -> None:
    assert way("10", "10", "12") == Outcome("PROGRESS_FROM_BASELINE", None, "TARGET_IS_BASELINE")


def test_75_tonnes_where_60_were_the_most_is_75_percent() -> None:
    ratio = realisation(indicator("100", "60", "MINIMISE"), Decimal(75))
    assert ratio == Outcome("REALISATION_OF_TARGET", Decimal("75.00"))


def test_where_more_is_better_the_ratio_is_realisation_over_target() -> None:
    assert realisation(indicator("10", "25"), Decimal(18)).percent == Decimal("72.00")


def test_a_target_of_zero_has_no_ratio() -> None:
    ratio = realisation(indicator("10", "0", "MINIMISE"), Decimal(3))
    assert ratio == Outcome("REALISATION_OF_TARGET", None, "TARGET_IS_ZERO")


@pytest.mark.parametrize(
    ("percent", "band"),
    [
        ("120", "VERY_HIGH"),
        ("91", "VERY_HIGH"),
        ("90.99", "HIGH"),
        ("76", "HIGH"),
        ("75.5", "MEDIUM"),
        ("66", "MEDIUM"),
        ("65.99", "LOW"),
        ("51", "LOW"),
        ("50.99", "VERY_LOW"),
        ("-20", "VERY_LOW"),
    ],
)
def test_classes_begin_at_their_number_and_leave_no_gap(percent: str, band: str) -> None:
    assert CLASSES.band(Decimal(percent)) == band


def test_bands_that_do_not_descend_are_refused_at_start(tmp_path: Path) -> None:
    (tmp_path / "achievement.toml").write_text(
        '[[version]]\nvalid_from = 2020-01-01\nlegal_basis = "x"\nlowest = "LOW"\n'
        'bands = [{ code = "MEDIUM", least = 60 }, { code = "HIGH", least = 80 }]\n'
    )
    with pytest.raises(PolicyBroken, match="best down"):
        read_policies(tmp_path, [AchievementPolicy])


@given(VALUES, VALUES)
def test_to_reach_the_target_is_a_hundred_percent_and_to_stay_is_none(baseline: Decimal, target: Decimal) -> None:
    aim = indicator(str(baseline), str(target))
    if target == baseline:
        assert progress(aim, baseline, target).undefined == "TARGET_IS_BASELINE"
    else:
        assert progress(aim, baseline, target).percent == 100
        assert progress(aim, baseline, baseline).percent == 0
