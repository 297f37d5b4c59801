"""The embedded form as a server: one process that answers, works, and stops cleanly when told to."""

import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

from waitress.server import create_server

from shared.config import Settings
from shared.runtime.embedded import Embedded

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

MOST_CONNECTIONS = 1_000
MOST_BODY_BYTES = 32 * 1024 * 1024


def serve(embedded: Embedded, app: "WSGIApplication", settings: Settings, ready: Callable[[], None]) -> int:
    """Answer until a signal comes; the exit code. `ready` runs beside it once requests are taken.

    Raises `OSError` where the address is taken.
    """
    server = create_server(
        app,
        host=settings.host,
        port=settings.port,
        threads=settings.threads,
        connection_limit=MOST_CONNECTIONS,
        max_request_body_size=MOST_BODY_BYTES,
        ident="bina",
    )
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell lets its background jobs ignore SIGINT
        signal.signal(number, _interrupt)
    # A signal may come before the server runs; the workers have to be stopped then too.
    with suppress(KeyboardInterrupt):
        embedded.start()
        threading.Thread(target=_watch, args=(embedded,), name="watch", daemon=True).start()
        threading.Thread(target=ready, name="ready", daemon=True).start()
        server.run()
    try:
        server.task_dispatcher.shutdown()
    finally:
        server.close()
        embedded.close()
    return 1 if embedded.failed else 0


def _watch(embedded: Embedded) -> None:
    """A worker that broke ends the process: better gone than answering from read models that nobody keeps."""
    embedded.stopping.wait()
    if embedded.failed:
        os.kill(os.getpid(), signal.SIGTERM)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
