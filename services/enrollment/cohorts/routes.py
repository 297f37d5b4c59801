"""How cohorts are opened and seats are asked for, approved, offered and given up."""

from typing import Any, Literal

from services.enrollment.cohorts.commands import (
    AcceptOffer,
    ApplyForSeat,
    ApproveApplication,
    DeclineOffer,
    OpenCohort,
    RejectApplication,
    WithdrawEnrollment,
)
from services.enrollment.cohorts.facts import applicant, open_cohort, rules_of, written_program
from services.enrollment.cohorts.model import COHORT
from services.enrollment.cohorts.schemas import (
    AcceptanceSchema,
    ApplicationSchema,
    ApprovalSchema,
    CohortFilterSchema,
    CohortSchema,
    EnrollmentFilterSchema,
    EnrollmentReasonsSchema,
    EnrollmentRowSchema,
    EnrollmentSchema,
    OpenCohortSchema,
    RejectionSchema,
    WithdrawalSchema,
)
from services.enrollment.cohorts.views import COHORTS, ENROLLMENTS, enrollment_id
from services.enrollment.cohorts.why import position, why
from services.enrollment.people.sight import READERS, SEE_EVERYBODY, check_own, check_sight, own_unit
from shared.contracts.enrollment.cohorts import Approver
from shared.decider import Command
from shared.events import PersonId
from shared.ports import Text
from shared.projection import Body
from shared.refusals import NotYours
from shared.web.answers import Answer
from shared.web.auth import ROLES, caller
from shared.web.current import today, views
from shared.web.reading import AsOf, Page, detail, listing, part
from shared.web.routes import Routes
from shared.web.write import new_id, note, ref, write

cohorts = Routes("cohorts", "enrollment", "Cohorts of a programme: applications, seats and the waiting list")

ENROLLMENT = "/cohorts/<id:cohort>/enrollments/<id:person>"
DECIDERS = ("officer", "unit_head")
APPLICANTS = ("officer", "participant")


@cohorts.post("/cohorts", allowed=("officer",), takes=OpenCohortSchema, answers=CohortSchema, status=201)
def open_for_applications(body: dict[str, Any]) -> Answer:
    """Open a cohort of a programme."""
    program = written_program(body["program"])
    edition = body.pop("edition") or len(program.editions)
    published = edition if 1 <= edition <= len(program.editions) else None
    approval = tuple(body.pop("approval"))
    command = OpenCohort(**body, edition=published, retired=program.retired_on is not None, approval=approval)
    identity = new_id()
    return write(COHORT, identity, command, shows=COHORTS, location=f"/enrollment/v1/cohorts/{identity}")


@cohorts.listing("/cohorts", allowed=ROLES, answers=CohortSchema, filters=CohortFilterSchema, sorts=COHORTS.sorted_by)
def list_cohorts(filters: dict[str, Any], page: Page) -> Answer:
    """List the cohorts with their seats."""
    return listing(COHORTS, page, **filters)


@cohorts.get("/cohorts/<id:cohort>", allowed=ROLES, answers=CohortSchema, query=AsOf)
def show_cohort(query: dict[str, Any], cohort: str) -> Answer:
    """Show one cohort with its seats."""
    return detail(COHORTS, cohort, kind="cohort", **query)


@cohorts.post(
    "/cohorts/<id:cohort>/applications",
    allowed=APPLICANTS,
    takes=ApplicationSchema,
    answers=EnrollmentSchema,
    status=201,
)
def apply(body: dict[str, Any], cohort: str) -> Answer:
    """Apply for a seat, for oneself today, or as an officer for somebody on a day of the window."""
    person, on = PersonId(body["person"] or caller().person), body["on"] or today()
    check_own(person)
    command = ApplyForSeat(
        person=person,
        by=_way(person),
        on=on,
        rules=rules_of(open_cohort(cohort)),
        applicant=applicant(person, on),
    )
    return _carried_out(cohort, person, command, location=f"/enrollment/v1/cohorts/{cohort}/enrollments/{person}")


@cohorts.listing(
    "/enrollments",
    allowed=READERS,
    answers=EnrollmentRowSchema,
    filters=EnrollmentFilterSchema,
    sorts=ENROLLMENTS.sorted_by,
)
def list_enrollments(filters: dict[str, Any], page: Page) -> Answer:
    """List enrolments: participants see their own, unit heads those of their unit."""
    if not caller().has(*SEE_EVERYBODY):
        mine = {"unit": own_unit(today())} if caller().has("unit_head") else {"person": caller().person}
        if any(filters[field] not in {None, value} for field, value in mine.items()):
            raise NotYours
        filters |= mine
    found = listing(ENROLLMENTS, page, **filters).named("person")
    boards = views().get_all(COHORTS, {item["cohort"] for item in found.items if item["state"] == "WAITLISTED"})
    for item in found.items:
        if item["cohort"] in boards:
            item["position"] = position(item, boards[item["cohort"]].body)
    return found


