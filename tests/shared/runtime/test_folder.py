from pathlib import Path

import pytest

from shared.refusals import StoreDamaged, StoreUnavailable
from shared.runtime.folder import KEPT, Folder


def test_a_folder_belongs_to_one_process_at_a_time(tmp_path: Path) -> None:
    first = Folder(tmp_path / "data", alone=True)
    with pytest.raises(StoreUnavailable, match="in use by another process"):
        Folder(tmp_path / "data", alone=True)
    first.close()
    Folder(tmp_path / "data", alone=True).close()


def test_who_only_looks_in_beside_a_running_process_does_not_take_the_folder(tmp_path: Path) -> None:
    guest = Folder(tmp_path, alone=False)
    owner = Folder(tmp_path, alone=True)
    another = Folder(tmp_path, alone=False)
    for folder in (guest, owner, another):
        folder.close()


@pytest.mark.parametrize("file", ["events.db", "private.db", "ballots.db"])
def test_a_file_that_was_made_and_has_gone_is_damage_and_not_a_new_beginning(tmp_path: Path, file: str) -> None:
    folder = Folder(tmp_path, alone=True)
    folder.check()
    for service in ("library", "archive"):
        (tmp_path / service).mkdir()
        for kept in KEPT:
            (tmp_path / service / kept).write_bytes(b"something")
    folder.remember(["library", "archive"])
    folder.check()
    (tmp_path / "archive" / file).unlink()
    with pytest.raises(StoreDamaged, match=rf"archive/{file} was here and is missing"):
        folder.check()
    assert not (tmp_path / "archive" / file).exists()
    folder.close()
