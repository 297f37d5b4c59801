"""Keeps one version of a projection's read model up to date: documents first, progress last (docs/adr/0005)."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from shared.catalogue import Undecodable
from shared.events import Delivery, Recorded
from shared.ports import BEHIND, Document, ViewStore
from shared.projection import Projection
from shared.refusals import StoreUnavailable
from shared.runtime.reader import Decode, Ordering, Sorted, drain, holds, letter

MOST_RACES = 20


def model_name(name: str, version: int) -> str:
    """`cohort_board.v2`: where documents, progress, letters and cursors of a version live."""
    return f"{name}.v{version}"


class _Poison(NamedTuple):
    """A delivery that cannot be digested, and why in a word."""

    delivery: Delivery
    problem: str


class _Step(NamedTuple):
    """A delivery, its event and the documents that it concerns."""

    delivery: Delivery
    recorded: Recorded
    ids: tuple[str, ...]


class Projector:
    """Folds deliveries into documents in batches; a lost race falls back to one delivery at a time."""

    def __init__(self, projection: Projection, version: int, views: ViewStore, decode: Decode) -> None:
        self.projection = projection
        self.version = version
        self.model = model_name(projection.name, version)
        self._views = views
        self._decode = decode
        self._order = Ordering(views, self.model)
        views.prepare(self.model, projection.fields)

    @property
    def streams(self) -> Collection[str]:
        return self.projection.streams

    def take(self, batch: Sequence[Delivery]) -> None:
        mine = [delivery for delivery in batch if delivery.stream_type in self.projection.streams]
        if mine and not self._fold(self._order.sort(mine)):
            for delivery in mine:
                self._alone(delivery)

    def retry(self, stream: str) -> bool:
        return drain(self._views, self.model, stream, self._digest)

    def _digest(self, delivery: Delivery) -> bool:
        """Whether one letter's event is folded now, by us or by somebody before."""
        self._fold(self._order.sort([delivery], through_marker=True))
        return holds(self._views, self.model, delivery)

    def _alone(self, delivery: Delivery) -> None:
        for _ in range(MOST_RACES):
            if self._fold(self._order.sort([delivery])):
                return
        raise StoreUnavailable(f"{self.model}: others write the same documents without end")

    def _fold(self, batch: Sorted) -> bool:
        """Write what a sorted batch makes of the documents; False where somebody else wrote them meanwhile."""
        steps = [self._step(delivery) for delivery in batch.due]
        ids = {one for step in steps if isinstance(step, _Step) for one in step.ids}
        documents = self._views.documents(self.model, ids)
        changed: dict[str, Document] = {}
        moves: dict[str, tuple[int, int]] = {}
        letters = [letter(delivery, BEHIND) for delivery in batch.behind]
        parked: set[str] = set()
        for step in steps:
            stream = step.delivery.stream
            problem = BEHIND if stream in parked else self._apply(step, documents, changed)
            if problem:
                parked.add(stream)
                letters.append(letter(step.delivery, problem))
            else:
                moves[stream] = (batch.start[stream], step.delivery.version)
        if changed and self._views.replace(self.model, list(changed.values())):
            return False
        if moves and self._views.advance(self.model, moves):
            return False
        for kept in letters:
            self._views.park(self.model, kept)
        return True

    def _step(self, delivery: Delivery) -> _Step | _Poison:
        try:
            recorded = self._decode(delivery)
            return _Step(delivery, recorded, tuple(self.projection.routed(recorded)))
        except Undecodable:
            return _Poison(delivery, "UNDECODABLE")
        except Exception as problem:  # noqa: BLE001 - a route may fail in any way; the event is kept as a letter
            return _Poison(delivery, type(problem).__name__)

    def _apply(self, step: _Step | _Poison, documents: dict[str, Document], changed: dict[str, Document]) -> str:
        """Fold one event into `changed`, all of its documents or none; the problem, or nothing."""
        if isinstance(step, _Poison):
            return step.problem
        staged = {}
        for one in step.ids:
            stored = documents.get(one) or Document(one, 0, {}, {})
            present = changed.get(one, stored)
            if present.seen.get(step.recorded.stream, 0) >= step.recorded.version:
                continue
            try:
                body = self.projection.folded(present.body, step.recorded)
            except Exception as problem:  # noqa: BLE001 - a fold may fail in any way; the event is kept as a letter
                return type(problem).__name__
            seen = present.seen | {step.recorded.stream: step.recorded.version}
            staged[one] = Document(one, stored.rev + 1, seen, body)
        changed.update(staged)
        return ""
