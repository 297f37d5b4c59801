"""A project runs from its group's brief to its effect on the public; whoever judges it stands apart from it."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import MAXYEAR, date, datetime, timedelta
from typing import get_args

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
from services.evaluation.projects.marking import RubricPolicy, judged, total
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
    VerifierInGroup,
    VerifierOfOwnUnit,
)
from services.evaluation.projects.state import Project, evolve
from shared.contracts.evaluation.projects import (
    AssessorAssigned,
    DeliverableSubmitted,
    IndicatorMeasured,
    IndicatorVerified,
    MarksGiven,
    MilestoneReached,
    Month,
    PlanAgreed,
    ProjectStarted,
)
from shared.days import not_future, today
from shared.decider import Command, Decider, Unknown
from shared.events import Event
from shared.policy import Policies, Policy
from shared.refusals import Invalid, NotFound

MONTHS: Mapping[int, Month] = {month: month for month in get_args(Month)}
SHA256 = re.compile(r"[0-9a-f]{64}")


class MeasurementPolicy(Policy, frozen=True):
    """How many days before its month is full an indicator may be measured."""

    table = "measurement"

    tolerance_days: int


def decide(project: Project, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Plan, work, marks and outcome; product.md, projects."""
    match command:
        case StartProject() if project.started:
            return []
        case StartProject():
            return [_started(command)]
        case _ if not project.started:
            raise NotFound(kind="project")

        case AgreePlan():
            plan = _agreed(project, command)
            return [] if plan == project.plan else [plan]
        case ReachMilestone(milestone=milestone) if milestone not in project.milestones:
            raise NotFound(kind="milestone")
        case ReachMilestone(milestone=milestone, on=on) if project.reached.get(milestone) == on:
            return []
        case ReachMilestone(milestone=milestone) if milestone in project.reached:
            raise MilestoneAlreadyReached(reached_on=project.reached[milestone].isoformat())
        case ReachMilestone(milestone=milestone, on=on):
            not_future(on, now)
            return [MilestoneReached(milestone, on)]
        case SubmitDeliverable():
            not_future(command.on, now)
            return _submitted(project, command)

        case AssignAssessor(assessor=assessor) if assessor in project.assessors:
            return []
        case AssignAssessor() | GiveMarks() if project.mark is not None:
            raise ProjectAlreadyMarked(mark=str(project.mark))
        case AssignAssessor(assessor=assessor) if assessor in project.members:
            raise AssessorInGroup()
        case AssignAssessor(assessor=assessor, member_mentors=mentors) if assessor in mentors:
            raise AssessorMentorsMember()
        case AssignAssessor(unit=unit, member_units=units) if unit in units:
            raise AssessorOfMembersUnit(unit=unit)
        case AssignAssessor(assessor=assessor, unit=unit):
            return [AssessorAssigned(assessor, unit)]
        case GiveMarks(assessor=assessor) if assessor not in project.assessors:
            raise AssessorMissing()
        case GiveMarks(assessor=assessor) if assessor in project.totals:
            raise MarksAlreadyGiven(total=str(project.totals[assessor]))
        case GiveMarks(assessor=assessor, member_mentors=mentors) if assessor in mentors:
            raise AssessorMentorsMember()
        case GiveMarks():
            return _marked(project, command, policies.of(RubricPolicy, today(now)))

        case MeasureIndicator(month=month) if month in project.verified:
            raise MeasurementVerified(month=month)
        case MeasureIndicator():
            return _measured(project, command, policies, now)
        case VerifyIndicator(month=month) if month not in project.measured:
            raise NotFound(kind="measurement")
        case VerifyIndicator(month=month) if month in project.verified:
            return []
        case VerifyIndicator(month=month, by=by, unit=unit, on=on):
            _check_verifier(project, command, now)
            return [IndicatorVerified(project.measured[month].month, by, unit, on)]
    raise Unknown(command)


def _started(command: StartProject) -> ProjectStarted:
    return ProjectStarted(
        cohort=command.cohort,
        program=command.program,
        edition=command.edition,
        name=command.name,
        title=command.title,
        field=command.field,
        sponsor_unit=command.sponsor_unit,
        members=command.members,
        indicator=command.indicator,
    )


def _agreed(project: Project, command: AgreePlan) -> PlanAgreed:
    ids = [milestone.milestone for milestone in command.milestones]
    errors = {}
    if not command.objectives:
        errors["objectives"] = "EMPTY"
    if not ids:
        errors["milestones"] = "EMPTY"
    if len(set(ids)) < len(ids):
        errors["milestones"] = "MILESTONE_TWICE"
    if errors:
        raise Invalid(**errors)
    changed = [one for one in project.reached if project.milestones[one] not in command.milestones]
    if changed:
        raise ReachedMilestoneChanged(changed=len(changed))
    return PlanAgreed(command.objectives, command.milestones)


def _submitted(project: Project, command: SubmitDeliverable) -> list[Event]:
    _check_digest(command.digest)
    if command.link is not None and not command.link.startswith("https://"):
        raise Invalid(link="NOT_HTTPS")
    newest = project.deliverables.get(command.deliverable)
    version = newest.version if newest else 0
    submitted = DeliverableSubmitted(
        command.deliverable, command.name, version + 1, command.digest, command.link, command.on
    )
    return [] if newest and newest.digest == submitted.digest else [submitted]


def _marked(project: Project, command: GiveMarks, rubric: RubricPolicy) -> list[Event]:
    given = MarksGiven(command.assessor, dict(command.marks), total(command.marks, rubric), rubric.version)
    consequence = judged([*project.totals.values(), given.total], rubric)
    return [given, consequence] if consequence else [given]


def _measured(project: Project, command: MeasureIndicator, policies: Policies, now: datetime) -> list[Event]:
    """Until it is verified, a month may be measured again: both values stay in the log, the later one counts."""
    not_future(command.measured_on, now)
    _check_digest(command.digest)
    if command.month not in MONTHS:
        raise Invalid(month="UNKNOWN_CODE")
    if not command.value.is_finite():
        raise Invalid(value="NOT_A_NUMBER")
    policy = policies.of(MeasurementPolicy, command.measured_on)
    full_on = months_later(command.started_on, command.month)
    if command.measured_on + timedelta(days=policy.tolerance_days) < full_on:
        raise MeasuredTooEarly(
            month=command.month,
            full_on=full_on.isoformat(),
            tolerance_days=policy.tolerance_days,
            on=command.measured_on.isoformat(),
            rule=policy.version,
        )
    measured = IndicatorMeasured(MONTHS[command.month], command.value, command.measured_on, command.digest, command.by)
    return [] if measured == project.measured.get(command.month) else [measured]


def _check_verifier(project: Project, command: VerifyIndicator, now: datetime) -> None:
    """Whoever verifies has neither measured, nor worked on it, nor belongs to a unit that has; D5.5."""
    measured = project.measured[command.month]
    not_future(command.on, now)
    if command.on < measured.measured_on:
        raise BeforeMeasurement(on=command.on.isoformat(), measured_on=measured.measured_on.isoformat())
    if command.by == measured.by:
        raise OwnMeasurement()
    if command.by in project.members:
        raise VerifierInGroup()
    if command.unit in command.member_units | {project.sponsor_unit}:
        raise VerifierOfOwnUnit(unit=command.unit)


def _check_digest(digest: str) -> None:
    if not SHA256.fullmatch(digest):
        raise Invalid(digest="NOT_SHA256")


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last one of that month where it is shorter, and of the calendar."""
    years, months_before = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, months_before + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])) if year <= MAXYEAR else date.max


PROJECT = Decider("project", Project(), decide, evolve)
