"""How mentors register, are approved and are found."""

from services.mentoring.mentors.commands import ApproveMentor, RegisterMentor
from services.mentoring.mentors.model import MENTOR
from services.mentoring.mentors.schemas import (
    ApprovalSchema,
    MentorFilterSchema,
    MentorRegistrationSchema,
    MentorSchema,
)
from services.mentoring.mentors.views import MENTORS
from services.mentoring.roster.asked import staff_facts
from shared.contracts.mentoring.mentors import Expertise
from shared.events import PersonId
from shared.projection import Body
from shared.refusals import NotYours
from shared.web.answers import Answer
from shared.web.auth import ROLES, caller
from shared.web.current import today
from shared.web.reading import AsOf, Page, detail, listing
from shared.web.routes import Routes
from shared.web.write import write

mentors = Routes("mentors", "mentoring", "Mentors: what they teach, how many they take, and their approval")


@mentors.post(
    "/mentors", allowed=("officer", "mentor"), takes=MentorRegistrationSchema, answers=MentorSchema, status=201
)
def register_mentor(body: Body) -> Answer:
    """Register as a mentor; an officer may register somebody else."""
    person = body["person"] or caller().person
    if person != caller().person and not caller().has("officer"):
        raise NotYours
    staff_facts(person, today())  # only who is on the roster
    expertise = tuple(Expertise(**one) for one in body["expertise"])
    command = RegisterMentor(expertise, body["one_to_one_places"], body["group_places"])
    return write(MENTOR, person, command, shows=MENTORS, location=f"/mentoring/v1/mentors/{person}").named("person")


@mentors.post("/mentors/<id:mentor>/approve", allowed=("officer",), takes=ApprovalSchema, answers=MentorSchema)
def approve_mentor(body: Body, mentor: str) -> Answer:
    """Approve a mentor, each rule being met."""
    by, on = PersonId(caller().person), body["on"] or today()
    command = ApproveMentor(PersonId(mentor), by, on, staff_facts(mentor, on))
    return write(MENTOR, mentor, command, shows=MENTORS).named("person")


@mentors.listing("/mentors", allowed=ROLES, answers=MentorSchema, filters=MentorFilterSchema, sorts=MENTORS.sorted_by)
def list_mentors(filters: Body, page: Page) -> Answer:
    """List the mentors; sort by -free for those with most places left."""
    return listing(MENTORS, page, **filters).named("person")


@mentors.get("/mentors/<id:mentor>", allowed=ROLES, answers=MentorSchema, query=AsOf)
def show_mentor(query: Body, mentor: str) -> Answer:
    """Show one mentor."""
    return detail(MENTORS, mentor, kind="mentor", **query).named("person")
