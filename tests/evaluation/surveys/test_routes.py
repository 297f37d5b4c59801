"""Surveys over HTTP: who opens, answers, closes and releases them, who sees what, and what is refused."""

from typing import Any

import pytest

from shared.contracts.evaluation.surveys import SurveyHandedIn
from shared.testing.town import Town
from tests.evaluation.surveys.city import (
    API,
    AUDITOR,
    COHORT,
    GONE,
    NOBODY,
    OFFICER,
    OPENING,
    PNS,
    QUESTIONS,
    WAITING,
    answered,
    closed,
    opened,
    receipt,
    scores,
    standing,
    unseen,
)


def test_an_officer_opens_a_survey_of_a_unit_for_whom_it_serves(town: Town) -> None:
    answer = town.call("POST", API, OFFICER, OPENING)
    shown = answer.json
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{shown['id']}"
    assert {name: shown[name] for name in ("state", "subject", "subject_id", "template", "invited", "closes_on")} == {
        "state": "OPEN",
        "subject": "UNIT",
        "subject_id": "DLH",
        "template": "skm",
        "invited": 20,
        "closes_on": "2026-03-31",
    }
    assert [question["code"] for question in shown["questions"]] == list(QUESTIONS)
    assert "strata" not in shown


def test_a_survey_of_a_cohort_asks_everybody_with_a_seat_and_nobody_else(town: Town) -> None:
    shown = town.post(API, OFFICER, {"template": "satisfaction", "cohort": COHORT, "closes_on": "2026-03-31"})
    assert (shown["subject"], shown["subject_id"], shown["invited"]) == ("COHORT", COHORT, 20)
    body = {"receipt": receipt(WAITING), "scores": {one["code"]: one["most"] for one in shown["questions"]}}
    for outside in (WAITING, GONE):
        refusal = town.refused(f"{API}/{shown['id']}/answers", (outside, "participant"), body)
        assert (refusal["status"], refusal["code"]) == (403, "NOT_INVITED")
    answer = town.post(f"{API}/{shown['id']}/answers", (PNS[0], "participant"), body)
    assert answer == {"standing": "WAITING"}


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"cohort": COHORT}, 422, "INVALID"),
        ({"unit": None}, 422, "INVALID"),
        ({"unit": None, "cohort": COHORT}, 422, "INVALID"),
        ({"unit": "NOWHERE"}, 404, "NOT_FOUND"),
        ({"unit": None, "cohort": NOBODY, "invited": []}, 404, "NOT_FOUND"),
        ({"invited": [NOBODY]}, 404, "NOT_FOUND"),
        ({"invited": []}, 409, "NOBODY_INVITED"),
        ({"closes_on": "2026-03-01"}, 422, "INVALID"),
    ],
)
def test_a_survey_that_makes_no_sense_is_not_opened(
    town: Town, changes: dict[str, Any], status: int, code: str
) -> None:
    body = {name: value for name, value in {**OPENING, **changes}.items() if value is not None}
    refusal = town.refused(API, OFFICER, body)
    assert (refusal["status"], refusal["code"]) == (status, code)


def test_a_mistake_that_only_evaluation_knows_is_explained_in_the_reader_s_language(town: Town) -> None:
    [error] = town.refused(API, OFFICER, {**OPENING, "cohort": COHORT})["errors"]
    assert error == {
        "field": "body.cohort",
        "code": "EITHER_COHORT_OR_UNIT",
        "detail": "Survei adalah tentang satu angkatan atau satu unit, tidak keduanya.",
    }


def test_a_survey_is_asked_in_the_language_of_who_reads_it(town: Town) -> None:
    survey = opened(town)
    texts = {
        language: town.get(f"{API}/{survey}", AUDITOR, headers={"Accept-Language": language})["questions"][3]["text"]
        for language in ("id", "en")
    }
    assert texts["en"] == "How reasonable is the fee or tariff?"
    assert "tarif" in texts["id"]


def test_whoever_answers_gets_to_know_where_the_answer_is(town: Town) -> None:
    survey = opened(town)
    answered(town, survey, PNS[:9])
    assert {standing(town, survey, person) for person in PNS[:9]} == {"WAITING"}
    answered(town, survey, PNS[9:10])
    found = [standing(town, survey, person) for person in PNS[:10]]
    assert (found.count("COUNTED"), found.count("WAITING")) == (5, 5)
    assert standing(town, survey, PNS[0], attempt=1) == "UNKNOWN"


