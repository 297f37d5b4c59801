"""What may be asked of a cohort, with the facts of other streams as values."""

from datetime import date
from typing import Literal

from services.enrollment.cohorts.eligibility import Applicant
from shared.contracts.enrollment.cohorts import Approver
from shared.contracts.enrollment.programs import Eligibility
from shared.decider import Command
from shared.events import PersonId, TextRef


class OpenCohort(Command, frozen=True):
    """Take applications for an edition of a programme; `retired` says that the programme opens no more cohorts.

    `edition` is None where the programme has no such published edition.
    """

    program: str
    edition: int | None
    retired: bool
    name: str
    seats: int
    applications_from: date
    applications_until: date
    starts_on: date
    ends_on: date
    approval: tuple[Approver, ...] = ()


class ApplyForSeat(Command, frozen=True):
    """Ask for a seat on `on`, which only an officer may set to another day than today.

    `applicant` is the person as the roster knew them on that day, `rules` those of the cohort's edition.
    """

    person: PersonId
    by: Literal["SELF", "OFFICER"]
    on: date
    applicant: Applicant
    rules: Eligibility


class ApproveApplication(Command, frozen=True):
    """Agree as the next approver of the route; `unit` is the one that a unit head heads."""

    person: PersonId
    role: Approver
    by: PersonId
    unit: str | None
    on: date


class RejectApplication(Command, frozen=True):
    """Say no as the next approver of the route; `unit` is the one that a unit head heads."""

    person: PersonId
    role: Approver
    by: PersonId
    unit: str | None
    reason: TextRef
    on: date


class WithdrawEnrollment(Command, frozen=True):
    """Give up the application, the place in line, the offer or the seat."""

    person: PersonId
    reason: TextRef
    on: date


class AcceptOffer(Command, frozen=True):
    """Take the offered seat on `on`, which only an officer may set to another day than today."""

    person: PersonId
    by: Literal["SELF", "OFFICER"]
    on: date


class DeclineOffer(Command, frozen=True):
    """Leave the offered seat to the next in line."""

    person: PersonId


class ExpireOffer(Command, frozen=True):
    """The offer's time may have come; the deadline asks, the cohort decides."""

    person: PersonId


class RecordCompletion(Command, frozen=True):
    """Evaluation decided whether the person completed; a later decision replaces an earlier one."""

    person: PersonId
    completed: bool
