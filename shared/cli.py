"""The command line `bina`; the services and their sample are given by who calls it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shared import logs
from shared.config import Settings, SettingsWrong, read_settings
from shared.policy import PolicyBroken
from shared.refusals import StoreDamaged, StoreUnavailable
from shared.runtime.bell import Bell
from shared.runtime.embedded import Embedded
from shared.runtime.serving import serve
from shared.service import Running, Service, memory_stores, wall_clock
from shared.web.app import create_app
from shared.web.auth import ROLES, Verifier, key_source
from shared.web.composite import composite
from shared.web.home import Content, create_home
from shared.web.keys import issue

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PERSONAS = "personas.json"
TOKEN_HOURS = 12
TokenFor = Callable[[str, Sequence[str]], str]
Tell = Callable[[str], None]
LoadSample = Callable[[str, TokenFor, Tell], Mapping[str, str]]
"""Loads the sample through HTTP at an address; returns an example person by role.

Raises `OSError` or `HTTPException` where nobody answers, `RuntimeError` with the answer where one is a refusal.
"""


@dataclass(frozen=True)
class City:
    """What the command line runs: services (the first one owns the directory), their sample and their home page.

    `pages` names what to look at first: a title and a path each.
    """

    services: Sequence[Service]
    folder: Path
    load_sample: LoadSample
    home: Callable[[Mapping[str, Running]], Content]
    pages: Callable[[Mapping[str, Running]], Sequence[tuple[str, str]]]


def commands(city: City) -> click.Group:
    """The commands over a city."""

    @click.group(context_settings={"help_option_names": ["-h", "--help"]})
    @click.pass_context
    def bina(context: click.Context) -> None:
        """Competency development of the civil servants of Kota Sibolga. Settings are BINA_* variables."""
        try:
            context.obj = read_settings()
            logs.set_up(context.obj.log_level)
        except (SettingsWrong, ValueError) as wrong:
            raise click.ClickException(str(wrong)) from wrong

    @bina.command("serve")
    @click.pass_obj
    def serve_(settings: Settings) -> None:
        """Run all services in this process, over files; load the sample city into an empty store."""
        embedded = _opened(city, settings)
        fresh = settings.sample and (embedded.empty or _begun(settings))

        def ready() -> None:
            try:
                if fresh:
                    _keep_personas(settings, {})
                    _load(city, settings, _address(settings))
            except click.ClickException as problem:
                problem.show()
            else:
                _where_to_look(city, embedded, settings)

        try:
            code = serve(embedded, application(city, embedded), settings, ready)
        except SettingsWrong as wrong:
            embedded.close()
            raise click.ClickException(str(wrong)) from wrong
        except OSError as taken:
            embedded.close()
            raise click.ClickException(f"{settings.host}:{settings.port}: {taken.strerror}") from taken
        click.echo("Stopped.", err=True)
        raise SystemExit(code)

    @bina.command()
    @click.option("--url", help="Address of the running system; this machine's by default.")
    @click.pass_obj
    def sample(settings: Settings, url: str | None) -> None:
        """Load the sample city into a running, empty system, through its API."""
        _load(city, settings, url or _address(settings))

    @bina.command()
    @click.argument("role", type=click.Choice(ROLES))
    @click.option("--person", help="Opaque id of the person; an example from the sample city by default.")
    @click.option("--hours", default=TOKEN_HOURS, show_default=True, type=click.IntRange(1, 24 * 30))
    @click.option("--link", is_flag=True, help="Print an address that signs a browser in.")
    @click.pass_obj
    def token(settings: Settings, role: str, person: str | None, hours: int, link: bool) -> None:
        """Print a bearer token for a role, signed with the local key."""
        made = _token(settings, person or _persona(settings, role), [role], hours)
        click.echo(f"{_address(settings)}/#token={made}" if link else made)

    @bina.command()
    @click.argument("service", type=click.Choice([service.name for service in city.services]))
    @click.pass_obj
    def openapi(settings: Settings, service: str) -> None:
        """Print the OpenAPI 3.1 document of a service."""
        described = next(one for one in city.services if one.name == service)
        stores = memory_stores()
        running = Running(described, stores, {}, stores.directory, Bell(), wall_clock, b"")
        app = create_app(running, Verifier(settings, lambda _: None))
        click.echo(json.dumps(app.extensions["bina_spec"].to_dict(), indent=2, ensure_ascii=False))

    @bina.command()
    @click.pass_obj
    def migrate(settings: Settings) -> None:
        """Make or check every store, table and policy, and bring the read models up to date."""
        embedded = _opened(city, settings)
        embedded.drain()
        for name, running in embedded.running.items():
            click.echo(f"{name}: {running.stores.events.tail().position} commits, read models up to date")
        embedded.close()

    @bina.command()
    @click.argument("service", type=click.Choice([service.name for service in city.services]))
    @click.argument("projection")
    @click.pass_obj
    def rebuild(settings: Settings, service: str, projection: str) -> None:
        """Fill a new version of a read model from the log and serve it, also while the system runs."""
        embedded = _opened(city, settings, alone=False)
        running = embedded.running[service]
        try:
            pointer = running.worker.rebuild(projection)
            # Until it is served, not until there is nothing to read: beside a busy system that may never come.
            while pointer.filling is not None:
                running.worker.step()
                pointer = running.stores.views.pointer(projection) or pointer
        except KeyError:
            known = ", ".join(sorted(one.name for one in running.service.projections))
            raise click.ClickException(f"{service} has no projection {projection}; it has {known}") from None
        finally:
            embedded.close()
        click.echo(f"{projection}.v{pointer.live} is served")

    bina.add_command(letters(city))
    return bina


def letters(city: City) -> click.Group:
    """Commands over events that a projection or reaction could not digest."""
    service_name = click.argument("service", type=click.Choice([service.name for service in city.services]))

    @click.group("letters")
    def group() -> None:
        """Events that a projection or reaction could not digest."""

    @group.command("list")
    @service_name
    @click.pass_obj
    def list_(settings: Settings, service: str) -> None:
        """Print reader, stream, version and problem of each letter."""
        embedded = _opened(city, settings, alone=False)
        running = embedded.running[service]
        for model in running.worker.models():
            for letter in running.stores.views.letters(model):
                click.echo(f"{model}\t{letter.stream}\t{letter.version}\t{letter.problem}")
        embedded.close()

    @group.command()
    @service_name
    @click.argument("reader")
    @click.argument("stream")
    @click.pass_obj
    def retry(settings: Settings, service: str, reader: str, stream: str) -> None:
        """Digest the letters of a reader for one stream again, in order."""
        embedded = _opened(city, settings, alone=False)
        worker = embedded.running[service].worker
        known = worker.models()
        done = worker.retry(reader, stream)
        embedded.close()
        if not any(reader in (model, model.rpartition(".v")[0]) for model in known):
            raise click.ClickException(f"{service} has no reader {reader}; it has {', '.join(sorted(known))}")
        if not done:
            raise click.ClickException(f"{reader} still cannot digest {stream}")
        click.echo(f"{reader} has digested {stream}")

    return group


def application(city: City, embedded: Embedded) -> "WSGIApplication":
    """The three services and the home page behind one address."""
    verifier = Verifier(embedded.settings, key_source(embedded.settings, embedded.public_keys))
    services = {name: create_app(running, verifier) for name, running in embedded.running.items()}
    home = create_home(embedded.running, verifier, city.folder, city.home(embedded.running))
    return composite(services, home)


def _opened(city: City, settings: Settings, *, alone: bool = True) -> Embedded:
    try:
        return Embedded(city.services, settings, alone=alone)
    except (StoreUnavailable, StoreDamaged, PolicyBroken, OSError) as problem:
        raise click.ClickException(f"cannot start, and nothing was changed: {problem}") from problem


def _token(settings: Settings, person: str, roles: Sequence[str], hours: int = TOKEN_HOURS) -> str:
    try:
        return issue(settings, person, roles, hours)
    except FileNotFoundError as missing:
        raise click.ClickException(
            f"no local key in {settings.data} yet: start `bina serve` or `bina migrate` once"
        ) from missing


def _persona(settings: Settings, role: str) -> str:
    personas = _personas(settings)
    if role not in personas:
        raise click.ClickException("no sample city is loaded here: say who with --person")
    return personas[role]


def _personas(settings: Settings) -> Mapping[str, str]:
    """Example people by role; none until the sample is loaded."""
    file = settings.data / PERSONAS
    personas: Mapping[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return personas


def _keep_personas(settings: Settings, personas: Mapping[str, str]) -> None:
    (settings.data / PERSONAS).write_text(json.dumps(personas), encoding="utf-8")


def _begun(settings: Settings) -> bool:
    """Whether loading the sample was interrupted here; as its commands have keys, the next start goes on with it."""
    return (settings.data / PERSONAS).exists() and not _personas(settings)


def _load(city: City, settings: Settings, url: str) -> None:
    try:
        personas = city.load_sample(
            url, lambda person, roles: _token(settings, person, roles), lambda line: click.echo(line, err=True)
        )
    except (OSError, HTTPException, RuntimeError) as problem:
        raise click.ClickException(f"{url}: the sample city is not loaded: {problem}") from problem
    _keep_personas(settings, personas)


def _address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}"


def _where_to_look(city: City, embedded: Embedded, settings: Settings) -> None:
    address = _address(settings)
    click.echo("\nBina is ready.", err=True)
    if "officer" in _personas(settings):
        made = _token(settings, _persona(settings, "officer"), ["officer"])
        _point("Sign in as an officer", f"{address}/#token={made}")
    for title, path in city.pages(embedded.running):
        _point(title, f"{address}{path}")
    _point("A token for a role", f"bina token {{{'|'.join(ROLES)}}}")
    _point("Stop", "Ctrl-C")


def _point(what: str, where: str) -> None:
    click.echo(f"  {what}\n      {where}", err=True)
