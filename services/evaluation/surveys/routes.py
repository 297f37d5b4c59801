"""How a survey is opened, answered, closed and released, and what may be seen of it."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
from flask_babel import get_locale

from services.evaluation.roster.heads import heads
from services.evaluation.roster.views import COHORTS, PARTICIPANTS, SEATED, STAFF, UNITS
from services.evaluation.surveys.ballots import answer, standing
from services.evaluation.surveys.commands import CloseSurvey, OpenSurvey, ReleaseSurvey
from services.evaluation.surveys.disclosure import SuppressionPolicy
from services.evaluation.surveys.figures import Tally
from services.evaluation.surveys.model import SURVEY, Survey
from services.evaluation.surveys.refusals import ResultsNotReleased, SurveyOpenStill
from services.evaluation.surveys.results import Results, results, rules_of
from services.evaluation.surveys.schemas import (
    ReceiptSchema,
    ReceiptStandingSchema,
    SurveyAnswerSchema,
    SurveyFilterSchema,
    SurveyOpeningSchema,
    SurveyResultsSchema,
    SurveyRowSchema,
    SurveySchema,
)
from services.evaluation.surveys.strata import stratify
from services.evaluation.surveys.templates import Template, check, latest, template
from services.evaluation.surveys.views import SURVEYS, TALLIES, TURNOUT
from shared.contracts.evaluation.surveys import Stratum
from shared.events import PersonId
from shared.projection import Body
from shared.refusals import Invalid, NotFound, NotYours
from shared.web.answers import Answer
from shared.web.auth import ROLES, caller
from shared.web.consistency import wait_for
from shared.web.current import rule, running, state_of, views
from shared.web.reading import AsOf, Page, detail, document, listing
from shared.web.routes import Routes
from shared.web.write import new_id, write

surveys = Routes("surveys", "evaluation", "Surveys: anonymous answers, and what may be shown of them")

ONE = "/surveys/<id:survey>"


@surveys.post("/surveys", allowed=("officer",), takes=SurveyOpeningSchema, answers=SurveySchema, status=201)
def open_survey(body: Body) -> Answer:
    """Open a survey for everybody with a seat in a cohort, or for named people whom a unit serves."""
    subject = _subject(body)
    people = _invited(body)
    strata = stratify(_classes(people, body["breakdowns"]), rule(SuppressionPolicy).least_answers)
    asked = latest(body["template"])
    survey = new_id()
    command = OpenSurvey(
        template=asked.code,
        template_version=asked.version,
        subject="COHORT" if body["cohort"] else "UNIT",
        subject_id=subject,
        invited=strata.of,
        strata=strata.strata,
        closes_on=body["closes_on"],
    )
    return _with_questions(write(SURVEY, survey, command, shows=SURVEYS, location=f"/evaluation/v1/surveys/{survey}"))


@surveys.post(f"{ONE}/answers", allowed=("participant",), takes=SurveyAnswerSchema, answers=ReceiptStandingSchema)
def answer_survey(body: Body, survey: str) -> Answer:
    """Answer a survey, once; keep the receipt to see later that the answer is counted."""
    check(_template(_known(survey)), body["scores"])
    answer(running(), survey, PersonId(caller().person), body["receipt"], body["scores"])
    return Answer({"standing": standing(running(), survey, body["receipt"])})


@surveys.post(f"{ONE}/receipts", allowed=("participant",), takes=ReceiptSchema, answers=ReceiptStandingSchema)
def check_receipt(body: Body, survey: str) -> Answer:
    """See whether the answer of a receipt is counted."""
    _known(survey)
    return Answer({"standing": standing(running(), survey, body["receipt"])})


@surveys.post(f"{ONE}/close", allowed=("officer",), answers=SurveySchema)
def close_survey(survey: str) -> Answer:
    """Close a survey before its last day is over."""
    return _with_questions(write(SURVEY, survey, CloseSurvey(), shows=SURVEYS))


@surveys.post(f"{ONE}/release", allowed=("officer",), answers=SurveySchema)
def release_survey(survey: str) -> Answer:
    """Let everybody whom they concern see the results of a closed survey."""
    return _with_questions(write(SURVEY, survey, ReleaseSurvey(), shows=SURVEYS))


@surveys.listing(
    "/surveys", allowed=ROLES, answers=SurveyRowSchema, filters=SurveyFilterSchema, sorts=SURVEYS.sorted_by
)
def list_surveys(filters: Body, page: Page) -> Answer:
    """List the surveys with how many have answered so far."""
    rows = listing(SURVEYS, page, **filters)
    answered = views().count(TURNOUT, by="survey")
    for row in rows.items:
        row["answered"] = answered.get(row["id"], 0)
    return rows


@surveys.get(ONE, allowed=ROLES, answers=SurveySchema, query=AsOf)
def show_survey(query: Body, survey: str) -> Answer:
    """Show one survey with its questions."""
    return _with_questions(detail(SURVEYS, survey, kind="survey", **query))


@surveys.get(f"{ONE}/results", allowed=("officer", "auditor", "unit_head", "participant"), answers=SurveyResultsSchema)
def show_results(survey: str) -> Answer:
    """Show what may be shown: to officers and auditors once the survey is closed, to others once it is released.

    Others are those whom it asked, the heads of their units, and the head of the unit that it is about.
    """
    found = document(SURVEYS, survey, "survey").body
    if found["state"] == "OPEN":
        raise SurveyOpenStill(closes_on=found["closes_on"])
    if not caller().has("officer", "auditor"):
        _check_concerned(survey, found)
    return Answer({"survey": survey, "results": msgspec.to_builtins(results_of(found))})


def _check_concerned(survey: str, found: Body) -> None:
    """Raises `NotYours` for whom it does not concern, and `ResultsNotReleased`."""
    opened = _known(survey).opened
    invited = opened.invited if opened else {}
    unit = (found["subject_id"],) if found["subject"] == "UNIT" else ()
    if caller().person not in invited and not heads(unit, invited):
        raise NotYours
    if found["state"] == "CLOSED":
        raise ResultsNotReleased


def results_of(survey: Body) -> Results:
    """The results of a closed survey's document, by the rules of the day of its closing."""
    wait_for(TALLIES)
    found = views().get(TALLIES, survey["id"])
    counted = found.body["strata"].values() if found else ()
    participants = views().count(TURNOUT, survey=survey["id"]).get(None, 0)
    rules = rules_of(running().policies, date.fromisoformat(survey["closed_on"]))
    asked = template(survey["template"], survey["template_version"])
    strata = msgspec.convert(survey["strata"], tuple[Stratum, ...])
    return results(asked, strata, [msgspec.convert(one, Tally) for one in counted], participants, rules)


