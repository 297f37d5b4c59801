"""A client of the API as any other system could be: plain HTTP, a key for every command, nothing of the inside."""

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

import msgspec

TIMEOUT_SECONDS = 60.0
SETTLE_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 0.02
SERVICES = ("enrollment", "mentoring", "evaluation")
TokenFor = Callable[[str, Sequence[str]], str]
Answer = dict[str, Any]


class Refused(RuntimeError):
    """The system did not do what the story needs; the message is the problem that it answered with."""


class Client:
    """One connection, kept open. `token_for(person, roles)` signs somebody in."""

    def __init__(self, url: str, token_for: TokenFor) -> None:
        parts = urlsplit(url)
        connection = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._connection = connection(parts.netloc, timeout=TIMEOUT_SECONDS)
        self._token_for = token_for
        self._tokens: dict[tuple[str, tuple[str, ...]], str] = {}
        self.requests = 0

    def post(self, path: str, who: tuple[str, str], body: object = None, *, key: str, media: str = "") -> Answer:
        """A command of a person in a role; carried out once for a `key`. Raises `Refused`."""
        content = body if isinstance(body, bytes) else msgspec.json.encode({} if body is None else body)
        headers = {
            "Content-Type": media or "application/json",
            "Idempotency-Key": hashlib.sha256(key.encode()).hexdigest(),
        }
        return self._ask("POST", path, who, content, headers)

    def get(self, path: str, who: tuple[str, str]) -> Answer:
        """A question. Raises `Refused`."""
        return self._ask("GET", path, who, None, {})

    def settle(self) -> None:
        """Wait until every service has read what was written; raises `Refused` when that takes too long."""
        deadline = time.monotonic() + SETTLE_SECONDS
        pause = threading.Event()
        while any(self._behind(service) for service in SERVICES):
            if time.monotonic() > deadline:
                raise Refused("the services do not catch up with each other")
            pause.wait(LOOK_AGAIN_SECONDS)

    def _behind(self, service: str) -> bool:
        state = self._ask("GET", f"/{service}/readyz", None, None, {})
        return any(state["lag"].values())

    def _ask(
        self, method: str, path: str, who: tuple[str, str] | None, content: bytes | None, headers: dict[str, str]
    ) -> Answer:
        if who is not None:
            headers["Authorization"] = f"Bearer {self._token(who[0], (who[1],))}"
        self._connection.request(method, path, content, headers)
        response = self._connection.getresponse()
        text = response.read()
        self.requests += 1
        if response.status >= 400:
            raise Refused(f"{method} {path}: {response.status} {text.decode(errors='replace')}")
        answer: Answer = msgspec.json.decode(text)
        return answer

    def _token(self, person: str, roles: tuple[str, ...]) -> str:
        if (person, roles) not in self._tokens:
            self._tokens[person, roles] = self._token_for(person, roles)
        return self._tokens[person, roles]

    def close(self) -> None:
        """Hang up."""
        self._connection.close()
