"""The facts of an employee for a command, out of mentoring's own copy."""

import msgspec

from services.mentoring.mentors.staff import StaffFacts
from services.mentoring.roster.views import STAFF
from shared.web.reading import document


def staff_facts(person: str) -> StaffFacts:
    """Unit, status and first day of service; raises `NotFound` for who is not on the roster."""
    return msgspec.convert(document(STAFF, person, "person").body, StaffFacts)
