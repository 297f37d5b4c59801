"""What the events of a project add up to, as far as its decisions need it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

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
)
from shared.decider import State
from shared.events import Event, PersonId


class Project(State, frozen=True):
    """Who works on it and for whom, what was planned, reached and handed in, who marked it, what was measured.

    `deliverables` holds the newest version of each, `totals` is in the order of the log.
    """

    started: bool = False
    cohort: str = ""
    sponsor_unit: str = ""
    members: frozenset[PersonId] = frozenset()
    plan: PlanAgreed | None = None
    reached: Mapping[str, date] = {}
    deliverables: Mapping[str, DeliverableSubmitted] = {}
    assessors: frozenset[PersonId] = frozenset()
    totals: Mapping[PersonId, Decimal] = {}
    mark: Decimal | None = None
    measured: Mapping[int, IndicatorMeasured] = {}
    verified: frozenset[int] = frozenset()

    @property
    def milestones(self) -> dict[str, Milestone]:
        """Those of the plan by id."""
        return {one.milestone: one for one in self.plan.milestones} if self.plan else {}


def evolve(project: Project, event: Event) -> Project:
    """What an event changes about the project."""
    match event:
        case ProjectStarted(cohort=cohort, sponsor_unit=unit, members=members):
            return project.but(started=True, cohort=cohort, sponsor_unit=unit, members=frozenset(members))
        case PlanAgreed():
            return project.but(plan=event)
        case MilestoneReached(milestone=milestone, on=on):
            return project.but(reached={**project.reached, milestone: on})
        case DeliverableSubmitted(deliverable=deliverable):
            return project.but(deliverables={**project.deliverables, deliverable: event})
        case AssessorAssigned(assessor=assessor):
            return project.but(assessors=project.assessors | {assessor})
        case MarksGiven(assessor=assessor, total=total):
            return project.but(totals={**project.totals, assessor: total})
        case ProjectMarked(mark=mark):
            return project.but(mark=mark)
        case IndicatorMeasured(month=month):
            return project.but(measured={**project.measured, month: event})
        case IndicatorVerified(month=month):
            return project.but(verified=project.verified | {month})
    return project
