"""Facts of a programme: what it states and which edition of it is in force; stream `program`."""

from datetime import date

import msgspec

from shared.contracts.vocabulary import CompetencyType, EmployeeKind, Indicator, Method, PostLevel
from shared.events import Event


class Goal(msgspec.Struct, frozen=True):
    """A competency that participants are to reach, at levels 1 to 5 (domain.md D1.4)."""

    competency: str
    type: CompetencyType
    level: int


class Eligibility(msgspec.Struct, frozen=True):
    """Who may take part; an empty rule lets everybody pass. Years are full years of service."""

    kinds: tuple[EmployeeKind, ...] = ()
    units: tuple[str, ...] = ()
    post_levels: tuple[PostLevel, ...] = ()
    grades: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    least_years: int | None = None
    most_years: int | None = None
    prior_program: str | None = None


class CompletionRules(msgspec.Struct, frozen=True):
    """What a participant must show: attendance in percent, marks out of 100, confirmed mentoring sessions."""

    attendance_percent: int
    project_pass_mark: int | None = None
    mentoring_sessions: int = 0
    survey_required: bool = False


class ProgramContent(msgspec.Struct, frozen=True):
    """All that a programme states. A hole is None or empty, and stops publication."""

    title: str
    legal_basis: str | None = None
    goals: tuple[Goal, ...] = ()
    methods: tuple[Method, ...] = ()
    form: int | None = None
    """SIASN jenisDiklat id (domain.md D1.3)."""
    learning_hours: int | None = None
    eligibility: Eligibility = Eligibility()
    completion: CompletionRules | None = None
    outcome: Indicator | None = None


class ProgramDrafted(Event, schema=1):
    """A programme is being written."""

    code: str
    content: ProgramContent


class ProgramRevised(Event, schema=1):
    """The draft says something else now; published editions stay as they are."""

    content: ProgramContent


class ProgramPublished(Event, schema=1):
    """The draft is in force as this edition, from which cohorts are opened."""

    code: str
    edition: int
    content: ProgramContent


class ProgramRetired(Event, schema=1):
    """No more cohorts are opened from this programme."""

    on: date
