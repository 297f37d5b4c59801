"""Facts of a group's project, from its brief to its effect on the public; stream `project`."""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from shared.contracts.vocabulary import Indicator
from shared.events import Event, PersonId

Horizon = Literal["SHORT", "MEDIUM", "LONG"]
Month = Literal[0, 3, 6, 12]


class Milestone(msgspec.Struct, frozen=True):
    """What is to be reached by a day (domain.md D5.6)."""

    milestone: str
    title: str
    horizon: Horizon
    due_on: date


class ProjectStarted(Event, schema=1):
    """A group got its brief."""

    cohort: str
    program: str
    edition: int
    name: str
    title: str
    field: str
    sponsor_unit: str
    members: tuple[PersonId, ...]
    indicator: Indicator


class PlanAgreed(Event, schema=1):
    """What the group wants to reach, and by when."""

    objectives: tuple[str, ...]
    milestones: tuple[Milestone, ...]


class MilestoneReached(Event, schema=1):
    """A milestone of the plan was reached on `on`."""

    milestone: str
    on: date


class DeliverableSubmitted(Event, schema=1):
    """A version of what the group made; the evidence is known by its SHA-256 digest and may have a link."""

    deliverable: str
    name: str
    version: int
    digest: str
    link: str | None
    on: date


class AssessorAssigned(Event, schema=1):
    """The person marks the project without seeing the marks of others."""

    assessor: PersonId
    unit: str


class MarksGiven(Event, schema=1):
    """The assessor's marks by criterion of the rubric, 0 to 100 each, and their weighted total."""

    assessor: PersonId
    marks: dict[str, int]
    total: Decimal
    policy: str


class ThirdAssessorRequired(Event, schema=1):
    """The two totals differ by more than the policy allows."""

    difference: Decimal
    policy: str


class ProjectMarked(Event, schema=1):
    """The project has its mark, out of 100, and how it came about."""

    mark: Decimal
    totals: tuple[Decimal, ...]
    method: Literal["MEAN_OF_TWO", "MEAN_OF_CLOSEST_TWO"]
    policy: str


class IndicatorMeasured(Event, schema=1):
    """The indicator's value, so many months after the start; 0 is the baseline as found."""

    month: Month
    value: Decimal
    measured_on: date
    digest: str
    by: PersonId


class IndicatorVerified(Event, schema=1):
    """Somebody of another unit saw the evidence and agrees."""

    month: Month
    by: PersonId
    unit: str
    on: date
