"""What people see of training sessions: the timetable, the roll, and what was corrected in it."""

import msgspec

from shared.contracts.enrollment.sessions import AttendanceCorrected, RollCalled, SessionScheduled
from shared.deadline import moment
from shared.events import Recorded
from shared.projection import Body, Projection

TRAINING_SESSIONS = Projection(
    "training_sessions", version=1, streams=["training_session"], found_by=["cohort"], sorted_by=["starts_at"]
)


@TRAINING_SESSIONS.fold
def training_sessions(body: Body, event: Recorded) -> Body:
    """A session; `marks` stand as corrected, `corrections` keep both values. No roll yet: `held_on` is None."""
    match event.event:
        case SessionScheduled() as scheduled:
            return {
                "id": event.stream_id,
                "cohort": scheduled.cohort,
                "title": scheduled.title,
                "place": scheduled.place,
                "starts_at": moment(scheduled.starts_at),
                "ends_at": moment(scheduled.ends_at),
                "held_on": None,
                "minutes": None,
                "marks": [],
                "corrections": [],
            }
        case RollCalled(on=on, minutes=minutes, marks=marks):
            return {**body, "held_on": on.isoformat(), "minutes": minutes, "marks": msgspec.to_builtins(marks)}
        case AttendanceCorrected(person=person, attendance=attendance) as corrected:
            now = [{**mark, "attendance": attendance} if mark["person"] == person else mark for mark in body["marks"]]
            correction = {**msgspec.to_builtins(corrected), "recorded_at": moment(event.at)}
            del correction["cohort"]
            return {**body, "marks": now, "corrections": [*body["corrections"], correction]}
    return body
