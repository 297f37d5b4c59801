"""How mentor and mentee come together, and part."""

from services.mentoring.mentors.commands import AcceptPairing, DeclinePairing, EndPairing, ProposePairing
from services.mentoring.mentors.model import MENTOR
from services.mentoring.mentors.state import Pairing
from services.mentoring.pairings.schemas import (
    PairingAnswerSchema,
    PairingEndSchema,
    PairingFilterSchema,
    PairingSchema,
    PairingWhySchema,
    ProposalSchema,
)
from services.mentoring.pairings.views import PAIRINGS, why
from services.mentoring.roster.asked import staff_facts
from shared.contracts.mentoring.mentors import Party
from shared.events import PersonId
from shared.projection import Body
from shared.refusals import Invalid, NotFound, NotYours
from shared.web.answers import Answer
from shared.web.auth import caller
from shared.web.current import state_of, today
from shared.web.reading import AsOf, Page, detail, document, listing
from shared.web.routes import Routes
from shared.web.write import new_id, note, ref, write

pairings = Routes("pairings", "mentoring", "Pairings of mentors and mentees: proposed, accepted by both, ended")

EVERYBODY = ("officer", "mentor", "participant", "auditor")
BOTH_SIDES = ("officer", "mentor", "participant")
ONE = "/mentors/<id:mentor>/pairings/<id:pairing>"


@pairings.post(
    "/mentors/<id:mentor>/pairings", allowed=BOTH_SIDES, takes=ProposalSchema, answers=PairingSchema, status=201
)
def propose_pairing(body: Body, mentor: str) -> Answer:
    """Propose a pairing; mentor and mentee propose for themselves, an officer for anybody."""
    mentee = body["mentee"]
    if not caller().has("officer") and (caller().person not in (mentor, mentee) or body["on"] not in (None, today())):
        raise NotYours
    pairing = new_id()
    command = ProposePairing(
        **{**body, "on": body["on"] or today()},
        pairing=pairing,
        mentor=PersonId(mentor),
        mentor_staff=staff_facts(mentor),
        mentee_staff=staff_facts(mentee),
        reciprocal=_reciprocal(mentor, mentee, body["competency"]),
    )
    return _told(mentor, pairing, command, location=f"/mentoring/v1/mentors/{mentor}/pairings/{pairing}")


@pairings.post(f"{ONE}/accept", allowed=BOTH_SIDES, takes=PairingAnswerSchema, answers=PairingSchema)
def accept_pairing(body: Body, mentor: str, pairing: str) -> Answer:
    """Accept a pairing; the second of the two makes it active."""
    known = known_pairing(mentor, pairing)
    party, on = party_of(mentor, known, body["party"]), body["on"] or today()
    reciprocal = _reciprocal(mentor, known.mentee, known.competency)
    return _told(mentor, pairing, AcceptPairing(pairing, party, on, reciprocal))


@pairings.post(f"{ONE}/decline", allowed=BOTH_SIDES, takes=PairingAnswerSchema, answers=PairingSchema)
def decline_pairing(body: Body, mentor: str, pairing: str) -> Answer:
    """Decline a pairing; the mentor's place is free again."""
    party = party_of(mentor, known_pairing(mentor, pairing), body["party"])
    return _told(mentor, pairing, DeclinePairing(pairing, party, body["on"] or today()))


@pairings.post(f"{ONE}/end", allowed=BOTH_SIDES, takes=PairingEndSchema, answers=PairingSchema)
def end_pairing(body: Body, mentor: str, pairing: str) -> Answer:
    """End a pairing, with the reason in the vault."""
    known = known_pairing(mentor, pairing)
    check_party(mentor, known)
    reason = note("reason", body["reason"], mentor, known.mentee)
    command = EndPairing(pairing, body["cause"], ref(reason), body["on"] or today())
    answer = write(MENTOR, mentor, command, shows=PAIRINGS, document=pairing, texts=[reason])
    return answer.named("mentor", "mentee").worded("reason")


@pairings.listing(
    "/pairings", allowed=EVERYBODY, answers=PairingSchema, filters=PairingFilterSchema, sorts=PAIRINGS.sorted_by
)
def list_pairings(filters: Body, page: Page) -> Answer:
    """List pairings; mentors and participants see their own, by the filter `mentor` or `mentee`."""
    if not caller().has("officer", "auditor") and caller().person not in (filters["mentor"], filters["mentee"]):
        raise NotYours
    return listing(PAIRINGS, page, **filters).named("mentor", "mentee").worded("reason")


@pairings.get(ONE, allowed=EVERYBODY, answers=PairingSchema, query=AsOf)
def show_pairing(query: Body, mentor: str, pairing: str) -> Answer:
    """Show one pairing."""
    _seen(mentor, pairing)
    return detail(PAIRINGS, pairing, kind="pairing", **query).named("mentor", "mentee").worded("reason")


@pairings.get(f"{ONE}/why", allowed=EVERYBODY, answers=PairingWhySchema)
def why_pairing(mentor: str, pairing: str) -> Answer:
    """Say why a pairing stands as it does, and what may happen next."""
    return Answer(why(_seen(mentor, pairing)))


def known_pairing(mentor: str, pairing: str) -> Pairing:
    """A pairing as its mentor's stream has it; raises `NotFound`."""
    known = state_of(MENTOR, mentor).pairings.get(pairing)
    if known is None:
        raise NotFound(kind="pairing")
    return known


def check_party(mentor: str, known: Pairing) -> None:
    """Raises `NotYours` for whoever is neither of the two nor an officer."""
    if not caller().has("officer") and caller().person not in (mentor, known.mentee):
        raise NotYours


def party_of(mentor: str, known: Pairing, recorded: Party | None) -> Party:
    """Which side the caller is; an officer says whose answer is recorded. Raises `NotYours` or `Invalid`."""
    if caller().person == mentor:
        return "MENTOR"
    if caller().person == known.mentee:
        return "MENTEE"
    if not caller().has("officer"):
        raise NotYours
    if recorded is None:
        raise Invalid(**{"body.party": "REQUIRED"})
    return recorded


def _reciprocal(mentor: str, mentee: str, competency: str) -> bool:
    """Whether the mentee mentors the mentor on the same competency."""
    return state_of(MENTOR, mentee).pairs_with(PersonId(mentor), competency)


def _seen(mentor: str, pairing: str) -> Body:
    body = document(PAIRINGS, pairing, "pairing").body
    if body["mentor"] != mentor:
        raise NotFound(kind="pairing")
    if not caller().has("officer", "auditor") and caller().person not in (mentor, body["mentee"]):
        raise NotYours
    return body


def _told(
    mentor: str, pairing: str, command: ProposePairing | AcceptPairing | DeclinePairing, location: str | None = None
) -> Answer:
    return write(MENTOR, mentor, command, shows=PAIRINGS, document=pairing, location=location).named("mentor", "mentee")
