"""One service's worker: feeds projections and reactions from the logs, fills rebuilt models, and issues deadlines."""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

import structlog

from shared.deadline import Deadline
from shared.events import Delivery, Recorded, deliveries
from shared.handler import Handler
from shared.journal import dense
from shared.ports import EventStore, Pointer, ViewStore
from shared.projection import Projection
from shared.reaction import Reaction
from shared.refusals import StoreUnavailable
from shared.runtime.bell import Bell
from shared.runtime.clock import issue_due
from shared.runtime.projector import Projector, model_name
from shared.runtime.reactor import Reactor
from shared.runtime.reader import Decode, Reader

PAGE = 500
IDLE_SECONDS = 1.0
MOST_FAILURES = 60
log = structlog.get_logger()


class Page(NamedTuple):
    """What a log holds after a position, and whether there may be more."""

    deliveries: list[Delivery]
    more: bool


class Worker:
    """Reads the logs of the services whose streams it needs; every reader has a place of its own in each log.

    `logs` holds the event store of each service that can be read, by name, `owners` the service of each stream type,
    `news` rings when a log grew and `told` when read models moved. `chores` does what else is to be kept up with,
    such as a copy of the directory, and says whether there was anything.
    """

    def __init__(
        self,
        handler: Handler,
        views: ViewStore,
        decode: Decode,
        projections: Sequence[Projection],
        reactions: Sequence[Reaction],
        logs: Mapping[str, EventStore],
        owners: Mapping[str, str],
        news: Bell,
        told: Bell,
        chores: Callable[[], bool],
    ) -> None:
        self._handler = handler
        self._views = views
        self._decoded: dict[str, Recorded] = {}
        self._decode = decode
        self._projections = {projection.name: projection for projection in projections}
        self._reactors = [Reactor(reaction, views, self._once, handler) for reaction in reactions]
        self._projectors: dict[str, Projector] = {}
        self._logs = logs
        self._owners = owners
        self._news = news
        self._told = told
        self._chores = chores

    def _once(self, delivery: Delivery) -> Recorded:
        """Decode a delivery once for all readers of a step."""
        event = self._decoded.get(delivery.stored.id)
        if event is None:
            event = self._decoded[delivery.stored.id] = self._decode(delivery)
        return event

    def run(self, stop: threading.Event) -> None:
        """Work until told to stop. A store that does not answer is tried again, for about a minute; then it raises."""
        failures = 0
        while not stop.is_set():
            heard = self._news.count
            try:
                busy = self.step()
                if not self.issue() and not busy:
                    self._news.wait(heard, IDLE_SECONDS)
                failures = 0
            except StoreUnavailable as problem:
                failures += 1
                if failures > MOST_FAILURES:
                    raise
                log.warning("store_unavailable", service=self._handler.service, problem=str(problem))
                stop.wait(IDLE_SECONDS)

    def step(self) -> bool:
        """Give every reader its next page; whether there was anything to read."""
        readers: list[Reader] = [*self._current(), *self._reactors]
        pages: dict[tuple[str, int], Page] = {}
        behind: set[str] = set()
        busy = self._chores()
        for reader in readers:
            cursors = self._views.cursors(reader.model)
            for source in sorted({self._owners[stream] for stream in reader.streams} & self._logs.keys()):
                after = cursors.get(source, 0)
                if (source, after) not in pages:
                    pages[source, after] = self._page(source, after)
                page = pages[source, after]
                if page.deliveries:
                    busy = True
                    reader.take(page.deliveries)
                    self._views.resume_at(reader.model, source, page.deliveries[-1].position)
                if page.more:
                    behind.add(reader.model)
        self._decoded.clear()
        if busy:
            self._told.ring()
        self._promote(behind)
        return busy

    def _page(self, source: str, after: int) -> Page:
        commits = self._logs[source].page(after, PAGE)
        whole = dense(commits, after)
        more = len(commits) == PAGE or len(whole) < len(commits)
        return Page([one for commit in whole for one in deliveries(source, commit)], more)

    def issue(self) -> bool:
        """Carry out what is due by the handler's clock; whether there was anything."""
        new = 0
        for projection in self._projections.values():
            if isinstance(projection, Deadline):
                model = model_name(projection.name, self._pointer(projection).live)
                new += issue_due(projection, model, self._views, self._handler, self._handler.clock())
        return new > 0

    def drain(self) -> bool:
        """Work until nothing is left to read or to issue; whether there was anything."""
        busy = False
        while self.step() or self.issue():
            busy = True
        return busy

    def models(self) -> list[str]:
        """The names under which this worker's readers keep their letters."""
        readers: list[Reader] = [*self._current(), *self._reactors]
        return [reader.model for reader in readers]

    def retry(self, name: str, stream: str) -> bool:
        """Try the letters of a projection or reaction for one stream again; whether none is left."""
        readers: list[Reader] = [*self._current(), *self._reactors]
        found = [reader for reader in readers if reader.model == name or reader.model.startswith(f"{name}.v")]
        return not [reader for reader in found if not reader.retry(stream)]

    def rebuild(self, name: str) -> Pointer:
        """Fill a new version beside the live one; it is promoted once it has caught up.

        The version before the live one goes now, not at its promotion, since somebody may still have been reading it.
        """
        projection = self._projections[name]
        pointer = self._pointer(projection)
        if pointer.filling is None:
            self._views.drop(model_name(name, pointer.live - 1))
            pointer = pointer._replace(filling=pointer.live + 1, filling_code=projection.version)
            self._views.point(name, pointer)
        return pointer

    def _pointer(self, projection: Projection) -> Pointer:
        """The pointer as this code takes it: what other code had begun to fill is given up."""
        known = self._views.pointer(projection.name)
        pointer = known or Pointer(projection.version, None, projection.version)
        if pointer.filling is not None and pointer.filling_code != projection.version:
            self._views.drop(model_name(projection.name, pointer.filling))
            pointer = Pointer(pointer.live, None, pointer.code)
        if pointer != known:
            self._views.point(projection.name, pointer)
        return pointer

    def _current(self) -> list[Projector]:
        """The projector of every version that this code keeps: the filling one, and a live one that it built."""
        models: dict[str, tuple[Projection, int]] = {}
        for projection in self._projections.values():
            pointer = self._pointer(projection)
            if pointer.code != projection.version:
                pointer = self.rebuild(projection.name)
            else:
                models[model_name(projection.name, pointer.live)] = (projection, pointer.live)
            if pointer.filling is not None:
                models[model_name(projection.name, pointer.filling)] = (projection, pointer.filling)
        for model in self._projectors.keys() - models.keys():
            del self._projectors[model]
        for model, (projection, version) in models.items():
            if model not in self._projectors:
                self._projectors[model] = Projector(projection, version, self._views, self._once)
        return [self._projectors[model] for model in models]

    def _promote(self, behind: Collection[str]) -> None:
        """Serve each filling version that has read its logs to the end."""
        for projection in self._projections.values():
            pointer = self._pointer(projection)
            if pointer.filling is None or (new := model_name(projection.name, pointer.filling)) in behind:
                continue
            if new in self._projectors:
                self._views.point(projection.name, Pointer(pointer.filling, None, projection.version))
                log.info("promoted", projection=projection.name, version=pointer.filling)
