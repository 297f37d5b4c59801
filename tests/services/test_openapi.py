"""The OpenAPI document of each service is valid, whole, and true: what it does not declare does not happen."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from openapi_spec_validator import validate
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from services.enrollment.service import ENROLLMENT
from services.evaluation.service import EVALUATION
from services.mentoring.service import MENTORING
from shared.testing.town import Town

SERVICES = {service.name: service for service in (ENROLLMENT, MENTORING, EVALUATION)}
EVERY_ROLE = (
    "018f0000-0000-7000-8000-00000000000f",
    "officer",
    "unit_head",
    "participant",
    "mentor",
    "assessor",
    "auditor",
    "service",
)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
TOWN = Town(*SERVICES.values())


@pytest.mark.parametrize("name", SERVICES)
def test_the_document_is_valid_and_every_operation_says_what_it_does(name: str) -> None:
    document: dict[str, Any] = TOWN.get(f"/{name}/v1/openapi.json", None)
    validate(document)
    assert document["openapi"] == "3.1.0"
    for path, methods in document["paths"].items():
        for method in methods.keys() & {"get", "post"}:
            operation = methods[method]
            assert operation.get("summary"), (method, path)
            assert operation["x-roles"], (method, path)
            keyed = "Idempotency-Key" in {one["name"] for one in operation.get("parameters", ())}
            assert keyed == (method == "post"), (method, path)
    names = [operation["operationId"] for methods in document["paths"].values() for operation in operations(methods)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", SERVICES)
def test_every_pattern_of_the_document_means_the_same_in_any_language(name: str) -> None:
    for part in parts(TOWN.get(f"/{name}/v1/openapi.json", None)):
        if isinstance(part.get("pattern"), str):
            assert part["pattern"].startswith("^"), part
            assert part["pattern"].endswith("$"), part


@pytest.mark.parametrize("name", SERVICES)
def test_only_texts_have_a_length(name: str) -> None:
    for part in parts(TOWN.get(f"/{name}/v1/openapi.json", None)):
        if "minLength" in part or "maxLength" in part:
            assert "string" in part["type"], part


def operations(methods: dict[str, Any]) -> list[dict[str, Any]]:
    return [methods[method] for method in methods.keys() & {"get", "post"}]


def parts(document: Any) -> Iterator[dict[str, Any]]:
    """Every object in the document."""
    if isinstance(document, dict):
        yield document
    if isinstance(document, dict | list):
        for inner in document.values() if isinstance(document, dict) else document:
            yield from parts(inner)


def schema_of(name: str) -> Any:
    """The document with its application."""
    return schemathesis.openapi.from_wsgi(f"/{name}/v1/openapi.json", TOWN.apps[name])


enrollment, mentoring, evaluation = (schema_of(name) for name in SERVICES)
fuzzed = settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


def ask(case: Any) -> None:
    """Send what was made up, as somebody who may do everything, and hold the answer against the document."""
    token = TOWN.token(*EVERY_ROLE)
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)


@pytest.mark.slow
@enrollment.parametrize()
@fuzzed
def test_enrollment_answers_what_it_declares(case: Any) -> None:
    ask(case)


@pytest.mark.slow
@mentoring.parametrize()
@fuzzed
def test_mentoring_answers_what_it_declares(case: Any) -> None:
    ask(case)


@pytest.mark.slow
@evaluation.parametrize()
@fuzzed
def test_evaluation_answers_what_it_declares(case: Any) -> None:
    ask(case)
