"""What keeps a programme from being published: all that it does not state, or states against sense."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import msgspec

from services.enrollment.people.reference import Grades
from services.enrollment.programs.reference import Competencies, Forms
from shared.contracts.enrollment.programs import CompletionRules, Eligibility, Goal, ProgramContent
from shared.contracts.vocabulary import Indicator, Method
from shared.policy import Policies

PERCENT = range(1, 101)


class Hole(msgspec.Struct, frozen=True):
    """Where, by the path of the field, and what."""

    field: str
    problem: str


def holes(content: ProgramContent, policies: Policies, on: date) -> list[Hole]:
    """Every hole, in the order in which a programme is read; none means that it can be published.

    Problems: MISSING, UNKNOWN, TWICE, OUT_OF_RANGE, OF_ANOTHER_TYPE, NO_TECHNICAL_SKILL, NO_PROFESSIONAL_ATTITUDE,
    NEEDS_PROJECT_GROUP, NEEDS_MENTORING, EQUALS_BASELINE, AGAINST_DIRECTION, LESS_THAN_LEAST_YEARS.
    """
    return [Hole(field, problem) for field, problem in _holes(content, policies, on)]


def _holes(content: ProgramContent, policies: Policies, on: date) -> Iterator[tuple[str, str]]:
    if not content.title.strip():
        yield "title", "MISSING"
    if not (content.legal_basis or "").strip():
        yield "legal_basis", "MISSING"
    yield from _goals(content.goals, policies.of(Competencies, on))
    if not content.methods:
        yield "methods", "MISSING"
    if len(set(content.methods)) < len(content.methods):
        yield "methods", "TWICE"
    if content.form is None:
        yield "form", "MISSING"
    elif content.form not in policies.of(Forms, on).ids:
        yield "form", "UNKNOWN"
    if content.learning_hours is None:
        yield "learning_hours", "MISSING"
    elif content.learning_hours < 1:
        yield "learning_hours", "OUT_OF_RANGE"
    yield from _eligibility(content.eligibility, policies.of(Grades, on))
    if content.completion is None:
        yield "completion", "MISSING"
    else:
        yield from _completion(content.completion, content.methods)
    if content.outcome is None:
        yield "outcome", "MISSING"
    else:
        yield from _outcome(content.outcome)


def _goals(goals: tuple[Goal, ...], competencies: Competencies) -> Iterator[tuple[str, str]]:
    """Technical skill and professional attitude are both goals of every programme (domain.md D0)."""
    types = {goal.type for goal in goals}
    if "TECHNICAL" not in types:
        yield "goals", "NO_TECHNICAL_SKILL"
    if types.isdisjoint({"MANAGERIAL", "SOCIOCULTURAL"}):
        yield "goals", "NO_PROFESSIONAL_ATTITUDE"
    times = Counter(goal.competency for goal in goals)
    for place, goal in enumerate(goals):
        if times[goal.competency] > 1:
            yield f"goals.{place}.competency", "TWICE"
        if goal.type != competencies.type_of(goal.competency):
            yield f"goals.{place}.type", "OF_ANOTHER_TYPE"
        if not 1 <= goal.level <= competencies.highest_level:
            yield f"goals.{place}.level", "OUT_OF_RANGE"


def _eligibility(rules: Eligibility, grades: Grades) -> Iterator[tuple[str, str]]:
    """A rule that nobody can meet would only show when everybody is refused."""
    known = {*grades.of("PNS"), *grades.of("PPPK")}
    for place, grade in enumerate(rules.grades):
        if grade not in known:
            yield f"eligibility.grades.{place}", "UNKNOWN"
    if rules.least_years is not None and rules.most_years is not None and rules.most_years < rules.least_years:
        yield "eligibility.most_years", "LESS_THAN_LEAST_YEARS"


def _completion(rules: CompletionRules, methods: tuple[Method, ...]) -> Iterator[tuple[str, str]]:
    if rules.attendance_percent not in PERCENT:
        yield "completion.attendance_percent", "OUT_OF_RANGE"
    if rules.project_pass_mark is None and "PROJECT_GROUP" in methods:
        yield "completion.project_pass_mark", "MISSING"
    if rules.project_pass_mark is not None and "PROJECT_GROUP" not in methods:
        yield "completion.project_pass_mark", "NEEDS_PROJECT_GROUP"
    if rules.project_pass_mark is not None and rules.project_pass_mark not in PERCENT:
        yield "completion.project_pass_mark", "OUT_OF_RANGE"
    if rules.mentoring_sessions < 0:
        yield "completion.mentoring_sessions", "OUT_OF_RANGE"
    if rules.mentoring_sessions > 0 and "MENTORING" not in methods:
        yield "completion.mentoring_sessions", "NEEDS_MENTORING"


def _outcome(outcome: Indicator) -> Iterator[tuple[str, str]]:
    """Progress is measured from the baseline to the target, so these must differ (domain.md D5.5)."""
    if not outcome.name.strip():
        yield "outcome.name", "MISSING"
    if not outcome.unit.strip():
        yield "outcome.unit", "MISSING"
    if outcome.target == outcome.baseline:
        yield "outcome.target", "EQUALS_BASELINE"
    elif (outcome.target > outcome.baseline) != (outcome.direction == "MAXIMISE"):
        yield "outcome.target", "AGAINST_DIRECTION"
