"""What there is to decide for a cohort: the rules of its edition, and what each participant can show."""

from datetime import date

import msgspec

from services.evaluation.completion.evidence import EvidencePolicy, evidence
from services.evaluation.completion.model import DecideCompletion
from services.evaluation.completion.views import ATTENDANCE, MEMBERSHIP, MENTORING
from services.evaluation.projects.views import PROJECTS
from services.evaluation.roster.views import COHORTS, PARTICIPANTS, PROGRAMS, SEATED, edition_id
from services.evaluation.surveys.views import SURVEYS, TURNOUT
from shared.events import PersonId
from shared.projection import Body, Projection
from shared.web.consistency import wait_for
from shared.web.current import rule, running, views
from shared.web.reading import document

LOOKED_AT = (PARTICIPANTS, ATTENDANCE, MENTORING, MEMBERSHIP, PROJECTS, SURVEYS, TURNOUT)


def decisions(cohort: str) -> list[DecideCompletion]:
    """One for everybody with a seat, in the order of their ids; raises `NotFound` without such a cohort."""
    opened = document(COHORTS, cohort, "cohort").body
    edition = document(PROGRAMS, edition_id(opened["program"], opened["edition"]), "program").body
    for projection in LOOKED_AT:
        wait_for(projection)
    attendance, mentoring = _rows(ATTENDANCE, cohort), _rows(MENTORING, cohort)
    projects, membership = _rows(PROJECTS, cohort), views().get(MEMBERSHIP, cohort)
    answered = _answered(cohort, date.fromisoformat(opened["ends_on"]))
    facts = {name: opened[name] for name in ("program", "edition", "ends_on")}
    rules = {"rules": edition["content"]["completion"]}
    rules |= {name: edition["content"][name] for name in ("form", "learning_hours")}
    return [
        msgspec.convert(
            {
                **facts,
                **rules,
                "cohort": cohort,
                "person": person,
                "evidence": evidence(
                    person,
                    attendance=attendance,
                    mentoring=mentoring,
                    groups=membership.body["groups"] if membership else {},
                    projects=projects,
                    survey_handed_in=person in answered,
                    policies=running().policies,
                ),
            },
            DecideCompletion,
        )
        for person in _seated(cohort)
    ]


def _rows(projection: Projection, cohort: str) -> list[Body]:
    return [row.body for row in views().all(projection, cohort=cohort)]


def _seated(cohort: str) -> list[PersonId]:
    return [PersonId(row["person"]) for row in _rows(PARTICIPANTS, cohort) if row["state"] in SEATED]


def _answered(cohort: str, ends_on: date) -> frozenset[str]:
    """Who handed in a survey of the kind that counted on the last day, whichever of them where there are several."""
    asked = views().all(SURVEYS, subject_id=cohort, template=rule(EvidencePolicy, ends_on).survey)
    return frozenset(row.body["person"] for survey in asked for row in views().all(TURNOUT, survey=survey.id))
