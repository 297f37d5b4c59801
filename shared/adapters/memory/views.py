"""The view store in memory."""

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from operator import eq, ge, gt, le, lt
from typing import Any

import msgspec

from shared.ports import BEHIND, Condition, Document, Letter, Pointer, Progress, Query

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": eq,
    "ge": ge,
    "gt": gt,
    "le": le,
    "lt": lt,
    "in": lambda value, among: value in among,
}


class MemoryViewStore:
    """Dictionaries under one lock; documents are kept as bytes, so that nobody changes a stored one by accident."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._fields: dict[str, tuple[str, ...]] = {}
        self._documents: dict[str, dict[str, bytes]] = defaultdict(dict)
        self._progress: dict[str, dict[str, int]] = defaultdict(dict)
        self._markers: dict[str, dict[str, int]] = defaultdict(dict)
        self._letters: dict[str, dict[tuple[str, int], Letter]] = defaultdict(dict)
        self._pointers: dict[str, Pointer] = {}
        self._cursors: dict[str, dict[str, int]] = defaultdict(dict)
        self._outcomes: dict[str, str] = {}

    def prepare(self, model: str, fields: Sequence[str]) -> None:
        self._fields[model] = tuple(fields)

    def progress(self, model: str, streams: Collection[str]) -> dict[str, Progress]:
        with self._lock:
            reached, markers = self._progress[model], self._markers[model]
            return {
                stream: Progress(reached.get(stream, 0), markers.get(stream))
                for stream in streams
                if stream in reached or stream in markers
            }

    def documents(self, model: str, ids: Collection[str]) -> dict[str, Document]:
        with self._lock:
            kept = self._documents[model]
            return {one: msgspec.json.decode(kept[one], type=Document) for one in ids if one in kept}

    def replace(self, model: str, documents: Sequence[Document]) -> list[str]:
        with self._lock:
            lost = []
            for document in documents:
                present = self.documents(model, [document.id]).get(document.id)
                if (present.rev if present else 0) == document.rev - 1:
                    self._documents[model][document.id] = msgspec.json.encode(document)
                else:
                    lost.append(document.id)
            return lost

    def advance(self, model: str, moves: Mapping[str, tuple[int, int]]) -> list[str]:
        with self._lock:
            reached = self._progress[model]
            lost = [stream for stream, (start, _) in moves.items() if reached.get(stream, 0) != start]
            reached.update({stream: end for stream, (_, end) in moves.items() if stream not in lost})
            return lost

    def park(self, model: str, letter: Letter) -> None:
        with self._lock:
            kept = self._letters[model]
            if letter.problem != BEHIND or (letter.stream, letter.version) not in kept:
                kept[letter.stream, letter.version] = letter
            markers = self._markers[model]
            markers[letter.stream] = max(markers.get(letter.stream, 0), letter.version)

    def letters(self, model: str, stream: str | None = None) -> list[Letter]:
        with self._lock:
            kept = sorted(self._letters[model].items())
        return [letter for (where, _), letter in kept if stream in (None, where)]

    def release(self, model: str, stream: str, version: int) -> None:
        with self._lock:
            self._letters[model].pop((stream, version), None)

    def unmark(self, model: str, stream: str, to: int) -> bool:
        with self._lock:
            if self._markers[model].get(stream) != to:
                return False
            del self._markers[model][stream]
            return True

    def find(self, model: str, query: Query) -> list[Document]:
        def key(document: Document) -> tuple[Any, str]:
            return (_value(document, query.order), document.id)

        with self._lock:
            if model not in self._fields:
                return []
            self._known(model, [query.order, *(condition.field for condition in query.where)])
            found = sorted(self._meeting(model, query.where), key=key, reverse=query.descending)
        if query.after is not None:
            after = query.after
            found = [one for one in found if (key(one) < after if query.descending else key(one) > after)]
        return found[: query.limit]

    def count(self, model: str, where: Sequence[Condition] = (), by: str | None = None) -> dict[object, int]:
        with self._lock:
            if model not in self._fields:
                return {}
            self._known(model, [condition.field for condition in where] + ([by] if by else []))
            return dict(Counter(_value(one, by) if by else None for one in self._meeting(model, where)))

    def _meeting(self, model: str, where: Sequence[Condition]) -> list[Document]:
        kept = [msgspec.json.decode(one, type=Document) for one in self._documents[model].values()]
        return [one for one in kept if all(_meets(_value(one, field), op, value) for field, op, value in where)]

    def _known(self, model: str, fields: Sequence[str]) -> None:
        for field in fields:
            if field != "id" and field not in self._fields[model]:
                raise KeyError(field)

    def drop(self, model: str) -> None:
        with self._lock:
            for kept in (self._documents, self._progress, self._markers, self._letters, self._cursors):
                kept.pop(model, None)

    def pointer(self, name: str) -> Pointer | None:
        return self._pointers.get(name)

    def point(self, name: str, pointer: Pointer) -> None:
        self._pointers[name] = pointer

    def cursors(self, reader: str) -> dict[str, int]:
        return dict(self._cursors[reader])

    def resume_at(self, reader: str, source: str, position: int) -> None:
        self._cursors[reader][source] = position

    def outcomes(self, keys: Collection[str]) -> dict[str, str]:
        return {key: self._outcomes[key] for key in keys if key in self._outcomes}

    def settle(self, key: str, outcome: str, at: datetime) -> None:
        self._outcomes.setdefault(key, outcome)

    def close(self) -> None:
        """Nothing is held."""


def _value(document: Document, field: str) -> Any:
    return document.id if field == "id" else document.body.get(field)


def _meets(value: Any, operator: str, wanted: Any) -> bool:
    if value is None and operator not in ("eq", "in"):
        return False
    return COMPARE[operator](value, wanted)
