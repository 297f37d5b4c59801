"""An employee on one day, as the rules of mentoring see one."""

from datetime import date

import msgspec


class StaffFacts(msgspec.Struct, frozen=True):
    """What a rule needs to know of an employee; ids and codes only."""

    status: str
    appointed_on: date
