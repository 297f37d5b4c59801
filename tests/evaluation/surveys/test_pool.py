"""Slips enter the log in company: nobody who reads the log can say of an answer that it is one of fewer than five."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.evaluation.surveys.policies import SurveyPolicy
from services.evaluation.surveys.pool import batch
from shared.contracts.evaluation.surveys import Slip
from tests.evaluation.surveys.reader import Written, possible

FIVE = SurveyPolicy(valid_from=date(2020, 1, 1), legal_basis="test", least_batch=5, most_batch=500)
LEAST = FIVE.least_batch


def slips(**numbers: int) -> dict[str, Slip]:
    """So many slips of each kind, under keys that say which one it is."""
    return {
        f"{kind}-{one:03}": Slip({"Q": 1}, {"kind": kind}) for kind, number in numbers.items() for one in range(number)
    }


def without_classes(waiting: Mapping[str, Slip]) -> dict[str, Slip]:
    return {key: Slip(slip.scores, {}) for key, slip in waiting.items()}


def test_an_open_survey_keeps_its_first_nine_answers_back() -> None:
    assert batch(slips(PNS=9), False, FIVE) == {}


def test_with_the_tenth_answer_five_are_released_and_five_stay() -> None:
    assert batch(slips(PNS=10), False, FIVE) == slips(PNS=5)


def test_answers_of_other_strata_are_no_company_while_the_survey_is_open() -> None:
    assert batch(slips(PNS=9, PPPK=9), False, FIVE) == {}
    assert batch(slips(PNS=12, PPPK=9), False, FIVE) == slips(PNS=7)


def test_a_closed_survey_releases_each_stratum_of_five_whole() -> None:
    assert batch(slips(PNS=6, PPPK=5), True, FIVE) == slips(PPPK=5)
    assert batch(slips(PNS=6), True, FIVE) == slips(PNS=6)


def test_strata_of_fewer_than_five_lose_their_classes_and_go_together_first() -> None:
    assert batch(slips(PNS=6, PPPK=2, CPNS=3), True, FIVE) == without_classes(slips(PPPK=2, CPNS=3))


def test_the_next_larger_stratum_helps_out_those_that_are_too_few_even_together() -> None:
    assert batch(slips(PNS=12, PPPK=9, CPNS=1), True, FIVE) == without_classes(slips(PPPK=4, CPNS=1))


def test_a_stratum_that_would_keep_too_few_joins_whole() -> None:
    assert batch(slips(PNS=12, PPPK=8, CPNS=1), True, FIVE) == without_classes(slips(PPPK=8, CPNS=1))


def test_fewer_than_five_answers_in_all_are_never_released() -> None:
    assert batch(slips(PNS=2, PPPK=2), True, FIVE) == {}
    assert batch({}, True, FIVE) == {}


def test_a_batch_is_small_enough_for_a_commit_and_leaves_enough_for_another() -> None:
    assert len(batch(slips(PNS=504), True, FIVE)) == 495
    assert len(batch(slips(PNS=506), False, FIVE)) == 495
    assert len(batch(slips(PNS=500), True, FIVE)) == 500


def log_of(kinds: Sequence[str]) -> tuple[list[Written], int]:
    """What the log holds after people of these kinds have answered in this order, and how many were withheld."""
    waiting: dict[str, Slip] = {}
    log: list[Written] = []
    for answered, kind in enumerate([*kinds, None], 1):
        if kind is not None:
            # Digests are random; here they are spread so that keys and order have nothing to do with each other.
            waiting[f"{answered * 7919 % 1009:04}"] = Slip({"Q": 1}, {"kind": kind})
        while released := batch(waiting, kind is None, FIVE):
            classes = [slip.classes for slip in released.values()]
            assert all(one == classes[0] for one in classes)
            log.append(Written(answered, classes[0], len(released)))
            waiting = {key: slip for key, slip in waiting.items() if key not in released}
    return log, len(waiting)


@given(st.lists(st.sampled_from(["PNS", "PNS", "PNS", "CPNS", "PPPK"]), min_size=4, max_size=40))
def test_whoever_reads_the_log_finds_at_least_five_people_for_each_answer_and_five_answers_for_each(
    kinds: list[str],
) -> None:
    log, withheld = log_of(kinds)
    assert sum(one.slips for one in log) + withheld == len(kinds)
    assert withheld < LEAST
    if withheld:
        assert log == []
        return
    batches = possible([{"kind": kind} for kind in kinds], log)
    people = Counter(place for some in batches for place in some)
    assert all(people[place] >= LEAST for place in range(len(log)))
    assert all(sum(log[place].slips for place in some) >= LEAST for some in batches)


def test_the_reader_of_the_log_would_notice_an_answer_without_company() -> None:
    """The check above can fail: a sixth answer that is released alone at closing is known."""
    batches = possible([{"kind": "PNS"}] * 6, [Written(5, {"kind": "PNS"}, 5), Written(6, {"kind": "PNS"}, 1)])
    assert batches == [{0}] * 5 + [{1}]


def test_the_reader_of_the_log_would_notice_the_only_one_of_a_class() -> None:
    batches = possible(
        [{"kind": "PNS"}] * 4 + [{"kind": "PPPK"}], [Written(5, {"kind": "PNS"}, 4), Written(5, {"kind": "PPPK"}, 1)]
    )
    assert batches == [{0}] * 4 + [{1}]
