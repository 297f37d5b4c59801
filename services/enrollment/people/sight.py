"""Who may see what concerns whom: everybody their own, unit heads those of their unit, officers and auditors all."""

from datetime import date

from services.enrollment.people.model import EMPLOYEE
from shared.refusals import NotYours
from shared.web.auth import caller
from shared.web.current import state_of

SEE_EVERYBODY = ("officer", "auditor", "service")
READERS = (*SEE_EVERYBODY, "unit_head", "participant")


def own_unit(on: date) -> str:
    """The unit that the caller works in on a day; raises `NotYours` for who is not on the roster."""
    employee = state_of(EMPLOYEE, caller().person)
    if not employee.registered:
        raise NotYours
    return employee.facts(on).unit


def check_own(person: str) -> None:
    """Officers act for everybody, others for themselves; raises `NotYours`."""
    if person != caller().person and not caller().has("officer"):
        raise NotYours


def check_sight(person: str, unit: str, on: date) -> None:
    """Raises `NotYours` where the caller may not see what concerns a person of a unit."""
    if caller().has(*SEE_EVERYBODY) or person == caller().person:
        return
    if not caller().has("unit_head") or own_unit(on) != unit:
        raise NotYours
