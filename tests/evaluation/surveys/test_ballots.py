"""An answer waits in the box, is counted in company, and is neither lost nor counted twice whatever breaks."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import NoReturn

import pytest

from services.evaluation.surveys.ballots import answer, release_waiting, slip_key, turnout_id
from services.evaluation.surveys.model import SURVEY, SURVEY_ANSWERS, SURVEY_TURNOUT, Answers
from services.evaluation.surveys.refusals import AlreadyAnswered, NotInvited, SurveyClosedAlready
from shared.contracts.evaluation.surveys import AnswersWithheld, SurveyHandedIn
from shared.events import Meta, PersonId
from shared.refusals import StoreUnavailable
from tests.evaluation.surveys.booth import ID, Booth, receipt


@pytest.fixture
def booth() -> Booth:
    return Booth()


def test_an_answer_waits_until_enough_of_its_stratum_wait_with_it(booth: Booth) -> None:
    booth.answer_all([*booth.pns[:9], *booth.pppk[:9]])
    assert (booth.waiting(), booth.batches()) == (18, [])
    assert booth.standing(booth.pns[0]) == "WAITING"


def test_with_the_tenth_of_a_stratum_five_are_counted_and_five_wait(booth: Booth) -> None:
    booth.answer_all(booth.pns[:10])
    (batch,) = booth.batches()
    assert [slip.classes for slip in batch.slips] == [{"kind": "PNS"}] * 5
    assert booth.waiting() == 5
    assert Counter(map(booth.standing, booth.pns[:10])) == {"COUNTED": 5, "WAITING": 5}
    assert {slip_key(receipt(one)) for one in booth.pns[:10] if booth.standing(one) == "COUNTED"} == {*batch.receipts}


def test_closing_counts_everybody_who_has_company_and_empties_the_box(booth: Booth) -> None:
    booth.answer_all([*booth.pns[:6], *booth.pppk[:7]])
    booth.close()
    assert booth.waiting() == 0
    assert Counter(slip.classes.get("kind") for slip in booth.slips()) == {"PNS": 6, "PPPK": 7}
    assert {booth.standing(one) for one in [*booth.pns[:6], *booth.pppk[:7]]} == {"COUNTED"}


def test_a_class_of_fewer_than_five_answers_is_counted_without_its_class(booth: Booth) -> None:
    booth.answer_all([*booth.pns[:6], *booth.pppk[:1]])
    booth.close()
    assert [slip.classes for slip in booth.slips()] == [{}] * 7
    assert booth.standing(booth.pppk[0]) == "COUNTED"


def test_fewer_than_five_answers_in_all_are_destroyed_and_their_receipts_say_so(booth: Booth) -> None:
    booth.answer_all(booth.pns[:4])
    booth.close()
    assert (booth.waiting(), booth.slips()) == (0, [])
    assert {booth.standing(one) for one in booth.pns[:4]} == {"WITHHELD"}
    (withheld,) = [event for event in booth.facts("evaluation") if isinstance(event, AnswersWithheld)]
    assert withheld.receipts == tuple(sorted(slip_key(receipt(one)) for one in booth.pns[:4]))


def test_a_survey_closes_by_itself_and_counts_what_waits(booth: Booth) -> None:
    booth.answer_all(booth.pns[:7])
    booth.later(days=30)
    assert len(booth.slips()) == 7


def test_a_batch_has_the_day_as_its_time_and_says_nothing_of_a_request(booth: Booth) -> None:
    booth.answer_all(booth.pns[:10])
    (commit,) = [one for one in booth.stores["evaluation"].events.page(0, 100) if "survey_answers" in one.stream]
    assert commit.at == datetime(2026, 3, 1, 17, tzinfo=UTC), "midnight in Sibolga"
    assert commit.meta == Meta()


def test_the_same_receipt_again_is_the_same_answer(booth: Booth) -> None:
    booth.answer(booth.pns[0], score=4)
    booth.answer(booth.pns[0], score=4)
    assert booth.waiting() == 1
    booth.answer_all(booth.pns[1:10])
    booth.close()
    booth.answer(booth.pns[0], score=4)
    assert len(booth.slips()) == 10


def test_a_second_answer_is_refused_and_not_put_into_the_box(booth: Booth) -> None:
    booth.answer(booth.pns[0])
    with pytest.raises(AlreadyAnswered):
        booth.answer(booth.pns[0], attempt=1)
    assert booth.waiting() == 1


def test_somebody_who_was_not_invited_leaves_no_slip(booth: Booth) -> None:
    with pytest.raises(NotInvited):
        booth.answer("somebody-else")
    assert booth.waiting() == 0


def test_after_closing_no_slip_gets_into_the_box(booth: Booth) -> None:
    booth.close()
    with pytest.raises(SurveyClosedAlready):
        booth.answer(booth.pns[0])
    assert booth.waiting() == 0


def test_a_receipt_that_nobody_used_is_unknown(booth: Booth) -> None:
    assert booth.standing(booth.pns[0]) == "UNKNOWN"


def fail(*_: object) -> NoReturn:
    raise StoreUnavailable("full disk")


def test_a_crash_before_the_hand_in_is_noted_loses_nothing(booth: Booth, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(booth.service.journal, "append", fail)
        with pytest.raises(StoreUnavailable):
            booth.answer(booth.pns[0], score=1)
    booth.answer(booth.pns[0], score=4)
    assert booth.waiting() == 1
    booth.answer_all(booth.pns[1:10], score=4)
    booth.close()
    assert [slip.scores["FEE"] for slip in booth.slips()] == [4] * 10


def test_a_crash_between_the_log_and_the_box_counts_nothing_twice(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    booth.answer_all(booth.pns[:9])
    with monkeypatch.context() as broken:
        broken.setattr(booth.service.stores.ballots, "remove", fail)
        with pytest.raises(StoreUnavailable):
            booth.answer(booth.pns[9])
    assert (len(booth.slips()), booth.waiting()) == (5, 10)
    booth.settle()
    assert (len(booth.slips()), booth.waiting()) == (5, 5)
    booth.close()
    assert len(booth.slips()) == 10
    assert len({key for batch in booth.batches() for key in batch.receipts}) == 10


def test_what_another_worker_released_meanwhile_is_not_released_again(
    booth: Booth, monkeypatch: pytest.MonkeyPatch
) -> None:
    booth.answer_all(booth.pns[:9])
    answer(booth.service, ID, booth.pns[9], receipt(booth.pns[9]), {"FEE": 3})
    seen_before = booth.service.stores.ballots.draw(ID)
    booth.settle()
    answer(booth.service, ID, booth.pns[10], receipt(booth.pns[10]), {"FEE": 3})
    seen = seen_before | booth.service.stores.ballots.draw(ID)
    slow = {SURVEY: booth.service.handler.state(SURVEY, ID), SURVEY_ANSWERS: Answers()}
    with monkeypatch.context() as late:
        late.setattr(booth.service.stores.ballots, "draw", lambda survey: seen)
        late.setattr(booth.service.handler, "state", lambda decider, identity: slow[decider])
        assert not release_waiting(booth.service)
    assert (len(booth.slips()), booth.waiting()) == (5, 6)


def test_of_two_answers_at_once_one_is_taken(booth: Booth) -> None:
    person, together = booth.pns[0], Barrier(8)

    def try_once(attempt: int) -> bool:
        together.wait(10)
        try:
            answer(booth.service, ID, PersonId(person), receipt(person, attempt), {"FEE": 3})
        except AlreadyAnswered:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(try_once, range(8)))
    assert (sum(taken), booth.waiting()) == (1, 1)
    assert booth.standing(person, taken.index(True)) == "WAITING"


def test_the_same_answer_sent_twice_at_once_is_taken_once_and_not_lost(booth: Booth) -> None:
    person, together = booth.pns[0], Barrier(8)

    def send(_: int) -> None:
        together.wait(10)
        answer(booth.service, ID, PersonId(person), receipt(person), {"FEE": 3})

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(send, range(8)))
    assert (booth.waiting(), booth.standing(person)) == (1, "WAITING")
    assert [event for event in booth.facts("evaluation") if isinstance(event, SurveyHandedIn)] == [
        SurveyHandedIn(ID, person)
    ]


def test_the_hand_in_is_a_stream_of_person_and_survey_and_holds_nothing_of_the_request(booth: Booth) -> None:
    booth.answer(booth.pns[0])
    (commit,) = booth.stores["evaluation"].events.load(SURVEY_TURNOUT.name(turnout_id(ID, booth.pns[0])))
    assert commit.meta == Meta()
