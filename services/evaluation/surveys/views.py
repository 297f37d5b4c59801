"""What people see of surveys, who is asked and has answered, and the tallies of what was answered."""

from collections.abc import Iterable
from datetime import timedelta

import msgspec

from services.evaluation.surveys.commands import CloseSurvey
from services.evaluation.surveys.model import SURVEY
from shared.contracts.evaluation.surveys import (
    AnswersReleased,
    SurveyClosed,
    SurveyHandedIn,
    SurveyOpened,
    SurveyReleased,
)
from shared.days import start_of
from shared.deadline import SETTLED, Deadline, moment
from shared.decider import Command
from shared.events import Recorded
from shared.projection import Body, Projection

SURVEYS = Projection(
    "surveys", version=1, streams=["survey"], found_by=["subject_id", "state", "template"], sorted_by=["closes_on"]
)
TURNOUT = Projection("survey_turnout", version=1, streams=["survey_turnout"], found_by=["survey", "person"])
TALLIES = Projection("survey_tallies", version=1, streams=["survey_answers"])
CLOSING = Deadline("survey_closing", version=1, streams=["survey"], decider=SURVEY)


@SURVEYS.fold
def surveys(body: Body, event: Recorded) -> Body:
    """A survey with how many it asks."""
    match event.event:
        case SurveyOpened(invited=invited) as opened:
            said = msgspec.to_builtins(opened)
            del said["invited"]
            return {"id": event.stream_id, "state": "OPEN", **said, "invited": len(invited)}
        case SurveyClosed(on=on):
            return {**body, "state": "CLOSED", "closed_on": on.isoformat()}
        case SurveyReleased():
            return {**body, "state": "RELEASED"}
    return body


@TURNOUT.fold
def turnout(body: Body, event: Recorded) -> Body:
    """That one person has answered."""
    if isinstance(event.event, SurveyHandedIn):
        return {"id": event.stream_id, "survey": event.event.survey, "person": event.event.person}
    return body


@TALLIES.route
def _released(event: Recorded) -> Iterable[str]:
    if isinstance(event.event, AnswersReleased):
        yield event.stream_id


@TALLIES.fold
def tallies(body: Body, event: Recorded) -> Body:
    """Slips, and sums and counts of scores by question, for each stratum."""
    if not isinstance(event.event, AnswersReleased):
        return body
    strata: dict[str, Body] = {key: dict(one) for key, one in body.get("strata", {}).items()}
    for slip in event.event.slips:
        key = stratum_key(slip.classes)
        one = strata.get(key, {"classes": slip.classes, "slips": 0, "sums": {}, "counts": {}})
        sums = {question: one["sums"].get(question, 0) + score for question, score in slip.scores.items()}
        counts = {question: one["counts"].get(question, 0) + 1 for question in slip.scores}
        strata[key] = {
            **one,
            "slips": one["slips"] + 1,
            "sums": {**one["sums"], **sums},
            "counts": {**one["counts"], **counts},
        }
    return {"id": event.stream_id, "strata": strata}


def stratum_key(classes: dict[str, str]) -> str:
    """The same text for the same classes."""
    return "|".join(f"{dimension}={classes[dimension]}" for dimension in sorted(classes))


@CLOSING.fold
def closing(body: Body, event: Recorded) -> Body:
    """A survey closes by itself when its last day is over."""
    match event.event:
        case SurveyOpened(closes_on=closes_on):
            return {"due": moment(start_of(closes_on + timedelta(days=1)))}
        case SurveyClosed():
            return {"due": SETTLED}
    return body


@CLOSING.issue
def close(survey: str, row: Body) -> tuple[str, Command]:
    """What the clock asks of the survey."""
    return survey, CloseSurvey()
