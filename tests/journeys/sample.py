"""The sample city, loaded once for all that look at it: its stores, what was logged, and what was asked."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from structlog.testing import capture_logs

from services.sample import story
from services.sample.client import Client
from shared.service import Stores
from tests.journeys.conftest import Running


class Loaded:
    """A city with the sample in it, at rest."""

    def __init__(self, folder: Path) -> None:
        self.city = Running(folder)
        self.addresses: list[str] = []
        with capture_logs() as lines:
            self.personas: Mapping[str, str] = story.load(
                self.city.url, lambda person, roles: self.city.token(person, *roles), self.addresses.append
            )
        self.lines = [dict(line) for line in lines]

    @property
    def stores(self) -> dict[str, Stores]:
        """What each service keeps."""
        return {name: running.stores for name, running in self.city.embedded.running.items()}

    def get(self, path: str, role: str = "officer") -> Any:
        """An answer of the API to one of the story's people."""
        with closing(Client(self.city.url, lambda person, roles: self.city.token(person, *roles))) as client:
            return client.get(path, (self.personas[role], role))
