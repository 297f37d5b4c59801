"""How the two of a pairing record, confirm and dispute their sessions."""

from services.mentoring.pairings.routes import known_pairing, party_of
from services.mentoring.sessions.commands import ConfirmSession, DisputeSession, HoldSession
from services.mentoring.sessions.model import PAIRING
from services.mentoring.sessions.schemas import (
    MentoringSessionSchema,
    SessionConfirmationSchema,
    SessionDisputeSchema,
    SessionFilterSchema,
    SessionReportSchema,
    SilenceSchema,
)
from services.mentoring.sessions.views import MENTORING_SESSIONS, SILENCES
from shared.events import PersonId
from shared.projection import Body
from shared.refusals import NotYours
from shared.web.answers import Answer
from shared.web.auth import caller
from shared.web.current import today
from shared.web.reading import Page, listing
from shared.web.routes import Routes
from shared.web.write import new_id, note, ref, write

sessions = Routes("sessions", "mentoring", "Mentoring sessions, which count once both have confirmed, and silences")

BOTH_SIDES = ("officer", "mentor", "participant")
SESSIONS = "/mentors/<id:mentor>/pairings/<id:pairing>/sessions"


@sessions.post(SESSIONS, allowed=BOTH_SIDES, takes=SessionReportSchema, answers=MentoringSessionSchema, status=201)
def record_session(body: Body, mentor: str, pairing: str) -> Answer:
    """Record a session that took place; whoever records it has confirmed it."""
    known = known_pairing(mentor, pairing)
    session, topic = new_id(), note("topic", body["topic"], mentor, known.mentee)
    command = HoldSession(
        session=session,
        mentor=PersonId(mentor),
        mentee=known.mentee,
        cohort=known.cohort,
        competency=known.competency,
        held_on=body["held_on"],
        minutes=body["minutes"],
        mode=body["mode"],
        topic=ref(topic),
        by=party_of(mentor, known, body["party"]),
        worked=known.worked_on(body["held_on"]),
    )
    answer = write(PAIRING, pairing, command, shows=MENTORING_SESSIONS, document=session, texts=[topic])
    return _shown(answer)


@sessions.post(
    f"{SESSIONS}/<id:session>/confirm",
    allowed=BOTH_SIDES,
    takes=SessionConfirmationSchema,
    answers=MentoringSessionSchema,
)
def confirm_session(body: Body, mentor: str, pairing: str, session: str) -> Answer:
    """Confirm a session; once both have, it counts."""
    party = party_of(mentor, known_pairing(mentor, pairing), body["party"])
    command = ConfirmSession(session, party, body["on"] or today())
    return _shown(write(PAIRING, pairing, command, shows=MENTORING_SESSIONS, document=session))


@sessions.post(
    f"{SESSIONS}/<id:session>/dispute",
    allowed=BOTH_SIDES,
    takes=SessionDisputeSchema,
    answers=MentoringSessionSchema,
)
def dispute_session(body: Body, mentor: str, pairing: str, session: str) -> Answer:
    """Dispute a session that not both have confirmed, with the reason in the vault."""
    known = known_pairing(mentor, pairing)
    reason = note("reason", body["reason"], mentor, known.mentee)
    command = DisputeSession(session, party_of(mentor, known, body["party"]), ref(reason), body["on"] or today())
    return _shown(write(PAIRING, pairing, command, shows=MENTORING_SESSIONS, document=session, texts=[reason]))


@sessions.listing(
    "/sessions",
    allowed=(*BOTH_SIDES, "auditor"),
    answers=MentoringSessionSchema,
    filters=SessionFilterSchema,
    sorts=MENTORING_SESSIONS.sorted_by,
)
def list_sessions(filters: Body, page: Page) -> Answer:
    """List sessions; mentors and participants see their own, by the filter `mentor` or `mentee`."""
    if not caller().has("officer", "auditor") and caller().person not in (filters["mentor"], filters["mentee"]):
        raise NotYours
    return _shown(listing(MENTORING_SESSIONS, page, **filters))


@sessions.listing("/silences", allowed=("officer", "auditor"), answers=SilenceSchema, sorts=SILENCES.sorted_by)
def list_silences(filters: Body, page: Page) -> Answer:
    """List pairings that fell silent."""
    return listing(SILENCES, page, **filters).named("mentor", "mentee")


def _shown(answer: Answer) -> Answer:
    return answer.named("mentor", "mentee").worded("topic", "reason")
