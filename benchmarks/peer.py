"""The peer's side: the same registers with the library `eventsourcing`, in the ways that its documentation shows."""

import sqlite3
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.sqlite import SQLiteConnection, SQLiteConnectionPool, SQLiteFactory
from eventsourcing.utils import Environment, EnvType

from benchmarks import contract
from benchmarks.ours import now

DURABLE, REBUILDABLE = 2, 1
"""What `PRAGMA synchronous` answers for FULL and NORMAL."""
MOST_THREADS = 8


class Pool(SQLiteConnectionPool):
    """The library's own pool, with a connection for each thread, set to a durability and asked for it."""

    def __init__(self, db_name: str, synchronous: int) -> None:
        self.synchronous = synchronous
        super().__init__(db_name=db_name, pool_size=MOST_THREADS)

    def _create_connection(self) -> SQLiteConnection:
        connection = super()._create_connection()
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA synchronous={self.synchronous}")
        for pragma, wanted in (("journal_mode", "wal"), ("synchronous", self.synchronous)):
            cursor.execute(f"PRAGMA {pragma}")
            if (answer := cursor.fetchone()[0]) != wanted:
                raise sqlite3.NotSupportedError(f"the peer's connection answers {pragma}={answer}, not {wanted}")
        return connection


class Factory(SQLiteFactory):
    """The library's own factory over that pool."""

    def __init__(self, env: Environment | EnvType | None, synchronous: int = DURABLE) -> None:
        super().__init__(env)
        self.datastore.pool.close()
        self.datastore.pool = Pool(self.datastore.pool.db_name, synchronous)


class Register(Aggregate):
    """How much a person attended; its first attendance opens it, so that both sides store the same events."""

    class Opened(Aggregate.Created):
        """The first attendance."""

        person: str
        unit: str
        session: str
        minutes: int
        mode: str

    class AttendanceTaken(Aggregate.Event):
        """Every later attendance."""

        person: str
        unit: str
        session: str
        minutes: int
        mode: str

    @event(Opened)
    def __init__(self, person: str, unit: str, session: str, minutes: int, mode: str) -> None:
        self.taken = 1
        self.minutes = minutes

    @staticmethod
    def create_id(person: str) -> UUID:
        """The person's id is the register's."""
        return UUID(person)

    def take(self, fact: contract.AttendanceTaken) -> None:
        """Accept what is not longer than a day in total."""
        if self.minutes + fact.minutes > 24 * 60:
            raise ValueError
        self._taken(fact.person, fact.unit, fact.session, fact.minutes, fact.mode)

    @event(AttendanceTaken)
    def _taken(self, person: str, unit: str, session: str, minutes: int, mode: str) -> None:
        self.taken += 1
        self.minutes += minutes


class Registers(Application[UUID]):
    """The peer's log in a file."""

    def construct_factory(self, env: Environment) -> Any:
        """Connections of known durability."""
        return Factory(env)

    def append(self, register: UUID, version: int, fact: contract.AttendanceTaken) -> None:
        """Encode and append one event, without an aggregate."""
        self.events.put([recorded(register, version, fact)])

    def take(self, register: UUID, fact: contract.AttendanceTaken) -> None:
        """Carry out one command."""
        aggregate: Register = self.repository.get(register)
        aggregate.take(fact)
        self.save(aggregate)


def recorded(register: UUID, version: int, fact: contract.AttendanceTaken) -> Aggregate.Event | Aggregate.Created:
    """An event of the library, with the content of Bina's."""
    content: dict[str, Any] = {name: getattr(fact, name) for name in fact.__struct_fields__}
    place: dict[str, Any] = {"originator_id": register, "originator_version": version, "timestamp": now()}
    if version == 1:
        return Register.Opened(**place, **content, originator_topic="benchmarks.peer:Register")
    return Register.AttendanceTaken(**place, **content)


def opened(file: Path) -> Registers:
    """The application over a file."""
    return Registers({"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(file)})
