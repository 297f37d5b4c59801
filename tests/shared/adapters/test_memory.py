import pytest

from shared.adapters.memory.events import MemoryEventStore
from shared.adapters.memory.people import MemoryBallotBox, MemoryDirectory, MemoryVault
from shared.adapters.memory.views import MemoryViewStore
from shared.testing.suites.ballot_box import BallotBoxSuite
from shared.testing.suites.directory import DirectorySuite
from shared.testing.suites.event_store import EventStoreSuite
from shared.testing.suites.vault import VaultSuite
from shared.testing.suites.view_store import ViewStoreSuite


class TestMemoryEventStore(EventStoreSuite):
    @pytest.fixture
    def store(self) -> MemoryEventStore:
        return MemoryEventStore()


class TestMemoryViewStore(ViewStoreSuite):
    @pytest.fixture
    def store(self) -> MemoryViewStore:
        return MemoryViewStore()


class TestMemoryDirectory(DirectorySuite):
    @pytest.fixture
    def store(self) -> MemoryDirectory:
        return MemoryDirectory()


class TestMemoryVault(VaultSuite):
    @pytest.fixture
    def store(self) -> MemoryVault:
        return MemoryVault()


class TestMemoryBallotBox(BallotBoxSuite):
    @pytest.fixture
    def store(self) -> MemoryBallotBox:
        return MemoryBallotBox()
