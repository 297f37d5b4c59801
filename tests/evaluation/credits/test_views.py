"""What is seen of a ledger: entries with their arithmetic, years, why, and the standing against the yearly duty."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from services.evaluation.credits.conversion import ConversionPolicy
from services.evaluation.credits.standing import Standing, TargetPolicy, standing
from services.evaluation.credits.views import LEARNING_ACCOUNTS, why
from shared.contracts.evaluation.completion import Attended
from shared.contracts.evaluation.credits import Difference, LearningHoursPosted, LearningHoursReversed
from shared.events import Event, PersonId, TextRef
from shared.policy import read_policies
from shared.projection import Body
from shared.testing.scenario import happened, same
from shared.testing.views import Seen

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
POLICIES = read_policies(TABLES, [ConversionPolicy, TargetPolicy])
TARGETS = POLICIES.of(TargetPolicy, date(2026, 3, 2))
MONDAY = "2026-03-02T02:00:00.000000Z"
DAYS = (Attended(date(2025, 12, 30), 360), Attended(date(2025, 12, 31), 360))
CLASS = LearningHoursPosted(
    "a", "ATTENDANCE", "cohort-1", 3, date(2025, 12, 31), DAYS, 16, 10, "CURRICULUM_CAP", "conversion@2019-02-01"
)


def mentored(entry: str, on: date, credited: int = 2) -> LearningHoursPosted:
    difference: Difference | None = None if credited else "MONTHLY_CAP"
    attended = (Attended(on, 60),)
    return LearningHoursPosted(
        entry, "MENTORING", f"session-{entry}", 15, on, attended, 2, credited, difference, "conversion@2019-02-01"
    )


MARCH = [mentored("b", date(2026, 3, 2)), mentored("c", date(2026, 3, 9)), mentored("d", date(2026, 3, 16), 0)]
REVERSED = LearningHoursReversed("b", "RECORDED_WRONGLY", TextRef("text/1"), PersonId("rina"))


def account(*events: Event) -> Body:
    body = Seen(LEARNING_ACCOUNTS, happened("learning_account/ani", *events)).document("ani")
    assert body is not None
    return body


def test_an_entry_shows_raw_minutes_computed_and_credited_hours_and_why_they_differ() -> None:
    same(
        {
            "id": "ani",
            "person": "ani",
            "entries": [
                {
                    "id": "a",
                    "source": "ATTENDANCE",
                    "source_id": "cohort-1",
                    "form": 3,
                    "earned_on": "2025-12-31",
                    "attended": [{"on": "2025-12-30", "minutes": 360}, {"on": "2025-12-31", "minutes": 360}],
                    "minutes": 720,
                    "computed": 16,
                    "credited": 10,
                    "difference": "CURRICULUM_CAP",
                    "policy": "conversion@2019-02-01",
                    "recorded_at": MONDAY,
                    "reversed": None,
                }
            ],
            "years": [{"year": 2025, "minutes": 720, "computed": 16, "credited": 10}],
        },
        account(CLASS),
    )


def test_years_are_those_of_earning_and_what_is_reversed_counts_in_none() -> None:
    body = account(CLASS, *MARCH, REVERSED)
    assert body["years"] == [
        {"year": 2025, "minutes": 720, "computed": 16, "credited": 10},
        {"year": 2026, "minutes": 120, "computed": 4, "credited": 2},
    ]
    reversal = {"cause": "RECORDED_WRONGLY", "reason": "text/1", "by": "rina", "recorded_at": MONDAY}
    assert [one["reversed"] for one in body["entries"]] == [None, reversal, None, None]


def reason(body: Body, entry: str) -> dict[str, Any]:
    explained = why(body, entry, POLICIES)
    assert explained is not None
    return explained


def test_why_names_the_rule_its_basis_in_law_and_the_numbers() -> None:
    explained = reason(account(CLASS), "a")
    assert explained["days"] == 2
    assert explained["rule"]["basis"] == "BY_MINUTES"
    assert explained["rule"]["minutes_per_hour"] == 45
    assert "Peraturan LAN 10/2018" in explained["rule"]["legal_basis"]
    assert (explained["computed"], explained["credited"], explained["difference"]) == (16, 10, "CURRICULUM_CAP")
    assert explained["room_taken_by"] == []


def test_why_names_the_sessions_that_filled_the_month() -> None:
    body = account(CLASS, *MARCH)
    assert reason(body, "d")["room_taken_by"] == ["b", "c"]
    assert reason(body, "c")["room_taken_by"] == []
    assert reason(body, "d")["rule"]["most_a_month"] == 2


def test_what_may_happen_to_an_entry_is_its_reversal_once() -> None:
    body = account(*MARCH, REVERSED)
    assert reason(body, "c")["next"] == ["REVERSE"]
    assert reason(body, "b")["next"] == []


def test_there_is_no_why_of_what_is_not_in_the_ledger() -> None:
    assert why(account(CLASS), "z", POLICIES) is None


def entries(*earned: tuple[str, int]) -> list[dict[str, Any]]:
    return [{"earned_on": on, "credited": hours, "reversed": None} for on, hours in earned]


APPOINTED = date(2020, 7, 15)


def test_a_pns_needs_20_hours_a_calendar_year() -> None:
    twenty = entries(("2025-12-31", 30), ("2026-01-01", 12), ("2026-12-31", 8), ("2027-01-01", 30))
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert standing(twenty, "PNS", APPOINTED, date(2026, 3, 2), TARGETS) == Standing(
        *year, 20, "MIN", 20, True, TARGETS.version
    )
    assert standing(twenty[1:2], "PNS", APPOINTED, date(2026, 3, 2), TARGETS).met is False


def test_a_pppk_is_warned_above_24_hours_a_contract_year_and_keeps_them() -> None:
    some = entries(("2025-07-14", 9), ("2025-07-15", 20), ("2026-07-14", 4), ("2026-07-15", 9))
    year = (date(2025, 7, 15), date(2026, 7, 14))
    at_the_ceiling = standing(some, "PPPK", APPOINTED, date(2026, 3, 2), TARGETS)
    assert at_the_ceiling == Standing(*year, 24, "MAX", 24, True, TARGETS.version)
    above = standing([*some, *entries(("2026-01-01", 1))], "PPPK", APPOINTED, date(2026, 3, 2), TARGETS)
    assert (above.credited, above.met) == (25, False)


def test_a_kind_without_a_yearly_duty_is_not_measured() -> None:
    stands = standing(entries(("2026-01-01", 5)), "CPNS", APPOINTED, date(2026, 3, 2), TARGETS)
    assert (stands.credited, stands.rule, stands.hours, stands.met) == (5, None, None, None)


def test_what_is_reversed_does_not_count() -> None:
    body = account(*MARCH, REVERSED)
    assert standing(body["entries"], "PNS", APPOINTED, date(2026, 3, 2), TARGETS).credited == 2


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        (date(2025, 2, 28), date(2024, 2, 29), date(2025, 2, 28)),
        (date(2025, 3, 1), date(2025, 3, 1), date(2026, 2, 28)),
        (date(2028, 2, 29), date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_a_contract_of_the_29th_of_february_has_its_years_too(on: date, first: date, last: date) -> None:
    stands = standing([], "PPPK", date(2024, 2, 29), on, TARGETS)
    assert (stands.first, stands.last) == (first, last)
