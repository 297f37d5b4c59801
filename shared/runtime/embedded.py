"""All services in one process over one folder of files: opening, working in threads, and closing again."""

import threading
from collections.abc import Sequence

import structlog

from shared.config import Settings
from shared.handler import Clock
from shared.runtime.bell import Bell
from shared.runtime.folder import Folder
from shared.service import Running, Service, Stores, sqlite_stores, wall_clock
from shared.web.keys import local_keys

log = structlog.get_logger()
STOP_SECONDS = 10.0


class Embedded:
    """The services of a city in this process, in the order given; the first one owns the directory.

    `alone` keeps other processes out of the folder; without it, what is done here is done beside a running one.
    Raises `StoreUnavailable`, `StoreDamaged` or `PolicyBroken` on opening, and then has closed what it opened.
    """

    def __init__(
        self, services: Sequence[Service], settings: Settings, clock: Clock = wall_clock, *, alone: bool = True
    ) -> None:
        self.settings = settings
        self.news = Bell()
        self.stopping = threading.Event()
        self.failed = False
        self._threads: list[threading.Thread] = []
        self._stores: dict[str, Stores] = {}
        self._folder = Folder(settings.data, alone=alone)
        try:
            self._folder.check()
            for service in services:
                service.read_policies()  # a broken table is found before any store is made
            for service in services:
                self._stores[service.name] = sqlite_stores(settings.data / service.name)
            self._folder.remember(list(self._stores))
            self.public_keys, secret = local_keys(settings.data / "keys")
            logs = {name: stores.events for name, stores in self._stores.items()}
            owner = self._stores[services[0].name].directory
            self.running = {
                service.name: Running(service, self._stores[service.name], logs, owner, self.news, clock, secret)
                for service in services
            }
        except BaseException:
            self.close()
            raise

    @property
    def empty(self) -> bool:
        """Whether nothing ever happened here."""
        return all(stores.events.tail().position == 0 for stores in self._stores.values())

    def start(self) -> None:
        """Start a worker thread for each service."""
        for name, running in self.running.items():
            thread = threading.Thread(target=self._work, args=(running,), name=f"worker-{name}")
            thread.start()
            self._threads.append(thread)

    def _work(self, running: Running) -> None:
        """A worker that breaks takes the process with it, rather than leave stale read models behind."""
        try:
            running.worker.run(self.stopping)
        except BaseException as error:
            log.critical("worker_broken", service=running.service.name, error=type(error).__name__, problem=str(error))
            self.failed = True
            self.stopping.set()
            raise

    def drain(self) -> None:
        """Work in this thread until every service has nothing left to do; for commands and tests without workers."""
        while any(running.worker.drain() for running in self.running.values()):
            pass

    def close(self) -> None:
        """Let the workers finish the batch in hand, then close every store."""
        self.stopping.set()
        self.news.ring()
        for thread in self._threads:
            thread.join(STOP_SECONDS)
        for stores in self._stores.values():
            stores.close()
        self._folder.close()
