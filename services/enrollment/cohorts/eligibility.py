"""Who may take part: the rules of a programme's edition and of the city, each with its verdict and its facts."""

from collections.abc import Sequence
from datetime import date

import msgspec

from shared.contracts.enrollment.programs import Eligibility
from shared.contracts.vocabulary import Check, EmployeeKind, PostLevel
from shared.days import full_years
from shared.policy import Policy


class StatusPolicy(Policy, frozen=True):
    """The legal statuses (SIASN kedudukanHukum) that may enrol; every other one is blocked (domain.md D2.5)."""

    table = "enrollable_statuses"

    allowed: tuple[str, ...]


class Applicant(msgspec.Struct, frozen=True):
    """What the roster says about a person on the day of the application, and the programmes known as completed."""

    kind: EmployeeKind
    unit: str
    post_level: PostLevel
    grade: str
    status: str
    fields: tuple[str, ...]
    appointed_on: date
    completed_programs: tuple[str, ...] = ()


def explain(rules: Eligibility, applicant: Applicant, statuses: StatusPolicy, on: date) -> tuple[Check, ...]:
    """Every rule that says something, met or not, as of the day `on`; the status is always looked at."""
    checks = [_one_of("STATUS", applicant.status, statuses.allowed)]
    if rules.kinds:
        checks.append(_one_of("KIND", applicant.kind, rules.kinds))
    if rules.units:
        checks.append(_one_of("UNIT", applicant.unit, rules.units))
    if rules.post_levels:
        checks.append(_one_of("POST_LEVEL", applicant.post_level, rules.post_levels))
    if comparable := [grade for grade in rules.grades if _scheme(grade) == _scheme(applicant.grade)]:
        checks.append(_one_of("GRADE", applicant.grade, comparable))
    if rules.fields:
        checks.append(_overlap("FIELDS", applicant.fields, rules.fields))
    if rules.least_years is not None or rules.most_years is not None:
        checks.append(_years(rules, full_years(applicant.appointed_on, on)))
    if rules.prior_program:
        completed = rules.prior_program in applicant.completed_programs
        checks.append(Check("PRIOR_PROGRAM", completed, {"program": rules.prior_program}))
    return tuple(checks)


def _one_of(rule: str, actual: str, allowed: Sequence[str]) -> Check:
    return Check(rule, actual in allowed, {"actual": actual, "allowed": list(allowed)})


def _overlap(rule: str, actual: Sequence[str], allowed: Sequence[str]) -> Check:
    return Check(rule, not set(actual).isdisjoint(allowed), {"actual": list(actual), "allowed": list(allowed)})


def _years(rules: Eligibility, years: int) -> Check:
    long_enough = rules.least_years is None or years >= rules.least_years
    not_too_long = rules.most_years is None or years <= rules.most_years
    facts = {"years": years, "least": rules.least_years, "most": rules.most_years}
    return Check("YEARS_OF_SERVICE", long_enough and not_too_long, {**facts})


def _scheme(grade: str) -> str:
    """Grades of PNS are written group/room (`III/a`), those of PPPK are one Roman number (`IX`; domain.md D2.4)."""
    return "PNS" if "/" in grade else "PPPK"
