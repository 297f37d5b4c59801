"""One application factory for every service."""

from typing import Any

from flask import Flask
from flask_smorest import Api
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.routing import BaseConverter

from shared.service import Running
from shared.web import consistency, ops, pages, problems, translations
from shared.web.auth import Verifier
from shared.web.feed import feed

MOST_BODY_BYTES = 8 * 1024 * 1024
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


class IdConverter(BaseConverter):
    """`<id:cohort>`: an opaque id; anything else leads nowhere."""

    regex = UUID


class ServiceApi(Api):  # type: ignore[misc]  # ships no types
    """Errors are declared by `Routes`, so flask-smorest adds none of its own."""

    DEFAULT_ERROR_RESPONSE_NAME = None
    ERROR_SCHEMA = problems.Problem

    def _register_pagination_header(self) -> None:
        """Pages have their cursor in the body."""

    def handle_http_exception(self, error: Any) -> Any:
        """Left to `shared.web.problems`."""
        return problems.http(error)


def create_app(running: Running, verifier: Verifier) -> Flask:
    """The WSGI application of a running service."""
    service = running.service
    app = Flask(
        service.name,
        static_folder=str(pages.STATIC),
        static_url_path=f"/{service.name}/static",
    )
    app.jinja_loader = ChoiceLoader([FileSystemLoader(service.folder / "templates"), FileSystemLoader(pages.TEMPLATES)])
    app.jinja_env.globals["stylesheet"] = f"/{service.name}/static/bina.css"
    app.config.update(
        API_TITLE=f"Bina · {service.title}",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=f"/{service.name}/v1",
        OPENAPI_JSON_PATH="openapi.json",
        MAX_CONTENT_LENGTH=MOST_BODY_BYTES,
        API_SPEC_OPTIONS={
            "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}},
        },
    )
    app.extensions["bina"] = running
    app.extensions["bina_verifier"] = verifier
    app.url_map.converters["id"] = IdConverter
    app.url_map.strict_slashes = False
    translations.set_up(app, [service.folder / "translations"])
    ops.set_up(app, running)
    pages.set_up(app)
    app.after_request(consistency.mark)
    api = ServiceApi(app)
    api.register_converter(IdConverter, lambda _: {"type": "string", "format": "uuid", "pattern": f"^{UUID}$"})
    for routes in (*service.routes, feed(service.name)):
        api.register_blueprint(routes)
    problems.set_up(app, service.field_codes)
    app.extensions["bina_spec"] = api.spec
    app.register_blueprint(pages.reference(service.name, service.title))
    return app
