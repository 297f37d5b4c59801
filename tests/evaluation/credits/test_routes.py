"""Learning accounts over HTTP: posted by themselves, explained entry by entry, reversed by an officer with a reason."""

from datetime import date
from typing import Any

import pytest

from shared.contracts.enrollment.sessions import AttendanceCorrected
from shared.events import TextRef
from shared.testing.town import Town
from tests.evaluation.projects.city import (
    ANI,
    API,
    AUDITOR,
    BUDI,
    CLERK,
    COHORT,
    NOBODY,
    OFFICER,
    PAIRING,
    ROLL,
    answered,
    city,
    identity,
    marked,
    mentored,
    participant,
)

ACCOUNT = f"{API}/learning-accounts/{ANI}"
REASON = {"reason": "Sesi tercatat dua kali\noleh operator"}


@pytest.fixture
def town() -> Town:
    """Ani and her mentor met four times, three of them in December."""
    town = city()
    for number, day in enumerate((date(2025, 12, 8), date(2025, 12, 15), date(2026, 1, 5)), 2):
        town.tell(f"pairing/{PAIRING}", mentored(number, day))
    return town


def entries(town: Town) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = town.get(ACCOUNT, participant(ANI))["entries"]
    return found


def test_confirmed_mentoring_earns_two_hours_a_session_and_twice_a_month(town: Town) -> None:
    assert [(one["earned_on"], one["credited"], one["difference"]) for one in entries(town)] == [
        ("2025-12-01", 2, None),
        ("2025-12-08", 2, None),
        ("2025-12-15", 0, "MONTHLY_CAP"),
        ("2026-01-05", 2, None),
    ]


def test_an_account_shows_its_years_and_the_standing_of_a_day(town: Town) -> None:
    shown = town.get(ACCOUNT, participant(ANI))
    assert shown["person_name"] == "Ani"
    assert shown["years"][0] == {"year": 2025, "minutes": 180, "computed": 6, "credited": 4}
    assert (shown["standing"]["first"], shown["standing"]["credited"]) == ("2026-01-01", 2)
    past = town.get(f"{ACCOUNT}?on=2025-12-31", AUDITOR)["standing"]
    assert past == {
        "first": "2025-01-01",
        "last": "2025-12-31",
        "credited": 4,
        "rule": "MIN",
        "hours": 20,
        "met": False,
        "policy": "learning_targets@2020-01-01",
    }
    assert town.call("GET", f"{ACCOUNT}?on=2099-12-31", OFFICER).json["code"] == "FUTURE_DAY"
    assert town.call("GET", f"{ACCOUNT}?on=1950-01-01", OFFICER).json["code"] == "NO_POLICY"


def test_nobody_sees_the_account_of_another(town: Town) -> None:
    entry = entries(town)[0]["id"]
    for path in (ACCOUNT, f"{ACCOUNT}/entries/{entry}/why"):
        assert town.call("GET", path, participant(BUDI)).json["code"] == "NOT_YOURS"
    assert town.call("GET", f"{API}/learning-accounts", participant(ANI)).json["code"] == "ROLE_MISSING"
    assert [one["person"] for one in town.get(f"{API}/learning-accounts", AUDITOR)["items"]] == [ANI]
    assert town.call("GET", f"{API}/learning-accounts/{NOBODY}", OFFICER).json["code"] == "NOT_FOUND"


def test_why_an_entry_got_no_hours(town: Town) -> None:
    first, second, third, _ = entries(town)
    explained = town.get(f"{ACCOUNT}/entries/{third['id']}/why", participant(ANI))
    assert explained["room_taken_by"] == [first["id"], second["id"]]
    assert (explained["rule"]["basis"], explained["rule"]["most_a_month"]) == ("PER_SESSION", 2)
    assert "LAN 10/2018" in explained["rule"]["legal_basis"]
    assert (explained["minutes"], explained["computed"], explained["credited"]) == (60, 2, 0)
    assert explained["next"] == ["REVERSE"]
    assert town.call("GET", f"{ACCOUNT}/entries/{NOBODY}/why", OFFICER).json["code"] == "NOT_FOUND"


def test_an_officer_reverses_an_entry_and_the_reason_stays_in_the_vault(town: Town) -> None:
    entry = entries(town)[0]["id"]
    shown = town.post(f"{ACCOUNT}/entries/{entry}/reverse", OFFICER, REASON)
    reversal = shown["entries"][0]["reversed"]
    assert (reversal["reason"], reversal["cause"], reversal["by"]) == (REASON["reason"], "RECORDED_WRONGLY", OFFICER[0])
    assert shown["years"][0]["credited"] == 2
    assert "operator" not in str(town.facts("evaluation"))
    assert town.get(f"{ACCOUNT}/entries/{entry}/why", OFFICER)["reversed"]["reason"] == REASON["reason"]
    town.tell(f"pairing/{PAIRING}", mentored(6, date(2025, 12, 22)))
    assert [one["credited"] for one in entries(town)] == [2, 2, 0, 2, 2]


def test_what_cannot_be_reversed_is_refused(town: Town) -> None:
    entry = entries(town)[0]["id"]
    path = f"{ACCOUNT}/entries/{entry}/reverse"
    assert town.refused(path, participant(ANI), REASON)["code"] == "ROLE_MISSING"
    assert town.refused(path, (ANI, "officer"), REASON)["code"] == "OWN_ENTRY"
    assert town.refused(path, OFFICER, {"reason": ""})["code"] == "INVALID"
    assert town.refused(f"{ACCOUNT}/entries/{identity(77)}/reverse", OFFICER, REASON)["code"] == "NOT_FOUND"
    town.post(path, OFFICER, REASON)
    assert town.refused(path, OFFICER, REASON)["code"] == "ENTRY_ALREADY_REVERSED"


def test_an_account_of_the_past_is_shown_as_it_was(town: Town) -> None:
    before = town.now.isoformat().replace("+00:00", "Z")
    town.later(hours=1)
    town.post(f"{ACCOUNT}/entries/{entries(town)[0]['id']}/reverse", OFFICER, REASON)
    assert town.get(f"{ACCOUNT}?as_of={before}", OFFICER)["years"][0]["credited"] == 4


def test_a_completed_programme_earns_its_hours_on_its_last_day(town: Town) -> None:
    marked(town, 84, 80)
    decide = f"{API}/cohorts/{COHORT}/completions"
    town.post(decide, OFFICER)
    assert {one["source"] for one in entries(town)} == {"MENTORING"}
    answered(town, ANI)
    town.post(decide, OFFICER)
    earned = entries(town)[-1]
    assert (earned["source"], earned["source_id"], earned["earned_on"]) == ("ATTENDANCE", COHORT, "2025-11-21")
    assert (earned["minutes"], earned["computed"], earned["credited"]) == (480, 10, 10)
    corrected = AttendanceCorrected(COHORT, ANI, "PRESENT", "ABSENT", TextRef("text/1"), CLERK, date(2025, 11, 25))
    town.tell(f"training_session/{ROLL}", corrected)
    town.post(decide, OFFICER)
    assert [one["reversed"]["cause"] for one in entries(town) if one["reversed"]] == ["DECIDED_AGAIN"]
    assert town.get(ACCOUNT, OFFICER)["years"][0]["credited"] == 4
