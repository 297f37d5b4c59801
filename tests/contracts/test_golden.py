import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shared.contracts import CATALOGUE
from shared.events import StoredEvent, raw

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(file.relative_to(GOLDEN).as_posix() for file in GOLDEN.rglob("*.json"))


def named(file: str) -> tuple[str, int, Any]:
    """Type, schema and data of `<service>/<Event>.v<schema>.json`."""
    name, _, schema = Path(file).stem.rpartition(".v")
    return name, int(schema), json.loads((GOLDEN / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", FILES)
def test_what_was_once_written_is_read_for_ever(file: str) -> None:
    name, schema, data = named(file)
    stored = StoredEvent("event-1", name, schema, msgspec.Raw(msgspec.json.encode(data)))
    event = CATALOGUE.decode(stored)
    assert type(event) is CATALOGUE.events[name]
    if schema == event.schema_number:
        assert json.loads(bytes(raw(event))) == data


def test_every_event_has_a_golden_file_of_each_schema_and_there_is_no_other() -> None:
    assert (
        sorted(
            f"{CATALOGUE.service[name]}/{name}.v{schema}.json"
            for name, event in CATALOGUE.events.items()
            for schema in range(1, event.schema_number + 1)
        )
        == FILES
    )


@pytest.mark.parametrize("file", FILES)
def test_a_golden_file_says_something_in_every_field(file: str) -> None:
    """A file whose lists are empty would not notice that what they hold has changed."""
    name, schema, data = named(file)
    if schema == CATALOGUE.events[name].schema_number:
        assert set(data) == set(CATALOGUE.events[name].__struct_fields__)
        assert [] not in data.values()
        assert {} not in data.values()