def test_an_answer_follows_the_template(town: Town) -> None:
    survey = opened(town)
    path, who = f"{API}/{survey}/answers", (PNS[0], "participant")
    for wrong in ({"FEE": 4}, scores(FEE=5), scores(FEE=0), scores(PRICE=4)):
        refusal = town.refused(path, who, {"receipt": receipt(PNS[0]), "scores": wrong})
        assert (refusal["status"], refusal["code"]) == (422, "TEMPLATE_NOT_FOLLOWED")
    for malformed in ("short", receipt(PNS[0]).upper().replace("0", "G"), receipt(PNS[0]) + "\n"):
        refusal = town.refused(path, who, {"receipt": malformed, "scores": scores()})
        assert {error["field"] for error in refusal["errors"]} == {"body.receipt"}
    assert town.stores["evaluation"].ballots.surveys() == []


def test_a_second_answer_is_refused_and_the_same_one_again_is_not(town: Town) -> None:
    survey = opened(town)
    answered(town, survey, PNS[:1])
    answered(town, survey, PNS[:1])
    body = {"receipt": receipt(PNS[0], 1), "scores": scores(1)}
    refusal = town.refused(f"{API}/{survey}/answers", (PNS[0], "participant"), body)
    assert (refusal["status"], refusal["code"]) == (409, "ALREADY_ANSWERED")
    assert len([one for one in town.facts("evaluation") if isinstance(one, SurveyHandedIn)]) == 1


def test_a_closed_survey_takes_no_answers(town: Town) -> None:
    survey = opened(town)
    assert closed(town, survey)["closed_on"] == "2026-03-02"
    body = {"receipt": receipt(PNS[0]), "scores": scores()}
    refusal = town.refused(f"{API}/{survey}/answers", (PNS[0], "participant"), body)
    assert (refusal["status"], refusal["code"]) == (409, "SURVEY_CLOSED_ALREADY")


def test_a_survey_closes_by_itself_when_its_last_day_is_over(town: Town) -> None:
    survey = opened(town)
    answered(town, survey, PNS[:6])
    town.later(days=29)
    assert town.get(f"{API}/{survey}", OFFICER)["state"] == "OPEN"
    town.later(days=1)
    assert town.get(f"{API}/{survey}", OFFICER)["state"] == "CLOSED"
    assert {standing(town, survey, person) for person in PNS[:6]} == {"COUNTED"}


def test_a_survey_is_released_after_closing_only(town: Town) -> None:
    survey = opened(town)
    refusal = town.refused(f"{API}/{survey}/release", OFFICER)
    assert (refusal["status"], refusal["code"], refusal["facts"]) == (
        409,
        "SURVEY_OPEN_STILL",
        {"closes_on": "2026-03-31"},
    )
    closed(town, survey)
    assert town.post(f"{API}/{survey}/release", OFFICER)["state"] == "RELEASED"


def test_surveys_are_listed_with_how_many_have_answered(town: Town) -> None:
    of_unit = opened(town)
    of_cohort = town.post(API, OFFICER, {"template": "satisfaction", "cohort": COHORT, "closes_on": "2026-04-30"})["id"]
    answered(town, of_unit, PNS[:3])
    closed(town, of_unit)
    rows = town.get(API, OFFICER)["items"]
    assert [(row["id"], row["state"], row["answered"]) for row in rows] == [
        (of_unit, "CLOSED", 3),
        (of_cohort, "OPEN", 0),
    ]
    for filters, found in (("state=OPEN", of_cohort), ("template=skm", of_unit), (f"subject_id={COHORT}", of_cohort)):
        assert [row["id"] for row in town.get(f"{API}?{filters}", OFFICER)["items"]] == [found]


def test_a_survey_is_shown_as_it_was(town: Town) -> None:
    survey = opened(town)
    before = town.now.isoformat().replace("+00:00", "Z")
    town.later(days=1)
    closed(town, survey)
    assert town.get(f"{API}/{survey}?as_of={before}", OFFICER)["state"] == "OPEN"


def test_an_unknown_survey_is_not_found(town: Town) -> None:
    body = {"receipt": receipt(PNS[0]), "scores": scores()}
    participant = (PNS[0], "participant")
    assert town.refused(f"{API}/{NOBODY}/answers", participant, body)["status"] == 404
    assert town.refused(f"{API}/{NOBODY}/receipts", participant, {"receipt": receipt(PNS[0])})["status"] == 404
    for verb in ("close", "release"):
        assert town.refused(f"{API}/{NOBODY}/{verb}", OFFICER)["status"] == 404
    for path in (f"{API}/{NOBODY}", f"{API}/{NOBODY}/results"):
        assert unseen(town, path, OFFICER) == (404, "NOT_FOUND")
