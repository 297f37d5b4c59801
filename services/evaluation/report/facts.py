"""Everything that a programme's report is made of, as one value."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from services.evaluation.roster.views import SEATED
from shared.events import BEGINNING
from shared.projection import Body


class Horizon(msgspec.Struct, frozen=True):
    """Up to which position of a service's log the read models have read, and when that was written."""

    service: str
    position: int
    at: datetime


class SurveyFacts(msgspec.Struct, frozen=True):
    """A survey, how many have handed in, and what may be shown of it: None while it is open."""

    survey: Body
    answered: int
    results: Body | None


class CohortFacts(msgspec.Struct, frozen=True):
    """A cohort with the rows of each view about it; `groups` is where each person works."""

    cohort: Body
    participants: Sequence[Body] = ()
    sessions: Sequence[Body] = ()
    groups: Mapping[str, str] = {}
    pairings: Sequence[Body] = ()
    completions: Sequence[Body] = ()
    surveys: Sequence[SurveyFacts] = ()

    @property
    def seated(self) -> list[Body]:
        """Who holds, or held to the end, a seat."""
        return [one for one in self.participants if one["state"] in SEATED]


class Facts(msgspec.Struct, frozen=True):
    """Everything that a report is made of; `editions` and `cohorts` in order of time, `units` names by code.

    `unit_surveys` are those of the units that have ordered a project, `sharing` the classes on the programme's goals.
    """

    editions: Sequence[Body]
    cohorts: Sequence[CohortFacts] = ()
    projects: Sequence[Body] = ()
    staff: Mapping[str, Body] = {}
    accounts: Mapping[str, Body] = {}
    sharing: Sequence[Body] = ()
    unit_surveys: Sequence[SurveyFacts] = ()
    units: Mapping[str, str] = {}
    horizons: Sequence[Horizon] = ()

    @property
    def last_event_at(self) -> datetime:
        """When the last event was written that the report can know of."""
        return max((one.at for one in self.horizons), default=BEGINNING.at)
