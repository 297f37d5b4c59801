"""Why the roster says no."""

from shared.refusals import Refused


class UnitExists(Refused):
    """A code belongs to one unit."""

    says = "There already is a unit {unit}."


class UnitMissing(Refused):
    """Nobody works in, and nothing belongs to, a unit that does not exist on that day."""

    status = 422
    says = "There is no unit {unit} on {on}."


class EmployeeExists(Refused):
    """Somebody is registered once; later facts are changes."""

    says = "This employee is already on the roster, since {registered_on}."


class BeforeAppointment(Refused):
    """Nobody is on the roster before the first day of service."""

    status = 422
    says = "{on} is before the appointment on {appointed_on}."


class BeforeRegistration(Refused):
    """What was before the day of registration is not known here, so nothing can change on it."""

    status = 422
    says = "{on} is before this employee came onto the roster on {registered_on}."


class NotOnProbation(Refused):
    """Only a CPNS becomes a PNS; a PPPK who does gets a new number, and so is registered anew (domain.md D2.2)."""

    says = "Only a CPNS becomes a PNS under the same number; on {on} this employee is {kind}."


class RosterRejected(Refused):
    """A roster is applied whole or not at all; `problems` lists row, column and code, never what a cell says."""

    status = 422
    says = "{rejected} of {rows} rows of the roster cannot be applied; nothing was changed."


class ImportRecorded(Refused):
    """An import has one result."""

    says = "This import is already recorded."
