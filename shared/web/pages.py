"""What a person sees in a browser: shared templates and style from our own files, and the page of an API."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, current_app, render_template
from flask_babel import get_locale

from shared.web.translations import text

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def set_up(app: Flask) -> None:
    """Give every answer the headers that keep a browser from doing more than we asked for."""
    app.jinja_env.globals["language"] = lambda: str(get_locale() or "id")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        response.vary.add("Accept-Language")
        return response


def reference(service: str, title: str) -> Blueprint:
    """`/<service>/v1/docs`: the API for people, made from its OpenAPI document."""
    routes = Blueprint("reference", __name__, url_prefix=f"/{service}/v1")

    @routes.get("/docs")
    def docs() -> str:
        spec = current_app.extensions["bina_spec"].to_dict()
        return render_template("reference.html", service=service, title=text(title), groups=_groups(spec))

    return routes


def _groups(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The operations by capability, as the page shows them."""
    groups = {tag["name"]: {**tag, "operations": []} for tag in spec.get("tags", [])}
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            if method not in ("get", "post"):
                continue
            parameters = [*methods.get("parameters", []), *operation.get("parameters", [])]
            content = operation.get("requestBody", {}).get("content", {})
            groups[operation["tags"][0]]["operations"].append(
                {
                    "method": method.upper(),
                    "path": path,
                    "summary": operation.get("summary", ""),
                    "roles": operation.get("x-roles", []),
                    "parameters": [one for one in parameters if one["in"] != "header"],
                    "headers": [one["name"] for one in parameters if one["in"] == "header"],
                    "body": [(media, _fields(spec, one.get("schema", {}))) for media, one in content.items()],
                    "answers": sorted(operation["responses"]),
                }
            )
    return list(groups.values())


def _fields(spec: Mapping[str, Any], schema: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Name, type and need of each field of a body."""
    name = schema.get("$ref", "").rpartition("/")[2]
    shape = spec["components"]["schemas"].get(name, schema)
    needed = shape.get("required", [])
    return [
        {"name": field, "type": _kind(one), "required": field in needed, "description": one.get("description", "")}
        for field, one in shape.get("properties", {}).items()
    ]


def _kind(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    kind = schema.get("type", "JSON")
    return " | ".join(kind) if isinstance(kind, list) else str(schema.get("format", kind))
