"""For operators and their monitors: is the process alive, is it ready, and how fast and how far behind it is."""

import re
import time
from functools import partial
from typing import Any

import structlog
from flask import Blueprint, Flask, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from shared.identity import fresh_id
from shared.projection import Projection
from shared.reaction import Reaction
from shared.refusals import StoreDamaged, StoreUnavailable
from shared.service import Running
from shared.web.answers import json_response

log = structlog.get_logger()
_OPAQUE = re.compile(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}")
"""A UUID: what could hold a name or an employee number does not come into the log."""


class Meters:
    """The metrics of one service."""

    def __init__(self, running: Running) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter("bina_requests", "Requests answered", labels, registry=self.registry)
        self.seconds = Histogram("bina_request_seconds", "Time to answer", labels[:2], registry=self.registry)
        position = Gauge("bina_log_position", "Last position of the service's log", registry=self.registry)
        position.set_function(lambda: running.stores.events.tail().position)
        lag = Gauge("bina_projection_lag", "Commits that a reader has not read", ["reader"], registry=self.registry)
        followers: list[Projection | Reaction] = [*running.service.projections, *running.service.reactions]
        for follower in followers:
            lag.labels(follower.name).set_function(partial(running.lag, follower))


def set_up(app: Flask, running: Running) -> None:
    """Measure and log each request, and answer the monitors."""
    meters = Meters(running)

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        given = request.headers.get("X-Correlation-Id", "")
        g.correlation = given if _OPAQUE.fullmatch(given) else fresh_id()

    @app.after_request
    def end(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "none"
        seconds = time.perf_counter() - g.began
        # An address that exists answers known methods only; elsewhere a caller could make up one after another.
        method = request.method if request.url_rule else "none"
        meters.requests.labels(method, route, response.status_code).inc()
        meters.seconds.labels(method, route).observe(seconds)
        log.info(
            "request",
            service=running.service.name,
            method=method,
            route=route,
            status=response.status_code,
            milliseconds=round(seconds * 1000, 1),
            correlation=g.correlation,
        )
        return response

    app.register_blueprint(monitors(running, meters))


def monitors(running: Running, meters: Meters) -> Blueprint:
    """`/healthz`, `/readyz` and `/metrics` below the service's name; they need no token."""
    routes = Blueprint("ops", __name__, url_prefix=f"/{running.service.name}")

    @routes.get("/healthz")
    def healthz() -> Response:
        return json_response({"status": "alive"})

    @routes.get("/readyz")
    def readyz() -> Response:
        state = readiness(running)
        return json_response(state, 200 if state["ready"] else 503)

    @routes.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(meters.registry), content_type=CONTENT_TYPE_LATEST)

    return routes


def readiness(running: Running) -> dict[str, Any]:
    """Whether the store answers, the position of the log, and how far behind each read model is, in commits."""
    try:
        position = running.stores.events.tail().position
        lags = running.lags()
    except (StoreUnavailable, StoreDamaged) as problem:
        log.warning("not_ready", service=running.service.name, problem=str(problem))
        return {"ready": False, "store": "unavailable"}
    return {"ready": True, "store": "available", "position": position, "lag": lags}
