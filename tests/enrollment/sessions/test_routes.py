"""Sessions over HTTP: who may schedule, call the roll and correct it, and who sees whose marks."""

from datetime import timedelta
from typing import Any

import pytest

from shared.testing.town import Town
from tests.enrollment.cohorts.city import (
    ANI,
    API,
    AUDITOR,
    BUDI,
    CITRA,
    CLERK,
    HEAD,
    NOBODY,
    OFFICER,
    OTHER_HEAD,
    apply,
    city,
    opened,
    participant,
    refusal,
    register,
)

SESSIONS = f"{API}/sessions"
ROLL = {"marks": [{"person": ANI, "attendance": "PRESENT"}, {"person": BUDI, "attendance": "ABSENT"}]}
CORRECTION = {"person": BUDI, "attendance": "LATE", "reason": "Tanda tangan tertinggal"}


@pytest.fixture
def town() -> Town:
    """Ani of one unit and Budi of another have seats, Citra has none."""
    town = city()
    register(town, BUDI, unit="DINKES")
    return town


@pytest.fixture
def cohort(town: Town) -> str:
    address = opened(town, seats=2)
    apply(town, address, ANI, BUDI, CITRA)
    return address.rpartition("/")[2]


def timetable(cohort: str, **changes: Any) -> dict[str, Any]:
    session = {
        "cohort": cohort,
        "title": "Pemilahan sampah",
        "place": "Aula BKPSDM",
        "starts_at": "2026-03-03T08:30:00+07:00",
        "ends_at": "2026-03-03T12:00:00+07:00",
    }
    return {**session, **changes}


def held(town: Town, cohort: str) -> str:
    """The address of a session whose roll was called."""
    session = f"{SESSIONS}/{town.post(SESSIONS, OFFICER, timetable(cohort))['id']}"
    town.now += timedelta(days=1)
    town.post(f"{session}/roll", OFFICER, ROLL)
    return session


def marks(session: Any) -> list[tuple[str, str]]:
    return [(mark["person_name"], mark["attendance"]) for mark in session["marks"]]


def test_a_session_is_scheduled_shown_and_listed(town: Town, cohort: str) -> None:
    answer = town.call("POST", SESSIONS, OFFICER, timetable(cohort))
    assert answer.status_code == 201
    assert answer.json == {
        **timetable(cohort),
        "id": answer.json["id"],
        "starts_at": "2026-03-03T01:30:00.000000Z",
        "ends_at": "2026-03-03T05:00:00.000000Z",
        "held_on": None,
        "minutes": None,
        "marks": [],
        "corrections": [],
    }
    assert town.get(answer.headers["Location"], AUDITOR) == answer.json
    [row] = town.get(f"{SESSIONS}?cohort={cohort}", participant(CITRA))["items"]
    assert row == {name: value for name, value in answer.json.items() if name not in {"marks", "corrections"}}
    assert town.get(f"{SESSIONS}?cohort={NOBODY}", OFFICER)["items"] == []


def test_what_cannot_be_scheduled_is_refused(town: Town, cohort: str) -> None:
    bodies = [
        timetable(NOBODY),
        timetable(cohort, ends_at="2026-03-03T08:30:00+07:00"),
        timetable(cohort, starts_at="2026-03-03T08:30:00"),
    ]
    problems = [town.refused(SESSIONS, OFFICER, body) for body in bodies]
    assert [problem["code"] for problem in problems] == ["NOT_FOUND", "INVALID", "INVALID"]
    by_rule, by_shape = problems[1]["errors"][0], problems[2]["errors"][0]
    assert (by_rule["field"], by_rule["code"]) == ("body.ends_at", "NOT_AFTER_STARTS_AT")
    assert (by_shape["field"], by_shape["code"]) == ("body.starts_at", "ZONE_MISSING")
    assert town.refused(SESSIONS, participant(ANI), timetable(cohort))["code"] == "ROLE_MISSING"


def test_the_roll_is_called_for_everybody_with_a_seat(town: Town, cohort: str) -> None:
    shown = town.get(held(town, cohort), OFFICER)
    assert (shown["held_on"], shown["minutes"]) == ("2026-03-03", 210)
    assert marks(shown) == [("Ani", "PRESENT"), ("Budi", "ABSENT")]


