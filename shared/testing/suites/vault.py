"""What every vault of texts about people promises."""

from datetime import date, timedelta

import pytest

from shared.ports import Text, Vault

LAST_DAY = date(2031, 3, 2)
NOTE = Text("note", "Ani dan Budi belum bertemu", ("ani", "budi"), LAST_DAY)
REASON = Text("reason", "Budi pindah tugas", ("budi",), LAST_DAY + timedelta(days=1))


class VaultSuite:
    """Inherit it with a fixture `store` that gives an empty vault."""

    @pytest.fixture
    def store(self) -> Vault:
        raise NotImplementedError

    def test_a_text_is_read_by_its_reference(self, store: Vault) -> None:
        store.keep([NOTE, REASON])
        assert store.read(["note", "nothing"]) == {"note": NOTE.text}
        assert store.read([]) == {}

    def test_a_text_that_is_kept_again_replaces_the_earlier_one(self, store: Vault) -> None:
        store.keep([NOTE])
        store.keep([Text("note", "Sudah bertemu", ("citra",), LAST_DAY)])
        assert store.read(["note"]) == {"note": "Sudah bertemu"}
        assert store.erase("ani") == 0
        assert store.erase("citra") == 1

    def test_discarded_texts_are_gone_and_the_others_stay(self, store: Vault) -> None:
        store.keep([NOTE, REASON])
        store.discard(["note", "nothing"])
        assert store.read(["note", "reason"]) == {"reason": REASON.text}

    def test_erasing_a_person_erases_every_text_about_that_person(self, store: Vault) -> None:
        store.keep([NOTE, REASON])
        assert store.erase("ani") == 1
        assert store.read(["note", "reason"]) == {"reason": REASON.text}
        assert store.erase("budi") == 1
        assert store.read(["reason"]) == {}
        assert store.erase("budi") == 0

    def test_a_text_is_still_there_on_its_last_day_and_gone_on_the_next(self, store: Vault) -> None:
        store.keep([NOTE, REASON])
        assert store.expire(LAST_DAY) == 0
        assert store.expire(LAST_DAY + timedelta(days=1)) == 1
        assert store.read(["note", "reason"]) == {"reason": REASON.text}

    def test_a_text_about_nobody_expires_like_any_other(self, store: Vault) -> None:
        store.keep([Text("topic", "Cara memilah sampah", (), LAST_DAY)])
        assert store.expire(LAST_DAY + timedelta(days=1)) == 1
