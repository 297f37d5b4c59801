"""Everybody sees why an enrolment stands as it does, and what may happen next."""

import msgspec
import pytest

from services.enrollment.cohorts.views import COHORTS, ENROLLMENTS, enrollment_id
from services.enrollment.cohorts.why import why
from shared.contracts.enrollment.cohorts import (
    ApplicationApproved,
    ApplicationRejected,
    EnrollmentCompleted,
    EnrollmentWithdrawn,
    OfferExpired,
    SeatOffered,
)
from shared.deadline import moment
from shared.events import Event, PersonId
from shared.projection import Body
from shared.testing.scenario import happened
from tests.enrollment.cohorts.examples import (
    ANI,
    BUDI,
    CITRA,
    DAY,
    HEAD,
    MONDAY,
    OPENED,
    REASON,
    SEATS,
    TODAY,
    seated,
    submitted,
    waiting,
)

ROUTE = msgspec.structs.replace(OPENED, approval=("UNIT_HEAD", "OFFICER"))
FULL = [OPENED, *seated(ANI), *waiting(BUDI, CITRA)]
OFFERED = [*FULL, EnrollmentWithdrawn(ANI, REASON, TODAY), SeatOffered(BUDI, MONDAY + DAY, SEATS)]
UNTIL = moment(MONDAY + DAY)
WITHDRAW = ("WITHDRAW", "PARTICIPANT", None)


def answer(person: PersonId, *events: Event) -> Body:
    recorded = happened("cohort/1", *events)
    return why(ENROLLMENTS.of(enrollment_id("1", person), recorded), COHORTS.of("1", recorded))


def test_who_waits_sees_the_numbers_and_the_place_in_line() -> None:
    waits = answer(CITRA, *FULL)
    assert waits["state"] == "WAITLISTED"
    assert waits["facts"] == {
        "unit": "dlh",
        "applied_on": "2026-03-02",
        "seats": 1,
        "confirmed": 1,
        "offered": 0,
        "waiting": 2,
        "position": 2,
        "offer_until": None,
        "policy": "enrollable_statuses@2020-01-01",
    }


def test_the_place_in_line_is_the_present_one() -> None:
    assert answer(CITRA, *FULL, EnrollmentWithdrawn(BUDI, REASON, TODAY))["facts"]["position"] == 1
    assert answer(ANI, *FULL)["facts"]["position"] is None


def test_eligibility_window_approvals_and_seat_are_the_rules() -> None:
    rules = answer(BUDI, ROUTE, submitted(BUDI), ApplicationApproved(BUDI, "UNIT_HEAD", HEAD, TODAY))["rules"]
    assert [(rule["rule"], rule["met"]) for rule in rules] == [
        ("STATUS", True),
        ("WINDOW", True),
        ("APPROVALS", False),
        ("SEAT", False),
    ]
    assert rules[2]["facts"] == {"given": 1, "route": ["UNIT_HEAD", "OFFICER"]}
    assert rules[3]["facts"] == {"seats": 1, "taken": 0, "waiting": 0, "position": None}


def test_who_holds_a_seat_meets_every_rule() -> None:
    assert all(rule["met"] for rule in answer(ANI, *FULL)["rules"])


def test_the_history_is_told() -> None:
    assert [entry["event"] for entry in answer(BUDI, *OFFERED)["history"]] == [
        "ApplicationSubmitted",
        "SeatAwaited",
        "SeatOffered",
    ]


@pytest.mark.parametrize(
    ("person", "events", "steps"),
    [
        (ANI, [ROUTE, submitted(ANI)], [("APPROVE", "UNIT_HEAD", None), ("REJECT", "UNIT_HEAD", None), WITHDRAW]),
        (
            ANI,
            [ROUTE, submitted(ANI), ApplicationApproved(ANI, "UNIT_HEAD", HEAD, TODAY)],
            [("APPROVE", "OFFICER", None), ("REJECT", "OFFICER", None), WITHDRAW],
        ),
        (ANI, FULL, [("DECIDE_COMPLETION", "EVALUATION", None), WITHDRAW]),
        (BUDI, FULL, [("OFFER_SEAT", "COHORT", None), WITHDRAW]),
        (BUDI, OFFERED, [("ACCEPT", "PARTICIPANT", UNTIL), ("DECLINE", "PARTICIPANT", UNTIL), WITHDRAW]),
        (ANI, OFFERED, [("APPLY", "PARTICIPANT", "2026-03-10")]),
        (BUDI, [*OFFERED, OfferExpired(BUDI)], [("APPLY", "PARTICIPANT", "2026-03-10")]),
        (
            ANI,
            [ROUTE, submitted(ANI), ApplicationRejected(ANI, "UNIT_HEAD", HEAD, REASON, TODAY)],
            [("APPLY", "PARTICIPANT", "2026-03-10")],
        ),
        (ANI, [*FULL, EnrollmentCompleted(ANI, on=TODAY)], []),
    ],
)
def test_what_may_happen_next(person: PersonId, events: list[Event], steps: list[tuple[str, str, str | None]]) -> None:
    following = answer(person, *events)["next"]
    assert [(step["action"], step["by"], step["until"]) for step in following] == steps
