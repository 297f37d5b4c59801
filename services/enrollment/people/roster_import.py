"""The import of a roster file as one unit, recorded after its rows were applied."""

from collections.abc import Sequence
from datetime import datetime

from services.enrollment.people.commands import RecordRosterImport
from services.enrollment.people.refusals import ImportRecorded
from shared.contracts.enrollment.people import RosterImported
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event
from shared.policy import Policies


class RosterImport(State, frozen=True):
    """Whether it is recorded."""

    recorded: bool = False


def evolve(roster_import: RosterImport, event: Event) -> RosterImport:
    """It is recorded once."""
    return roster_import.but(recorded=True) if isinstance(event, RosterImported) else roster_import


def decide(roster_import: RosterImport, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """A file that changed nobody leaves no trace."""
    match command:
        case RecordRosterImport() if roster_import.recorded:
            raise ImportRecorded()
        case RecordRosterImport(registered=0, changed=0):
            return []
        case RecordRosterImport(digest=digest, rows=rows, registered=registered, changed=changed, unchanged=unchanged):
            return [RosterImported(digest, rows, registered, changed, unchanged)]
    raise Unknown(command)


ROSTER_IMPORT = Decider("roster_import", RosterImport(), decide, evolve)
