"""The real thing for journeys: the three services in one process over files, answering on a port of this machine."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest
from waitress import wasyncore
from waitress.server import create_server

from services.__main__ import SIBOLGA
from shared.cli import application
from shared.config import Settings
from shared.runtime.embedded import Embedded
from shared.web.keys import issue

THREADS = 16


class Running:
    """A city that answers; `ask` is one request over a connection of its own, so that threads can ask at once."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(data=folder, port=0)
        self.embedded = Embedded(SIBOLGA.services, self.settings)
        app = application(SIBOLGA, self.embedded)
        self._sockets: dict[Any, Any] = {}
        server = create_server(
            app, map=self._sockets, host="127.0.0.1", port=0, threads=THREADS, connection_limit=1_000
        )
        self.server = cast(Any, server)  # its types do not say what it has
        self.port = int(self.server.effective_port)
        self.url = f"http://127.0.0.1:{self.port}"
        self.embedded.start()
        self._thread = threading.Thread(target=self.server.run)
        self._thread.start()

    def token(self, person: str, *roles: str) -> str:
        """A bearer token of the local key."""
        return issue(self.settings, person, roles, hours=1)

    def ask(
        self,
        method: str,
        path: str,
        token: str = "",
        body: object = None,
        *,
        headers: dict[str, str] | None = None,
        content: bytes | None = None,
    ) -> tuple[int, Any, dict[str, str]]:
        """Status, JSON or text, and headers."""
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        if content is None and method == "POST":
            content = msgspec.json.encode({} if body is None else body)
            sent["Content-Type"] = "application/json"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, content, sent | (headers or {}))
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        kind = response.headers.get_content_type()
        told = msgspec.json.decode(text) if kind.endswith("json") and text else text.decode()
        return response.status, told, dict(response.headers.items())

    def close(self) -> None:
        """Stop answering and working."""
        # Its own thread closes the sockets: closed by another one, they would be missed by the loop that waits on them.
        # It may do so before it is woken, and then there is nothing left to wake it by.
        with suppress(OSError):
            self.server.trigger.pull_trigger(lambda: wasyncore.close_all(self._sockets))
        self._thread.join(10)
        self.server.task_dispatcher.shutdown()
        self.embedded.close()


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Running]:
    """An empty city."""
    running = Running(tmp_path / "data")
    yield running
    running.close()
