"""Each hole of a programme is named with its place."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from services.enrollment.people.reference import Grades
from services.enrollment.programs.holes import Hole, holes
from services.enrollment.programs.reference import Competencies, Forms
from shared.contracts.enrollment.programs import CompletionRules, Eligibility, Goal, ProgramContent
from shared.contracts.vocabulary import Indicator
from tests.enrollment.programs.examples import ATTITUDE, COMPLETE, COMPLETION, OUTCOME, POLICIES, SKILL, TODAY


def found(**changes: Any) -> list[tuple[str, str]]:
    content = msgspec.structs.replace(COMPLETE, **changes)
    return [(hole.field, hole.problem) for hole in holes(content, POLICIES, TODAY)]


def completion(**changes: Any) -> CompletionRules:
    return msgspec.structs.replace(COMPLETION, **changes)


def outcome(**changes: Any) -> Indicator:
    return msgspec.structs.replace(OUTCOME, **changes)


def test_a_complete_programme_has_none() -> None:
    assert found() == []


def test_a_bare_draft_has_all_of_them() -> None:
    assert holes(ProgramContent(title=" "), POLICIES, TODAY) == [
        Hole("title", "MISSING"),
        Hole("legal_basis", "MISSING"),
        Hole("goals", "NO_TECHNICAL_SKILL"),
        Hole("goals", "NO_PROFESSIONAL_ATTITUDE"),
        Hole("methods", "MISSING"),
        Hole("form", "MISSING"),
        Hole("learning_hours", "MISSING"),
        Hole("completion", "MISSING"),
        Hole("outcome", "MISSING"),
    ]


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        ((SKILL,), [("goals", "NO_PROFESSIONAL_ATTITUDE")]),
        ((ATTITUDE,), [("goals", "NO_TECHNICAL_SKILL")]),
        ((SKILL, Goal("NATIONAL_COHESION", "SOCIOCULTURAL", 1)), []),
        ((SKILL, Goal("NATIONAL_COHESION", "MANAGERIAL", 1)), [("goals.1.type", "OF_ANOTHER_TYPE")]),
        ((SKILL, Goal("PATIENCE", "MANAGERIAL", 1)), [("goals.1.type", "OF_ANOTHER_TYPE")]),
        ((ATTITUDE, Goal("INTEGRITY", "TECHNICAL", 1)), [("goals.1.type", "OF_ANOTHER_TYPE")]),
        ((SKILL, Goal("INTEGRITY", "MANAGERIAL", 0)), [("goals.1.level", "OUT_OF_RANGE")]),
        ((SKILL, Goal("INTEGRITY", "MANAGERIAL", 6)), [("goals.1.level", "OUT_OF_RANGE")]),
        (
            (SKILL, ATTITUDE, SKILL),
            [("goals.0.competency", "TWICE"), ("goals.2.competency", "TWICE")],
        ),
    ],
)
def test_goals_are_a_technical_skill_and_a_professional_attitude(
    goals: tuple[Goal, ...], expected: list[tuple[str, str]]
) -> None:
    assert found(goals=goals) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"legal_basis": " "}, ("legal_basis", "MISSING")),
        ({"methods": (*COMPLETE.methods, "CLASS")}, ("methods", "TWICE")),
        ({"form": 0}, ("form", "UNKNOWN")),
        ({"form": 26}, ("form", "UNKNOWN")),
        ({"learning_hours": 0}, ("learning_hours", "OUT_OF_RANGE")),
        ({"eligibility": Eligibility(grades=("III/a", "III/z"))}, ("eligibility.grades.1", "UNKNOWN")),
        (
            {"eligibility": Eligibility(least_years=5, most_years=4)},
            ("eligibility.most_years", "LESS_THAN_LEAST_YEARS"),
        ),
        ({"completion": completion(attendance_percent=0)}, ("completion.attendance_percent", "OUT_OF_RANGE")),
        ({"completion": completion(attendance_percent=101)}, ("completion.attendance_percent", "OUT_OF_RANGE")),
        ({"completion": completion(project_pass_mark=None)}, ("completion.project_pass_mark", "MISSING")),
        ({"completion": completion(project_pass_mark=101)}, ("completion.project_pass_mark", "OUT_OF_RANGE")),
        ({"completion": completion(mentoring_sessions=-1)}, ("completion.mentoring_sessions", "OUT_OF_RANGE")),
        ({"methods": ("CLASS", "MENTORING")}, ("completion.project_pass_mark", "NEEDS_PROJECT_GROUP")),
        ({"methods": ("CLASS", "PROJECT_GROUP")}, ("completion.mentoring_sessions", "NEEDS_MENTORING")),
        ({"outcome": outcome(name="")}, ("outcome.name", "MISSING")),
        ({"outcome": outcome(unit="")}, ("outcome.unit", "MISSING")),
        ({"outcome": outcome(target=Decimal("1200.0"))}, ("outcome.target", "EQUALS_BASELINE")),
        ({"outcome": outcome(target=Decimal(1199))}, ("outcome.target", "AGAINST_DIRECTION")),
        ({"outcome": outcome(direction="MINIMISE")}, ("outcome.target", "AGAINST_DIRECTION")),
    ],
)
def test_a_hole_says_where_it_is_and_what_is_wrong(changes: dict[str, Any], expected: tuple[str, str]) -> None:
    assert found(**changes) == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        {"eligibility": Eligibility()},
        {"eligibility": Eligibility(least_years=5, most_years=5)},
        {"methods": ("KNOWLEDGE_SHARING",), "completion": CompletionRules(100)},
        {"completion": completion(mentoring_sessions=0)},
        {"outcome": outcome(direction="MINIMISE", target=Decimal("0.5"))},
    ],
)
def test_what_is_no_hole(changes: dict[str, Any]) -> None:
    assert found(**changes) == []


def test_the_forms_are_the_25_of_siasn() -> None:
    forms = POLICIES.of(Forms, TODAY)
    assert forms.ids == frozenset(range(1, 26))
    assert len({form.code for form in forms.forms}) == 25
    assert {form.id: form.name for form in forms.forms}[15] == "Mentoring"


def test_the_standard_has_eight_managerial_competencies_and_a_sociocultural_one() -> None:
    competencies = POLICIES.of(Competencies, TODAY)
    assert (len(competencies.managerial), len(competencies.sociocultural)) == (8, 1)


def test_the_scales_have_17_grades_each() -> None:
    grades = POLICIES.of(Grades, TODAY)
    assert (len(grades.of("PNS")), len(grades.of("PPPK"))) == (17, 17)
    assert [grade.id for grade in grades.civil_servant] == sorted(grade.id for grade in grades.civil_servant)
