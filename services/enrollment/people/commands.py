"""What may be asked about employees, units and rosters, with the facts of other streams as values."""

from datetime import date
from typing import Literal

from shared.contracts.vocabulary import EmployeeKind, PostGroup, PostLevel
from shared.decider import Command

UnitKind = Literal[
    "SECRETARIAT",
    "INSPECTORATE",
    "BOARD",
    "AGENCY",
    "OFFICE",
    "DISTRICT",
    "URBAN_VILLAGE",
    "HOSPITAL",
    "HEALTH_CENTRE",
]
"""What kinds of units a city has (domain.md D7.2)."""


class EstablishUnit(Command, frozen=True):
    """A unit exists from `valid_from` on; `parent_since` is the first day of its parent, None where there is none."""

    code: str
    name: str
    kind: UnitKind
    parent: str | None
    parent_since: date | None
    valid_from: date


class RegisterEmployee(Command, frozen=True):
    """Take somebody into the roster as of `on`; `unit_since` is the first day of the unit, None where there is none."""

    kind: EmployeeKind
    unit: str
    unit_since: date | None
    post_group: PostGroup
    post_level: PostLevel
    grade: str
    status: str
    fields: tuple[str, ...]
    appointed_on: date
    on: date


class TransferEmployee(Command, frozen=True):
    """Another unit from `on`; `unit_since` is its first day, None where there is no such unit."""

    unit: str
    unit_since: date | None
    on: date


class ChangePost(Command, frozen=True):
    """Another post, or another grade, from `on`."""

    post_group: PostGroup
    post_level: PostLevel
    grade: str
    on: date


class ChangeStatus(Command, frozen=True):
    """Another legal status from `on`."""

    status: str
    on: date


class ChangeFields(Command, frozen=True):
    """Other fields of work from `on`."""

    fields: tuple[str, ...]
    on: date


class PassProbation(Command, frozen=True):
    """The CPNS is a PNS from `on`, under the same number."""

    on: date


class RecordRosterImport(Command, frozen=True):
    """A roster file was applied: a keyed digest of its content, and how many of its rows did what."""

    digest: str
    rows: int
    registered: int
    changed: int
    unchanged: int
