"""Every rule of who may be paired (domain.md D6.3), met and not met, with its numbers."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from services.mentoring.mentors.eligibility import may_pair, unmet
from services.mentoring.mentors.model import MENTOR
from services.mentoring.mentors.policies import MentorPolicy, PairingPolicy
from services.mentoring.mentors.refusals import PairingRulesUnmet
from shared.events import Event
from shared.testing.scenario import Scenario
from tests.mentoring.examples import (
    ANI,
    ANOTHER,
    APPROVED,
    BUDI,
    JUNIOR,
    MENTOR_OF_BUDI,
    PAIRINGS,
    POLICIES,
    REGISTERED,
    SENIOR,
    TODAY,
    propose,
)

given = Scenario(MENTOR, POLICIES)
AVAILABLE = (REGISTERED, APPROVED)


def broken(*history: Event, **changes: Any) -> dict[str, object]:
    """The rules that say no to a proposal, with their facts."""
    mentors, pairings = POLICIES.of(MentorPolicy, TODAY), POLICIES.of(PairingPolicy, TODAY)
    checks = may_pair(MENTOR.state(history or AVAILABLE), propose(**changes), mentors, pairings)
    return {check.rule: check.facts for check in unmet(checks)}


def test_a_senior_and_a_newer_colleague_may_work_together() -> None:
    assert broken() == {}


def test_the_mentor_is_approved_by_the_day_of_the_proposal() -> None:
    assert broken(REGISTERED) == {"MENTOR_APPROVED": {"approved_on": None}}
    assert broken(on=date(2026, 1, 4)) == {"MENTOR_APPROVED": {"approved_on": "2026-01-05"}}
    assert broken(on=date(2026, 1, 5)) == {}


def test_nobody_mentors_himself() -> None:
    assert broken(mentee=ANI) == {"NOT_SELF": {}}


def test_the_mentor_has_served_longer_than_the_mentee() -> None:
    older = msgspec.structs.replace(JUNIOR, appointed_on=date(2009, 12, 31))
    assert broken(mentee_staff=older) == {"LONGER_SERVICE": {"mentor_years": 16, "mentee_years": 16}}
    assert "LONGER_SERVICE" in broken(mentee_staff=SENIOR)


def test_the_mentor_has_five_years_of_service() -> None:
    newer = msgspec.structs.replace(SENIOR, appointed_on=date(2022, 1, 1))
    assert broken(mentor_staff=newer) == {"SERVICE_YEARS": {"years": 4, "needed": 5}}


def test_both_are_in_active_service() -> None:
    left = {"status": "99"}
    assert broken(mentor_staff=msgspec.structs.replace(SENIOR, **left)) == {"ACTIVE_STATUS": left}
    assert broken(mentee_staff=msgspec.structs.replace(JUNIOR, **left)) == {"MENTEE_ACTIVE": left}


def test_whoever_may_enrol_may_be_a_mentee() -> None:
    disciplined = {"status": "15"}
    assert broken(mentee_staff=msgspec.structs.replace(JUNIOR, **disciplined)) == {}
    assert broken(mentor_staff=msgspec.structs.replace(SENIOR, **disciplined)) == {"ACTIVE_STATUS": disciplined}


def test_the_mentor_has_reached_the_level_that_is_aimed_at() -> None:
    assert broken(target_level=4) == {}
    assert broken(target_level=5) == {"LEVEL_REACHES_TARGET": {"level": 4, "target": 5}}


def test_the_mentor_is_above_the_mentee() -> None:
    assert broken(competency="TAX", mentee_level=2, target_level=2).keys() == {
        "LEVEL_ABOVE_MENTEE",
        "TARGET_ABOVE_MENTEE",
    }
    assert broken(competency="TAX", mentee_level=1, target_level=2) == {}


def test_a_competency_that_the_mentor_does_not_teach_has_level_nought() -> None:
    assert broken(competency="HEALTH") == {
        "LEVEL_REACHES_TARGET": {"level": 0, "target": 3},
        "LEVEL_ABOVE_MENTEE": {"level": 0, "mentee": 1},
    }


def test_two_do_not_mentor_each_other_on_the_same_competency() -> None:
    assert broken(reciprocal=True) == {"NOT_RECIPROCAL": {"competency": "WASTE"}}


@pytest.mark.parametrize(("days", "weeks"), [(27, 3), (53 * 7, 53), (-7, -1)])
def test_a_pairing_lasts_four_to_fifty_two_weeks(days: int, weeks: int) -> None:
    assert broken(ends_on=TODAY + timedelta(days=days)) == {"DURATION": {"weeks": weeks, "least": 4, "most": 52}}


@pytest.mark.parametrize("days", [28, 365])
def test_four_weeks_and_a_year_are_within_the_limits(days: int) -> None:
    assert broken(ends_on=TODAY + timedelta(days=days)) == {}


def test_the_same_two_are_paired_once_on_a_competency() -> None:
    assert broken(*MENTOR_OF_BUDI, pairing=ANOTHER) == {"NOT_PAIRED_YET": {"competency": "WASTE"}}
    assert broken(*MENTOR_OF_BUDI, pairing=ANOTHER, competency="TAX", target_level=2) == {}


def test_a_refusal_shows_all_the_rules_that_say_no() -> None:
    told = [
        {"rule": "NOT_SELF", "met": False, "facts": {}},
        {"rule": "NOT_RECIPROCAL", "met": False, "facts": {"competency": "WASTE"}},
    ]
    asked = propose(mentee=ANI, reciprocal=True)
    given(*AVAILABLE).when(asked).refused(PairingRulesUnmet, failed=2, rules=12, unmet=told)


def test_a_refusal_names_the_version_of_the_rules() -> None:
    refused = Scenario(MENTOR, POLICIES, history=AVAILABLE).when(propose(mentee=BUDI, reciprocal=True))
    with pytest.raises(PairingRulesUnmet) as caught:
        refused.then()
    assert caught.value.rule == PAIRINGS