@cohorts.get(ENROLLMENT, allowed=READERS, answers=EnrollmentSchema, query=AsOf)
def show_enrollment(query: dict[str, Any], cohort: str, person: str) -> Answer:
    """Show one person's enrolment with all that happened."""
    enrollment, board = _seen(query, cohort, person)
    enrollment.body["position"] = position(enrollment.body, board)
    return _told(enrollment)


@cohorts.get(f"{ENROLLMENT}/why", allowed=READERS, answers=EnrollmentReasonsSchema, query=AsOf)
def explain_enrollment(query: dict[str, Any], cohort: str, person: str) -> Answer:
    """Explain an enrolment: its facts, the rules with their numbers, and what may happen next."""
    enrollment, board = _seen(query, cohort, person)
    return Answer(why(_told(enrollment).body, board), enrollment.headers)


@cohorts.post(f"{ENROLLMENT}/approve", allowed=DECIDERS, takes=ApprovalSchema, answers=EnrollmentSchema)
def approve(body: dict[str, Any], cohort: str, person: str) -> Answer:
    """Approve an application as the next approver of the cohort's route."""
    role, on = _role(body["role"]), body["on"] or today()
    unit = own_unit(on) if role == "UNIT_HEAD" else None
    command = ApproveApplication(PersonId(person), role, PersonId(caller().person), unit, on)
    return _carried_out(cohort, person, command)


@cohorts.post(f"{ENROLLMENT}/reject", allowed=DECIDERS, takes=RejectionSchema, answers=EnrollmentSchema)
def reject(body: dict[str, Any], cohort: str, person: str) -> Answer:
    """Reject an application as the next approver of the cohort's route, with a reason."""
    role, on = _role(body["role"]), body["on"] or today()
    unit = own_unit(on) if role == "UNIT_HEAD" else None
    reason = note("reason", body["reason"], person)
    command = RejectApplication(PersonId(person), role, PersonId(caller().person), unit, ref(reason), on)
    return _carried_out(cohort, person, command, reason)


@cohorts.post(f"{ENROLLMENT}/withdraw", allowed=APPLICANTS, takes=WithdrawalSchema, answers=EnrollmentSchema)
def withdraw(body: dict[str, Any], cohort: str, person: str) -> Answer:
    """Give up an application, a place in line or a seat, with a reason."""
    check_own(person)
    reason = note("reason", body["reason"], person)
    command = WithdrawEnrollment(PersonId(person), ref(reason), body["on"] or today())
    return _carried_out(cohort, person, command, reason)


@cohorts.post(f"{ENROLLMENT}/accept", allowed=APPLICANTS, takes=AcceptanceSchema, answers=EnrollmentSchema)
def accept(body: dict[str, Any], cohort: str, person: str) -> Answer:
    """Accept the offered seat, for oneself today, or as an officer for somebody on an earlier day."""
    check_own(person)
    command = AcceptOffer(PersonId(person), _way(person), body["on"] or today())
    return _carried_out(cohort, person, command)


@cohorts.post(f"{ENROLLMENT}/decline", allowed=APPLICANTS, answers=EnrollmentSchema)
def decline(cohort: str, person: str) -> Answer:
    """Decline the offered seat, which passes to the next in line."""
    check_own(person)
    return _carried_out(cohort, person, DeclineOffer(PersonId(person)))


def _way(person: str) -> Literal["SELF", "OFFICER"]:
    """Whether the caller acts for oneself or as an officer for somebody."""
    return "SELF" if person == caller().person else "OFFICER"


def _role(wished: Approver | None) -> Approver:
    """As whom the caller decides: an officer as one, unless they say otherwise; raises `NotYours`."""
    role: Approver = wished or ("OFFICER" if caller().has("officer") else "UNIT_HEAD")
    if not caller().has(role.lower()):
        raise NotYours
    return role


def _carried_out(cohort: str, person: str, command: Command, *texts: Text, location: str | None = None) -> Answer:
    document = enrollment_id(cohort, PersonId(person))
    return _told(write(COHORT, cohort, command, shows=ENROLLMENTS, document=document, texts=texts, location=location))


def _seen(query: dict[str, Any], cohort: str, person: str) -> tuple[Answer, Body]:
    """The enrolment, and the cohort that knows the present line; who may see nobody else learns of nobody else."""
    if not caller().has(*SEE_EVERYBODY, "unit_head") and person != caller().person:
        raise NotYours
    identity = enrollment_id(cohort, PersonId(person))
    enrollment = part(ENROLLMENTS, identity, stream=COHORT.name(cohort), kind="enrollment", beside=[COHORTS], **query)
    check_sight(person, enrollment.body["unit"], today())
    return enrollment, detail(COHORTS, cohort, kind="cohort", **query).body


def _told(answer: Answer) -> Answer:
    """With the names of person and approvers, and the reasons in words."""
    told = Answer({"items": [dict(entry) for entry in answer.body["history"]]}).named("approver").worded("reason")
    answer.body["history"] = told.items
    return answer.named("person")
