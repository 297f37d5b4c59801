"""What people see of surveys, of who answered, and of the sums of what was answered; surveys close by themselves."""

from datetime import UTC, date, datetime

from services.evaluation.surveys.commands import CloseSurvey
from services.evaluation.surveys.views import CLOSING, SURVEYS, TALLIES, TURNOUT
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
from shared.testing.scenario import happened
from shared.testing.views import Awaited, Seen

ANI = PersonId("ani")
MONDAY = date(2026, 3, 2)
OPENED = SurveyOpened(
    "skm", 1, "UNIT", "DLH", {ANI: 0, PersonId("budi"): 0}, (Stratum({"kind": "PNS"}, 2),), date(2026, 3, 31)
)
SHOWN = {
    "id": "survey-1",
    "template": "skm",
    "template_version": 1,
    "subject": "UNIT",
    "subject_id": "DLH",
    "invited": 2,
    "strata": [{"classes": {"kind": "PNS"}, "invited": 2}],
    "closes_on": "2026-03-31",
}


def slip(time: int, fee: int, **classes: str) -> Slip:
    return Slip({"COMPLETION_TIME": time, "FEE": fee}, classes)


def test_a_survey_is_shown_with_how_many_it_asks_and_never_with_whom() -> None:
    Seen(SURVEYS, happened("survey/survey-1", OPENED)).shows("survey-1", {**SHOWN, "state": "OPEN"})


def test_a_survey_is_closed_and_then_released() -> None:
    closed, released = SurveyClosed(MONDAY), SurveyReleased(MONDAY)
    Seen(SURVEYS, happened("survey/survey-1", OPENED, closed)).shows_in("survey-1", state="CLOSED")
    Seen(SURVEYS, happened("survey/survey-1", OPENED, closed, released)).shows(
        "survey-1", {**SHOWN, "state": "RELEASED", "closed_on": MONDAY.isoformat()}
    )


def test_the_turnout_says_who_has_answered() -> None:
    events = happened("survey_turnout/t-1", SurveyHandedIn("survey-1", ANI))
    Seen(TURNOUT, events).shows("t-1", {"id": "t-1", "survey": "survey-1", "person": "ani"})


def test_scores_are_summed_by_question_for_each_stratum_over_all_batches() -> None:
    first = AnswersReleased("survey-1", MONDAY, (slip(3, 4, kind="PNS"), slip(2, 4, kind="PPPK")), ("a1", "c3"))
    second = AnswersReleased("survey-1", MONDAY, (slip(1, 1), slip(4, 3, kind="PNS")), ("b2", "d4"))
    Seen(TALLIES, happened("survey_answers/survey-1", first, second)).shows(
        "survey-1",
        {
            "id": "survey-1",
            "strata": {
                "kind=PNS": {
                    "classes": {"kind": "PNS"},
                    "slips": 2,
                    "sums": {"COMPLETION_TIME": 7, "FEE": 7},
                    "counts": {"COMPLETION_TIME": 2, "FEE": 2},
                },
                "kind=PPPK": {
                    "classes": {"kind": "PPPK"},
                    "slips": 1,
                    "sums": {"COMPLETION_TIME": 2, "FEE": 4},
                    "counts": {"COMPLETION_TIME": 1, "FEE": 1},
                },
                "": {
                    "classes": {},
                    "slips": 1,
                    "sums": {"COMPLETION_TIME": 1, "FEE": 1},
                    "counts": {"COMPLETION_TIME": 1, "FEE": 1},
                },
            },
        },
    )


def test_strata_of_two_dimensions_are_the_same_in_whichever_order_they_are_named() -> None:
    batch = AnswersReleased(
        "survey-1", MONDAY, (slip(1, 1, kind="PNS", unit="DLH"), slip(2, 2, unit="DLH", kind="PNS")), ()
    )
    body = Seen(TALLIES, happened("survey_answers/survey-1", batch)).document("survey-1")
    assert body is not None
    assert {key: one["slips"] for key, one in body["strata"].items()} == {"kind=PNS|unit=DLH": 2}


def test_withheld_answers_add_nothing() -> None:
    Seen(TALLIES, happened("survey_answers/survey-1", AnswersWithheld("survey-1", MONDAY, ("a1",)))).shows_nothing(
        "survey-1"
    )


def test_a_survey_closes_when_its_last_day_is_over_in_sibolga() -> None:
    midnight = datetime(2026, 3, 31, 17, tzinfo=UTC)
    Awaited(CLOSING, happened("survey/survey-1", OPENED)).due("survey-1", midnight, "survey/survey-1", CloseSurvey())


def test_a_survey_that_somebody_closed_waits_for_nothing() -> None:
    Awaited(CLOSING, happened("survey/survey-1", OPENED, SurveyClosed(MONDAY))).nothing_due("survey-1")
