"""Facts of the project groups of a cohort; stream `grouping`, one a cohort, so that nobody is in two groups."""

import msgspec

from shared.contracts.vocabulary import Indicator
from shared.events import Event, PersonId, TextRef


class Brief(msgspec.Struct, frozen=True):
    """What a group works on, close to its field of work, and the indicator that it should move."""

    title: str
    problem: str
    sponsor_unit: str
    field: str
    indicator: Indicator


class GroupFormed(Event, schema=1):
    """A group of the cohort has a name."""

    group: str
    name: str


class MemberAdded(Event, schema=1):
    """The person works in this group."""

    group: str
    person: PersonId


class MemberRemoved(Event, schema=1):
    """The person left the group, for a reason that the vault keeps."""

    group: str
    person: PersonId
    reason: TextRef


class BriefGiven(Event, schema=1):
    """The group has members enough and knows its task; its project begins."""

    program: str
    edition: int
    group: str
    name: str
    members: tuple[PersonId, ...]
    brief: Brief
