"""What every box for anonymous answers promises."""

from itertools import permutations

import pytest

from shared.ports import BallotBox

SLIPS = {"7f": b"first", "03": b"second", "c1": b"third", "a0": b"fourth"}


class BallotBoxSuite:
    """Inherit it with a fixture `store` that gives an empty box."""

    @pytest.fixture
    def store(self) -> BallotBox:
        raise NotImplementedError

    def test_an_empty_box_has_nothing_waiting(self, store: BallotBox) -> None:
        assert store.surveys() == []
        assert store.count("survey-1") == 0
        assert store.draw("survey-1") == {}

    def test_slips_wait_apart_for_each_survey(self, store: BallotBox) -> None:
        store.put("survey-2", "03", b"second")
        store.put("survey-1", "7f", b"first")
        assert store.surveys() == ["survey-1", "survey-2"]
        assert (store.count("survey-1"), store.draw("survey-1")) == (1, {"7f": b"first"})

    def test_a_repeated_request_overwrites_its_own_slip(self, store: BallotBox) -> None:
        store.put("survey-1", "7f", b"first")
        store.put("survey-1", "7f", b"again")
        assert (store.count("survey-1"), store.draw("survey-1")) == (1, {"7f": b"again"})

    def test_slips_come_out_in_the_order_of_their_keys_however_they_went_in(self, store: BallotBox) -> None:
        for survey, order in enumerate(permutations(SLIPS)):
            for key in order:
                store.put(str(survey), key, SLIPS[key])
            assert list(store.draw(str(survey)).items()) == sorted(SLIPS.items())

    def test_only_what_was_released_is_taken_out(self, store: BallotBox) -> None:
        for key, slip in SLIPS.items():
            store.put("survey-1", key, slip)
        store.put("survey-2", "7f", b"other")
        store.remove("survey-1", ["7f", "03", "unknown"])
        assert store.draw("survey-1") == {"a0": b"fourth", "c1": b"third"}
        assert store.draw("survey-2") == {"7f": b"other"}

    def test_a_survey_whose_slips_are_all_out_is_not_waiting(self, store: BallotBox) -> None:
        store.put("survey-1", "7f", b"first")
        store.remove("survey-1", ["7f"])
        assert store.surveys() == []
        assert store.count("survey-1") == 0
