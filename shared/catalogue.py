"""The events that a reader understands: decodes what lies in the log and lifts older shapes to the present one."""

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any

import msgspec

from shared.events import Commit, Delivery, Event, Recorded, StoredEvent, deliveries

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""Data of schema n in, data of schema n + 1 out; pure."""


class Undecodable(Exception):
    """An unknown type, a schema from the future, or data that does not fit: poison for whoever reads it."""


class Catalogue:
    """The events of some contract modules, by name. A module may hold `UPCASTERS`, keyed by type and older schema."""

    def __init__(self, modules: Iterable[ModuleType]) -> None:
        self.events: dict[str, type[Event]] = {}
        self.service: dict[str, str] = {}
        self._upcasters: dict[tuple[str, int], Upcaster] = {}
        for module in modules:
            self._add(module)
        self._decoders = {name: msgspec.json.Decoder(event) for name, event in self.events.items()}

    def _add(self, module: ModuleType) -> None:
        for name, event in vars(module).items():
            if isinstance(event, type) and issubclass(event, Event) and event.__module__ == module.__name__:
                if name in self.events:
                    raise ValueError(f"two events are called {name}")
                self.events[name] = event
                self.service[name] = module.__name__.split(".")[-2]
        upcasters: Mapping[tuple[str, int], Upcaster] = getattr(module, "UPCASTERS", {})
        self._upcasters.update(upcasters)

    def decode(self, stored: StoredEvent) -> Event:
        """The event in its present shape; raises `Undecodable`."""
        event = self.events.get(stored.type)
        if event is None or stored.schema > event.schema_number:
            raise Undecodable(f"{stored.type} schema {stored.schema}")
        try:
            if stored.schema == event.schema_number:
                return self._decoders[stored.type].decode(stored.data)
            data = msgspec.json.decode(stored.data)
            for schema in range(stored.schema, event.schema_number):
                data = self._upcasters[stored.type, schema](data)
            return msgspec.convert(data, event)
        except (msgspec.DecodeError, KeyError, TypeError) as problem:
            raise Undecodable(f"{stored.type} schema {stored.schema} of {stored.id}") from problem

    def read(self, delivery: Delivery) -> Recorded:
        """The delivered event in its present shape; raises `Undecodable`."""
        return Recorded(
            delivery.service,
            delivery.stream,
            delivery.version,
            delivery.position,
            delivery.at,
            delivery.stored.id,
            delivery.meta,
            self.decode(delivery.stored),
        )

    def recorded(self, service: str, commits: Iterable[Commit]) -> list[Recorded]:
        """The events of commits with their places; raises `Undecodable`."""
        return [self.read(delivery) for commit in commits for delivery in deliveries(service, commit)]
