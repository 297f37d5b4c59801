"""The facts of an employee for a command, out of mentoring's own copy."""

from datetime import date

from services.mentoring.mentors.staff import StaffFacts
from services.mentoring.roster.views import STAFF
from shared.refusals import Refused
from shared.web.reading import document


class BeforeRoster(Refused):
    """Of the days before somebody came onto the roster nothing is known, so no rule can look at them."""

    status = 422
    says = "{on} is before this employee came onto the roster on {since}."


def staff_facts(person: str, on: date) -> StaffFacts:
    """Status on a day and first day of service; raises `NotFound` for who is not on the roster, `BeforeRoster`."""
    known = document(STAFF, person, "person").body
    statuses = known["statuses"]
    begun = [day for day in statuses if day <= on.isoformat()]
    if not begun:
        raise BeforeRoster(on=on.isoformat(), since=min(statuses))
    return StaffFacts(status=statuses[max(begun)], appointed_on=date.fromisoformat(known["appointed_on"]))
