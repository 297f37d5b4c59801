"""Whether a participant completed: every rule of the programme's edition against the evidence, met or not."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal

import msgspec

from shared.contracts.enrollment.programs import CompletionRules
from shared.contracts.evaluation.completion import Attended, CompletionDecided
from shared.contracts.vocabulary import Check
from shared.days import today
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event, PersonId
from shared.identity import derived_id
from shared.policy import Policies
from shared.refusals import Refused

TENTH = Decimal("0.1")


class CohortRunning(Refused):
    """Nothing is decided while there is something left to attend."""

    says = "The cohort ends on {ends_on}; today is {today}."


class Evidence(msgspec.Struct, frozen=True):
    """What a participant can show: days attended, of so many minutes held; no mark is None, never zero."""

    attended: tuple[Attended, ...]
    held_minutes: int
    mentoring_sessions: int
    project_mark: Decimal | None
    survey_handed_in: bool


class DecideCompletion(Command, frozen=True):
    """Hold the evidence against the rules of the edition that the cohort opened with."""

    cohort: str
    program: str
    edition: int
    person: PersonId
    ends_on: date
    rules: CompletionRules
    form: int
    learning_hours: int
    evidence: Evidence


class Completion(State, frozen=True):
    """The decision that holds, if there is one."""

    decision: CompletionDecided | None = None


def completion_id(cohort: str, person: PersonId) -> str:
    """One stream a participation."""
    return derived_id("completion", cohort, person)


def evolve(completion: Completion, event: Event) -> Completion:
    """A later decision replaces the earlier one."""
    match event:
        case CompletionDecided():
            return completion.but(decision=event)
    return completion


def decide(completion: Completion, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Decided again only where the evidence says something else; product.md, completion."""
    match command:
        case DecideCompletion(ends_on=ends_on) if today(now) < ends_on:
            raise CohortRunning(ends_on=ends_on.isoformat(), today=today(now).isoformat())
        case DecideCompletion():
            decision = _decided(command)
            return [] if decision == completion.decision else [decision]
    raise Unknown(command)


def _decided(command: DecideCompletion) -> CompletionDecided:
    checks = explain(command.rules, command.evidence)
    return CompletionDecided(
        cohort=command.cohort,
        program=command.program,
        edition=command.edition,
        person=command.person,
        completed=all(check.met for check in checks),
        checks=checks,
        form=command.form,
        learning_hours=command.learning_hours,
        attended=command.evidence.attended,
    )


def explain(rules: CompletionRules, evidence: Evidence) -> tuple[Check, ...]:
    """Every rule that the edition has; attendance is always one."""
    checks = [_attendance(rules.attendance_percent, evidence)]
    if rules.project_pass_mark is not None:
        mark = evidence.project_mark
        facts = {"mark": None if mark is None else str(mark), "needed": rules.project_pass_mark}
        checks.append(Check("PROJECT_MARK", mark is not None and mark >= rules.project_pass_mark, {**facts}))
    if rules.mentoring_sessions:
        confirmed = evidence.mentoring_sessions
        facts = {"confirmed": confirmed, "needed": rules.mentoring_sessions}
        checks.append(Check("MENTORING_SESSIONS", confirmed >= rules.mentoring_sessions, {**facts}))
    if rules.survey_required:
        handed_in = evidence.survey_handed_in
        checks.append(Check("SURVEY_HANDED_IN", handed_in, {"handed_in": handed_in}))
    return tuple(checks)


def _attendance(needed: int, evidence: Evidence) -> Check:
    """Compared exactly; the percentage that is shown is cut, so that it never looks like enough where it is not.

    Where no session was held there is no percentage, and only a rule that asks for none is met.
    """
    minutes, held = sum(one.minutes for one in evidence.attended), evidence.held_minutes
    percent = str((Decimal(100 * minutes) / held).quantize(TENTH, ROUND_DOWN)) if held else None
    met = 100 * minutes >= needed * held if held else needed == 0
    return Check("ATTENDANCE", met, {"minutes": minutes, "held": held, "percent": percent, "needed": needed})


COMPLETION = Decider("completion", Completion(), decide, evolve)
