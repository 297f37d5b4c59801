"""How mentor and mentee come together, and part."""

from services.mentoring.mentors.commands import AcceptPairing, DeclinePairing, EndPairing, ProposePairing
from services.mentoring.mentors.model import MENTOR
from services.mentoring.pairings.parties import (
    EITHER_SIDE,
    READERS,
    check_own,
    check_sight,
    day_of,
    known_pairing,
    party_of,
)
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
from shared.events import PersonId
from shared.projection import Body
from shared.refusals import NotFound
from shared.web.answers import Answer
from shared.web.current import state_of
from shared.web.reading import AsOf, Page, document, listing, part
from shared.web.routes import Routes
from shared.web.write import new_id, note, ref, write

pairings = Routes("pairings", "mentoring", "Pairings of mentors and mentees: proposed, accepted by both, ended")

ONE = "/mentors/<id:mentor>/pairings/<id:pairing>"


@pairings.post(
    "/mentors/<id:mentor>/pairings", allowed=EITHER_SIDE, takes=ProposalSchema, answers=PairingSchema, status=201
)
def propose_pairing(body: Body, mentor: str) -> Answer:
    """Propose a pairing; mentor and mentee propose for themselves, an officer for anybody."""
    mentee = body["mentee"]
    check_own(mentor, mentee)
    pairing, on = new_id(), day_of(body["on"])
    command = ProposePairing(
        **{**body, "on": on},
        pairing=pairing,
        mentor=PersonId(mentor),
        mentor_staff=staff_facts(mentor, on),
        mentee_staff=staff_facts(mentee, on),
        reciprocal=_reciprocal(mentor, mentee, body["competency"]),
    )
    return _told(mentor, pairing, command, location=f"/mentoring/v1/mentors/{mentor}/pairings/{pairing}")


@pairings.post(f"{ONE}/accept", allowed=EITHER_SIDE, takes=PairingAnswerSchema, answers=PairingSchema)
def accept_pairing(body: Body, mentor: str, pairing: str) -> Answer:
    """Accept a pairing; the second of the two makes it active."""
    known = known_pairing(mentor, pairing)
    party, on = party_of(mentor, known, body["party"]), day_of(body["on"])
    reciprocal = _reciprocal(mentor, known.mentee, known.competency)
    return _told(mentor, pairing, AcceptPairing(pairing, party, on, reciprocal))


@pairings.post(f"{ONE}/decline", allowed=EITHER_SIDE, takes=PairingAnswerSchema, answers=PairingSchema)
def decline_pairing(body: Body, mentor: str, pairing: str) -> Answer:
    """Decline a pairing; the mentor's place is free again."""
    party = party_of(mentor, known_pairing(mentor, pairing), body["party"])
    return _told(mentor, pairing, DeclinePairing(pairing, party, day_of(body["on"])))


@pairings.post(f"{ONE}/end", allowed=EITHER_SIDE, takes=PairingEndSchema, answers=PairingSchema)
def end_pairing(body: Body, mentor: str, pairing: str) -> Answer:
    """End a pairing, with the reason in the vault."""
    known = known_pairing(mentor, pairing)
    check_own(mentor, known.mentee)
    reason = note("reason", body["reason"], mentor, known.mentee)
    command = EndPairing(pairing, body["cause"], ref(reason), day_of(body["on"]))
    answer = write(MENTOR, mentor, command, shows=PAIRINGS, document=pairing, texts=[reason])
    return answer.named("mentor", "mentee").worded("reason")


@pairings.listing(
    "/pairings", allowed=READERS, answers=PairingSchema, filters=PairingFilterSchema, sorts=PAIRINGS.sorted_by
)
def list_pairings(filters: Body, page: Page) -> Answer:
    """List pairings; mentors and participants see their own, by the filter `mentor` or `mentee`."""
    check_sight(filters["mentor"], filters["mentee"])
    return listing(PAIRINGS, page, **filters).named("mentor", "mentee").worded("reason")


@pairings.get(ONE, allowed=READERS, answers=PairingSchema, query=AsOf)
def show_pairing(query: Body, mentor: str, pairing: str) -> Answer:
    """Show one pairing."""
    return _seen(mentor, pairing, query).named("mentor", "mentee").worded("reason")


@pairings.get(f"{ONE}/why", allowed=READERS, answers=PairingWhySchema, query=AsOf)
def why_pairing(query: Body, mentor: str, pairing: str) -> Answer:
    """Say why a pairing stands as it does, and what may happen next."""
    found = _seen(mentor, pairing, query)
    return Answer(why(found.body), found.headers)


def _reciprocal(mentor: str, mentee: str, competency: str) -> bool:
    """Whether the mentee mentors the mentor on the same competency."""
    return state_of(MENTOR, mentee).pairs_with(PersonId(mentor), competency)


def _seen(mentor: str, pairing: str, query: Body) -> Answer:
    """The pairing, where it is one of the mentor's and the caller may see it."""
    body = document(PAIRINGS, pairing, "pairing").body
    if body["mentor"] != mentor:
        raise NotFound(kind="pairing")
    check_sight(mentor, body["mentee"])
    return part(PAIRINGS, pairing, stream=MENTOR.name(mentor), kind="pairing", **query)


def _told(
    mentor: str, pairing: str, command: ProposePairing | AcceptPairing | DeclinePairing, location: str | None = None
) -> Answer:
    return write(MENTOR, mentor, command, shows=PAIRINGS, document=pairing, location=location).named("mentor", "mentee")
