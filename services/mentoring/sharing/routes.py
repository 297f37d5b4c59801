"""How a senior offers a class, how newer staff join it, and how attendance is taken."""

from services.mentoring.roster.asked import staff_facts
from services.mentoring.sharing.model import SHARING_CLASS, AnnounceSharing, HoldSharing, JoinSharing, LeaveSharing
from services.mentoring.sharing.schemas import (
    JoiningSchema,
    SharingAnnouncementSchema,
    SharingClassSchema,
    SharingFilterSchema,
    SharingHeldSchema,
)
from services.mentoring.sharing.views import SHARING_CLASSES
from shared.events import PersonId
from shared.projection import Body
from shared.refusals import NotFound, NotYours
from shared.web.answers import Answer
from shared.web.auth import ROLES, caller
from shared.web.current import state_of, today
from shared.web.reading import AsOf, Page, detail, listing
from shared.web.routes import Routes
from shared.web.write import new_id, write

sharing = Routes("sharing", "mentoring", "Sharing classes: a senior teaches many who are newer")

ONE = "/sharing-classes/<id:sharing_class>"


@sharing.post(
    "/sharing-classes",
    allowed=("officer", "mentor"),
    takes=SharingAnnouncementSchema,
    answers=SharingClassSchema,
    status=201,
)
def announce_class(body: Body) -> Answer:
    """Announce a class; an officer may do so for somebody else."""
    teacher = _oneself(body["teacher"])
    identity = new_id()
    asked = {**body, "teacher": PersonId(teacher), "appointed_on": staff_facts(teacher, today()).appointed_on}
    location = f"/mentoring/v1/sharing-classes/{identity}"
    return _shown(write(SHARING_CLASS, identity, AnnounceSharing(**asked), shows=SHARING_CLASSES, location=location))


@sharing.post(f"{ONE}/join", allowed=("officer", "participant"), takes=JoiningSchema, answers=SharingClassSchema)
def join_class(body: Body, sharing_class: str) -> Answer:
    """Join a class."""
    person = _oneself(body["person"])
    command = JoinSharing(PersonId(person), staff_facts(person, today()).appointed_on)
    return _shown(write(SHARING_CLASS, sharing_class, command, shows=SHARING_CLASSES))


@sharing.post(f"{ONE}/leave", allowed=("officer", "participant"), takes=JoiningSchema, answers=SharingClassSchema)
def leave_class(body: Body, sharing_class: str) -> Answer:
    """Leave a class that was not held yet."""
    command = LeaveSharing(PersonId(_oneself(body["person"])))
    return _shown(write(SHARING_CLASS, sharing_class, command, shows=SHARING_CLASSES))


@sharing.post(f"{ONE}/hold", allowed=("officer", "mentor"), takes=SharingHeldSchema, answers=SharingClassSchema)
def hold_class(body: Body, sharing_class: str) -> Answer:
    """Say that the class was held and who was there; its teacher or an officer does."""
    announced = state_of(SHARING_CLASS, sharing_class).announced
    if announced is None:
        raise NotFound(kind="sharing_class")
    if not caller().has("officer") and caller().person != announced.teacher:
        raise NotYours
    present = tuple(PersonId(one) for one in body["present"])
    return _shown(write(SHARING_CLASS, sharing_class, HoldSharing(present), shows=SHARING_CLASSES))


@sharing.listing(
    "/sharing-classes",
    allowed=ROLES,
    answers=SharingClassSchema,
    filters=SharingFilterSchema,
    sorts=SHARING_CLASSES.sorted_by,
)
def list_classes(filters: Body, page: Page) -> Answer:
    """List the sharing classes."""
    return _shown(listing(SHARING_CLASSES, page, **filters))


@sharing.get(ONE, allowed=ROLES, answers=SharingClassSchema, query=AsOf)
def show_class(query: Body, sharing_class: str) -> Answer:
    """Show one sharing class."""
    return _shown(detail(SHARING_CLASSES, sharing_class, kind="sharing_class", **query))


def _oneself(person: str | None) -> str:
    """The person named by an officer, or the caller; raises `NotYours`."""
    if person is not None and person != caller().person and not caller().has("officer"):
        raise NotYours
    return person or caller().person


def _shown(answer: Answer) -> Answer:
    return answer.named("teacher", "joined")
