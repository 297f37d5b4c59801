"""What participants do between sessions: projects with their indicators, mentoring, and sharing classes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from services.evaluation.projects.shown import outcome
from services.evaluation.report.facts import CohortFacts, Facts
from services.evaluation.report.figures import total
from services.evaluation.report.participation import head
from shared.contracts.evaluation.projects import Month
from shared.policy import Policies
from shared.projection import Body

Row = dict[str, Any]
MONTHS: Sequence[Month] = get_args(Month)
MEASURED = ("value", "measured_on", "methods", "achievement", "policy")
PAIRING_STATES = ("PROPOSED", "ACTIVE", "ENDED", "DECLINED", "LAPSED")


def projects(facts: Facts) -> Row:
    """Groups of each cohort, and what each project has reached; a mark is shown once it is the project's."""
    names = {one.cohort["id"]: one.cohort["name"] for one in facts.cohorts}
    return {
        "groups": [_groups(one, facts.projects) for one in facts.cohorts],
        "projects": [{**_project(one, facts.units), "cohort_name": names.get(one["cohort"])} for one in facts.projects],
    }


def _groups(one: CohortFacts, begun: Sequence[Body]) -> Row:
    return {
        **head(one.cohort),
        "groups": len(set(one.groups.values())),
        "grouped": sum(row["person"] in one.groups for row in one.seated),
        "ungrouped": sum(row["person"] not in one.groups for row in one.seated),
        "projects": sum(project["cohort"] == one.cohort["id"] for project in begun),
    }


def _project(project: Body, units: Mapping[str, str]) -> Row:
    reached = [one["reached_on"] is not None for one in project["milestones"]]
    mark = project["mark"]
    return {
        "project": project["id"],
        "cohort": project["cohort"],
        "name": project["name"],
        "title": project["title"],
        "field": project["field"],
        "sponsor_unit": project["sponsor_unit"],
        "sponsor_unit_name": units.get(project["sponsor_unit"]),
        "members": len(project["members"]),
        "milestones": len(reached),
        "milestones_reached": sum(reached),
        "deliverables": len({one["deliverable"] for one in project["deliverables"]}),
        "assessors": len(project["assessors"]),
        "assessors_done": sum(one["given"] for one in project["assessors"]),
        "third_assessor": project["third_assessor"] is not None,
        "mark": mark["mark"] if mark else None,
        "mark_method": mark["method"] if mark else None,
    }


def indicators(facts: Facts, policies: Policies) -> list[Row]:
    """The indicator of each project at every month that is to be measured, by both methods (domain.md D5.5)."""
    return [_indicator(one, policies) for one in facts.projects]


def _indicator(project: Body, policies: Policies) -> Row:
    measured = {row["month"]: row for row in outcome(project, policies)}
    first = next(iter(measured.values()), None)
    return {
        "project": project["id"],
        "name": project["name"],
        "title": project["title"],
        "indicator": project["indicator"],
        "baseline": first["baseline"] if first else str(project["indicator"]["baseline"]),
        "baseline_from": first["baseline_from"] if first else "BRIEF",
        "months": [_month(month, measured.get(month)) for month in MONTHS],
    }


def _month(month: Month, row: Row | None) -> Row:
    if row is None:
        return {"month": month, "state": "NO_DATA", **dict.fromkeys(MEASURED), "methods": []}
    state = "VERIFIED" if row["verified"] else "MEASURED"
    return {"month": month, "state": state, **{name: row[name] for name in MEASURED}}


def mentoring(facts: Facts) -> Row:
    """Pairings that were made for a cohort, with the sessions that both confirmed and the silences between them."""
    rows = [_mentoring(one) for one in facts.cohorts]
    fields = [name for name in _mentoring_counts([]) if name != "states"]
    states = total((row["states"] for row in rows), PAIRING_STATES)
    return {
        "total": {**total(rows, fields), "states": states},
        "cohorts": rows,
        "sharing": _sharing(facts),
    }


def _mentoring(one: CohortFacts) -> Row:
    return {**head(one.cohort), **_mentoring_counts(one.pairings)}


def _mentoring_counts(pairings: Sequence[Body]) -> Row:
    states = Counter(one["state"] for one in pairings)
    return {
        "pairings": len(pairings),
        "states": {state: states[state] for state in PAIRING_STATES},
        "mentees": len({one["mentee"] for one in pairings}),
        "sessions": sum(len(one["sessions"]) for one in pairings),
        "minutes": sum(one["minutes"] for one in pairings),
        "disputed": sum(one["disputed"] for one in pairings),
        "silences": sum(len(one["silences"]) for one in pairings),
        "silent": sum(one["silent"] and one["state"] == "ACTIVE" for one in pairings),
    }


def _sharing(facts: Facts) -> Row | None:
    """Classes on the programme's goals, whoever came; None where sharing is none of its methods."""
    if "KNOWLEDGE_SHARING" not in facts.editions[-1]["content"]["methods"]:
        return None
    held = [one for one in facts.sharing if one["held_on"] is not None]
    return {
        "announced": len(facts.sharing),
        "held": len(held),
        "minutes": sum(one["minutes"] for one in held),
        "present": sum(one["present"] for one in held),
    }
