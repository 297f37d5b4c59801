"""Every route of every service against every role."""

import re
from pathlib import Path

import pytest

from services.enrollment.service import ENROLLMENT
from services.evaluation.service import EVALUATION
from services.mentoring.service import MENTORING
from shared.testing.town import Town
from shared.web.auth import PUBLIC, ROLES

MATRIX = Path(__file__).parent / "roles.txt"
ANYBODY = "018f0000-0000-7000-8000-00000000000f"
NOWHERE = "018f0000-0000-7000-8000-0000000000ff"
Route = tuple[str, str, tuple[str, ...]]


@pytest.fixture(scope="module")
def town() -> Town:
    """All three services."""
    return Town(ENROLLMENT, MENTORING, EVALUATION)


def routes_of(town: Town) -> list[Route]:
    """Method, address and allowed roles of every route that serves people or machines."""
    return sorted(
        (method, rule.rule, vars(app.view_functions[rule.endpoint])["allowed"])
        for app in town.apps.values()
        for rule in app.url_map.iter_rules()
        if hasattr(app.view_functions[rule.endpoint], "allowed")
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"})
    )


def test_every_route_declares_who_may_call_it(town: Town) -> None:
    open_to_all = {"static", "reference.docs", "ops.healthz", "ops.readyz", "ops.metrics", "api-docs.openapi_json"}
    undeclared = {
        rule.endpoint
        for app in town.apps.values()
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "allowed")
    }
    assert undeclared == open_to_all


def test_the_matrix_of_roles_is_the_one_that_was_agreed(town: Town) -> None:
    lines = [f"{method:4} {path}  {' '.join(allowed)}" for method, path, allowed in routes_of(town)]
    assert lines == MATRIX.read_text(encoding="utf-8").splitlines(), "\n".join(["the routes are now:", *lines])


def test_an_auditor_changes_nothing(town: Town) -> None:
    writing = [path for method, path, allowed in routes_of(town) if method != "GET" and "auditor" in allowed]
    assert writing == []


@pytest.mark.parametrize("role", [None, *ROLES])
def test_a_role_reaches_the_routes_that_name_it_and_no_other(town: Town, role: str | None) -> None:
    who = (ANYBODY, role) if role else None
    for method, path, allowed in routes_of(town):
        address = re.sub(r"<[^>]+>", NOWHERE, path.replace("<int:month>", "3"))
        answer = town.call(method, address, who, {} if method == "POST" else None)
        code = answer.json["code"] if answer.status_code >= 400 else ""
        if PUBLIC in allowed or (role in allowed):
            assert code not in ("TOKEN_MISSING", "ROLE_MISSING"), (method, path)
        else:
            assert code == ("ROLE_MISSING" if role else "TOKEN_MISSING"), (method, path)
