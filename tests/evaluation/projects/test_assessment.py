"""Assessors stand apart from the group, mark blindly and once, and their totals become the mark."""

from decimal import Decimal

from services.evaluation.projects.commands import (
    AssignAssessor,
    GiveMarks,
)
from services.evaluation.projects.refusals import (
    AssessorInGroup,
    AssessorMentorsMember,
    AssessorMissing,
    AssessorOfMembersUnit,
    MarksAlreadyGiven,
    ProjectAlreadyMarked,
    RubricNotFollowed,
)
from shared.contracts.evaluation.projects import (
    AssessorAssigned,
    MarksGiven,
    ProjectMarked,
    ThirdAssessorRequired,
)
from shared.events import Event, PersonId
from shared.refusals import Invalid
from tests.evaluation.projects.examples import ANI, RINA, RUBRIC, SITI, STARTED, TOMI, UMAR, changed, given


def marks(each: int, **others: int) -> dict[str, int]:
    names = ("problem_relevance", "design_quality", "implementation", "results", "teamwork")
    return {**dict.fromkeys(names, each), **others}


def give(assessor: PersonId, each: dict[str, int]) -> GiveMarks:
    return GiveMarks(assessor, each, member_mentors=frozenset())


def given_by(assessor: PersonId, total: int) -> MarksGiven:
    return MarksGiven(assessor, marks(total), Decimal(total).quantize(Decimal("0.01")), RUBRIC)


def assessed(*assessors: PersonId) -> list[Event]:
    return [STARTED, *(AssessorAssigned(one, "inspektorat") for one in assessors)]


ASSIGN = AssignAssessor(RINA, "inspektorat", frozenset({"dlh", "dinkes"}), frozenset({SITI}))


def test_an_assessor_is_assigned_once() -> None:
    given(STARTED).when(ASSIGN).then(AssessorAssigned(RINA, "inspektorat"))
    given(*assessed(RINA)).when(ASSIGN).nothing()


def test_an_assessor_is_not_of_the_group_nor_its_mentor_nor_of_a_members_unit() -> None:
    given(STARTED).when(changed(ASSIGN, assessor=ANI)).refused(AssessorInGroup)
    given(STARTED).when(changed(ASSIGN, assessor=SITI)).refused(AssessorMentorsMember)
    given(STARTED).when(changed(ASSIGN, unit="dinkes")).refused(AssessorOfMembersUnit, unit="dinkes")


def test_a_single_total_decides_nothing() -> None:
    given(*assessed(RINA, SITI)).when(give(RINA, marks(80))).then(given_by(RINA, 80))


def test_criteria_weigh_as_the_rubric_says() -> None:
    weighed = marks(0, problem_relevance=100, design_quality=80, implementation=60, results=75, teamwork=90)
    expected = MarksGiven(RINA, weighed, Decimal("78.25"), RUBRIC)
    given(*assessed(RINA)).when(give(RINA, weighed)).then(expected)


def test_two_totals_at_most_ten_apart_are_averaged() -> None:
    once = [*assessed(RINA, SITI), given_by(RINA, 80)]
    mark = ProjectMarked(Decimal("75.00"), (Decimal("80.00"), Decimal("70.00")), "MEAN_OF_TWO", RUBRIC)
    given(*once).when(give(SITI, marks(70))).then(given_by(SITI, 70), mark)


def test_two_totals_more_than_ten_apart_need_a_third_assessor() -> None:
    once = [*assessed(RINA, SITI), given_by(RINA, 80)]
    given(*once).when(give(SITI, marks(69))).then(given_by(SITI, 69), ThirdAssessorRequired(Decimal("11.00"), RUBRIC))


def test_the_third_assessor_settles_the_mark() -> None:
    apart = [*assessed(RINA, SITI), given_by(RINA, 90), given_by(SITI, 60), ThirdAssessorRequired(Decimal(30), RUBRIC)]
    totals = (Decimal("90.00"), Decimal("60.00"), Decimal("70.00"))
    given(*apart, AssessorAssigned(TOMI, "inspektorat")).when(give(TOMI, marks(70))).then(
        given_by(TOMI, 70), ProjectMarked(Decimal("65.00"), totals, "MEAN_OF_CLOSEST_TWO", RUBRIC)
    )


def test_only_the_assigned_give_marks_and_each_once() -> None:
    given(*assessed(RINA)).when(give(SITI, marks(80))).refused(AssessorMissing)
    given(*assessed(RINA, SITI), given_by(RINA, 80)).when(give(RINA, marks(90))).refused(
        MarksAlreadyGiven, total="80.00"
    )


def test_who_became_a_members_mentor_after_being_assigned_does_not_mark() -> None:
    meanwhile = changed(give(RINA, marks(80)), member_mentors=frozenset({RINA}))
    given(*assessed(RINA)).when(meanwhile).refused(AssessorMentorsMember)


def test_each_criterion_gets_one_mark_of_0_to_100() -> None:
    once = given(*assessed(RINA))
    without = {name: mark for name, mark in marks(80).items() if name != "teamwork"}
    once.when(give(RINA, without)).refused(RubricNotFollowed, criteria=5, missing=1, unknown=0)
    once.when(give(RINA, marks(80, charm=100))).refused(RubricNotFollowed, missing=0, unknown=1)
    once.when(give(RINA, marks(80, teamwork=101))).refused(Invalid)
    once.when(give(RINA, marks(80, teamwork=-1))).refused(Invalid)


def test_a_mark_is_final() -> None:
    mark = ProjectMarked(Decimal("80.00"), (Decimal(80), Decimal(80)), "MEAN_OF_TWO", RUBRIC)
    done = given(*assessed(RINA, SITI, TOMI), given_by(RINA, 80), given_by(SITI, 80), mark)
    done.when(give(TOMI, marks(10))).refused(ProjectAlreadyMarked, mark="80.00")
    done.when(changed(ASSIGN, assessor=UMAR)).refused(ProjectAlreadyMarked, mark="80.00")
