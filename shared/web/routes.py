"""How a capability is asked: who may, what comes in, what goes out, and one call in between."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, NoReturn

import marshmallow as ma
from flask import Response, current_app, request
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from shared.web.answers import Answer
from shared.web.auth import PUBLIC, identify, require
from shared.web.fields import Choice, Count, Many, Part, Schema, Words
from shared.web.problems import Problem
from shared.web.reading import DEFAULT_LIMIT, MOST_LIMIT, Page, not_modified

View = Callable[..., Any]
READ_PROBLEMS = (400, 401, 403, 404, 422, 503)
WRITE_PROBLEMS = (400, 401, 403, 404, 409, 412, 413, 415, 422, 503)


def _header(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {"in": "header", "name": name, "description": description, "schema": {"type": "string", **schema}}


def _says(description: str) -> dict[str, str]:
    return {"description": description}


TOKEN_HEADER = _header("Consistency-Token", "Wait until the answer holds these: stream@version, ...")
WRITE_HEADERS = [
    _header("Idempotency-Key", "The same key is carried out once", minLength=1, maxLength=128, pattern="^[!-~]+$"),
    _header("If-Match", "The ETag that you saw", pattern='^("[0-9]{1,9}"|\\*)$'),
]

ETAG = {"ETag": {"description": "The version that is shown", "schema": {"type": "string"}}}
WRITTEN = ETAG | {"Consistency-Token": {"description": "What a read can wait for", "schema": {"type": "string"}}}


class Parser(FlaskParser):
    """Reads bodies and queries by a schema; what no field names is an error."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": ma.RAISE, "query": ma.RAISE}  # noqa: RUF012 - as webargs has it

    def handle_error(self, error: ma.ValidationError, *_: Any, **__: Any) -> NoReturn:
        """Let the one place for errors answer, with `body` instead of `json`."""
        messages = {"body" if where == "json" else where: inner for where, inner in _messages(error).items()}
        raise ma.ValidationError(messages)

    def _handle_invalid_json_error(self, error: Exception, *_: Any, **__: Any) -> NoReturn:
        raise BadRequest from error


def _messages(error: ma.ValidationError) -> dict[str, Any]:
    found: dict[str, Any] = error.normalized_messages()  # type: ignore[no-untyped-call]
    return found


