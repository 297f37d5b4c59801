"""Cohorts over HTTP: who may open, apply and decide, and what is refused."""

import msgspec
import pytest

from shared.contracts.enrollment.people import EmployeeStatusChanged, EmployeeTransferred
from shared.contracts.enrollment.programs import Eligibility, ProgramPublished, ProgramRetired
from shared.testing.town import Town
from tests.enrollment.cohorts.city import (
    ANI,
    API,
    AUDITOR,
    BUDI,
    CITRA,
    COHORT,
    CONTENT,
    HEAD,
    NOBODY,
    OFFICER,
    OTHER_HEAD,
    PROGRAM,
    REASON,
    apply,
    city,
    codes,
    complete,
    opened,
    participant,
    published,
    register,
)

HEAD_OF_UNIT = (HEAD, "unit_head")


@pytest.fixture
def town() -> Town:
    return city()


# Opening


def test_a_cohort_is_opened_shown_and_listed(town: Town) -> None:
    answer = town.call("POST", f"{API}/cohorts", OFFICER, {**COHORT, "approval": ["UNIT_HEAD", "OFFICER"]})
    assert answer.status_code == 201
    counts = {"applied": 0, "confirmed": 0, "offered": 0, "waiting": 0, "completed": 0}
    shown = {**COHORT, "id": answer.json["id"], "edition": 1, "approval": ["UNIT_HEAD", "OFFICER"], **counts}
    assert answer.json == shown
    assert town.get(answer.headers["Location"], participant(ANI)) == shown
    assert town.get(f"{API}/cohorts?program={PROGRAM}&sort=-starts_on", AUDITOR)["items"] == [shown]
    assert town.get(f"{API}/cohorts?program={NOBODY}", AUDITOR)["items"] == []


def test_a_cohort_opens_from_the_last_edition_unless_another_is_named(town: Town) -> None:
    revised = msgspec.structs.replace(CONTENT, eligibility=Eligibility(kinds=("PPPK",)))
    town.tell(f"program/{PROGRAM}", ProgramPublished("WASTE", 2, revised))
    latest, first = opened(town), opened(town, edition=1)
    assert [town.get(cohort, OFFICER)["edition"] for cohort in (latest, first)] == [2, 1]
    assert codes(town, f"{latest}/applications", participant(ANI), {}) == ["RULES_UNMET"]
    assert apply(town, first, ANI)[0]["state"] == "CONFIRMED"


def test_what_cannot_be_opened_is_refused(town: Town) -> None:
    path = f"{API}/cohorts"
    assert codes(
        town,
        path,
        OFFICER,
        {**COHORT, "program": NOBODY},
        {**COHORT, "edition": 2},
        {**COHORT, "ends_on": "2026-03-01"},
        {**COHORT, "seats": 0},
        {},
    ) == ["NOT_FOUND", "EDITION_MISSING", "INVALID", "INVALID", "INVALID"]
    assert town.refused(path, (HEAD, "unit_head"), COHORT)["code"] == "ROLE_MISSING"
    town.tell(f"program/{PROGRAM}", ProgramRetired(town.now.date()))
    assert town.refused(path, OFFICER, COHORT)["code"] == "PROGRAM_CLOSED"


# Applying


def test_the_first_takes_the_seat_and_the_next_wait(town: Town) -> None:
    cohort = opened(town)
    ani, budi, citra = apply(town, cohort, ANI, BUDI, CITRA)
    assert (ani["state"], ani["position"], ani["person_name"]) == ("CONFIRMED", None, "Ani")
    assert [(one["state"], one["position"]) for one in (budi, citra)] == [("WAITLISTED", 1), ("WAITLISTED", 2)]
    board = town.get(cohort, OFFICER)
    assert (board["confirmed"], board["waiting"]) == (1, 2)


def test_an_application_has_an_address(town: Town) -> None:
    answer = town.call("POST", f"{opened(town)}/applications", participant(ANI), {})
    assert answer.status_code == 201
    assert town.get(answer.headers["Location"], participant(ANI)) == answer.json


def test_an_officer_records_an_application_of_an_earlier_day(town: Town) -> None:
    cohort = opened(town)
    recorded = town.post(f"{cohort}/applications", OFFICER, {"person": ANI, "on": "2026-02-03"})
    assert (recorded["applied_on"], recorded["history"][0]["by"]) == ("2026-02-03", "OFFICER")


