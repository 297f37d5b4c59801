"""Every error as RFC 9457 says: what, where, by which rule and with which numbers, in the reader's language."""

from collections.abc import Mapping
from typing import Any

import structlog
from flask import Flask, Response, current_app, request
from marshmallow import ValidationError
from werkzeug.exceptions import HTTPException

from shared.refusals import Invalid, NotFound, Refused, StoreDamaged, StoreUnavailable
from shared.web.answers import json_response
from shared.web.fields import Anything, Count, Many, Part, Prose, Schema
from shared.web.translations import text

RETRY_SECONDS = "5"
log = structlog.get_logger()

TITLES = {
    400: "The request is malformed.",
    401: "The caller is not known.",
    403: "The caller may not do this.",
    404: "Nothing is here.",
    405: "This method is not for this address.",
    409: "A rule refused this.",
    412: "It has changed meanwhile.",
    413: "The content is too large.",
    415: "This kind of content is not accepted here.",
    422: "Some of the values are not valid.",
    500: "Something broke on our side.",
    503: "Not available just now.",
}
CODES = {
    400: "MALFORMED",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    413: "CONTENT_TOO_LARGE",
    415: "MEDIA_TYPE_NOT_ACCEPTED",
}
FIELD_CODES = {
    "REQUIRED": "This must be given.",
    "NULL": "This may not be null.",
    "INVALID": "This is not a valid value.",
    "WRONG_TYPE": "This is of another type than expected.",
    "UNKNOWN_FIELD": "There is no such field.",
    "UNKNOWN_CODE": "This is none of the codes that are known here.",
    "LENGTH": "This is too short or too long.",
    "OUT_OF_RANGE": "This is too small or too large.",
    "EMPTY": "Here at least one is needed.",
    "IN_THE_PAST": "This day is over.",
    "LONGER_THAN_A_DAY": "This lasts longer than a day.",
    "NOT_AFTER_STARTS_AT": "The end comes after the beginning.",
    "NOT_A_NUMBER": "This is not a number to compute with.",
    "NOT_HTTPS": "A link begins with https://.",
    "NOT_SHA256": "A digest is SHA-256 in 64 hexadecimal digits.",
    "CONTROL_CHARACTER": "This contains characters that no text has.",
    "ZONE_MISSING": "A time needs its zone, such as +07:00 or Z.",
    "BAD_CURSOR": "This cursor belongs to another list or order.",
}


class FieldProblem(Schema):
    """One value that is not valid."""

    field = Prose(required=True, metadata={"description": "Path of the value, for instance `body.goals.0.level`"})
    code = Prose(required=True)
    detail = Prose(required=True)


class Problem(Schema):
    """An error (RFC 9457)."""

    type = Prose(required=True, metadata={"description": "`about:blank#` and the code"})
    title = Prose(required=True)
    status = Count(required=True)
    detail = Prose(required=True)
    instance = Prose(required=True, metadata={"description": "Path of the request"})
    code = Prose(required=True, metadata={"description": "Stable, for programs"})
    rule = Prose(metadata={"description": "Version of the policy that refused"})
    facts = Anything(metadata={"description": "The numbers and ids behind the refusal"})
    errors = Many(Part(FieldProblem))


def problem(status: int, code: str, detail: str, **more: Any) -> Response:
    """An error answer."""
    body = {
        "type": f"about:blank#{code}",
        "title": text(TITLES.get(status, TITLES[500])),
        "status": status,
        "detail": detail,
        "instance": request.path,
        "code": code,
        **{name: value for name, value in more.items() if value},
    }
    response = json_response(body, status)
    response.mimetype = "application/problem+json"
    return response


def set_up(app: Flask, field_codes: Mapping[str, str] | None = None) -> None:
    """Turn every kind of failure into a problem; `field_codes` are the sentences that a service adds to ours."""
    app.extensions["bina_field_codes"] = FIELD_CODES | dict(field_codes or {})
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(ValidationError, _invalid)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(StoreUnavailable, _unavailable)
    app.register_error_handler(StoreDamaged, _broken)
    app.register_error_handler(Exception, _broken)


def _refused(refused: Refused) -> Response:
    wrong = refused.errors if isinstance(refused, Invalid) else {}
    errors = [_field(f"body.{field}", code) for field, code in wrong.items()]
    detail = text(refused.says).format(**_in_words(refused))
    response = problem(refused.status, refused.code(), detail, rule=refused.rule, facts=refused.facts, errors=errors)
    if refused.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if refused.status == 503:
        response.headers["Retry-After"] = "1"
    return response


def _in_words(refused: Refused) -> dict[str, Any]:
    """The facts as the sentence says them: what was not found by a word of the reader's language, not by its code."""
    if not isinstance(refused, NotFound):
        return refused.facts
    return {**refused.facts, "kind": text(refused.facts["kind"].replace("_", " "))}


def _invalid(invalid: ValidationError) -> Response:
    errors = [_field(path, code) for path, code in _paths(invalid.messages)]
    return problem(422, "INVALID", text(TITLES[422]), errors=errors)


def _paths(messages: Any, path: str = "") -> list[tuple[str, str]]:
    """Codes by path, out of marshmallow's nested messages."""
    if isinstance(messages, dict):
        return [
            one
            for key, inner in messages.items()
            for one in _paths(inner, path if key == "_schema" else f"{path}.{key}".lstrip("."))
        ]
    return [(path, str(code)) for code in messages]


def _field(path: str, code: str) -> dict[str, str]:
    sentences = current_app.extensions["bina_field_codes"]
    return {"field": path, "code": code, "detail": text(sentences.get(code, FIELD_CODES["INVALID"]))}


def http(error: HTTPException) -> Response:
    """The problem for an error of the protocol itself, such as an unknown address."""
    status = error.code or 500
    response = problem(status, CODES.get(status, "HTTP_ERROR"), text(TITLES.get(status, TITLES[400])))
    for name, value in error.get_headers():
        if name.lower() in ("allow", "location", "retry-after"):
            response.headers[name] = value
    return response


def _unavailable(unavailable: StoreUnavailable) -> Response:
    log.warning("store_unavailable", problem=str(unavailable))
    response = problem(503, "STORE_UNAVAILABLE", text(TITLES[503]))
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _broken(error: Exception) -> Response:
    """A defect. The log gets the place, not the values, since these may be somebody's data."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        frames.append(f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    log.error("broken", error=type(error).__name__, at=frames[-4:])
    return problem(500, "BROKEN", text(TITLES[500]))