class Routes(Blueprint):  # type: ignore[misc]  # ships no types
    """The addresses of one capability below `/<service>/v1`. `allowed` names the roles, or `public`."""

    ARGUMENTS_PARSER = Parser()

    def __init__(self, name: str, service: str, description: str) -> None:
        super().__init__(name, name, url_prefix=f"/{service}/v1", description=description)
        self._prepare_doc_cbks.append(_headers_of_the_operation)

    def post(
        self,
        path: str,
        *,
        allowed: Sequence[str],
        answers: type[Schema],
        takes: type[Schema] | None = None,
        status: int = 200,
    ) -> Callable[[View], View]:
        """A command: `view(body, **ids) -> Answer`, without `body` where nothing is taken."""

        def decorate(view: View) -> View:
            inner = _unpacked(view)
            if takes is not None:
                inner = _json_only(self.arguments(takes)(inner))
            inner = self.response(status, answers, headers=WRITTEN)(inner)
            return self._finish(path, "POST", inner, allowed, WRITE_PROBLEMS, WRITE_HEADERS)

        return decorate

    def get(
        self,
        path: str,
        *,
        allowed: Sequence[str],
        answers: type[Schema] | None,
        query: type[Schema] | None = None,
        media: str | None = None,
    ) -> Callable[[View], View]:
        """A question: `view(query, **ids) -> Answer`, or a response of its own for another `media` type."""

        def decorate(view: View) -> View:
            inner = _unpacked(view)
            if query is not None:
                inner = self.arguments(query, location="query")(inner)
            if media is not None:
                inner = self.alt_response(200, schema={"type": "string"}, content_type=media, success=True)(inner)
            if answers is not None:
                inner = self.response(200, answers, headers=ETAG)(inner)
                inner = self.alt_response(304, description="You have this version", success=True)(inner)
            return self._finish(path, "GET", inner, allowed, READ_PROBLEMS, [TOKEN_HEADER])

        return decorate

    def listing(
        self,
        path: str,
        *,
        allowed: Sequence[str],
        answers: type[Schema],
        filters: type[Schema] = Schema,
        sorts: Sequence[str] = (),
    ) -> Callable[[View], View]:
        """A list: `view(filters, page, **ids) -> Answer`."""
        ways = ["id", *sorts]
        asked = filters.from_dict(
            {
                "limit": Count(1, MOST_LIMIT, text=True, load_default=DEFAULT_LIMIT, metadata=_says("Items at most")),
                "after": Words(2_000, load_default=None, metadata=_says("The `next` of the page before")),
                "sort": Choice(
                    [*ways, *(f"-{way}" for way in ways)],
                    load_default=None,
                    metadata=_says("By this field, `-` for descending"),
                ),
            },
            name=f"{answers.__name__}{filters.__name__}Query",
        )
        shown = Schema.from_dict(
            {"items": Many(Part(answers), required=True), "next": Words(allow_none=True, required=True)},
            name=f"{answers.__name__}Page",
        )

        def decorate(view: View) -> View:
            @wraps(view)
            def paged(query: dict[str, Any], **ids: Any) -> Any:
                page = Page(query.pop("limit"), query.pop("after"), query.pop("sort"))
                return view(query, page, **ids)

            inner = self.arguments(asked, location="query")(_unpacked(paged))
            inner = self.response(200, shown)(inner)
            return self._finish(path, "GET", inner, allowed, READ_PROBLEMS, [TOKEN_HEADER])

        return decorate

    def upload(
        self, path: str, *, media: str, allowed: Sequence[str], answers: type[Schema], query: type[Schema]
    ) -> Callable[[View], View]:
        """A file as the body: `view(query, content, **ids) -> Answer`."""

        def decorate(view: View) -> View:
            @wraps(view)
            def received(asked: dict[str, Any], **ids: Any) -> Any:
                if request.mimetype != media:
                    raise UnsupportedMediaType
                return view(asked, request.get_data(cache=True), **ids)

            inner = self.arguments(query, location="query")(_unpacked(received))
            inner = self.response(200, answers)(inner)
            inner = self.doc(requestBody={"required": True, "content": {media: {"schema": {"type": "string"}}}})(inner)
            return self._finish(path, "POST", inner, allowed, WRITE_PROBLEMS, WRITE_HEADERS[:1])

        return decorate

    def _finish(
        self,
        path: str,
        method: str,
        inner: View,
        allowed: Sequence[str],
        problems: Sequence[int],
        headers: Sequence[dict[str, Any]],
    ) -> View:
        for status in problems:
            inner = self.alt_response(status, schema=Problem, content_type="application/problem+json")(inner)
        public = PUBLIC in allowed
        inner = self.doc(
            **{
                "operationId": f"{self.name}_{inner.__name__}",
                "x-roles": list(allowed),
                "security": [] if public else [{"bearer": []}],
                "headers": list(headers),
            }
        )(inner)
        guarded = _guarded(inner, tuple(allowed))
        return self.route(path, methods=[method])(guarded)  # type: ignore[no-any-return]


def _headers_of_the_operation(doc: dict[str, Any], info: Mapping[str, Any], **_: Any) -> dict[str, Any]:
    """Given to `route` they would count for the path, and GET and POST of one path take different ones."""
    return {**doc, "parameters": [*doc.get("parameters", []), *info["manual_doc"].pop("headers")]}


def _guarded(view: View, allowed: tuple[str, ...]) -> View:
    """Find out who calls before anything else is looked at."""

    @wraps(view)
    def guarded(*args: Any, **ids: Any) -> Any:
        if PUBLIC not in allowed:
            identify(current_app.extensions["bina_verifier"])
            require(allowed)
        return view(*args, **ids)

    guarded.allowed = allowed  # type: ignore[attr-defined]
    return guarded


def _json_only(view: View) -> View:
    @wraps(view)
    def checked(*args: Any, **ids: Any) -> Any:
        if not request.is_json:
            raise UnsupportedMediaType
        return view(*args, **ids)

    return checked


def _unpacked(view: View) -> View:
    """From an `Answer` to what flask-smorest dumps; 304 where the client has this version."""

    @wraps(view)
    def unpacked(*args: Any, **ids: Any) -> Any:
        answer = view(*args, **ids)
        if isinstance(answer, Response):
            return answer
        assert isinstance(answer, Answer), "a route gives an Answer"  # noqa: S101 - a defect of the route
        if request.method == "GET":
            unchanged = not_modified(answer)
            if unchanged is not None:
                return unchanged
        return answer.body, answer.status, answer.headers

    return unpacked