def test_what_held_on_the_day_of_the_application_counts(town: Town) -> None:
    cohort, today = opened(town), town.now.date()
    town.tell(f"employee/{ANI}", EmployeeStatusChanged("02", today), EmployeeTransferred("DINKES", today))
    assert town.refused(f"{cohort}/applications", participant(ANI))["code"] == "RULES_UNMET"
    recorded = town.post(f"{cohort}/applications", OFFICER, {"person": ANI, "on": "2026-02-03"})
    assert (recorded["state"], recorded["unit"]) == ("CONFIRMED", "DLH")


def test_applications_against_the_rules_are_refused(town: Town) -> None:
    cohort = opened(town)
    applications = f"{cohort}/applications"
    apply(town, cohort, ANI)
    assert codes(town, applications, participant(ANI), {}) == ["ALREADY_ENROLLED"]
    assert codes(town, applications, participant(BUDI), {"person": ANI}, {"on": "2026-03-01"}, {"on": "yesterday"}) == [
        "NOT_YOURS",
        "BACKDATING_RESERVED",
        "INVALID",
    ]
    assert codes(
        town,
        applications,
        OFFICER,
        {"person": BUDI, "on": "2026-03-03"},
        {"person": BUDI, "on": "2026-01-31"},
        {"person": BUDI, "on": "2024-12-31"},
        {"person": NOBODY},
    ) == ["FUTURE_DAY", "WINDOW_CLOSED", "BEFORE_REGISTRATION", "NOT_FOUND"]
    assert codes(town, f"{API}/cohorts/{NOBODY}/applications", participant(BUDI), {}) == ["NOT_FOUND"]
    assert codes(town, applications, AUDITOR, {}) == ["ROLE_MISSING"]


def test_a_refusal_names_the_rules_that_are_not_met(town: Town) -> None:
    register(town, NOBODY, kind="PPPK", grade="IX")
    problem = town.refused(f"{opened(town)}/applications", participant(NOBODY))
    assert (problem["status"], problem["code"], problem["rule"]) == (
        409,
        "RULES_UNMET",
        "enrollable_statuses@2020-01-01",
    )
    assert problem["facts"] == {
        "failed": 1,
        "rules": 2,
        "unmet": [{"rule": "KIND", "met": False, "facts": {"actual": "PPPK", "allowed": ["PNS"]}}],
    }
    assert problem["detail"] == "1 dari 2 syarat kepesertaan tidak terpenuhi."


def test_a_programme_may_ask_for_another_one_first(town: Town) -> None:
    asks = msgspec.structs.replace(CONTENT, eligibility=Eligibility(prior_program=PROGRAM))
    basics, advanced = opened(town), opened(town, program=published(town, "NEXT", asks))
    assert town.refused(f"{advanced}/applications", participant(ANI))["code"] == "RULES_UNMET"
    apply(town, basics, ANI)
    assert town.refused(f"{advanced}/applications", participant(ANI))["code"] == "RULES_UNMET"
    complete(town, basics, ANI)
    assert apply(town, advanced, ANI)[0]["state"] == "CONFIRMED"


def test_another_programme_counts_from_the_day_that_it_was_completed(town: Town) -> None:
    asks = msgspec.structs.replace(CONTENT, eligibility=Eligibility(prior_program=PROGRAM))
    basics, advanced = opened(town), opened(town, program=published(town, "NEXT", asks))
    apply(town, basics, ANI)
    complete(town, basics, ANI)
    applications = f"{advanced}/applications"
    assert town.refused(applications, OFFICER, {"person": ANI, "on": "2026-03-01"})["code"] == "RULES_UNMET"
    assert town.post(applications, OFFICER, {"person": ANI, "on": "2026-03-02"})["state"] == "CONFIRMED"


def test_an_application_sent_twice_with_one_key_is_one(town: Town) -> None:
    cohort = opened(town)
    key = {"Idempotency-Key": "once"}
    first, again = (town.post(f"{cohort}/applications", participant(ANI), headers=key) for _ in range(2))
    assert first == again
    assert town.get(cohort, OFFICER)["confirmed"] == 1


# Approving


