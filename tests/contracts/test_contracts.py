from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.contracts import CATALOGUE, STREAMS
from shared.events import Event, StoredEvent, raw, store
from tests.contracts.examples import structs, structs_in

EVENTS = sorted(CATALOGUE.events.items())


@pytest.mark.parametrize(("name", "kind"), EVENTS, ids=[name for name, _ in EVENTS])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_whatever_an_event_says_is_read_as_it_was_written(name: str, kind: type[Event], data: st.DataObject) -> None:
    event: Any = data.draw(structs(kind))
    [stored] = store("stream/1", "command", [event])
    written = msgspec.json.decode(msgspec.json.encode(stored), type=StoredEvent)
    assert (written.type, written.schema) == (name, kind.schema_number)
    read = CATALOGUE.decode(written)
    assert read == event
    assert raw(read) == raw(event)


def test_an_event_takes_no_field_that_it_does_not_know() -> None:
    for _, kind in EVENTS:
        assert kind.__struct_config__.forbid_unknown_fields, kind


def test_nothing_that_events_are_made_of_can_be_changed() -> None:
    for _, kind in EVENTS:
        for part in structs_in(kind):
            assert part.__struct_config__.frozen, part


def test_every_event_is_told_by_one_of_the_three_services() -> None:
    assert set(CATALOGUE.service.values()) == set(STREAMS)


def test_a_stream_type_belongs_to_one_service() -> None:
    streams = [stream for owned in STREAMS.values() for stream in owned]
    assert len(streams) == len(set(streams))
