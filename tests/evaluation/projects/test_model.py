"""A project begins with its group's brief, and whoever judges it stands apart from it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from services.evaluation.projects.commands import (
    AgreePlan,
    AssignAssessor,
    GiveMarks,
    MeasureIndicator,
    ReachMilestone,
    StartProject,
    SubmitDeliverable,
    VerifyIndicator,
)
from services.evaluation.projects.marking import RubricPolicy
from services.evaluation.projects.model import PROJECT, MeasurementPolicy, months_later
from services.evaluation.projects.refusals import (
    AssessorInGroup,
    AssessorMentorsMember,
    AssessorMissing,
    AssessorOfMembersUnit,
    BeforeMeasurement,
    MarksAlreadyGiven,
    MeasuredTooEarly,
    MeasurementVerified,
    MilestoneAlreadyReached,
    OwnMeasurement,
    ProjectAlreadyMarked,
    ReachedMilestoneChanged,
    RubricNotFollowed,
    VerifierInGroup,
    VerifierOfOwnUnit,
)
from shared.contracts.evaluation.projects import (
    AssessorAssigned,
    DeliverableSubmitted,
    IndicatorMeasured,
    IndicatorVerified,
    MarksGiven,
    Milestone,
    MilestoneReached,
    PlanAgreed,
    ProjectMarked,
    ProjectStarted,
    ThirdAssessorRequired,
)
from shared.contracts.vocabulary import Indicator
from shared.days import FutureDay
from shared.decider import Command
from shared.events import Event, PersonId
from shared.policy import read_policies
from shared.refusals import Invalid, NotFound
from shared.testing.scenario import Scenario

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
given = Scenario(PROJECT, read_policies(TABLES, [RubricPolicy, MeasurementPolicy]))

ANI, BUDI, CITRA = PersonId("ani"), PersonId("budi"), PersonId("citra")
RINA, SITI, TOMI, UMAR = PersonId("rina"), PersonId("siti"), PersonId("tomi"), PersonId("umar")
INDICATOR = Indicator("Sampah terpilah", "percent", "MAXIMISE", Decimal(12), Decimal(30), date(2027, 4, 1))
STARTED = ProjectStarted(
    cohort="cohort-1",
    program="waste",
    edition=2,
    name="Kelompok Melati",
    title="Bank sampah di tiap kelurahan",
    field="WASTE",
    sponsor_unit="dlh",
    members=(ANI, BUDI, CITRA),
    indicator=INDICATOR,
)
SURVEY = Milestone("survey", "Sampah ditimbang", "SHORT", date(2026, 2, 1))
BANKS = Milestone("banks", "Bank sampah dibuka", "MEDIUM", date(2026, 9, 1))
PLAN = PlanAgreed(("Sampah dipilah di sumbernya",), (SURVEY, BANKS))
DIGEST, OTHER_DIGEST = "0" * 64, "a1" * 32
RUBRIC, MEASUREMENT = "rubric@2020-01-01", "measurement@2020-01-01"
FEBRUARY = date(2026, 2, 3)


def marks(each: int, **others: int) -> dict[str, int]:
    names = ("problem_relevance", "design_quality", "implementation", "results", "teamwork")
    return {**dict.fromkeys(names, each), **others}


def given_by(assessor: PersonId, total: int) -> MarksGiven:
    return MarksGiven(assessor, marks(total), Decimal(total).quantize(Decimal("0.01")), RUBRIC)


def assessed(*assessors: PersonId) -> list[Event]:
    return [STARTED, *(AssessorAssigned(one, "inspektorat") for one in assessors)]


def changed(command: Command, **changes: Any) -> Command:
    return msgspec.structs.replace(command, **changes)


def test_a_brief_begins_a_project_once() -> None:
    start = StartProject(**{name: getattr(STARTED, name) for name in STARTED.__struct_fields__})
    given().when(start).then(STARTED)
    given(STARTED).when(start).nothing()


def test_without_a_brief_there_is_no_project() -> None:
    given().when(AgreePlan(PLAN.objectives, PLAN.milestones)).refused(NotFound, kind="project")


def test_the_group_agrees_on_a_plan_and_may_agree_on_another() -> None:
    given(STARTED).when(AgreePlan(PLAN.objectives, PLAN.milestones)).then(PLAN)
    given(STARTED, PLAN).when(AgreePlan(PLAN.objectives, PLAN.milestones)).nothing()
    given(STARTED, PLAN).when(AgreePlan(PLAN.objectives, (BANKS,))).then(PlanAgreed(PLAN.objectives, (BANKS,)))


@pytest.mark.parametrize("plan", [AgreePlan((), (SURVEY,)), AgreePlan(("x",), ()), AgreePlan(("x",), (SURVEY, SURVEY))])
def test_a_plan_has_objectives_and_milestones_each_once(plan: AgreePlan) -> None:
    given(STARTED).when(plan).refused(Invalid)


def test_what_was_reached_stays_in_every_later_plan_as_it_was() -> None:
    history = [STARTED, PLAN, MilestoneReached("survey", FEBRUARY)]
    given(*history).when(AgreePlan(PLAN.objectives, (BANKS,))).refused(ReachedMilestoneChanged, changed=1)
    later = msgspec.structs.replace(SURVEY, due_on=date(2026, 5, 1))
    given(*history).when(AgreePlan(PLAN.objectives, (later, BANKS))).refused(ReachedMilestoneChanged, changed=1)
    given(*history).when(AgreePlan(("y",), (SURVEY,))).then(PlanAgreed(("y",), (SURVEY,)))


def test_a_milestone_of_the_plan_is_reached_once_and_not_in_the_future() -> None:
    given(STARTED, PLAN).when(ReachMilestone("survey", FEBRUARY)).then(MilestoneReached("survey", FEBRUARY))
    given(STARTED, PLAN).when(ReachMilestone("survey", date(2026, 3, 3))).refused(FutureDay)
    given(STARTED, PLAN).when(ReachMilestone("moon", FEBRUARY)).refused(NotFound, kind="milestone")
    reached = given(STARTED, PLAN, MilestoneReached("survey", FEBRUARY))
    reached.when(ReachMilestone("survey", FEBRUARY)).nothing()
    reached.when(ReachMilestone("survey", date(2026, 2, 4))).refused(MilestoneAlreadyReached, reached_on="2026-02-03")


SUBMIT = SubmitDeliverable("report", "Laporan akhir", DIGEST, "https://arsip.example/report", FEBRUARY)
FIRST = DeliverableSubmitted("report", "Laporan akhir", 1, DIGEST, "https://arsip.example/report", FEBRUARY)


def test_versions_of_a_deliverable_are_counted() -> None:
    given(STARTED).when(SUBMIT).then(FIRST)
    second = msgspec.structs.replace(FIRST, version=2, digest=OTHER_DIGEST)
    given(STARTED, FIRST).when(changed(SUBMIT, digest=OTHER_DIGEST)).then(second)
    other = msgspec.structs.replace(FIRST, deliverable="poster")
    given(STARTED, FIRST).when(changed(SUBMIT, deliverable="poster")).then(other)


def test_the_same_evidence_is_no_new_version() -> None:
    given(STARTED, FIRST).when(SUBMIT).nothing()


@pytest.mark.parametrize("digest", ["", "0" * 63, "0" * 65, "A" * 64, "g" * 64, "0" * 64 + "\n"])
def test_evidence_is_known_by_a_sha256_digest(digest: str) -> None:
    given(STARTED).when(changed(SUBMIT, digest=digest)).refused(Invalid)


def test_a_link_to_evidence_is_https_and_evidence_is_not_of_the_future() -> None:
    given(STARTED).when(changed(SUBMIT, link="http://arsip.example")).refused(Invalid)
    given(STARTED).when(changed(SUBMIT, link=None)).then(msgspec.structs.replace(FIRST, link=None))
    given(STARTED).when(changed(SUBMIT, on=date(2026, 3, 3))).refused(FutureDay)


ASSIGN = AssignAssessor(RINA, "inspektorat", frozenset({"dlh", "dinkes"}), frozenset({SITI}))


def test_an_assessor_is_assigned_once() -> None:
    given(STARTED).when(ASSIGN).then(AssessorAssigned(RINA, "inspektorat"))
    given(*assessed(RINA)).when(ASSIGN).nothing()


def test_an_assessor_is_not_of_the_group_nor_its_mentor_nor_of_a_members_unit() -> None:
    given(STARTED).when(changed(ASSIGN, assessor=ANI)).refused(AssessorInGroup)
    given(STARTED).when(changed(ASSIGN, assessor=SITI)).refused(AssessorMentorsMember)
    given(STARTED).when(changed(ASSIGN, unit="dinkes")).refused(AssessorOfMembersUnit, unit="dinkes")


def test_a_single_total_decides_nothing() -> None:
    given(*assessed(RINA, SITI)).when(GiveMarks(RINA, marks(80))).then(given_by(RINA, 80))


def test_criteria_weigh_as_the_rubric_says() -> None:
    weighed = marks(0, problem_relevance=100, design_quality=80, implementation=60, results=75, teamwork=90)
    expected = MarksGiven(RINA, weighed, Decimal("78.25"), RUBRIC)
    given(*assessed(RINA)).when(GiveMarks(RINA, weighed)).then(expected)


def test_two_totals_at_most_ten_apart_are_averaged() -> None:
    once = [*assessed(RINA, SITI), given_by(RINA, 80)]
    mark = ProjectMarked(Decimal("75.00"), (Decimal("80.00"), Decimal("70.00")), "MEAN_OF_TWO", RUBRIC)
    given(*once).when(GiveMarks(SITI, marks(70))).then(given_by(SITI, 70), mark)


def test_two_totals_more_than_ten_apart_need_a_third_assessor() -> None:
    once = [*assessed(RINA, SITI), given_by(RINA, 80)]
    given(*once).when(GiveMarks(SITI, marks(69))).then(
        given_by(SITI, 69), ThirdAssessorRequired(Decimal("11.00"), RUBRIC)
    )


def test_the_third_assessor_settles_the_mark() -> None:
    apart = [*assessed(RINA, SITI), given_by(RINA, 90), given_by(SITI, 60), ThirdAssessorRequired(Decimal(30), RUBRIC)]
    totals = (Decimal("90.00"), Decimal("60.00"), Decimal("70.00"))
    given(*apart, AssessorAssigned(TOMI, "inspektorat")).when(GiveMarks(TOMI, marks(70))).then(
        given_by(TOMI, 70), ProjectMarked(Decimal("65.00"), totals, "MEAN_OF_CLOSEST_TWO", RUBRIC)
    )


def test_only_the_assigned_give_marks_and_each_once() -> None:
    given(*assessed(RINA)).when(GiveMarks(SITI, marks(80))).refused(AssessorMissing)
    given(*assessed(RINA, SITI), given_by(RINA, 80)).when(GiveMarks(RINA, marks(90))).refused(
        MarksAlreadyGiven, total="80.00"
    )


def test_each_criterion_gets_one_mark_of_0_to_100() -> None:
    once = given(*assessed(RINA))
    without = {name: mark for name, mark in marks(80).items() if name != "teamwork"}
    once.when(GiveMarks(RINA, without)).refused(RubricNotFollowed, criteria=5, missing=1, unknown=0)
    once.when(GiveMarks(RINA, marks(80, charm=100))).refused(RubricNotFollowed, missing=0, unknown=1)
    once.when(GiveMarks(RINA, marks(80, teamwork=101))).refused(Invalid)
    once.when(GiveMarks(RINA, marks(80, teamwork=-1))).refused(Invalid)


def test_a_mark_is_final() -> None:
    mark = ProjectMarked(Decimal("80.00"), (Decimal(80), Decimal(80)), "MEAN_OF_TWO", RUBRIC)
    done = given(*assessed(RINA, SITI, TOMI), given_by(RINA, 80), given_by(SITI, 80), mark)
    done.when(GiveMarks(TOMI, marks(10))).refused(ProjectAlreadyMarked, mark="80.00")
    done.when(changed(ASSIGN, assessor=UMAR)).refused(ProjectAlreadyMarked, mark="80.00")


MEASURE = MeasureIndicator(3, Decimal(18), date(2026, 2, 20), DIGEST, ANI, started_on=date(2025, 11, 20))
MEASURED = IndicatorMeasured(3, Decimal(18), date(2026, 2, 20), DIGEST, ANI)


def test_the_indicator_is_measured_after_the_month_it_stands_for() -> None:
    given(STARTED).when(MEASURE).then(MEASURED)
    given(STARTED).when(changed(MEASURE, measured_on=date(2026, 3, 3))).refused(FutureDay)
    early = changed(MEASURE, measured_on=date(2026, 2, 5))
    given(STARTED).when(early).refused(MeasuredTooEarly, month=3, full_on="2026-02-20", tolerance_days=14)
    on_the_first_day = changed(MEASURE, measured_on=date(2026, 2, 6))
    given(STARTED).when(on_the_first_day).then(msgspec.structs.replace(MEASURED, measured_on=date(2026, 2, 6)))


def test_a_measurement_has_a_number_and_evidence_and_is_of_a_month_that_is_looked_at() -> None:
    given(STARTED).when(changed(MEASURE, value=Decimal("NaN"))).refused(Invalid)
    given(STARTED).when(changed(MEASURE, digest="photo.jpg")).refused(Invalid)
    given(STARTED).when(changed(MEASURE, month=4)).refused(Invalid)


def test_until_it_is_verified_a_month_may_be_measured_again() -> None:
    again = changed(MEASURE, value=Decimal("17.5"))
    given(STARTED, MEASURED).when(MEASURE).nothing()
    given(STARTED, MEASURED).when(again).then(msgspec.structs.replace(MEASURED, value=Decimal("17.5")))
    verified = IndicatorVerified(3, UMAR, "inspektorat", FEBRUARY)
    given(STARTED, MEASURED, verified).when(again).refused(MeasurementVerified, month=3)


VERIFY = VerifyIndicator(3, UMAR, "inspektorat", frozenset({"dinkes"}), date(2026, 2, 25))


def test_somebody_of_another_unit_verifies() -> None:
    verified = IndicatorVerified(3, UMAR, "inspektorat", date(2026, 2, 25))
    given(STARTED, MEASURED).when(VERIFY).then(verified)
    given(STARTED, MEASURED, verified).when(VERIFY).nothing()


def test_nobody_verifies_their_own_measurement_work_or_unit() -> None:
    by_umar = msgspec.structs.replace(MEASURED, by=UMAR)
    given(STARTED, by_umar).when(VERIFY).refused(OwnMeasurement)
    given(STARTED, MEASURED).when(changed(VERIFY, by=BUDI)).refused(VerifierInGroup)
    given(STARTED, MEASURED).when(changed(VERIFY, unit="dinkes")).refused(VerifierOfOwnUnit, unit="dinkes")
    given(STARTED, MEASURED).when(changed(VERIFY, unit="dlh")).refused(VerifierOfOwnUnit, unit="dlh")


def test_a_measurement_is_verified_after_it_was_taken() -> None:
    given(STARTED, MEASURED).when(changed(VERIFY, month=6)).refused(NotFound, kind="measurement")
    given(STARTED, MEASURED).when(changed(VERIFY, on=date(2026, 3, 3))).refused(FutureDay)
    given(STARTED, MEASURED).when(changed(VERIFY, on=date(2026, 2, 19))).refused(BeforeMeasurement)


def test_today_is_the_day_in_sibolga() -> None:
    late_evening = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)
    given(STARTED, PLAN).at(late_evening).when(ReachMilestone("survey", date(2026, 3, 3))).then(
        MilestoneReached("survey", date(2026, 3, 3))
    )


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 11, 20), 0, date(2025, 11, 20)),
        (date(2025, 11, 20), 3, date(2026, 2, 20)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 1), 12, date(2026, 12, 1)),
        (date(9999, 12, 1), 3, date(9999, 12, 31)),
    ],
)
def test_months_end_where_the_calendar_ends_them(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later
