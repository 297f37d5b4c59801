"""The sample city: whole, the same on every run, without a person's data where none belongs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from services.enrollment.service import ENROLLMENT
from services.evaluation.service import EVALUATION
from services.mentoring.service import MENTORING
from shared.contracts import CATALOGUE
from shared.events import Commit
from shared.ports import Document, Query, ViewStore
from shared.projection import Projection
from shared.service import Service
from shared.testing.town import Town
from shared.testing.views import project
from tests.journeys.sample import Loaded

SERVICES = {service.name: service for service in (ENROLLMENT, MENTORING, EVALUATION)}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    """The loaded city."""
    loaded = Loaded(tmp_path_factory.mktemp("sample"))
    yield loaded
    loaded.city.close()


def log_of(sample: Loaded, service: str) -> list[Commit]:
    """Every commit of a service."""
    return sample.stores[service].events.page(0, 1_000_000)


def documents_of(views: ViewStore, projection: Projection, version: int | None = None) -> dict[str, Any]:
    """Every body of a read model by id."""
    model = f"{projection.name}.v{version or projection.version}"
    found: list[Document] = []
    while page := views.find(model, Query(after=(found[-1].id, found[-1].id) if found else None, limit=500)):
        found.extend(page)
    return {one.id: one.body for one in found}


def test_every_read_model_is_the_fold_of_the_logs(sample: Loaded) -> None:
    recorded = [
        event for name in SERVICES for commit in log_of(sample, name) for event in CATALOGUE.recorded(name, [commit])
    ]
    for name, service in SERVICES.items():
        for projection in service.projections:
            folded = project(projection, [recorded])
            assert documents_of(sample.stores[name].views, projection) == documents_of(folded, projection), (
                projection.name
            )


def test_nobody_has_undigested_events_and_positions_are_dense(sample: Loaded) -> None:
    for name, running in sample.city.embedded.running.items():
        assert [
            running.stores.views.letters(model)
            for model in running.worker.models()
            if running.stores.views.letters(model)
        ] == []
        assert [commit.position for commit in log_of(sample, name)] == list(
            range(1, running.stores.events.tail().position + 1)
        )


def test_no_event_log_line_address_or_read_model_holds_a_person_s_data(sample: Loaded) -> None:
    people = sample.stores["enrollment"].directory.changes(0, 1_000)
    assert len(people) >= 300
    private = {
        value
        for change in people
        if change.record is not None
        for value in (change.record.name, change.record.employee_number, change.record.email, change.record.phone)
        if value
    }
    for stores in sample.stores.values():
        refs = [ref for text in refs_of(stores.events.page(0, 1_000_000)) for ref in text]
        private |= set(stores.vault.read(refs).values())
    assert len(private) > 900
    places = {
        "events": b"".join(msgspec.json.encode(log_of(sample, name)) for name in SERVICES).decode(),
        "log lines": str(sample.lines),
        "what the loader said": str(sample.addresses),
        "views": "".join(
            str(documents_of(sample.stores[name].views, projection))
            for name, service in SERVICES.items()
            for projection in service.projections
        ),
    }
    assert sum(line["event"] == "request" for line in sample.lines) > 700
    found = {(place, value) for place, text in places.items() for value in private if value in text}
    assert found == set()


def refs_of(commits: list[Commit]) -> Iterator[list[str]]:
    """Every value in the log that could be a reference into the vault."""
    for commit in commits:
        for event in commit.events:
            data = msgspec.json.decode(event.data)
            yield [value for name, value in data.items() if name in ("reason", "topic") and isinstance(value, str)]


def facts_of(sample: Loaded, service: str) -> list[Any]:
    """What happened, without the moments of recording, and without anonymous answers, which are shuffled."""
    return sorted(
        (commit.stream, commit.version, [(event.id, event.type, told(event.data)) for event in commit.events])
        for commit in log_of(sample, service)
        if not commit.stream.startswith(("survey_answers/", "survey_turnout/"))
    )


def told(data: msgspec.Raw) -> str:
    """The facts of an event, but for how long an offer stands and the digest that each installation keys anew."""
    facts = msgspec.json.decode(data)
    return str({name: value for name, value in facts.items() if name not in ("until", "digest")})


def test_it_is_the_same_data_on_every_run(sample: Loaded, tmp_path: Path) -> None:
    again = Loaded(tmp_path / "again")
    try:
        assert again.personas == sample.personas
        for name in SERVICES:
            assert facts_of(again, name) == facts_of(sample, name), name
    finally:
        again.city.close()


@pytest.mark.parametrize("service", SERVICES.values(), ids=lambda service: service.name)
def test_a_service_alone_makes_the_same_of_the_others_events(sample: Loaded, service: Service) -> None:
    alone = Town(service)
    for name in SERVICES:
        alone.stores[name].events.insert(log_of(sample, name))
    alone.settle()
    for projection in service.projections:
        expected = documents_of(sample.stores[service.name].views, projection)
        assert documents_of(alone.stores[service.name].views, projection) == expected, projection.name


def test_every_programme_has_a_report_and_a_finished_one_has_its_outcome(sample: Loaded) -> None:
    programs = sample.get("/enrollment/v1/programs")["items"]
    assert {program["code"] for program in programs} == {"SAMPAH-2025", "SEHAT-2026", "PAJAK-2026"}
    for program in programs:
        report = sample.get(f"/evaluation/v1/programs/{program['id']}/report")
        assert report, program["code"]
