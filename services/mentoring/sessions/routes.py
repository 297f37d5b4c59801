"""How the two of a pairing record, confirm and dispute their sessions."""

from services.mentoring.pairings.parties import (
    EITHER_SIDE,
    READERS,
    SEE_EVERYTHING,
    check_sight,
    day_of,
    known_pairing,
    party_of,
)
from services.mentoring.sessions.commands import ConfirmSession, DisputeSession, HoldSession
from services.mentoring.sessions.model import PAIRING
from services.mentoring.sessions.schemas import (
    MentoringSessionSchema,
    SessionConfirmationSchema,
    SessionDisputeSchema,
    SessionFilterSchema,
    SessionReportSchema,
    SilenceFilterSchema,
    SilenceSchema,
)
from services.mentoring.sessions.views import MENTORING_SESSIONS, SILENCES
from shared.events import PersonId
from shared.ports import Text
from shared.projection import Body
from shared.refusals import NotFound
from shared.web.answers import Answer
from shared.web.reading import AsOf, Page, document, listing, part
from shared.web.routes import Routes
from shared.web.write import new_id, note, ref, write

sessions = Routes("sessions", "mentoring", "Mentoring sessions, which count once both have confirmed, and silences")

SESSIONS = "/mentors/<id:mentor>/pairings/<id:pairing>/sessions"
ONE = f"{SESSIONS}/<id:session>"


@sessions.post(SESSIONS, allowed=EITHER_SIDE, takes=SessionReportSchema, answers=MentoringSessionSchema, status=201)
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
    return _told(
        pairing, session, command, topic, f"/mentoring/v1/mentors/{mentor}/pairings/{pairing}/sessions/{session}"
    )


@sessions.post(f"{ONE}/confirm", allowed=EITHER_SIDE, takes=SessionConfirmationSchema, answers=MentoringSessionSchema)
def confirm_session(body: Body, mentor: str, pairing: str, session: str) -> Answer:
    """Confirm a session; once both have, it counts."""
    party = party_of(mentor, known_pairing(mentor, pairing), body["party"])
    return _told(pairing, session, ConfirmSession(session, party, day_of(body["on"])))


@sessions.post(f"{ONE}/dispute", allowed=EITHER_SIDE, takes=SessionDisputeSchema, answers=MentoringSessionSchema)
def dispute_session(body: Body, mentor: str, pairing: str, session: str) -> Answer:
    """Dispute a session that not both have confirmed, with the reason in the vault."""
    known = known_pairing(mentor, pairing)
    reason = note("reason", body["reason"], mentor, known.mentee)
    command = DisputeSession(session, party_of(mentor, known, body["party"]), ref(reason), day_of(body["on"]))
    return _told(pairing, session, command, reason)


@sessions.get(ONE, allowed=READERS, answers=MentoringSessionSchema, query=AsOf)
def show_session(query: Body, mentor: str, pairing: str, session: str) -> Answer:
    """Show one session."""
    known = document(MENTORING_SESSIONS, session, "mentoring_session").body
    if (known["mentor"], known["pairing"]) != (mentor, pairing):
        raise NotFound(kind="mentoring_session")
    check_sight(mentor, known["mentee"])
    return _shown(part(MENTORING_SESSIONS, session, stream=PAIRING.name(pairing), kind="mentoring_session", **query))


@sessions.listing(
    "/sessions",
    allowed=READERS,
    answers=MentoringSessionSchema,
    filters=SessionFilterSchema,
    sorts=MENTORING_SESSIONS.sorted_by,
)
def list_sessions(filters: Body, page: Page) -> Answer:
    """List sessions; mentors and participants see their own, by the filter `mentor` or `mentee`."""
    check_sight(filters["mentor"], filters["mentee"])
    return _shown(listing(MENTORING_SESSIONS, page, **filters))


@sessions.listing(
    "/silences", allowed=SEE_EVERYTHING, answers=SilenceSchema, filters=SilenceFilterSchema, sorts=SILENCES.sorted_by
)
def list_silences(filters: Body, page: Page) -> Answer:
    """List which pairings meet and which fell silent, longest first."""
    return listing(SILENCES, page, **filters).named("mentor", "mentee")


def _told(
    pairing: str,
    session: str,
    command: HoldSession | ConfirmSession | DisputeSession,
    text: Text | None = None,
    location: str | None = None,
) -> Answer:
    texts = () if text is None else (text,)
    written = write(
        PAIRING, pairing, command, shows=MENTORING_SESSIONS, document=session, texts=texts, location=location
    )
    return _shown(written)


def _shown(answer: Answer) -> Answer:
    return answer.named("mentor", "mentee").worded("topic", "reason")
