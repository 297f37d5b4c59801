"""Who may see a project or work on it; what an assessor may see of the marks is decided by `shown`."""

from services.evaluation.projects.state import Project
from shared.projection import Body
from shared.refusals import NotYours
from shared.web.auth import caller

SEE_EVERYTHING = ("officer", "unit_head", "auditor", "service")
READERS = (*SEE_EVERYTHING, "participant", "assessor")
WORKERS = ("officer", "participant")


def check_sight(project: Body) -> None:
    """Members and assessors see theirs; raises `NotYours`."""
    person = caller().person
    assessors = [one["assessor"] for one in project["assessors"]]
    if not caller().has(*SEE_EVERYTHING) and person not in [*project["members"], *assessors]:
        raise NotYours


def check_work(project: Project) -> None:
    """Members work on theirs, officers record for them; raises `NotYours`."""
    if not caller().has("officer") and caller().person not in project.members:
        raise NotYours
