"""What every directory of people promises."""

import msgspec
import pytest

from shared.ports import Change, Directory, NumberTaken, Person

ANI = Person("ani", "Ani Contoh", "196608011988031901", title_before="Dra.", title_after="M.Si.")
BUDI = Person("budi", "Budi Contoh", "197001012000031902")
CITRA = Person("citra", "Citra Contoh", "198512312010012903")


def again(person: Person, **changes: str) -> Person:
    """The record with some fields changed."""
    return msgspec.structs.replace(person, **changes)


class DirectorySuite:
    """Inherit it with a fixture `store` that gives an empty directory."""

    @pytest.fixture
    def store(self) -> Directory:
        raise NotImplementedError

    def test_people_are_found_by_id_and_by_number(self, store: Directory) -> None:
        store.put([ANI, BUDI])
        assert store.get(["ani", "nobody"]) == {"ani": ANI}
        assert store.by_number([BUDI.employee_number, "0"]) == {BUDI.employee_number: "budi"}

    def test_asking_for_nobody_gives_nobody(self, store: Directory) -> None:
        assert store.get([]) == {}
        assert store.by_number([]) == {}

    def test_a_record_is_replaced_as_a_whole(self, store: Directory) -> None:
        store.put([ANI])
        store.put([again(ANI, name="Ani Teladan", employee_number="196608011988031999")])
        assert store.get(["ani"])["ani"].name == "Ani Teladan"
        assert store.by_number([ANI.employee_number]) == {}

    def test_a_number_belongs_to_one_person_and_a_refused_list_leaves_nothing(self, store: Directory) -> None:
        store.put([ANI])
        with pytest.raises(NumberTaken):
            store.put([CITRA, again(BUDI, employee_number=ANI.employee_number)])
        assert store.get(["ani", "budi", "citra"]) == {"ani": ANI}
        assert store.copied() == 1

    def test_a_number_that_a_list_gives_to_two_people_is_refused(self, store: Directory) -> None:
        with pytest.raises(NumberTaken):
            store.put([ANI, again(BUDI, employee_number=ANI.employee_number)])
        assert store.get(["ani", "budi"]) == {}

    def test_two_people_may_exchange_their_numbers_in_one_list(self, store: Directory) -> None:
        store.put([ANI, BUDI])
        store.put(
            [
                again(ANI, employee_number=BUDI.employee_number),
                again(BUDI, employee_number=ANI.employee_number),
            ]
        )
        assert store.by_number([ANI.employee_number]) == {ANI.employee_number: "budi"}

    def test_a_record_may_keep_its_own_number(self, store: Directory) -> None:
        store.put([ANI])
        store.put([again(ANI, phone="0800")])
        assert store.by_number([ANI.employee_number]) == {ANI.employee_number: "ani"}

    def test_an_erased_person_is_nowhere_and_leaves_a_tombstone(self, store: Directory) -> None:
        store.put([ANI, BUDI])
        store.erase("ani")
        assert store.get(["ani"]) == {}
        assert store.by_number([ANI.employee_number]) == {}
        assert store.changes(0, 10) == [Change(2, "budi", BUDI), Change(3, "ani", None)]

    def test_the_number_of_an_erased_person_is_free(self, store: Directory) -> None:
        store.put([ANI])
        store.erase("ani")
        store.put([again(BUDI, employee_number=ANI.employee_number)])
        assert store.by_number([ANI.employee_number]) == {ANI.employee_number: "budi"}

    def test_changes_tell_the_latest_state_of_each_record_in_order(self, store: Directory) -> None:
        store.put([ANI, BUDI])
        store.put([again(ANI, phone="0800"), CITRA])
        assert [(one.sequence, one.person) for one in store.changes(0, 10)] == [(2, "budi"), (3, "ani"), (4, "citra")]
        assert store.changes(3, 10) == [Change(4, "citra", CITRA)]
        assert [one.person for one in store.changes(0, 2)] == ["budi", "ani"]
        assert store.changes(4, 10) == []

    def test_a_copy_follows_its_owner_through_changes_and_tombstones(self, store: Directory) -> None:
        store.copy([Change(1, "ani", ANI), Change(2, "budi", BUDI)])
        assert (store.copied(), store.get(["ani", "budi"])) == (2, {"ani": ANI, "budi": BUDI})
        store.copy([Change(5, "ani", None), Change(6, "budi", again(BUDI, phone="0800"))])
        assert store.copied() == 6
        assert store.get(["ani", "budi"]) == {"budi": again(BUDI, phone="0800")}

    def test_a_change_that_is_copied_twice_counts_once(self, store: Directory) -> None:
        changes = [Change(1, "ani", ANI), Change(2, "budi", None)]
        store.copy(changes)
        store.copy(changes)
        assert store.changes(0, 10) == changes

    def test_a_copy_lets_a_number_pass_from_one_person_to_another(self, store: Directory) -> None:
        store.copy([Change(1, "ani", ANI)])
        store.copy([Change(2, "budi", again(BUDI, employee_number=ANI.employee_number)), Change(3, "ani", None)])
        assert store.by_number([ANI.employee_number]) == {ANI.employee_number: "budi"}

    def test_nothing_copied_yet_is_nothing(self, store: Directory) -> None:
        store.copy([])
        assert store.copied() == 0
        assert store.changes(0, 10) == []
