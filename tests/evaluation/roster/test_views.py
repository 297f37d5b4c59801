"""Evaluation's own copy of enrolment's facts: staff, units, programmes by edition, cohorts, and who takes part."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from services.evaluation.roster.views import COHORTS, PARTICIPANTS, PROGRAMS, SEATED, STAFF, UNITS
from shared.contracts.enrollment.cohorts import (
    STATES,
    ApplicationApproved,
    ApplicationRejected,
    ApplicationSubmitted,
    CohortOpened,
    EnrollmentCompleted,
    EnrollmentNotCompleted,
    EnrollmentWithdrawn,
    OfferDeclined,
    OfferExpired,
    SeatAwaited,
    SeatConfirmed,
    SeatOffered,
)
from shared.contracts.enrollment.people import (
    EmployeeFieldsChanged,
    EmployeePostChanged,
    EmployeeProbationPassed,
    EmployeeRegistered,
    EmployeeStatusChanged,
    EmployeeTransferred,
    UnitEstablished,
)
from shared.contracts.enrollment.programs import (
    CompletionRules,
    ProgramContent,
    ProgramDrafted,
    ProgramPublished,
    ProgramRetired,
)
from shared.events import Event, PersonId, TextRef
from shared.testing.scenario import happened
from shared.testing.views import Seen

ANI, BUDI = PersonId("ani"), PersonId("budi")
JANUARY, MARCH, JUNE = date(2026, 1, 5), date(2026, 3, 2), date(2026, 6, 1)

REGISTERED = EmployeeRegistered(
    kind="CPNS",
    unit="DLH",
    post_group="STAFF",
    post_level="PELAKSANA",
    grade="III/a",
    status="1",
    fields=("WASTE_MANAGEMENT",),
    appointed_on=JANUARY,
    on=JANUARY,
)
OPENED = CohortOpened(
    program="waste",
    edition=2,
    name="Angkatan I",
    seats=30,
    applications_from=JANUARY,
    applications_until=JANUARY,
    starts_on=MARCH,
    ends_on=JUNE,
    approval=("UNIT_HEAD",),
)
APPLIED = ApplicationSubmitted(ANI, "DLH", "SELF", JANUARY, (), "eligibility@2020-01-01")
REASON = TextRef("text-1")


def as_json(value: msgspec.Struct) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


def staff(*events: Event) -> dict[str, Any]:
    body = Seen(STAFF, happened("employee/ani", REGISTERED, *events)).document("ani")
    assert body is not None
    return {name: body[name] for name in ("kind", "unit", "post_group", "post_level", "status")}


NEW = {"kind": "CPNS", "unit": "DLH", "post_group": "STAFF", "post_level": "PELAKSANA", "status": "1"}


def test_an_employee_is_known_by_kind_unit_post_and_status() -> None:
    assert staff() == NEW


@pytest.mark.parametrize(
    ("event", "change"),
    [
        (EmployeeTransferred("DINKES", MARCH), {"unit": "DINKES"}),
        (
            EmployeePostChanged("SUPERVISOR", "PENGAWAS", "III/d", MARCH),
            {"post_group": "SUPERVISOR", "post_level": "PENGAWAS"},
        ),
        (EmployeeStatusChanged("2", MARCH), {"status": "2"}),
        (EmployeeProbationPassed(MARCH), {"kind": "PNS"}),
        (EmployeeFieldsChanged(("TAX",), MARCH), {}),
    ],
)
def test_what_changes_of_an_employee_is_followed(event: Event, change: dict[str, str]) -> None:
    assert staff(event) == NEW | change


def test_of_two_transfers_the_one_of_the_later_day_holds_in_whichever_order_they_were_recorded() -> None:
    earlier, later = EmployeeTransferred("DINKES", MARCH), EmployeeTransferred("BAPPEDA", JUNE)
    assert staff(earlier, later)["unit"] == staff(later, earlier)["unit"] == "BAPPEDA"


def test_a_fact_of_the_same_day_corrects_the_one_before() -> None:
    assert staff(EmployeeTransferred("DINKES", MARCH), EmployeeTransferred("BAPPEDA", MARCH))["unit"] == "BAPPEDA"


def test_one_kind_of_fact_does_not_hide_an_earlier_one_of_another_kind() -> None:
    assert staff(EmployeeTransferred("DINKES", JUNE), EmployeeStatusChanged("2", MARCH)) == NEW | {
        "unit": "DINKES",
        "status": "2",
    }


def test_a_unit_is_known_by_code_and_name() -> None:
    established = UnitEstablished("DLH", "Dinas Lingkungan Hidup", "DINAS", None, JANUARY)
    Seen(UNITS, happened("unit/u-1", established)).shows(
        "u-1", {"id": "u-1", "code": "DLH", "name": "Dinas Lingkungan Hidup"}
    )


def test_every_published_edition_of_a_programme_stays_as_it_was() -> None:
    first = ProgramContent("Sampah", completion=CompletionRules(80))
    second = ProgramContent("Sampah", completion=CompletionRules(90))
    events = happened(
        "program/waste",
        ProgramDrafted("SMP", first),
        ProgramPublished("SMP", 1, first),
        ProgramPublished("SMP", 2, second),
        ProgramRetired(JUNE),
    )
    for edition, content in ((1, first), (2, second)):
        Seen(PROGRAMS, events).shows(
            f"waste.{edition}",
            {
                "id": f"waste.{edition}",
                "program": "waste",
                "code": "SMP",
                "edition": edition,
                "content": as_json(content),
            },
        )


def test_a_draft_is_no_edition() -> None:
    Seen(PROGRAMS, happened("program/waste", ProgramDrafted("SMP", ProgramContent("Sampah")))).shows_nothing("waste.1")


def test_a_cohort_is_known_by_its_edition_and_dates() -> None:
    events = happened("cohort/c-1", OPENED, APPLIED)
    Seen(COHORTS, events).shows("c-1", {"id": "c-1", **as_json(OPENED)})


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ((), "APPLIED"),
        ((ApplicationApproved(ANI, "UNIT_HEAD", BUDI, JANUARY),), "APPROVED"),
        ((ApplicationRejected(ANI, "UNIT_HEAD", BUDI, REASON, JANUARY),), "REJECTED"),
        ((SeatConfirmed(ANI, "FREE_SEAT", JANUARY),), "CONFIRMED"),
        ((SeatAwaited(ANI, 1),), "WAITLISTED"),
        ((SeatAwaited(ANI, 1), SeatOffered(ANI, datetime(2026, 3, 2, tzinfo=UTC), "seats@2020-01-01")), "OFFERED"),
        ((OfferDeclined(ANI),), "WITHDRAWN"),
        ((OfferExpired(ANI),), "EXPIRED"),
        ((SeatConfirmed(ANI, "FREE_SEAT", JANUARY), EnrollmentWithdrawn(ANI, REASON, MARCH)), "WITHDRAWN"),
        ((SeatConfirmed(ANI, "FREE_SEAT", JANUARY), EnrollmentCompleted(ANI, MARCH)), "COMPLETED"),
        ((SeatConfirmed(ANI, "FREE_SEAT", JANUARY), EnrollmentNotCompleted(ANI, MARCH)), "NOT_COMPLETED"),
    ],
)
def test_a_participant_is_in_the_state_of_the_enrolment(events: tuple[Event, ...], state: str) -> None:
    Seen(PARTICIPANTS, happened("cohort/c-1", OPENED, APPLIED, *events)).shows(
        "c-1.ani", {"id": "c-1.ani", "cohort": "c-1", "person": "ani", "unit": "DLH", "state": state}
    )


def test_what_happens_to_one_participant_does_not_touch_another() -> None:
    budi = ApplicationSubmitted(BUDI, "DINKES", "OFFICER", JANUARY, (), "eligibility@2020-01-01")
    events = happened("cohort/c-1", OPENED, APPLIED, budi, SeatConfirmed(BUDI, "FREE_SEAT", JANUARY))
    Seen(PARTICIPANTS, events).shows_in("c-1.ani", state="APPLIED")
    Seen(PARTICIPANTS, events).shows_in("c-1.budi", state="CONFIRMED", unit="DINKES")


def test_who_applies_again_after_withdrawing_starts_anew() -> None:
    again = ApplicationSubmitted(ANI, "DINKES", "SELF", MARCH, (), "eligibility@2020-01-01")
    events = happened("cohort/c-1", OPENED, APPLIED, EnrollmentWithdrawn(ANI, REASON, JANUARY), again)
    Seen(PARTICIPANTS, events).shows_in("c-1.ani", state="APPLIED", unit="DINKES")


def test_a_seat_is_held_until_it_is_given_up_and_after_the_end() -> None:
    assert set(SEATED) == {"CONFIRMED", "COMPLETED", "NOT_COMPLETED"} <= set(STATES.values())
