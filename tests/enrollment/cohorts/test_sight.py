"""Who sees which enrolment, in which version, and why it stands as it does."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from shared.testing.town import Town
from tests.enrollment.cohorts.city import (
    ANI,
    API,
    AUDITOR,
    BUDI,
    CITRA,
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

HEAD_OF_UNIT = (HEAD, "unit_head")
REASON = {"reason": "Sakit"}


@pytest.fixture
def town() -> Town:
    return city()


def listed(town: Town, who: tuple[str, ...], question: str = "") -> list[str]:
    return [one["person"] for one in town.get(f"{API}/enrollments{question}", who)["items"]]


def test_participants_list_their_own_enrolments(town: Town) -> None:
    apply(town, opened(town, seats=2), ANI, BUDI)
    assert listed(town, participant(ANI)) == [ANI]
    assert refusal(town, f"{API}/enrollments?person={BUDI}", participant(ANI)) == (403, "NOT_YOURS")


def test_unit_heads_list_those_of_their_unit(town: Town) -> None:
    register(town, NOBODY, unit="DINKES")
    apply(town, opened(town, seats=2), ANI, NOBODY)
    assert listed(town, HEAD_OF_UNIT) == [ANI]
    assert listed(town, (OTHER_HEAD, "unit_head")) == [NOBODY]
    assert refusal(town, f"{API}/enrollments?unit=DINKES", HEAD_OF_UNIT) == (403, "NOT_YOURS")


def test_officers_and_auditors_list_everybody_by_what_they_ask_for(town: Town) -> None:
    first, second = opened(town), opened(town, name="Angkatan II")
    apply(town, first, ANI, BUDI)
    apply(town, second, CITRA)
    assert listed(town, AUDITOR) == [ANI, BUDI, CITRA]
    assert listed(town, OFFICER, f"?cohort={first.rpartition('/')[2]}&state=WAITLISTED") == [BUDI]
    assert listed(town, OFFICER, f"?person={CITRA}&unit=DLH") == [CITRA]
    [row] = town.get(f"{API}/enrollments?person={CITRA}", OFFICER)["items"]
    assert (row["person_name"], row["state"]) == ("Citra", "CONFIRMED")
    assert "history" not in row


def test_the_list_shows_the_present_place_in_line(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI, BUDI, CITRA)
    town.post(f"{cohort}/enrollments/{BUDI}/withdraw", participant(BUDI), REASON)
    assert [row["position"] for row in town.get(f"{API}/enrollments", OFFICER)["items"]] == [None, None, 1]


@pytest.mark.parametrize("question", ["", "/why"])
def test_an_enrolment_is_seen_by_whom_it_concerns(town: Town, question: str) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI, BUDI)
    path = f"{cohort}/enrollments/{ANI}{question}"
    for who in (participant(ANI), HEAD_OF_UNIT, OFFICER, AUDITOR):
        assert town.get(path, who)["state"] == "CONFIRMED"
    for who in (participant(BUDI), (OTHER_HEAD, "unit_head"), (NOBODY, "unit_head")):
        assert refusal(town, path, who) == (403, "NOT_YOURS")
    assert refusal(town, path, (ANI, "mentor")) == (403, "ROLE_MISSING")


def test_nobody_learns_who_did_not_apply(town: Town) -> None:
    cohort = opened(town)
    assert refusal(town, f"{cohort}/enrollments/{CITRA}", participant(ANI)) == (403, "NOT_YOURS")
    assert refusal(town, f"{cohort}/enrollments/{CITRA}", OFFICER) == (404, "NOT_FOUND")


def test_why_tells_numbers_rules_and_what_may_happen_next(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI, BUDI)
    told = town.get(f"{cohort}/enrollments/{BUDI}/why", participant(BUDI))
    assert {name: told["facts"][name] for name in ("seats", "confirmed", "waiting", "position")} == {
        "seats": 1,
        "confirmed": 1,
        "waiting": 1,
        "position": 1,
    }
    assert [(rule["rule"], rule["met"]) for rule in told["rules"]] == [
        ("STATUS", True),
        ("KIND", True),
        ("WINDOW", True),
        ("APPROVALS", True),
        ("SEAT", False),
    ]
    assert [step["action"] for step in told["next"]] == ["OFFER_SEAT", "WITHDRAW"]
    assert [entry["event"] for entry in told["history"]] == ["ApplicationSubmitted", "SeatAwaited"]


def test_the_past_is_shown_as_it_was(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI, BUDI, CITRA)
    before = quote((town.now + timedelta(minutes=1)).isoformat())
    town.later(hours=1)
    town.post(f"{cohort}/enrollments/{BUDI}/withdraw", participant(BUDI), REASON)
    path = f"{cohort}/enrollments/{CITRA}"
    assert [town.get(f"{path}{question}", OFFICER)["position"] for question in (f"?as_of={before}", "")] == [2, 1]
    then = town.get(f"{path}/why?as_of={before}", OFFICER)
    assert (then["facts"]["position"], then["facts"]["waiting"]) == (2, 2)
    assert refusal(town, f"{path}?as_of=2026-03-01T00:00:00Z", OFFICER) == (404, "NOT_FOUND")


def test_the_version_of_an_enrolment_is_that_of_its_cohort_so_that_a_write_may_name_it(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI)
    tag = town.call("GET", f"{cohort}/enrollments/{ANI}", OFFICER).headers["ETag"]
    apply(town, cohort, BUDI)
    withdraw = f"{cohort}/enrollments/{ANI}/withdraw"
    assert town.refused(withdraw, OFFICER, REASON, headers={"If-Match": tag})["code"] == "VERSION_MOVED"
    tag = town.call("GET", f"{cohort}/enrollments/{ANI}", OFFICER).headers["ETag"]
    assert town.post(withdraw, OFFICER, REASON, headers={"If-Match": tag})["state"] == "WITHDRAWN"


def test_a_place_in_line_that_moved_is_told_again(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI, BUDI, CITRA)
    path = f"{cohort}/enrollments/{CITRA}"
    tag = {"If-None-Match": town.call("GET", path, OFFICER).headers["ETag"]}
    assert town.call("GET", path, OFFICER, headers=tag).status_code == 304
    town.post(f"{cohort}/enrollments/{BUDI}/withdraw", participant(BUDI), REASON)
    assert town.get(path, OFFICER, headers=tag)["position"] == 1


def test_the_version_is_that_of_the_read_model_that_is_furthest_behind(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI)
    stream = f"cohort/{cohort.rpartition('/')[2]}"
    town.stores["enrollment"].views.advance("cohorts.v1", {stream: (3, 2)})
    assert town.call("GET", f"{cohort}/enrollments/{ANI}", OFFICER).headers["ETag"] == '"2"'
