"""Facts of employees and of the units that they work in. Who a person is stays in the directory."""

from datetime import date

from shared.contracts.vocabulary import EmployeeKind, PostGroup, PostLevel
from shared.events import Event


class UnitEstablished(Event, schema=1):
    """A unit of the city exists from `valid_from` on; stream `unit`."""

    code: str
    name: str
    kind: str
    parent: str | None
    valid_from: date


class EmployeeRegistered(Event, schema=1):
    """A civil servant is on the roster from `on`; stream `employee`."""

    kind: EmployeeKind
    unit: str
    post_group: PostGroup
    post_level: PostLevel
    grade: str
    status: str
    fields: tuple[str, ...]
    appointed_on: date
    on: date


class EmployeeTransferred(Event, schema=1):
    """The employee works in another unit from `on`."""

    unit: str
    on: date


class EmployeePostChanged(Event, schema=1):
    """Promotion or another post or grade from `on`."""

    post_group: PostGroup
    post_level: PostLevel
    grade: str
    on: date


class EmployeeProbationPassed(Event, schema=1):
    """The CPNS is a PNS from `on`, under the same number (domain.md D2.1)."""

    on: date


class EmployeeStatusChanged(Event, schema=1):
    """Another legal status (SIASN kedudukanHukum, domain.md D2.5) from `on`."""

    status: str
    on: date


class EmployeeFieldsChanged(Event, schema=1):
    """Other fields of work from `on`."""

    fields: tuple[str, ...]
    on: date


class RosterImported(Event, schema=1):
    """A roster file was applied as one unit; stream `roster_import`."""

    digest: str
    rows: int
    registered: int
    changed: int
    unchanged: int