def _subject(body: Body) -> str:
    """The cohort or unit that the survey is about; raises `Invalid` where it is not exactly one, `NotFound`."""
    cohort, unit = body["cohort"], body["unit"]
    if (cohort is None) == (unit is None):
        raise Invalid(cohort="EITHER_COHORT_OR_UNIT")
    if cohort is not None:
        return document(COHORTS, cohort, "cohort").id
    if not views().all(UNITS, code=unit):
        raise NotFound(kind="unit")
    return str(unit)


def _invited(body: Body) -> list[str]:
    """Everybody with a seat in the cohort, or who is named; raises `Invalid` where a cohort's people are named."""
    if body["cohort"] is not None and body["invited"]:
        raise Invalid(invited="ONLY_WITH_UNIT")
    if body["cohort"] is None:
        return list(dict.fromkeys(body["invited"]))
    people = views().all(PARTICIPANTS, cohort=body["cohort"])
    return [one.body["person"] for one in people if one.body["state"] in SEATED]


def _classes(people: Sequence[str], breakdowns: Sequence[str]) -> dict[PersonId, Mapping[str, str]]:
    """The classes of each person by the facts of today; raises `NotFound` for who is not on the roster."""
    staff = views().get_all(STAFF, people)
    if len(staff) < len(people):
        raise NotFound(kind="person")
    return {PersonId(person): {one: staff[person].body[one] for one in breakdowns} for person in people}


def _known(survey: str) -> Survey:
    state = state_of(SURVEY, survey)
    if state.opened is None:
        raise NotFound(kind="survey")
    return state


def _template(known: Survey) -> Template:
    if known.opened is None:
        raise NotFound(kind="survey")
    return template(known.opened.template, known.opened.template_version)


def _with_questions(answer: Answer) -> Answer:
    asked = template(answer.body["template"], answer.body["template_version"])
    english = str(get_locale()) == "en"
    answer.body["questions"] = [
        {
            "code": question.code,
            "section": question.section,
            "text": question.text_en if english else question.text_id,
            "least": question.least,
            "most": question.most,
        }
        for question in asked.questions
    ]
    return answer
