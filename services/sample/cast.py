"""Who plays which part in the sample city's story: ids of people by their place in the roster."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import msgspec

from services.sample.careers import years_of_service
from services.sample.roster import Employee, by_field, head_of

OFFICER_UNIT = "BKPSDM"


class Cast(msgspec.Struct, frozen=True):
    """The roster and the id that the system gave each employee number."""

    roster: tuple[Employee, ...]
    ids: Mapping[str, str]

    def id_of(self, employee: Employee) -> str:
        """The opaque id of somebody."""
        return self.ids[employee.employee_number]

    @property
    def officer(self) -> str:
        """Who runs the programmes at BKPSDM."""
        return self.id_of(head_of(self.roster, OFFICER_UNIT))

    def head(self, unit: str) -> str:
        """Who leads a unit."""
        return self.id_of(head_of(self.roster, unit))

    def working_in(self, field: str, wanted: Callable[[Employee], bool] = lambda employee: True) -> list[Employee]:
        """Active staff of a field, in the order of the roster."""
        return [employee for employee in by_field(self.roster, field) if wanted(employee)]

    def seniors(self, field: str, on: date, years: int) -> list[Employee]:
        """Active staff of a field with at least so many years of service, longest first."""
        found = self.working_in(field, lambda employee: years_of_service(employee.appointed_on, on) >= years)
        return sorted(found, key=lambda employee: (employee.appointed_on, employee.employee_number))

    def juniors(self, field: str, on: date, years: int) -> list[Employee]:
        """Active staff of a field with less than so many years of service."""
        return self.working_in(field, lambda employee: years_of_service(employee.appointed_on, on) < years)

    def outside(self, units: Sequence[str], count: int) -> list[Employee]:
        """Heads of other units, who can assess and verify."""
        heads = [one for one in self.roster if one.head and one.unit not in units and one.status == "01"]
        return heads[:count]
