from itertools import permutations
from pathlib import Path

import pytest

from shared.adapters.sqlite.ballots import SqliteBallotBox
from shared.adapters.sqlite.people import SqliteDirectory, SqliteVault, private_file
from shared.ports import Text
from shared.testing.suites.directory import ANI, BUDI, again
from shared.testing.suites.vault import LAST_DAY, NOTE, REASON

SLIPS = {"7f3a": b"{slip seven}", "03b1": b"{slip three}", "c1d2": b"{slip gamma}", "a0e4": b"{slip alpha}"}


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def test_no_file_holds_a_byte_of_an_erased_person(tmp_path: Path) -> None:
    directory = SqliteDirectory(private_file(tmp_path / "private.db"))
    directory.put([again(ANI, email="ani@contoh.id", phone="08001"), BUDI])
    assert ANI.name.encode() in everything_in(tmp_path)
    directory.put([again(ANI, name="Ani Teladan", phone="08002")])
    directory.erase("ani")
    for erased in (ANI.name, "Ani Teladan", ANI.employee_number, "ani@contoh.id", "08001", "08002"):
        assert erased.encode() not in everything_in(tmp_path)
    assert BUDI.name.encode() in everything_in(tmp_path)
    directory.close()


@pytest.mark.parametrize("how", ["erased", "expired", "discarded", "replaced"])
def test_no_file_holds_a_byte_of_a_text_that_is_gone(tmp_path: Path, how: str) -> None:
    vault = SqliteVault(private_file(tmp_path / "private.db"))
    long = Text("long", "catatan panjang tentang Ani. " * 1000, ("ani",), LAST_DAY)
    vault.keep([NOTE, REASON, long])
    match how:
        case "erased":
            vault.erase("ani")
        case "expired":
            vault.expire(REASON.kept_until)
        case "discarded":
            vault.discard(["note", "long"])
        case "replaced":
            vault.keep([Text(ref, "-", ("ani",), LAST_DAY) for ref in ("note", "long")])
    content = everything_in(tmp_path)
    assert NOTE.text.encode() not in content
    assert b"catatan panjang tentang" not in content
    assert REASON.text.encode() in content
    vault.close()


def test_nothing_is_left_of_whom_an_erased_text_was_about(tmp_path: Path) -> None:
    vault = SqliteVault(private_file(tmp_path / "private.db"))
    vault.keep([NOTE, REASON])
    vault.erase("ani")
    with vault._database.read() as connection:
        assert connection.execute("SELECT person, ref FROM subjects").fetchall() == [("budi", "reason")]
    vault.close()


def box_filled(file: Path, keys: tuple[str, ...]) -> bytes:
    box = SqliteBallotBox(file)
    for key in keys:
        box.put("survey-1", key, SLIPS[key])
    box.put("survey-2", "ffff", b"{another survey}")
    box.remove("survey-1", [keys[0]])
    box.put("survey-1", keys[0], SLIPS[keys[0]])
    box.close()
    return file.read_bytes()


@pytest.mark.parametrize("keys", list(permutations(SLIPS))[::4], ids=" ".join)
def test_the_bytes_of_a_box_do_not_tell_in_which_order_slips_came(tmp_path: Path, keys: tuple[str, ...]) -> None:
    content = box_filled(tmp_path / "ballots.db", keys)
    assert content == box_filled(tmp_path / "sorted.db", tuple(sorted(SLIPS)))
    places = [content.index(SLIPS[key]) for key in sorted(SLIPS)]
    assert places == sorted(places)


def test_a_released_slip_is_in_no_file(tmp_path: Path) -> None:
    box = SqliteBallotBox(tmp_path / "ballots.db")
    for key, slip in SLIPS.items():
        box.put("survey-1", key, slip)
    box.remove("survey-1", list(SLIPS)[:3])
    content = everything_in(tmp_path)
    assert [slip in content for slip in SLIPS.values()] == [False, False, False, True]
    box.close()
