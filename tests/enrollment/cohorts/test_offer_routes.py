"""Offered seats over HTTP: accepted, declined, run out."""

from datetime import timedelta

import pytest

from shared.testing.town import Town
from tests.enrollment.cohorts.city import (
    ANI,
    BUDI,
    CITRA,
    OFFICER,
    REASON,
    apply,
    city,
    codes,
    opened,
    participant,
)


@pytest.fixture
def town() -> Town:
    return city()


def test_a_freed_seat_is_offered_for_a_day_and_passes_on(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI, BUDI, CITRA)
    withdrawn = town.post(f"{cohort}/enrollments/{ANI}/withdraw", participant(ANI), REASON)
    assert (withdrawn["state"], withdrawn["history"][-1]["reason"]) == ("WITHDRAWN", REASON["reason"])
    offered = town.get(f"{cohort}/enrollments/{BUDI}", participant(BUDI))
    assert (offered["state"], offered["offer_until"]) == ("OFFERED", "2026-03-03T02:00:00.000000Z")
    assert town.get(f"{cohort}/enrollments/{CITRA}", participant(CITRA))["position"] == 1
    town.later(hours=24)
    states = [town.get(f"{cohort}/enrollments/{one}", OFFICER)["state"] for one in (BUDI, CITRA)]
    assert states == ["EXPIRED", "OFFERED"]
    assert town.post(f"{cohort}/enrollments/{CITRA}/accept", participant(CITRA))["state"] == "CONFIRMED"
    town.later(hours=48)
    assert town.get(f"{cohort}/enrollments/{CITRA}", OFFICER)["state"] == "CONFIRMED"


def test_an_officer_records_on_which_day_a_seat_was_accepted(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI, BUDI)
    town.post(f"{cohort}/enrollments/{ANI}/withdraw", participant(ANI), REASON)
    town.now += timedelta(hours=23)
    accept, earlier = f"{cohort}/enrollments/{BUDI}/accept", {"on": "2026-03-02"}
    assert codes(town, accept, participant(BUDI), earlier) == ["BACKDATING_RESERVED"]
    assert town.post(accept, OFFICER, earlier)["history"][-1]["on"] == "2026-03-02"


def test_a_declined_seat_passes_on_at_once(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI, BUDI, CITRA)
    town.post(f"{cohort}/enrollments/{ANI}/withdraw", OFFICER, {**REASON, "on": "2026-03-02"})
    assert town.post(f"{cohort}/enrollments/{BUDI}/decline", participant(BUDI))["state"] == "WITHDRAWN"
    assert town.get(f"{cohort}/enrollments/{CITRA}", OFFICER)["state"] == "OFFERED"


def test_offers_of_others_and_missing_ones_are_refused(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI, BUDI)
    for verb, body in (("accept", {}), ("decline", {}), ("withdraw", REASON)):
        assert town.refused(f"{cohort}/enrollments/{BUDI}/{verb}", participant(ANI), body)["code"] == "NOT_YOURS"
    for verb in ("accept", "decline"):
        assert town.refused(f"{cohort}/enrollments/{BUDI}/{verb}", participant(BUDI))["code"] == "OFFER_MISSING"


def test_an_offer_runs_out_by_the_clock_even_before_anybody_noticed(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI, BUDI)
    town.post(f"{cohort}/enrollments/{ANI}/withdraw", participant(ANI), REASON)
    town.now += timedelta(hours=24)
    late = town.call("POST", f"{cohort}/enrollments/{BUDI}/accept", participant(BUDI), {})
    assert (late.status_code, late.json["code"]) == (409, "OFFER_RAN_OUT")
