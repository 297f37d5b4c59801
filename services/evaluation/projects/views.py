"""What people see of projects: plan, work, marks with their arithmetic, and what became of the indicator."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from services.evaluation.projects.outcome import AchievementPolicy, progress, realisation
from shared.contracts.evaluation.projects import (
    AssessorAssigned,
    DeliverableSubmitted,
    IndicatorMeasured,
    IndicatorVerified,
    MarksGiven,
    MilestoneReached,
    PlanAgreed,
    ProjectMarked,
    ProjectStarted,
    ThirdAssessorRequired,
)
from shared.contracts.mentoring.mentors import PairingActivated
from shared.contracts.vocabulary import Indicator
from shared.deadline import moment
from shared.events import PersonId, Recorded
from shared.policy import Policies
from shared.projection import Body, Projection

PROJECTS = Projection(
    "projects",
    version=1,
    streams=["project"],
    found_by=["cohort", "program", "sponsor_unit"],
    sorted_by=["name", "started_at"],
)
MENTORS = Projection("mentors_of", version=1, streams=["mentor"], found_by=["mentee"])
Row = dict[str, Any]


@PROJECTS.fold
def projects(body: Body, event: Recorded) -> Body:
    """A project; everything is kept, the last entry of a list is the one that counts."""
    match event.event:
        case ProjectStarted() as started:
            return {
                "id": event.stream_id,
                **msgspec.to_builtins(started),
                "started_at": moment(event.at),
                "objectives": [],
                "milestones": [],
                "deliverables": [],
                "assessors": [],
                "third_assessor": None,
                "mark": None,
                "measurements": [],
            }
        case PlanAgreed(objectives=objectives, milestones=milestones):
            reached = {one["milestone"]: one["reached_on"] for one in body["milestones"]}
            planned = [{**msgspec.to_builtins(one), "reached_on": reached.get(one.milestone)} for one in milestones]
            return {**body, "objectives": list(objectives), "milestones": planned}
        case MilestoneReached(milestone=milestone, on=on):
            changes = {"reached_on": on.isoformat()}
            return {**body, "milestones": _changed(body["milestones"], "milestone", milestone, changes)}
        case DeliverableSubmitted() as submitted:
            return {**body, "deliverables": [*body["deliverables"], msgspec.to_builtins(submitted)]}
        case AssessorAssigned(assessor=assessor, unit=unit):
            waiting = {"assessor": assessor, "unit": unit, "marks": None, "total": None, "policy": None}
            return {**body, "assessors": [*body["assessors"], waiting]}
        case MarksGiven(assessor=assessor) as given:
            marked = _changed(body["assessors"], "assessor", assessor, msgspec.to_builtins(given))
            return {**body, "assessors": marked}
        case ThirdAssessorRequired() as required:
            return {**body, "third_assessor": msgspec.to_builtins(required)}
        case ProjectMarked() as mark:
            return {**body, "mark": msgspec.to_builtins(mark)}
        case IndicatorMeasured() as measured:
            measurement = {**msgspec.to_builtins(measured), "recorded_at": moment(event.at), "verified": None}
            return {**body, "measurements": [*body["measurements"], measurement]}
        case IndicatorVerified(month=month, by=by, unit=unit, on=on):
            newest = [one for one in body["measurements"] if one["month"] == month][-1]
            verified = {**newest, "verified": {"by": by, "unit": unit, "on": on.isoformat()}}
            return {**body, "measurements": [verified if one is newest else one for one in body["measurements"]]}
    return body


def _changed(rows: Iterable[Row], key: str, identity: str, changes: Row) -> list[Row]:
    return [{**row, **changes} if row[key] == identity else row for row in rows]


@MENTORS.route
def _pairing(event: Recorded) -> Iterable[str]:
    if isinstance(event.event, PairingActivated):
        yield event.event.pairing


@MENTORS.fold
def mentors_of(body: Body, event: Recorded) -> Body:
    """Who mentors whom, or once did; the stream of a mentor is that person's."""
    match event.event:
        case PairingActivated(pairing=pairing, mentee=mentee):
            return {"id": pairing, "mentor": event.stream_id, "mentee": mentee}
    return body


def as_seen_by(project: Body, person: PersonId) -> Body:
    """The project without the marks of others until it has its own mark: until then assessors are blind (D5.3).

    The distance of the first two totals is hidden as well, since whoever gave one of them would know the other.
    """
    if project["mark"] is not None:
        return project
    third = project["third_assessor"]
    return {
        **project,
        "assessors": [one if one["assessor"] == person else _blinded(one) for one in project["assessors"]],
        "third_assessor": third and {**third, "difference": None},
    }


def _blinded(assessor: Row) -> Row:
    """Whether marks were given can be seen, not which."""
    return {**assessor, "marks": None, "total": None}


def outcome(project: Body, policies: Policies) -> list[Row]:
    """Each month that was measured, by both methods, and the class of achievement of the second one.

    The way is counted from the baseline as it was found in month 0, or as the brief states it while nobody measured.
    """
    indicator = msgspec.convert(project["indicator"], Indicator)
    newest = {one["month"]: one for one in project["measurements"]}
    found = newest.get(0)
    baseline = Decimal(found["value"]) if found else indicator.baseline
    rows = []
    for month, measured in sorted(newest.items()):
        actual = Decimal(measured["value"])
        ratio = realisation(indicator, actual)
        policy = policies.of(AchievementPolicy, date.fromisoformat(measured["measured_on"]))
        row = {
            "month": month,
            "value": measured["value"],
            "measured_on": measured["measured_on"],
            "verified": measured["verified"] is not None,
            "baseline": str(baseline),
            "baseline_from": "MEASUREMENT" if found else "BRIEF",
            "methods": [msgspec.to_builtins(one) for one in (progress(indicator, baseline, actual), ratio)],
            "class": None if ratio.percent is None else policy.band(ratio.percent),
            "policy": policy.version,
        }
        rows.append(row)
    return rows
