"""What the streams of people, programmes and cohorts say for a command of another stream."""

from datetime import date

from services.enrollment.cohorts.eligibility import Applicant
from services.enrollment.cohorts.model import COHORT
from services.enrollment.cohorts.state import Cohort
from services.enrollment.cohorts.views import COHORTS, ENROLLMENTS
from services.enrollment.people.model import EMPLOYEE
from services.enrollment.programs.model import PROGRAM, Program
from shared.contracts.enrollment.programs import Eligibility
from shared.refusals import NotFound
from shared.web.current import state_of, views


def open_cohort(cohort: str) -> Cohort:
    """Raises `NotFound` where no such cohort was opened."""
    found = state_of(COHORT, cohort)
    if not found.opened:
        raise NotFound(kind="cohort")
    return found


def written_program(program: str) -> Program:
    """Raises `NotFound` where nobody wrote such a programme."""
    found = state_of(PROGRAM, program)
    if not found.code:
        raise NotFound(kind="program")
    return found


def rules_of(cohort: Cohort) -> Eligibility:
    """Who may take part, by the edition that the cohort opened with."""
    return written_program(cohort.program).edition(cohort.edition).eligibility


def applicant(person: str, on: date) -> Applicant:
    """A person as the roster knew them on a day; raises `NotFound` or `BeforeRegistration`."""
    employee = state_of(EMPLOYEE, person)
    facts = employee.facts(on)
    return Applicant(
        kind=facts.kind,
        unit=facts.unit,
        post_level=facts.post.level,
        grade=facts.post.grade,
        status=facts.status,
        fields=facts.fields,
        appointed_on=employee.appointed_on,
        completed_programs=_completed_programs(person, on),
    )


def _completed_programs(person: str, on: date) -> tuple[str, ...]:
    """Those whose completion was decided by that day: nothing happens to an enrolment after its last decision."""
    enrollments = views().all(ENROLLMENTS, person=person, state="COMPLETED")
    by_then = [one.body for one in enrollments if date.fromisoformat(one.body["history"][-1]["on"]) <= on]
    cohorts = views().get_all(COHORTS, {enrollment["cohort"] for enrollment in by_then})
    return tuple(sorted({one.body["program"] for one in cohorts.values()}))
