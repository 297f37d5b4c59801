"""The read side as routes see it: documents and lists of the live versions, and waiting for one's own writes."""

import time
from collections.abc import Collection, Sequence
from typing import NamedTuple

from shared.ports import Condition, Document, Pointer, Progress, Query, ViewStore
from shared.projection import Projection
from shared.runtime.bell import Bell
from shared.runtime.projector import model_name

POINTER_SECONDS = 1.0
LOOK_AGAIN_SECONDS = 0.05


class Token(NamedTuple):
    """What a write answered with and a read can wait for: `stream@version`."""

    stream: str
    version: int


class Views:
    """Questions to the read models of one service. `told` rings when they moved."""

    def __init__(self, store: ViewStore, told: Bell) -> None:
        self.store = store
        self._told = told
        self._pointers: dict[str, tuple[float, Pointer]] = {}

    def model(self, projection: Projection) -> str:
        """The live version's name; a promotion is noticed within a second."""
        known = self._pointers.get(projection.name)
        now = time.monotonic()
        if known is None or now - known[0] > POINTER_SECONDS:
            pointer = self.store.pointer(projection.name) or Pointer(projection.version, None, projection.version)
            known = self._pointers[projection.name] = (now, pointer)
        return model_name(projection.name, known[1].live)

    def get(self, projection: Projection, identity: str) -> Document | None:
        """One document."""
        return self.store.documents(self.model(projection), [identity]).get(identity)

    def get_all(self, projection: Projection, ids: Collection[str]) -> dict[str, Document]:
        """The documents that exist among these."""
        return self.store.documents(self.model(projection), ids)

    def find(self, projection: Projection, query: Query) -> list[Document]:
        """Documents in order."""
        return self.store.find(self.model(projection), query)

    def all(self, projection: Projection, **where: object) -> list[Document]:
        """Every document whose fields have these values, by id; for lists that are bounded by their nature."""
        found: list[Document] = []
        conditions = tuple(Condition(field, "eq", value) for field, value in where.items())
        while page := self.find(projection, Query(conditions, after=_last(found), limit=500)):
            found.extend(page)
        return found

    def count(self, projection: Projection, by: str | None = None, **where: object) -> dict[object, int]:
        """How many documents have these values, by the values of a field or under None."""
        conditions = [Condition(field, "eq", value) for field, value in where.items()]
        return self.store.count(self.model(projection), conditions, by)

    def reached(self, projection: Projection, tokens: Sequence[Token], seconds: float) -> bool:
        """Wait until the read model holds these versions, at most so long; whether it does."""
        wanted = [token for token in tokens if token.stream.partition("/")[0] in projection.streams]
        deadline = time.monotonic() + seconds
        heard = self._told.count
        while not self._holds(projection, wanted):
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            heard = self._told.wait(heard, min(left, LOOK_AGAIN_SECONDS))
        return True

    def _holds(self, projection: Projection, wanted: Sequence[Token]) -> bool:
        if not wanted:
            return True
        places = self.store.progress(self.model(projection), {token.stream for token in wanted})
        return all(places.get(token.stream, Progress()).version >= token.version for token in wanted)


def _last(found: Sequence[Document]) -> tuple[str, str] | None:
    return (found[-1].id, found[-1].id) if found else None
