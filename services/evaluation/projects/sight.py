"""Who may see a project or work on it; what an assessor may see of the marks is decided by `shown`."""

from typing import Any

from services.evaluation.projects.state import Project
from services.evaluation.roster.heads import headed_unit, heads
from shared.projection import Body
from shared.refusals import NotYours
from shared.web.auth import caller

SEE_EVERYTHING = ("officer", "auditor", "service")
LISTERS = ("officer", "unit_head", "auditor", "service")
READERS = (*LISTERS, "participant", "assessor")
WORKERS = ("officer", "participant")


def check_sight(project: Body) -> None:
    """Members and assessors see theirs, unit heads those of their unit or of its people; raises `NotYours`."""
    assessors = [one["assessor"] for one in project["assessors"]]
    if caller().has(*SEE_EVERYTHING) or caller().person in [*project["members"], *assessors]:
        return
    if not heads([project["sponsor_unit"]], project["members"]):
        raise NotYours


def check_sight_of(person: str) -> None:
    """Everybody sees their own part, unit heads that of their people; raises `NotYours`."""
    if not caller().has(*SEE_EVERYTHING) and person != caller().person and not heads((), (person,)):
        raise NotYours


def narrowed(filters: dict[str, Any]) -> dict[str, Any]:
    """What is asked for, for unit heads among what their unit sponsors; raises `NotYours`."""
    if caller().has(*SEE_EVERYTHING):
        return filters
    unit = headed_unit()
    if unit is None or filters["sponsor_unit"] not in (None, unit):
        raise NotYours
    return {**filters, "sponsor_unit": unit}


def check_work(project: Project) -> None:
    """Members work on theirs, officers record for them; raises `NotYours`."""
    if not caller().has("officer") and caller().person not in project.members:
        raise NotYours
