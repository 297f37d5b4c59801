"""What is kept of projects to be looked at: plan, work, marks and measurements, and who works on or marks which."""

from collections.abc import Iterable
from typing import Any

import msgspec

from shared.contracts.enrollment.groups import MemberAdded, MemberRemoved
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
from shared.deadline import moment
from shared.events import Recorded
from shared.projection import Body, Projection

PROJECTS = Projection(
    "projects",
    version=1,
    streams=["project"],
    found_by=["cohort", "program", "sponsor_unit"],
    sorted_by=["name", "started_at"],
)
PROJECT_PEOPLE = Projection("project_people", version=1, streams=["grouping", "project"], found_by=["person", "part"])
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
                "members": list(started.members),
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
            waiting = {"assessor": assessor, "unit": unit, "given": False, "marks": None, "total": None, "policy": None}
            return {**body, "assessors": [*body["assessors"], waiting]}
        case MarksGiven(assessor=assessor) as given:
            marks = {**msgspec.to_builtins(given), "given": True}
            marked = _changed(body["assessors"], "assessor", assessor, marks)
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


@PROJECT_PEOPLE.route
def _person(event: Recorded) -> Iterable[str]:
    match event.event:
        case MemberAdded(group=project, person=person) | MemberRemoved(group=project, person=person):
            yield f"{project}.{person}.member"
        case AssessorAssigned(assessor=assessor) | MarksGiven(assessor=assessor):
            yield f"{event.stream_id}.{assessor}.assessor"


@PROJECT_PEOPLE.fold
def project_people(body: Body, event: Recorded) -> Body:
    """Who works on a project, left it, or marks it; a project has the id of its group.

    Who left a group before its brief may mark its project. Two streams tell of these parts, so each has its own row.
    """
    match event.event:
        case MemberAdded(group=project, person=person):
            return {"id": f"{project}.{person}.member", "project": project, "person": person, "part": "MEMBER"}
        case MemberRemoved():
            return {**body, "part": "FORMER_MEMBER"}
        case AssessorAssigned(assessor=person):
            project = event.stream_id
            return {"id": f"{project}.{person}.assessor", "project": project, "person": person, "part": "ASSESSOR"}
        case MarksGiven():
            return {**body, "part": "ASSESSOR_DONE"}
    return body


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
