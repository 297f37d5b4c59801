from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.adapters.sqlite.ballots import SqliteBallotBox
from shared.adapters.sqlite.events import SqliteEventStore
from shared.adapters.sqlite.people import SqliteDirectory, SqliteVault, private_file
from shared.adapters.sqlite.views import SqliteViewStore
from shared.testing.suites.ballot_box import BallotBoxSuite
from shared.testing.suites.directory import DirectorySuite
from shared.testing.suites.event_store import EventStoreSuite
from shared.testing.suites.vault import VaultSuite
from shared.testing.suites.view_store import ViewStoreSuite


class TestSqliteEventStore(EventStoreSuite):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[SqliteEventStore]:
        store = SqliteEventStore(tmp_path / "events.db")
        yield store
        store.close()


class TestSqliteViewStore(ViewStoreSuite):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[SqliteViewStore]:
        store = SqliteViewStore(tmp_path / "views.db")
        yield store
        store.close()


class TestSqliteDirectory(DirectorySuite):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[SqliteDirectory]:
        store = SqliteDirectory(private_file(tmp_path / "private.db"))
        yield store
        store.close()


class TestSqliteVault(VaultSuite):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[SqliteVault]:
        store = SqliteVault(private_file(tmp_path / "private.db"))
        yield store
        store.close()


class TestSqliteBallotBox(BallotBoxSuite):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[SqliteBallotBox]:
        store = SqliteBallotBox(tmp_path / "ballots.db")
        yield store
        store.close()
