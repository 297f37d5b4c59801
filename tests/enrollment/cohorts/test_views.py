"""The board counts seats, the enrolments keep each person's history, and offers run out by themselves."""

from datetime import timedelta

import msgspec

from services.enrollment.cohorts.commands import ExpireOffer, RecordCompletion
from services.enrollment.cohorts.model import COHORT
from services.enrollment.cohorts.reactions import RECORD_COMPLETION
from services.enrollment.cohorts.views import COHORTS, ENROLLMENTS, OFFER_EXPIRY, enrollment_id
from shared.contracts.enrollment.cohorts import (
    ApplicationApproved,
    ApplicationRejected,
    EnrollmentCompleted,
    EnrollmentNotCompleted,
    EnrollmentWithdrawn,
    OfferDeclined,
    OfferExpired,
    SeatConfirmed,
    SeatOffered,
)
from shared.contracts.evaluation.completion import CompletionDecided
from shared.deadline import moment
from shared.events import Event
from shared.reaction import Act
from shared.testing.scenario import Upon, happened
from shared.testing.views import Awaited, Seen
from tests.enrollment.cohorts.examples import (
    ANI,
    BUDI,
    CITRA,
    DAY,
    DEWI,
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

TUESDAY = MONDAY + DAY
ANI_LEFT = EnrollmentWithdrawn(ANI, REASON, TODAY)
OFFERED = SeatOffered(BUDI, until=TUESDAY, policy=SEATS)
LINE = [*seated(ANI), *waiting(BUDI, CITRA, DEWI)]
AT = moment(MONDAY)


def board(*events: Event) -> Seen:
    return Seen(COHORTS, happened("cohort/1", OPENED, *events))


def enrollments(*events: Event) -> Seen:
    return Seen(ENROLLMENTS, happened("cohort/1", OPENED, *events))


def test_the_board_shows_an_empty_cohort() -> None:
    board().shows(
        "1",
        {
            "id": "1",
            "program": "waste",
            "edition": 2,
            "name": "Angkatan I",
            "seats": 1,
            "applications_from": "2026-02-01",
            "applications_until": "2026-03-10",
            "starts_on": "2026-04-01",
            "ends_on": "2026-06-30",
            "approval": [],
            "states": {},
            "line": [],
            "applied": 0,
            "confirmed": 0,
            "offered": 0,
            "waiting": 0,
            "completed": 0,
        },
    )


def test_the_board_counts_seats_and_keeps_the_line() -> None:
    board(*LINE).shows_in("1", confirmed=1, waiting=3, line=[BUDI, CITRA, DEWI], offered=0)
    board(*LINE, ANI_LEFT, OFFERED).shows_in("1", confirmed=0, waiting=2, line=[CITRA, DEWI], offered=1)
    board(*LINE, EnrollmentWithdrawn(CITRA, REASON, TODAY)).shows_in("1", waiting=2, line=[BUDI, DEWI])


def test_the_board_counts_who_is_not_yet_approved() -> None:
    approved = ApplicationApproved(BUDI, "UNIT_HEAD", HEAD, TODAY)
    board(submitted(ANI), submitted(BUDI), approved).shows_in("1", applied=2, confirmed=0)


def test_who_completed_or_did_not_still_holds_the_seat_on_the_board() -> None:
    events = [*seated(ANI), EnrollmentCompleted(ANI, on=TODAY), *seated(BUDI), EnrollmentNotCompleted(BUDI, on=TODAY)]
    board(*events).shows_in("1", confirmed=2, completed=1)


def test_an_enrolment_keeps_its_facts_and_its_history() -> None:
    enrollments(*LINE).shows(
        "1.budi",
        {
            "id": "1.budi",
            "cohort": "1",
            "person": "budi",
            "unit": "dlh",
            "state": "WAITLISTED",
            "applied_on": "2026-03-02",
            "recorded_at": AT,
            "checks": [{"rule": "STATUS", "met": True, "facts": {"actual": "01", "allowed": ["01", "15"]}}],
            "policy": "enrollable_statuses@2020-01-01",
            "approvals": 0,
            "position": 1,
            "offer_until": None,
            "history": [
                {
                    "event": "ApplicationSubmitted",
                    "recorded_at": AT,
                    "unit": "dlh",
                    "by": "SELF",
                    "on": "2026-03-02",
                    "policy": "enrollable_statuses@2020-01-01",
                },
                {"event": "SeatAwaited", "recorded_at": AT, "position": 1},
            ],
        },
    )


def test_an_enrolment_is_in_one_state_after_each_event() -> None:
    steps: list[tuple[Event, str]] = [
        (submitted(BUDI), "APPLIED"),
        (ApplicationApproved(BUDI, "UNIT_HEAD", HEAD, TODAY), "APPROVED"),
        (SeatConfirmed(BUDI, by="FREE_SEAT", on=TODAY), "CONFIRMED"),
        (EnrollmentNotCompleted(BUDI, on=TODAY), "NOT_COMPLETED"),
        (EnrollmentCompleted(BUDI, on=TODAY), "COMPLETED"),
        (ApplicationRejected(BUDI, "UNIT_HEAD", HEAD, REASON, TODAY), "REJECTED"),
        (EnrollmentWithdrawn(BUDI, REASON, TODAY), "WITHDRAWN"),
        (OFFERED, "OFFERED"),
        (OfferDeclined(BUDI), "WITHDRAWN"),
        (OfferExpired(BUDI), "EXPIRED"),
    ]
    events = [event for event, _ in steps]
    for count, (_, state) in enumerate(steps, 1):
        enrollments(*events[:count]).shows_in("1.budi", state=state)


def test_who_decided_is_told_apart_from_the_way_in() -> None:
    document = enrollments(submitted(ANI), ApplicationApproved(ANI, "UNIT_HEAD", HEAD, TODAY)).document("1.ani")
    assert document is not None
    assert document["history"][1] == {
        "event": "ApplicationApproved",
        "recorded_at": AT,
        "role": "UNIT_HEAD",
        "approver": "head",
        "on": "2026-03-02",
    }


def test_an_offer_shows_until_when() -> None:
    enrollments(*LINE, ANI_LEFT, OFFERED).shows_in("1.budi", state="OFFERED", offer_until=moment(TUESDAY))
    enrollments(*LINE, ANI_LEFT, OFFERED, OfferDeclined(BUDI)).shows_in("1.budi", offer_until=None)


def test_a_second_application_begins_anew_and_keeps_the_history() -> None:
    approved = ApplicationApproved(ANI, "UNIT_HEAD", HEAD, TODAY)
    again = msgspec.structs.replace(submitted(ANI), unit="dinkes")
    seen = enrollments(submitted(ANI), approved, ANI_LEFT, again)
    seen.shows_in("1.ani", state="APPLIED", unit="dinkes", approvals=0)
    document = seen.document("1.ani")
    assert document is not None
    assert [entry["event"] for entry in document["history"]] == [
        "ApplicationSubmitted",
        "ApplicationApproved",
        "EnrollmentWithdrawn",
        "ApplicationSubmitted",
    ]


def test_opening_a_cohort_enrols_nobody() -> None:
    enrollments().shows_nothing("1.ani")


def test_an_offer_waits_for_its_moment_and_then_runs_out() -> None:
    events = happened("cohort/1", OPENED, *LINE, ANI_LEFT, OFFERED)
    Awaited(OFFER_EXPIRY, events).due(enrollment_id("1", BUDI), TUESDAY, "cohort/1", ExpireOffer(BUDI))


def test_an_answered_offer_waits_for_nothing() -> None:
    answers = [
        SeatConfirmed(BUDI, by="OFFER_ACCEPTED", on=TODAY),
        OfferDeclined(BUDI),
        OfferExpired(BUDI),
        EnrollmentWithdrawn(BUDI, REASON, TODAY),
    ]
    for answer in answers:
        events = happened("cohort/1", OPENED, *LINE, ANI_LEFT, OFFERED, answer)
        Awaited(OFFER_EXPIRY, events).nothing_due("1.budi")


def test_a_second_offer_waits_for_its_own_moment() -> None:
    later = SeatOffered(BUDI, until=TUESDAY + timedelta(days=3), policy=SEATS)
    events = happened("cohort/1", OPENED, *LINE, ANI_LEFT, OFFERED, OfferExpired(BUDI), later)
    Awaited(OFFER_EXPIRY, events).due("1.budi", later.until, "cohort/1", ExpireOffer(BUDI))


def test_what_evaluation_decides_goes_to_the_cohort() -> None:
    decided = CompletionDecided(
        cohort="1",
        program="waste",
        edition=2,
        person=ANI,
        completed=True,
        checks=(),
        form=3,
        learning_hours=40,
        attended=(),
    )
    Upon(RECORD_COMPLETION, happened("completion/1.ani", decided)).acts(
        Act(COHORT, "1", RecordCompletion(ANI, completed=True))
    )
