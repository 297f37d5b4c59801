"""Surveys over HTTP: who opens, answers, closes and releases them, who sees what, and what is refused."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from services.evaluation.service import EVALUATION
from shared.contracts.enrollment.cohorts import (
    ApplicationSubmitted,
    CohortOpened,
    EnrollmentWithdrawn,
    SeatAwaited,
    SeatConfirmed,
)
from shared.contracts.enrollment.people import EmployeeRegistered, UnitEstablished
from shared.contracts.evaluation.surveys import SurveyHandedIn
from shared.contracts.vocabulary import EmployeeKind
from shared.events import PersonId, TextRef
from shared.testing.town import Town

API = "/evaluation/v1/surveys"


def identity(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012d}"


CLERK, NOBODY, COHORT, PROGRAM = (identity(number) for number in range(1, 5))
OFFICER, AUDITOR = (CLERK, "officer"), (NOBODY, "auditor")
HEAD, OTHER_HEAD = ((identity(number), "unit_head") for number in (5, 6))
PNS = [PersonId(identity(number)) for number in range(100, 114)]
PPPK = [PersonId(identity(number)) for number in range(200, 206)]
WAITING, GONE = PersonId(identity(300)), PersonId(identity(301))
OPENING = {
    "template": "skm",
    "unit": "DLH",
    "invited": [*PNS, *PPPK],
    "breakdowns": ["kind"],
    "closes_on": "2026-03-31",
}
QUESTIONS = (
    "REQUIREMENTS",
    "PROCEDURE",
    "COMPLETION_TIME",
    "FEE",
    "PRODUCT_SPECIFICATION",
    "STAFF_COMPETENCE",
    "STAFF_CONDUCT",
    "COMPLAINT_HANDLING",
    "FACILITIES",
)


def employee(kind: EmployeeKind, unit: str = "DLH") -> EmployeeRegistered:
    return EmployeeRegistered(
        kind=kind,
        unit=unit,
        post_group="STAFF",
        post_level="PELAKSANA",
        grade="II/c",
        status="01",
        fields=("WASTE",),
        appointed_on=date(2015, 4, 1),
        on=date(2025, 1, 1),
    )


@pytest.fixture
def town() -> Town:
    """Fourteen PNS and six PPPK with a seat in a cohort, one who waits for one, one who gave it up; two unit heads."""
    town = Town(EVALUATION)
    town.tell("unit/unit-1", UnitEstablished("DLH", "Dinas Lingkungan Hidup", "DINAS", None, date(2017, 1, 1)))
    for person in (*PNS, *PPPK, WAITING, GONE):
        town.tell(f"employee/{person}", employee("PPPK" if person in PPPK else "PNS"))
    for (head, _), unit in ((HEAD, "DLH"), (OTHER_HEAD, "DINKES")):
        town.tell(f"employee/{head}", employee("PNS", unit))
    day = date(2026, 1, 5)
    opened = CohortOpened(PROGRAM, 1, "Angkatan I", 30, day, day, date(2026, 1, 12), date(2026, 2, 27), ())
    town.tell(f"cohort/{COHORT}", opened)
    for person in (*PNS, *PPPK, WAITING, GONE):
        town.tell(f"cohort/{COHORT}", ApplicationSubmitted(person, "DLH", "SELF", day, (), "eligibility"))
    town.tell(f"cohort/{COHORT}", *(SeatConfirmed(person, "FREE_SEAT", day) for person in (*PNS, *PPPK, GONE)))
    town.tell(f"cohort/{COHORT}", SeatAwaited(WAITING, 1), EnrollmentWithdrawn(GONE, TextRef("text-1"), day))
    return town


def receipt(person: str, attempt: int = 0) -> str:
    return f"{int(person[-12:]):030x}{attempt:02x}"


def scores(score: int = 4, **others: int) -> dict[str, int]:
    return {**dict.fromkeys(QUESTIONS, score), **others}


def opened(town: Town, **changes: Any) -> str:
    return str(town.post(API, OFFICER, {**OPENING, **changes})["id"])


def answered(town: Town, survey: str, people: Sequence[str], score: int = 4) -> None:
    for person in people:
        body = {"receipt": receipt(person), "scores": scores(score)}
        town.post(f"{API}/{survey}/answers", (person, "participant"), body)


def closed(town: Town, survey: str) -> dict[str, Any]:
    return dict(town.post(f"{API}/{survey}/close", OFFICER))


def results(town: Town, survey: str, who: tuple[str, str] = OFFICER) -> dict[str, Any]:
    return dict(town.get(f"{API}/{survey}/results", who)["results"])


def unseen(town: Town, path: str, who: tuple[str, str]) -> tuple[int, str]:
    answer = town.call("GET", path, who)
    return answer.status_code, answer.json["code"]


def standing(town: Town, survey: str, person: str, attempt: int = 0) -> str:
    body = {"receipt": receipt(person, attempt)}
    return str(town.post(f"{API}/{survey}/receipts", (person, "participant"), body)["standing"])


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


def test_results_are_for_officers_after_closing_and_for_those_concerned_after_the_release(
    town: Town,
) -> None:
    survey = opened(town)
    answered(town, survey, PNS)
    path, concerned = f"{API}/{survey}/results", (HEAD, (PNS[0], "participant"))
    for who in (OFFICER, AUDITOR, *concerned):
        assert unseen(town, path, who) == (409, "SURVEY_OPEN_STILL")
    closed(town, survey)
    for who in concerned:
        assert unseen(town, path, who) == (403, "RESULTS_NOT_RELEASED")
    assert results(town, survey) == results(town, survey, AUDITOR)
    town.post(f"{API}/{survey}/release", OFFICER)
    for who in concerned:
        assert results(town, survey, who) == results(town, survey)


def test_results_are_nothing_to_heads_of_other_units_and_to_whom_it_did_not_ask(town: Town) -> None:
    survey = opened(town)
    closed(town, survey)
    outside = (OTHER_HEAD, (NOBODY, "unit_head"), (WAITING, "participant"), (HEAD[0], "participant"))
    for who in outside:
        assert unseen(town, f"{API}/{survey}/results", who) == (403, "NOT_YOURS")
    town.post(f"{API}/{survey}/release", OFFICER)
    for who in outside:
        assert unseen(town, f"{API}/{survey}/results", who) == (403, "NOT_YOURS")


def test_the_head_of_a_unit_sees_what_its_people_were_asked_about_another_and_what_it_was_judged(town: Town) -> None:
    town.tell("unit/unit-2", UnitEstablished("DINKES", "Dinas Kesehatan", "DINAS", None, date(2017, 1, 1)))
    survey = opened(town, unit="DINKES")
    closed(town, survey)
    town.post(f"{API}/{survey}/release", OFFICER)
    assert results(town, survey, HEAD) == results(town, survey, OTHER_HEAD) == results(town, survey)


def test_results_stand_beside_what_they_rest_on(town: Town) -> None:
    survey = opened(town)
    answered(town, survey, [*PNS[:10], *PPPK], 4)
    closed(town, survey)
    found = results(town, survey)
    assert {
        name: found[name] for name in ("invited", "participants", "answers", "surplus", "needed", "indicative")
    } == {
        "invited": 20,
        "participants": 16,
        "answers": 16,
        "surplus": 0,
        "needed": 19,
        "indicative": True,
    }
    assert (found["response"], found["figures"]["skm"]["nik"]) == ("80.00", "100.00")
    assert [(one["code"], one["suppressed"], one["figures"]["answers"]) for one in found["breakdowns"]] == [
        ("PNS", False, 10),
        ("PPPK", False, 6),
    ]


def test_a_class_of_few_answers_is_said_to_be_suppressed_and_counts_in_the_total(town: Town) -> None:
    survey = opened(town)
    answered(town, survey, PNS[:12], 4)
    answered(town, survey, PPPK[:4], 1)
    closed(town, survey)
    found = results(town, survey)
    assert found["figures"]["answers"] == 16
    pns, pppk = found["breakdowns"]
    assert (pns["code"], pns["suppressed"], pns["figures"]["answers"]) == ("PNS", False, 11)
    assert (pppk["code"], pppk["suppressed"], pppk["figures"]) == ("PPPK", True, None)


def test_fewer_than_five_answers_show_nothing_but_the_turnout(town: Town) -> None:
    survey = opened(town)
    answered(town, survey, PNS[:4])
    closed(town, survey)
    found = results(town, survey)
    assert (found["participants"], found["answers"], found["suppressed"], found["figures"]) == (4, 0, True, None)
    assert {standing(town, survey, person) for person in PNS[:4]} == {"WITHHELD"}


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
