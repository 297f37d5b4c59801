"""What people see of completions, and the facts of the other services that they are decided from."""

from collections.abc import Iterable

import msgspec

from shared.contracts.enrollment.groups import MemberAdded, MemberRemoved
from shared.contracts.enrollment.sessions import AttendanceCorrected, RollCalled, SessionScheduled
from shared.contracts.evaluation.completion import CompletionDecided
from shared.contracts.mentoring.sessions import MentoringSessionConfirmed
from shared.deadline import moment
from shared.events import Recorded
from shared.projection import Body, Projection

COMPLETIONS = Projection(
    "completions",
    version=1,
    streams=["completion"],
    found_by=["cohort", "program", "person"],
    sorted_by=["decided_at"],
)
ATTENDANCE = Projection("attendance", version=1, streams=["training_session"], found_by=["cohort"])
MENTORING = Projection("mentoring_evidence", version=1, streams=["pairing"], found_by=["cohort", "mentee"])
MEMBERSHIP = Projection("group_members", version=1, streams=["grouping"])

DECISION = ("completed", "checks", "attended", "decided_at")
"""What a replaced decision is remembered by."""


@COMPLETIONS.fold
def completions(body: Body, event: Recorded) -> Body:
    """The decision that holds, with every rule; `earlier` are those that it replaced, the oldest first."""
    match event.event:
        case CompletionDecided() as decided:
            earlier = [*body["earlier"], {name: body[name] for name in DECISION}] if body else []
            return {
                "id": event.stream_id,
                **msgspec.to_builtins(decided),
                "decided_at": moment(event.at),
                "earlier": earlier,
            }
    return body


@ATTENDANCE.fold
def attendance(body: Body, event: Recorded) -> Body:
    """A session with the marks as corrected, by person; `held_on` is None before the roll is called."""
    match event.event:
        case SessionScheduled(cohort=cohort):
            return {"id": event.stream_id, "cohort": cohort, "held_on": None, "minutes": 0, "marks": {}}
        case RollCalled(on=on, minutes=minutes, marks=marks):
            by_person = {mark.person: mark.attendance for mark in marks}
            return {**body, "held_on": on.isoformat(), "minutes": minutes, "marks": by_person}
        case AttendanceCorrected(person=person, attendance=corrected):
            return {**body, "marks": {**body["marks"], person: corrected}}
    return body


@MENTORING.route
def _confirmed(event: Recorded) -> Iterable[str]:
    if isinstance(event.event, MentoringSessionConfirmed):
        yield event.stream_id


@MENTORING.fold
def mentoring(body: Body, event: Recorded) -> Body:
    """A pairing with the sessions that both have confirmed; the cohort is the one it was made for, if any."""
    match event.event:
        case MentoringSessionConfirmed() as confirmed:
            session = {
                "session": confirmed.session,
                "competency": confirmed.competency,
                "held_on": confirmed.held_on.isoformat(),
                "minutes": confirmed.minutes,
            }
            return {
                "id": event.stream_id,
                "mentor": confirmed.mentor,
                "mentee": confirmed.mentee,
                "cohort": confirmed.cohort,
                "sessions": [*body.get("sessions", []), session],
            }
    return body


@MEMBERSHIP.fold
def group_members(body: Body, event: Recorded) -> Body:
    """The group that each person of a cohort works in now."""
    groups = body.get("groups", {})
    match event.event:
        case MemberAdded(group=group, person=person):
            groups = {**groups, person: group}
        case MemberRemoved(person=person):
            groups = {other: group for other, group in groups.items() if other != person}
    return {"id": event.stream_id, "groups": groups}
