"""Who registers as a mentor, and who is approved."""

from datetime import date

import msgspec
import pytest

from services.mentoring.mentors.commands import ApproveMentor, RegisterMentor
from services.mentoring.mentors.model import MENTOR
from services.mentoring.mentors.refusals import (
    CompetencyTwice,
    MentorExists,
    MentorRulesUnmet,
    OwnApproval,
    PlacesOutOfRange,
)
from shared.contracts.mentoring.mentors import Expertise, MentorApproved, MentorRegistered
from shared.contracts.vocabulary import Check
from shared.days import FutureDay
from shared.refusals import NotFound
from shared.testing.scenario import Scenario
from tests.mentoring.examples import ANI, APPROVED, MENTORS, OFFICER, POLICIES, REGISTERED, SENIOR, TODAY, TOMORROW

given = Scenario(MENTOR, POLICIES)
WASTE = (Expertise("WASTE", 4),)
approve = ApproveMentor(mentor=ANI, by=OFFICER, on=TODAY, staff=SENIOR)


def test_a_mentor_offers_places_within_the_policy() -> None:
    given().when(RegisterMentor(WASTE, 3, 10)).then(MentorRegistered(WASTE, 3, 10, MENTORS))


def test_who_names_no_number_takes_as_many_as_the_policy_allows() -> None:
    given().when(RegisterMentor(WASTE, None, 0)).then(MentorRegistered(WASTE, 3, 0, MENTORS))


@pytest.mark.parametrize(("one_to_one", "group"), [(4, 0), (3, 11), (0, 0), (-1, 5), (1, -1)])
def test_places_beyond_the_policy_or_none_at_all_are_refused(one_to_one: int, group: int) -> None:
    asked = RegisterMentor(WASTE, one_to_one, group)
    given().when(asked).refused(PlacesOutOfRange, one_to_one=one_to_one, most_one_to_one=3, group=group, most_group=10)


def test_a_competency_has_one_level() -> None:
    twice = RegisterMentor((*WASTE, Expertise("WASTE", 2)), 3, 0)
    given().when(twice).refused(CompetencyTwice, competency="WASTE")


def test_nobody_registers_twice() -> None:
    given(REGISTERED).when(RegisterMentor(WASTE, 3, 0)).refused(MentorExists)


def test_an_active_civil_servant_of_sixteen_years_is_approved_with_the_rules_shown() -> None:
    checks = (
        Check("ACTIVE_STATUS", True, {"status": "01"}),
        Check("SERVICE_YEARS", True, {"years": 16, "needed": 5}),
    )
    given(REGISTERED).when(approve).then(MentorApproved(OFFICER, TODAY, checks, MENTORS))


@pytest.mark.parametrize(("appointed_on", "years"), [(date(2021, 3, 3), 4), (date(2026, 1, 1), 0)])
def test_less_than_five_full_years_of_service_are_too_few(appointed_on: date, years: int) -> None:
    newer = msgspec.structs.replace(SENIOR, appointed_on=appointed_on)
    unmet = [{"rule": "SERVICE_YEARS", "met": False, "facts": {"years": years, "needed": 5}}]
    asked = msgspec.structs.replace(approve, staff=newer)
    given(REGISTERED).when(asked).refused(MentorRulesUnmet, failed=1, rules=2, unmet=unmet)


def test_five_years_to_the_day_are_enough() -> None:
    exactly = msgspec.structs.replace(approve, staff=msgspec.structs.replace(SENIOR, appointed_on=date(2021, 3, 2)))
    checks = (
        Check("ACTIVE_STATUS", True, {"status": "01"}),
        Check("SERVICE_YEARS", True, {"years": 5, "needed": 5}),
    )
    given(REGISTERED).when(exactly).then(MentorApproved(OFFICER, TODAY, checks, MENTORS))


def test_who_is_not_in_active_service_does_not_mentor() -> None:
    retired = msgspec.structs.replace(approve, staff=msgspec.structs.replace(SENIOR, status="99"))
    unmet = [{"rule": "ACTIVE_STATUS", "met": False, "facts": {"status": "99"}}]
    given(REGISTERED).when(retired).refused(MentorRulesUnmet, failed=1, unmet=unmet)


def test_nobody_approves_their_own_registration() -> None:
    given(REGISTERED).when(msgspec.structs.replace(approve, by=ANI)).refused(OwnApproval)


def test_an_approval_is_not_of_tomorrow() -> None:
    given(REGISTERED).when(msgspec.structs.replace(approve, on=TOMORROW)).refused(FutureDay)


def test_an_approval_is_given_once() -> None:
    given(REGISTERED, APPROVED).when(approve).nothing()


def test_who_never_registered_is_not_approved() -> None:
    given().when(approve).refused(NotFound, kind="mentor")
