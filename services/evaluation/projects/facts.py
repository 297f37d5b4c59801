"""What other streams say for a command of a project: where people work, and who mentors them."""

from collections.abc import Iterable

from services.evaluation.projects.model import PROJECT
from services.evaluation.projects.state import Project
from services.evaluation.projects.views import MENTORS
from services.evaluation.roster.views import STAFF
from shared.events import PersonId
from shared.refusals import NotFound
from shared.web.current import state_of, views
from shared.web.reading import document


def begun(project: str) -> Project:
    """Raises `NotFound` where no such project began."""
    found = state_of(PROJECT, project)
    if not found.started:
        raise NotFound(kind="project")
    return found


def unit_of(person: str) -> str:
    """Where a person works now; raises `NotFound` for who is not on the roster."""
    return str(document(STAFF, person, "person").body["unit"])


def units_of(people: Iterable[str]) -> frozenset[str]:
    """The units that people work in now; raises `NotFound` where one of them is not on the roster."""
    return frozenset(unit_of(person) for person in people)


def mentors_of(people: Iterable[str]) -> frozenset[PersonId]:
    """Everybody who mentors one of these people, or once did."""
    return frozenset(PersonId(row.body["mentor"]) for person in people for row in views().all(MENTORS, mentee=person))