def test_who_held_a_seat_on_the_day_is_marked_whatever_became_of_it_since(town: Town, cohort: str) -> None:
    session = f"{SESSIONS}/{town.post(SESSIONS, OFFICER, timetable(cohort))['id']}"
    seats = f"{API}/cohorts/{cohort}/enrollments"
    town.now += timedelta(days=2)
    town.post(f"{seats}/{BUDI}/withdraw", OFFICER, {"reason": "Pindah tugas"})
    town.post(f"{seats}/{CITRA}/accept", participant(CITRA))
    later = timetable(cohort, starts_at="2026-03-05T08:30:00+07:00", ends_at="2026-03-05T12:00:00+07:00")
    next_session = f"{SESSIONS}/{town.post(SESSIONS, OFFICER, later)['id']}"
    town.now += timedelta(days=1)
    assert marks(town.post(f"{session}/roll", OFFICER, ROLL)) == [("Ani", "PRESENT"), ("Budi", "ABSENT")]
    of_now = {"marks": [{"person": ANI, "attendance": "PRESENT"}, {"person": CITRA, "attendance": "LATE"}]}
    assert marks(town.post(f"{next_session}/roll", OFFICER, of_now)) == [("Ani", "PRESENT"), ("Citra", "LATE")]


def test_a_roll_that_is_early_incomplete_or_repeated_is_refused(town: Town, cohort: str) -> None:
    session = f"{SESSIONS}/{town.post(SESSIONS, OFFICER, timetable(cohort))['id']}"
    roll = f"{session}/roll"
    assert town.refused(roll, OFFICER, ROLL)["code"] == "SESSION_NOT_BEGUN"
    town.now += timedelta(days=1)
    stranger = {"marks": [*ROLL["marks"], {"person": CITRA, "attendance": "PRESENT"}]}
    assert town.refused(roll, OFFICER, stranger)["facts"] == {"seats": 2, "missing": 0, "doubled": 0, "strangers": 1}
    assert town.refused(roll, OFFICER, {"marks": [{"person": ANI, "attendance": "HERE"}]})["code"] == "INVALID"
    assert town.refused(f"{SESSIONS}/{NOBODY}/roll", OFFICER, ROLL)["code"] == "NOT_FOUND"
    town.post(roll, OFFICER, ROLL)
    assert town.refused(roll, OFFICER, ROLL)["code"] == "ROLL_ALREADY_CALLED"


def test_a_correction_keeps_both_values_and_its_reason_out_of_the_log(town: Town, cohort: str) -> None:
    corrected = town.post(f"{held(town, cohort)}/correct", OFFICER, CORRECTION)
    assert marks(corrected) == [("Ani", "PRESENT"), ("Budi", "LATE")]
    [correction] = corrected["corrections"]
    assert (correction["was"], correction["attendance"], correction["on"]) == ("ABSENT", "LATE", "2026-03-03")
    assert (correction["by_name"], correction["reason"]) == ("Clara", CORRECTION["reason"])
    commits = town.stores["enrollment"].events.page(0, 1_000)
    assert b"tertinggal" not in b"".join(bytes(event.data) for commit in commits for event in commit.events)


def test_a_correction_against_the_rules_is_refused(town: Town, cohort: str) -> None:
    scheduled = f"{SESSIONS}/{town.post(SESSIONS, OFFICER, timetable(cohort))['id']}"
    assert town.refused(f"{scheduled}/correct", OFFICER, CORRECTION)["code"] == "ROLL_MISSING"
    correct = f"{held(town, cohort)}/correct"
    for body, code in [
        ({**CORRECTION, "person": CITRA}, "NOT_FOUND"),
        ({**CORRECTION, "on": "2026-03-04"}, "FUTURE_DAY"),
        ({**CORRECTION, "on": "2026-03-02"}, "BEFORE_SESSION"),
        ({**CORRECTION, "reason": ""}, "INVALID"),
    ]:
        assert town.refused(correct, OFFICER, body)["code"] == code
    assert town.refused(correct, (BUDI, "officer"), CORRECTION)["code"] == "OWN_ATTENDANCE"
    assert town.refused(correct, (HEAD, "unit_head"), CORRECTION)["code"] == "ROLE_MISSING"


def test_marks_are_seen_by_whom_they_concern(town: Town, cohort: str) -> None:
    session = held(town, cohort)
    town.post(f"{session}/correct", OFFICER, CORRECTION)
    ani, budi = ("Ani", "PRESENT"), ("Budi", "LATE")
    for who, seen, corrections in [
        (participant(ANI), [ani], 0),
        (participant(BUDI), [budi], 1),
        (participant(CITRA), [], 0),
        ((HEAD, "unit_head"), [ani], 0),
        ((OTHER_HEAD, "unit_head"), [budi], 1),
        ((CLERK, "officer"), [ani, budi], 1),
        (AUDITOR, [ani, budi], 1),
    ]:
        shown = town.get(session, who)
        assert (marks(shown), len(shown["corrections"])) == (seen, corrections)
    assert refusal(town, session, (NOBODY, "mentor")) == (403, "ROLE_MISSING")
