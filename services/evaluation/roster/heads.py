"""Which unit the caller heads, and whether something concerns it."""

from collections.abc import Collection

from services.evaluation.roster.views import STAFF
from shared.web.auth import caller
from shared.web.current import views


def headed_unit() -> str | None:
    """The unit that the caller heads: where a unit head works now; None for anybody else."""
    found = views().get(STAFF, caller().person) if caller().has("unit_head") else None
    return None if found is None else str(found.body["unit"])


def heads(units: Collection[str], people: Collection[str]) -> bool:
    """Whether the caller heads one of these units, or the unit of one of these people."""
    unit = headed_unit()
    if unit is None:
        return False
    return unit in units or any(one.body["unit"] == unit for one in views().get_all(STAFF, people).values())
