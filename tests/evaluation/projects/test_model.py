"""A project begins with its group's brief; the group plans, reaches milestones and hands in what it made."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from services.evaluation.projects.commands import (
    AgreePlan,
    ReachMilestone,
    StartProject,
    SubmitDeliverable,
)
from services.evaluation.projects.refusals import (
    MilestoneAlreadyReached,
    ReachedMilestoneChanged,
)
from shared.contracts.evaluation.projects import (
    DeliverableSubmitted,
    MilestoneReached,
    PlanAgreed,
)
from shared.days import FutureDay
from shared.refusals import Invalid, NotFound
from tests.evaluation.projects.examples import (
    BANKS,
    DIGEST,
    FEBRUARY,
    OTHER_DIGEST,
    PLAN,
    STARTED,
    SURVEY,
    changed,
    given,
)


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


def test_today_is_the_day_in_sibolga() -> None:
    late_evening = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)
    given(STARTED, PLAN).at(late_evening).when(ReachMilestone("survey", date(2026, 3, 3))).then(
        MilestoneReached("survey", date(2026, 3, 3))
    )
