"""The services of a test over memory stores: no threads, a clock that the test moves, callers by role."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask.testing import FlaskClient

from shared.config import Settings
from shared.contracts import CATALOGUE, STREAMS
from shared.events import Draft, Event, Meta, store
from shared.journal import Journal
from shared.runtime.bell import Bell
from shared.service import Running, Service, Stores, memory_stores
from shared.testing.scenario import MONDAY
from shared.web.app import create_app
from shared.web.auth import Verifier

SETTINGS = Settings(data=Path("unused"))


class Town:
    """`town = Town(ENROLLMENT)`; then `town.post("/enrollment/v1/programs", officer, {...})`.

    A log exists for every service, whether it runs here or not, so that `tell` can stand in for the others.
    """

    def __init__(self, *services: Service, now: datetime = MONDAY) -> None:
        self.now = now
        self._key = Ed25519PrivateKey.generate()
        self.stores: dict[str, Stores] = {name: memory_stores() for name in STREAMS}
        self._journals = {name: Journal(stores.events, self.clock) for name, stores in self.stores.items()}
        logs = {name: stores.events for name, stores in self.stores.items()}
        owner = self.stores["enrollment"].directory
        self.running = {
            service.name: Running(service, self.stores[service.name], logs, owner, Bell(), self.clock, b"test")
            for service in services
        }
        verifier = Verifier(SETTINGS, lambda _: self._key.public_key())
        self.apps = {name: create_app(running, verifier) for name, running in self.running.items()}
        self._clients: dict[str, FlaskClient] = {}
        for name, app in self.apps.items():
            app.testing = True
            app.config["PROPAGATE_EXCEPTIONS"] = False
            self._clients[name] = app.test_client(use_cookies=False)

    def clock(self) -> datetime:
        """The town's time."""
        return self.now

    def later(self, **step: float) -> None:
        """Let time pass; what becomes due is carried out."""
        self.now += timedelta(**step)
        self.settle()

    def settle(self) -> None:
        """Work until every service has nothing left to do."""
        while any(running.worker.drain() for running in self.running.values()):
            pass

    def tell(self, stream: str, *events: Event) -> None:
        """Append events to the log of the service that owns the stream, as that service would."""
        service = next(name for name, streams in STREAMS.items() if stream.partition("/")[0] in streams)
        journal = self._journals[service]
        command = str(uuid4())
        journal.append([Draft(stream, journal.store.head(stream) + 1, command, Meta(), store(stream, command, events))])
        self.settle()

    def token(self, person: str, *roles: str, **claims: Any) -> str:
        """A bearer token."""
        issued = datetime.now(UTC)
        said = {
            "sub": person,
            "roles": list(roles),
            "iss": SETTINGS.token_issuer,
            "aud": SETTINGS.token_audience,
            "iat": issued,
            "exp": issued + timedelta(hours=1),
            **claims,
        }
        return jwt.encode(said, self._key, algorithm="EdDSA", headers={"kid": "test"})

    def call(
        self,
        method: str,
        path: str,
        who: tuple[str, ...] | None,
        body: object = None,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        media: str | None = None,
    ) -> Any:
        """One request, answered by a werkzeug `TestResponse`; read models are up to date afterwards.

        `who` is a person's id and roles, or None for nobody.
        """
        sent = dict(headers or {})
        if who is not None:
            sent.setdefault("Authorization", f"Bearer {self.token(who[0], *who[1:])}")
        client = self._clients[path.split("/")[1]]
        if body is None:
            response = client.open(path, method=method, headers=sent, data=content, content_type=media)
        else:
            response = client.open(path, method=method, headers=sent, json=body)
        self.settle()
        return response

    def get(self, path: str, who: tuple[str, ...] | None, **options: Any) -> Any:
        """A question that is answered with 200."""
        response = self.call("GET", path, who, **options)
        assert response.status_code == 200, (response.status_code, response.text)
        return response.json

    def post(self, path: str, who: tuple[str, ...] | None, body: object = None, **options: Any) -> Any:
        """A command that is carried out."""
        response = self.call("POST", path, who, {} if body is None else body, **options)
        assert response.status_code in (200, 201), (response.status_code, response.text)
        return response.json

    def refused(self, path: str, who: tuple[str, ...] | None, body: object = None, **options: Any) -> Any:
        """A command that is refused with a problem, which leaves nothing behind; the problem."""
        before = [stores.events.tail() for stores in self.stores.values()]
        response = self.call("POST", path, who, {} if body is None else body, **options)
        assert response.status_code >= 400, (response.status_code, response.text)
        assert response.mimetype == "application/problem+json", response.mimetype
        assert before == [stores.events.tail() for stores in self.stores.values()], "a refused command left an event"
        return response.json

    def facts(self, service: str) -> list[Event]:
        """Every event of a service's log, in order."""
        commits = self.stores[service].events.page(0, 100_000)
        return [event.event for event in CATALOGUE.recorded(service, commits)]
