"""A survey asks, is handed in once by each, takes batches in company only, closes and is released."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

import services.evaluation
from services.evaluation.surveys.commands import (
    CloseSurvey,
    HandIn,
    OpenSurvey,
    ReleaseBatch,
    ReleaseSurvey,
    WithholdAnswers,
)
from services.evaluation.surveys.model import SURVEY, SURVEY_ANSWERS, SURVEY_TURNOUT
from services.evaluation.surveys.policies import SurveyPolicy
from services.evaluation.surveys.refusals import (
    AlreadyAnswered,
    BatchTooSmall,
    NobodyInvited,
    NotInvited,
    ReceiptSettled,
    SurveyClosedAlready,
    SurveyOpenStill,
)
from shared.contracts.evaluation.surveys import (
    AnswersReleased,
    AnswersWithheld,
    Slip,
    Stratum,
    SurveyClosed,
    SurveyHandedIn,
    SurveyOpened,
    SurveyReleased,
)
from shared.events import PersonId
from shared.policy import NoPolicy, read_policies
from shared.refusals import Invalid, NotFound
from shared.testing.scenario import Scenario

POLICIES = read_policies(Path(services.evaluation.__file__).parent / "policies", [SurveyPolicy])
survey, turnout, answers = (Scenario(decider, POLICIES) for decider in (SURVEY, SURVEY_TURNOUT, SURVEY_ANSWERS))

ANI, BUDI, CITRA = PersonId("ani"), PersonId("budi"), PersonId("citra")
MONDAY = date(2026, 3, 2)
PNS, PPPK = Stratum({"kind": "PNS"}, 6), Stratum({"kind": "PPPK"}, 5)
ASKED = {ANI: 0, BUDI: 1}
OPEN = OpenSurvey(
    template="satisfaction",
    template_version=1,
    subject="COHORT",
    subject_id="cohort-1",
    invited=ASKED,
    strata=(PNS, PPPK),
    closes_on=MONDAY,
)
OPENED = SurveyOpened("satisfaction", 1, "COHORT", "cohort-1", ASKED, (PNS, PPPK), MONDAY)
CLOSED, RELEASED = SurveyClosed(MONDAY), SurveyReleased(MONDAY)
LATE_ON_SUNDAY_IN_UTC = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)


def slips(number: int, kind: str = "PNS") -> tuple[Slip, ...]:
    return tuple(Slip({"ATTITUDE": 1 + one % 5}, {"kind": kind}) for one in range(number))


def receipts(number: int, prefix: str = "r") -> tuple[str, ...]:
    return tuple(f"{prefix}{one}" for one in range(number))


def test_a_survey_asks_everybody_who_is_invited() -> None:
    survey().when(OPEN).then(OPENED)


def test_a_survey_is_opened_once() -> None:
    survey(OPENED).when(OPEN).nothing()


def test_a_survey_may_end_today_but_not_before() -> None:
    survey().when(replace(OPEN, closes_on=date(2026, 3, 1))).refused(Invalid)
    survey().at(LATE_ON_SUNDAY_IN_UTC).when(OPEN).then(OPENED)


def test_a_survey_that_asks_nobody_is_not_opened() -> None:
    survey().when(replace(OPEN, invited={})).refused(NobodyInvited)


def test_what_was_never_opened_is_neither_closed_nor_released() -> None:
    survey().when(CloseSurvey()).refused(NotFound, kind="survey")
    survey().when(ReleaseSurvey()).refused(NotFound, kind="survey")


def test_a_survey_closes_once_on_the_day_in_sibolga() -> None:
    survey(OPENED).at(LATE_ON_SUNDAY_IN_UTC).when(CloseSurvey()).then(CLOSED)
    survey(OPENED, CLOSED).when(CloseSurvey()).nothing()


def test_results_are_released_once_and_after_closing_only() -> None:
    survey(OPENED).when(ReleaseSurvey()).refused(SurveyOpenStill, closes_on="2026-03-02")
    survey(OPENED, CLOSED).when(ReleaseSurvey()).then(RELEASED)
    survey(OPENED, CLOSED, RELEASED).when(ReleaseSurvey()).nothing()


def test_a_slip_carries_the_classes_of_its_stratum_and_nothing_of_the_person() -> None:
    state = SURVEY.state([OPENED])
    assert [state.stratum(person) for person in (ANI, BUDI)] == [PNS, PPPK]


def test_who_was_not_invited_has_no_stratum() -> None:
    for state in (SURVEY.state([]), SURVEY.state([OPENED])):
        with pytest.raises(NotInvited):
            state.stratum(CITRA)


def test_handing_in_says_who_and_not_what() -> None:
    turnout().when(HandIn("survey-1", ANI, closed=False)).then(SurveyHandedIn("survey-1", ANI))


def test_nobody_hands_in_twice_or_after_closing() -> None:
    turnout(SurveyHandedIn("survey-1", ANI)).when(HandIn("survey-1", ANI, closed=False)).refused(AlreadyAnswered)
    turnout(SurveyHandedIn("survey-1", ANI)).when(HandIn("survey-1", ANI, closed=True)).refused(AlreadyAnswered)
    turnout().when(HandIn("survey-1", ANI, closed=True)).refused(SurveyClosedAlready)


def test_a_batch_of_five_enters_the_log_and_four_do_not() -> None:
    five = ReleaseBatch("survey-1", MONDAY, slips(5), receipts(5))
    answers().when(five).then(AnswersReleased("survey-1", MONDAY, slips(5), receipts(5)))
    four = ReleaseBatch("survey-1", MONDAY, slips(4), receipts(4))
    answers().when(four).refused(BatchTooSmall, slips=4, least=5)


def test_five_of_which_one_is_alone_with_its_class_do_not_enter_the_log() -> None:
    mixed = ReleaseBatch("survey-1", MONDAY, slips(5) + slips(1, "PPPK"), receipts(6))
    answers().when(mixed).refused(BatchTooSmall, slips=1, least=5)


def test_a_batch_without_slips_is_none() -> None:
    answers().when(ReleaseBatch("survey-1", MONDAY, (), ())).refused(BatchTooSmall, slips=0)


def test_no_slip_is_counted_twice() -> None:
    counted = AnswersReleased("survey-1", MONDAY, slips(5), receipts(5))
    again = ReleaseBatch("survey-1", MONDAY, slips(6), (*receipts(5, "s"), "r3"))
    answers(counted).when(again).refused(ReceiptSettled, settled=1)
    answers(counted).when(WithholdAnswers("survey-1", MONDAY, ("r3",))).refused(ReceiptSettled, settled=1)


def test_withheld_answers_leave_their_receipts_only_and_are_never_counted() -> None:
    withheld = AnswersWithheld("survey-1", MONDAY, receipts(2))
    answers().when(WithholdAnswers("survey-1", MONDAY, receipts(2))).then(withheld)
    answers(withheld).when(ReleaseBatch("survey-1", MONDAY, slips(5), receipts(5))).refused(ReceiptSettled, settled=2)


def test_batches_are_held_against_the_rule_of_the_day_of_their_release() -> None:
    before_any_rule = ReleaseBatch("survey-1", date(2019, 12, 31), slips(5), receipts(5))
    answers().when(before_any_rule).refused(NoPolicy, table="surveys")
