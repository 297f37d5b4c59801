"""What may be asked of a project, with the facts of other streams as values."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from shared.contracts.evaluation.projects import Milestone
from shared.contracts.vocabulary import Indicator
from shared.decider import Command
from shared.events import PersonId


class StartProject(Command, frozen=True):
    """Begin the project of a group that got its brief, with the members of that moment."""

    cohort: str
    program: str
    edition: int
    name: str
    title: str
    field: str
    sponsor_unit: str
    members: tuple[PersonId, ...]
    indicator: Indicator


class AgreePlan(Command, frozen=True):
    """State what the group wants to reach, and by when; a later plan replaces the earlier one."""

    objectives: tuple[str, ...]
    milestones: tuple[Milestone, ...]


class ReachMilestone(Command, frozen=True):
    """Say that a milestone of the plan was reached on `on`."""

    milestone: str
    on: date


class SubmitDeliverable(Command, frozen=True):
    """Hand in the next version of a deliverable; `digest` is the SHA-256 of the evidence, in lower-case hex."""

    deliverable: str
    name: str
    digest: str
    link: str | None
    on: date


class AssignAssessor(Command, frozen=True):
    """Let a person mark the project; `unit` is theirs, the other facts are those of the members."""

    assessor: PersonId
    unit: str
    member_units: frozenset[str]
    member_mentors: frozenset[PersonId]


class GiveMarks(Command, frozen=True):
    """Mark each criterion of the rubric, 0 to 100; `member_mentors` are those of the members by now."""

    assessor: PersonId
    marks: Mapping[str, int]
    member_mentors: frozenset[PersonId]


class MeasureIndicator(Command, frozen=True):
    """Record the indicator's value so many months after the cohort's first day, `started_on`."""

    month: int
    value: Decimal
    measured_on: date
    digest: str
    by: PersonId
    started_on: date


class VerifyIndicator(Command, frozen=True):
    """Agree with a measurement after having seen its evidence; `unit` is the verifier's."""

    month: int
    by: PersonId
    unit: str
    member_units: frozenset[str]
    on: date
