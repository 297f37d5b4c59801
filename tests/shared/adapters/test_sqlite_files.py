import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shared.adapters.sqlite.events import SqliteEventStore
from shared.adapters.sqlite.people import SqliteVault, private_file
from shared.refusals import StoreDamaged
from shared.testing.suites.event_store import LOG, commit
from shared.testing.suites.vault import NOTE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A log with three commits that was closed."""
    file = tmp_path / "city" / "events.db"
    store = SqliteEventStore(file)
    store.insert(LOG)
    store.close()
    return file


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def cut_in_the_header(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:50])


def truncated_by_a_page(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-4096])


def truncated_by_a_byte(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def replaced_by_a_text(file: Path) -> None:
    file.write_text("nama,nip\n" * 1000, encoding="utf-8")


def replaced_by_the_file_of_another_program(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    other.close()


def overwritten_with_noise(file: Path) -> None:
    header = file.read_bytes()[:100]
    file.write_bytes(header + bytes(range(256)) * 16 * 5)


@pytest.mark.parametrize(
    "damage",
    [
        emptied,
        cut_in_the_header,
        truncated_by_a_page,
        truncated_by_a_byte,
        replaced_by_a_text,
        replaced_by_the_file_of_another_program,
        overwritten_with_noise,
    ],
    ids=lambda damage: damage.__name__,
)
def test_a_file_that_is_not_what_was_written_is_refused_and_left_as_it_is(
    file: Path, damage: Callable[[Path], None]
) -> None:
    damage(file)
    before = file.read_bytes()
    with pytest.raises(StoreDamaged, match=r"events\.db"):
        SqliteEventStore(file)
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir() if one.stat().st_size] == [file.name] * bool(before)


def test_a_page_that_went_bad_is_damage_and_not_an_answer(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    file.write_bytes(content)
    store = SqliteEventStore(file)
    with pytest.raises(StoreDamaged, match="malformed"):
        store.page(0, 10)
    store.close()


def test_a_commit_that_cannot_be_read_is_damage_and_names_its_position(file: Path) -> None:
    with sqlite3.connect(file) as spoiler:
        spoiler.execute("UPDATE commits SET events = ? WHERE position = 2", (b'[{"id":',))
    spoiler.close()
    store = SqliteEventStore(file)
    assert store.page(0, 1) == [LOG[0]]
    with pytest.raises(StoreDamaged, match="position 2"):
        store.page(0, 10)
    store.close()


def test_what_was_confirmed_survives_a_process_that_is_killed(file: Path, tmp_path: Path) -> None:
    running = SqliteEventStore(file)
    running.insert([commit(4, "book/c", 1)])
    killed = shutil.copytree(file.parent, tmp_path / "killed") / file.name
    running.close()
    found = SqliteEventStore(killed)
    assert found.tail().position == 4
    found.close()


def test_a_kill_in_the_middle_of_a_checkpoint_is_no_damage(file: Path, tmp_path: Path) -> None:
    running = SqliteEventStore(file)
    running.insert([commit(position, f"book/{position}", 1, events=20) for position in range(4, 60)])
    killed = shutil.copytree(file.parent, tmp_path / "killed") / file.name
    running.close()
    first_page_is_back = file.read_bytes()[:4096] + killed.read_bytes()[4096:]
    killed.write_bytes(first_page_is_back)
    found = SqliteEventStore(killed)
    assert [one.position for one in found.page(0, 100)] == list(range(1, 60))
    found.close()


def test_a_file_that_lost_more_than_its_log_holds_is_damage(file: Path, tmp_path: Path) -> None:
    running = SqliteEventStore(file)
    running.insert([commit(position, f"book/{position}", 1, events=50) for position in range(4, 60)])
    running.close()
    running = SqliteEventStore(file)
    running.insert([commit(60, "book/60", 1)])
    cut = shutil.copytree(file.parent, tmp_path / "cut") / file.name
    running.close()
    cut.write_bytes(cut.read_bytes()[: 8 * 4096])
    with pytest.raises(StoreDamaged, match="truncated"):
        SqliteEventStore(cut)


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[SqliteVault]:
    vault = SqliteVault(private_file(tmp_path / "city" / "private.db"))
    vault.keep([NOTE])
    yield vault
    vault.close()


def test_a_kill_in_the_middle_of_a_transaction_leaves_what_was_there_before(vault: SqliteVault, tmp_path: Path) -> None:
    with vault._database.write() as connection:
        # More than the page cache holds, so that pages come into the file before the commit.
        connection.executemany(
            "INSERT INTO texts VALUES (?, ?, ?)", ((str(one), "x" * 3000, "2031-01-01") for one in range(400))
        )
        killed = shutil.copytree(tmp_path / "city", tmp_path / "killed") / "private.db"
    assert killed.with_name("private.db-journal").stat().st_size
    content = bytearray(killed.read_bytes())
    content[28:32] = (len(content) // 4096 + 50).to_bytes(4)
    killed.write_bytes(content)
    found = SqliteVault(private_file(killed))
    assert found.read(["note", "7"]) == {"note": NOTE.text}
    found.close()
