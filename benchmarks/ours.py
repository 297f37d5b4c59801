"""Bina's side: attendance registers decided, logged and shown by the mechanism as the services use it."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from benchmarks import contract
from benchmarks.contract import AttendanceTaken
from shared.adapters.memory.people import MemoryVault
from shared.adapters.sqlite.events import SqliteEventStore
from shared.catalogue import Catalogue
from shared.decider import Command, Decider, State, Unknown
from shared.events import Commit, Draft, Event, Meta, Recorded, store
from shared.handler import Handler, Order
from shared.journal import Journal
from shared.policy import Policies
from shared.projection import Body, Projection

SERVICE = "benchmarks"
STREAM = "register"
CATALOGUE = Catalogue([contract])
META = Meta(actor="person/7f3a", roles=("organiser",))
UNITS = 40


class Register(State, frozen=True):
    """How much a person attended."""

    taken: int = 0
    minutes: int = 0


class TakeAttendance(Command, frozen=True):
    """Write down one attendance."""

    event: AttendanceTaken


def evolve(state: Register, event: Event) -> Register:
    """Add up."""
    match event:
        case AttendanceTaken(minutes=minutes):
            return state.but(taken=state.taken + 1, minutes=state.minutes + minutes)
    raise Unknown(event)


def decide(state: Register, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Accept what is not longer than a day in total."""
    match command:
        case TakeAttendance(event=event) if state.minutes + event.minutes <= 24 * 60:
            return (event,)
    raise Unknown(command)


REGISTER = Decider(STREAM, Register(), decide, evolve)
attendance = Projection("attendance", version=1, streams=[STREAM], found_by=["unit"], sorted_by=["minutes"])


@attendance.fold
def fold(body: Body, event: Recorded) -> Body:
    """One document a register."""
    match event.event:
        case AttendanceTaken(person=person, unit=unit, session=session, minutes=minutes):
            return {
                "person": person,
                "unit": unit,
                "last": session,
                "taken": body.get("taken", 0) + 1,
                "minutes": body.get("minutes", 0) + minutes,
            }
    return body


def now() -> datetime:
    """The clock of both sides."""
    return datetime.now(UTC)


def fact(register: int, version: int) -> AttendanceTaken:
    """The version-th event of a register: the same on both sides and in every run."""
    session = str(uuid5(NAMESPACE_OID, f"session-{version}"))
    return AttendanceTaken(person_of(register), f"unit-{register % UNITS:03}", session, 45, "CLASSROOM")


def person_of(register: int) -> str:
    """An opaque id of a person, one a register."""
    return str(uuid5(NAMESPACE_OID, f"person-{register}"))


def draft(register: int, version: int) -> Draft:
    """An event on its way to the log."""
    stream = REGISTER.name(person_of(register))
    key = f"{person_of(register)}-{version}"
    return Draft(stream, version, key, META, store(stream, key, [fact(register, version)]))


class Log:
    """A log in a file with what writes into it."""

    def __init__(self, file: Path) -> None:
        self.store = SqliteEventStore(file)
        self.journal = Journal(self.store, now)
        self.handler = Handler(SERVICE, self.journal, CATALOGUE, Policies({}), MemoryVault(), now)

    def append(self, stream: str, key: str, version: int, event: AttendanceTaken) -> None:
        """Encode and append one event."""
        outcome = self.journal.append([Draft(stream, version, key, META, store(stream, key, [event]))])[0]
        assert isinstance(outcome, Commit)

    def take(self, register: int, key: str, event: AttendanceTaken) -> None:
        """Carry out one command."""
        self.handler.execute(
            Order(decider=REGISTER, identity=person_of(register), command=TakeAttendance(event), key=key, meta=META)
        )

    def fill(self, drafts: Iterable[Draft]) -> None:
        """Append many in large batches."""
        batch: list[Draft] = []
        for one in drafts:
            batch.append(one)
            if len(batch) == 5_000:
                self.journal.append(batch)
                batch = []
        if batch:
            self.journal.append(batch)

    def close(self) -> None:
        """Close the file."""
        self.store.close()