def test_an_application_goes_through_its_route(town: Town) -> None:
    cohort = opened(town, approval=["UNIT_HEAD", "OFFICER"])
    assert apply(town, cohort, ANI)[0]["state"] == "APPLIED"
    approve = f"{cohort}/enrollments/{ANI}/approve"
    assert town.refused(approve, OFFICER)["code"] == "APPROVER_OUT_OF_TURN"
    assert town.post(approve, HEAD_OF_UNIT)["state"] == "APPROVED"
    approved = town.post(approve, OFFICER)
    assert (approved["state"], approved["approvals"]) == ("CONFIRMED", 2)
    assert [entry.get("approver_name") for entry in approved["history"]] == [None, "Hotma", "Clara", None]
    assert town.refused(approve, OFFICER)["code"] == "APPROVALS_COMPLETE"


def test_a_unit_head_decides_for_the_own_unit_and_never_for_oneself(town: Town) -> None:
    cohort = opened(town, approval=["UNIT_HEAD"])
    apply(town, cohort, ANI, HEAD)
    for verb, body in (("approve", {}), ("reject", REASON)):
        assert (
            town.refused(f"{cohort}/enrollments/{ANI}/{verb}", (OTHER_HEAD, "unit_head"), body)["code"] == "NOT_YOURS"
        )
        assert town.refused(f"{cohort}/enrollments/{ANI}/{verb}", (NOBODY, "unit_head"), body)["code"] == "NOT_YOURS"
        assert town.refused(f"{cohort}/enrollments/{HEAD}/{verb}", HEAD_OF_UNIT, body)["code"] == "OWN_APPLICATION"
        assert town.refused(f"{cohort}/enrollments/{ANI}/{verb}", participant(ANI), body)["code"] == "ROLE_MISSING"


def test_who_has_two_roles_says_which_one_decides(town: Town) -> None:
    cohort = opened(town, approval=["UNIT_HEAD"])
    apply(town, cohort, ANI)
    approve, both = f"{cohort}/enrollments/{ANI}/approve", (HEAD, "officer", "unit_head")
    assert codes(town, approve, both, {}) == ["APPROVER_OUT_OF_TURN"]
    assert codes(town, approve, OFFICER, {"role": "UNIT_HEAD"}) == ["NOT_YOURS"]
    assert town.post(approve, both, {"role": "UNIT_HEAD"})["state"] == "CONFIRMED"


def test_nobody_decides_in_a_role_that_they_do_not_have(town: Town) -> None:
    cohort = opened(town, approval=["OFFICER"])
    apply(town, cohort, ANI)
    for verb, body in (("approve", {}), ("reject", REASON)):
        decide = f"{cohort}/enrollments/{ANI}/{verb}"
        assert codes(town, decide, HEAD_OF_UNIT, {**body, "role": "OFFICER"}) == ["NOT_YOURS"]


def test_a_rejection_shows_its_reason_and_leaves_it_out_of_the_log(town: Town) -> None:
    cohort = opened(town, approval=["UNIT_HEAD"])
    apply(town, cohort, ANI)
    rejected = town.post(f"{cohort}/enrollments/{ANI}/reject", HEAD_OF_UNIT, {**REASON, "on": "2026-03-02"})
    assert (rejected["state"], rejected["history"][-1]["reason"]) == ("REJECTED", REASON["reason"])
    commits = town.stores["enrollment"].events.page(0, 1_000)
    assert b"dirawat" not in b"".join(bytes(event.data) for commit in commits for event in commit.events)
    assert apply(town, cohort, ANI)[0]["state"] == "APPLIED"


def test_a_decision_needs_its_reason_and_a_possible_day(town: Town) -> None:
    cohort = opened(town, approval=["OFFICER"])
    apply(town, cohort, ANI)
    reject = f"{cohort}/enrollments/{ANI}/reject"
    assert codes(
        town, reject, OFFICER, {}, {**REASON, "on": "2026-03-03"}, {**REASON, "on": "2026-03-01"}, {"reason": ""}
    ) == ["INVALID", "FUTURE_DAY", "BEFORE_APPLICATION", "INVALID"]
    assert codes(town, f"{cohort}/enrollments/{BUDI}/approve", OFFICER, {}) == ["NOT_FOUND"]


# Offers


def test_what_evaluation_decided_stays(town: Town) -> None:
    cohort = opened(town)
    apply(town, cohort, ANI)
    complete(town, cohort, ANI)
    assert town.get(f"{cohort}/enrollments/{ANI}", participant(ANI))["state"] == "COMPLETED"
    withdraw = f"{cohort}/enrollments/{ANI}/withdraw"
    assert town.refused(withdraw, participant(ANI), REASON)["code"] == "ENROLLMENT_FINISHED"
