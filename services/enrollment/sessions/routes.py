"""How sessions are put into the timetable, and how attendance is taken, corrected and seen."""

from typing import Any

import msgspec

from services.enrollment.cohorts.facts import open_cohort
from services.enrollment.cohorts.views import ENROLLMENTS
from services.enrollment.people.sight import READERS, SEE_EVERYBODY, own_unit
from services.enrollment.sessions.model import TRAINING_SESSION, CallRoll, CorrectAttendance, ScheduleSession
from services.enrollment.sessions.schemas import (
    CorrectionSchema,
    RollSchema,
    ScheduleSessionSchema,
    SessionFilterSchema,
    SessionRowSchema,
    SessionSchema,
)
from services.enrollment.sessions.views import TRAINING_SESSIONS
from shared.contracts.enrollment.sessions import Mark
from shared.events import PersonId
from shared.refusals import NotFound
from shared.web.answers import Answer
from shared.web.auth import ROLES, caller
from shared.web.current import state_of, today, views
from shared.web.reading import AsOf, Page, detail, listing
from shared.web.routes import Routes
from shared.web.write import new_id, note, ref, write

sessions = Routes("sessions", "enrollment", "Training sessions: the timetable of a cohort and who was there")


@sessions.post("/sessions", allowed=("officer",), takes=ScheduleSessionSchema, answers=SessionSchema, status=201)
def schedule(body: dict[str, Any]) -> Answer:
    """Put a session into the timetable of a cohort."""
    open_cohort(body["cohort"])
    identity = new_id()
    location = f"/enrollment/v1/sessions/{identity}"
    return _told(write(TRAINING_SESSION, identity, ScheduleSession(**body), shows=TRAINING_SESSIONS, location=location))


@sessions.listing(
    "/sessions",
    allowed=ROLES,
    answers=SessionRowSchema,
    filters=SessionFilterSchema,
    sorts=TRAINING_SESSIONS.sorted_by,
)
def list_sessions(filters: dict[str, Any], page: Page) -> Answer:
    """List the sessions of the timetable."""
    return listing(TRAINING_SESSIONS, page, **filters)


@sessions.get("/sessions/<id:session>", allowed=READERS, answers=SessionSchema, query=AsOf)
def show_session(query: dict[str, Any], session: str) -> Answer:
    """Show one session with its roll: participants see their own mark, unit heads those of their unit."""
    answer = detail(TRAINING_SESSIONS, session, kind="training_session", **query)
    if not caller().has(*SEE_EVERYBODY):
        people = _people_in_sight(answer.body["cohort"])
        for seen in ("marks", "corrections"):
            answer.body[seen] = [entry for entry in answer.body[seen] if entry["person"] in people]
    return _told(answer)


@sessions.post("/sessions/<id:session>/roll", allowed=("officer",), takes=RollSchema, answers=SessionSchema)
def call_roll(body: dict[str, Any], session: str) -> Answer:
    """Record who was there, for everybody who held a seat on the day of the session."""
    scheduled = state_of(TRAINING_SESSION, session)
    if scheduled.cohort is None:
        raise NotFound(kind="training_session")
    seated = open_cohort(scheduled.cohort).seated_on(scheduled.held_on)
    command = CallRoll(msgspec.convert(body["marks"], tuple[Mark, ...]), seated)
    return _told(write(TRAINING_SESSION, session, command, shows=TRAINING_SESSIONS))


@sessions.post("/sessions/<id:session>/correct", allowed=("officer",), takes=CorrectionSchema, answers=SessionSchema)
def correct(body: dict[str, Any], session: str) -> Answer:
    """Correct one person's attendance with a reason; both values are kept."""
    person = PersonId(body["person"])
    reason = note("reason", body["reason"], person)
    by, on = PersonId(caller().person), body["on"] or today()
    command = CorrectAttendance(person, body["attendance"], ref(reason), by, on)
    return _told(write(TRAINING_SESSION, session, command, shows=TRAINING_SESSIONS, texts=[reason]))


def _people_in_sight(cohort: str) -> set[str]:
    """The caller, and for a unit head those of the own unit in the cohort."""
    own = {caller().person}
    if not caller().has("unit_head"):
        return own
    unit = views().all(ENROLLMENTS, cohort=cohort, unit=own_unit(today()))
    return own | {enrollment.body["person"] for enrollment in unit}


def _told(answer: Answer) -> Answer:
    """With the names of people, and the reasons in words."""
    answer.body["marks"] = Answer({"items": answer.body["marks"]}).named("person").items
    corrections = Answer({"items": answer.body["corrections"]})
    answer.body["corrections"] = corrections.named("person", "by").worded("reason").items
    return answer
