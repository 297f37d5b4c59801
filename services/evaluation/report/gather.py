"""Reads what a programme's report is made of out of this service's read models into one value."""

from collections.abc import Iterable, Sequence

import msgspec

from services.evaluation.completion.views import ATTENDANCE, COMPLETIONS, MEMBERSHIP
from services.evaluation.credits.views import LEARNING_ACCOUNTS
from services.evaluation.projects.views import PROJECTS
from services.evaluation.report.facts import CohortFacts, Facts, Horizon, SurveyFacts
from services.evaluation.report.views import PAIRINGS, SHARING
from services.evaluation.roster.views import COHORTS, PARTICIPANTS, PROGRAMS, STAFF, UNITS
from services.evaluation.surveys.routes import results_of
from services.evaluation.surveys.views import SURVEYS, TALLIES, TURNOUT
from shared.contracts import STREAMS
from shared.events import BEGINNING
from shared.projection import Body, Projection
from shared.refusals import NotFound
from shared.service import OWNERS
from shared.web.current import running, views

SOURCES: Sequence[Projection] = (
    ATTENDANCE,
    COHORTS,
    COMPLETIONS,
    LEARNING_ACCOUNTS,
    MEMBERSHIP,
    PAIRINGS,
    PARTICIPANTS,
    PROGRAMS,
    PROJECTS,
    SHARING,
    STAFF,
    SURVEYS,
    TALLIES,
    TURNOUT,
    UNITS,
)
"""Every read model that a report looks at."""


def gather(program: str) -> Facts:
    """Everything about a programme, no older than the horizons say; raises `NotFound` before its first edition.

    The horizons are read first: what is folded meanwhile is in the rows, and at most missing from the horizons.
    """
    horizons = [horizon(service) for service in STREAMS]
    editions = sorted(_all(PROGRAMS, program=program), key=lambda one: int(one["edition"]))
    if not editions:
        raise NotFound(kind="program")
    projects = sorted(_all(PROJECTS, program=program), key=lambda one: (one["name"], one["id"]))
    opened = sorted(_all(COHORTS, program=program), key=lambda one: (one["starts_on"], one["id"]))
    cohorts = [_cohort(one) for one in opened]
    people = {one["person"] for cohort in cohorts for one in cohort.participants}
    mentees = {one["mentee"] for cohort in cohorts for one in cohort.pairings}
    competencies = sorted({goal["competency"] for goal in editions[-1]["content"]["goals"]})
    sponsors = sorted({one["sponsor_unit"] for one in projects})
    return Facts(
        editions=editions,
        cohorts=cohorts,
        projects=projects,
        staff=_some(STAFF, people),
        accounts=_some(LEARNING_ACCOUNTS, people | mentees),
        sharing=[row for one in competencies for row in _all(SHARING, competency=one)],
        unit_surveys=[one for unit in sponsors for one in _surveys(unit, "UNIT")],
        units={one["code"]: one["name"] for one in _all(UNITS)},
        horizons=horizons,
    )


def horizon(service: str) -> Horizon:
    """Where the read model that is furthest behind stands in the log of a service."""
    position = min(
        views().store.cursors(views().model(one)).get(service, 0)
        for one in SOURCES
        if service in {OWNERS[stream] for stream in one.streams}
    )
    last = running().logs[service].page(position - 1, 1) if position else ()
    return Horizon(service, position, last[0].at if last else BEGINNING.at)


def _cohort(cohort: Body) -> CohortFacts:
    identity = cohort["id"]
    grouping = views().get(MEMBERSHIP, identity)
    return CohortFacts(
        cohort=cohort,
        participants=_all(PARTICIPANTS, cohort=identity),
        sessions=_all(ATTENDANCE, cohort=identity),
        groups=grouping.body["groups"] if grouping else {},
        pairings=_all(PAIRINGS, cohort=identity),
        completions=_all(COMPLETIONS, cohort=identity),
        surveys=_surveys(identity, "COHORT"),
    )


def _surveys(subject_id: str, subject: str) -> list[SurveyFacts]:
    return [_survey(one) for one in _all(SURVEYS, subject_id=subject_id) if one["subject"] == subject]


def _survey(survey: Body) -> SurveyFacts:
    results = None if survey["state"] == "OPEN" else msgspec.to_builtins(results_of(survey))
    return SurveyFacts(survey, views().count(TURNOUT, survey=survey["id"]).get(None, 0), results)


def _all(projection: Projection, **where: object) -> list[Body]:
    return [one.body for one in views().all(projection, **where)]


def _some(projection: Projection, ids: Iterable[str]) -> dict[str, Body]:
    found = views().get_all(projection, sorted(ids))
    return {identity: found[identity].body for identity in sorted(found)}
