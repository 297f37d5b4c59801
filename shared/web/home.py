"""The home page's frame: signing in for a browser, and health of the whole process."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import Flask, Response, make_response, redirect, render_template, request
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.wrappers import Response as Answer

from shared.service import Running
from shared.web import ops, pages, problems, translations
from shared.web.answers import json_response
from shared.web.auth import SESSION_COOKIE, Caller, KeysUnavailable, TokenRefused, Verifier

Content = Callable[[Caller | None], Mapping[str, Any]]
"""What the page shows to this caller, or to somebody who has not signed in."""


def create_home(services: Mapping[str, Running], verifier: Verifier, folder: Path, content: Content) -> Flask:
    """The application for `/`; `folder` holds `templates/home.html` and `translations`."""
    app = Flask("home", static_folder=str(pages.STATIC), static_url_path="/static")
    app.jinja_loader = ChoiceLoader([FileSystemLoader(folder / "templates"), FileSystemLoader(pages.TEMPLATES)])
    app.jinja_env.globals["stylesheet"] = "/static/bina.css"
    translations.set_up(app, [folder / "translations"])
    pages.set_up(app)
    problems.set_up(app)

    def signed_in() -> Caller | None:
        token = request.cookies.get(SESSION_COOKIE)
        try:
            return verifier.caller(token) if token else None
        except (TokenRefused, KeysUnavailable):
            return None

    @app.get("/")
    def home() -> str:
        caller = signed_in()
        return render_template("home.html", caller=caller, **content(caller))

    @app.post("/session")
    def sign_in() -> Answer:
        token = request.form.get("token", "").strip()
        verifier.caller(token)
        response = make_response(redirect("/", 303))
        response.set_cookie(SESSION_COOKIE, token, httponly=True, samesite="Strict", secure=request.is_secure)
        return response

    @app.post("/session/end")
    def sign_out() -> Answer:
        response = make_response(redirect("/", 303))
        response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Strict")
        return response

    @app.get("/healthz")
    def healthz() -> Response:
        return json_response({"status": "alive"})

    @app.get("/readyz")
    def readyz() -> Response:
        states = {name: ops.readiness(running) for name, running in services.items()}
        ready = all(state["ready"] for state in states.values())
        return json_response({"ready": ready, "services": states}, 200 if ready else 503)

    return app
