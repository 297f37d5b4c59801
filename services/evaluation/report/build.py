"""A programme's report as a JSON value: pure, in no language, the same for the same facts."""

from typing import Any

from services.evaluation.report.effect import effectiveness
from services.evaluation.report.facts import Facts
from services.evaluation.report.findings import findings
from services.evaluation.report.opinion import surveys
from services.evaluation.report.participation import attendance, completion, learning_hours, people, seats
from services.evaluation.report.work import indicators, mentoring, projects
from shared.deadline import moment
from shared.policy import Policies

Row = dict[str, Any]


def build(facts: Facts, policies: Policies) -> Row:
    """The whole report. Numbers of people are whole, figures decimal texts; what nobody knows is null."""
    sections = {
        "program": program(facts),
        "people": people(facts),
        "seats": seats(facts),
        "attendance": attendance(facts, policies),
        "projects": projects(facts),
        "indicators": indicators(facts, policies),
        "mentoring": mentoring(facts),
        "surveys": surveys(facts, policies),
        "completion": completion(facts),
        "learning_hours": learning_hours(facts),
    }
    judged = {**sections, "effectiveness": effectiveness(sections)}
    return {
        "true_up_to": [
            {"service": one.service, "position": one.position, "at": moment(one.at) if one.position else None}
            for one in facts.horizons
        ],
        "last_event_at": moment(facts.last_event_at),
        "summary": findings(judged),
        **judged,
    }


def program(facts: Facts) -> Row:
    """What the programme aims at, as its latest edition states it."""
    latest = facts.editions[-1]
    content = latest["content"]
    names = ("title", "legal_basis", "goals", "methods", "form", "learning_hours", "completion", "outcome")
    return {
        "id": latest["program"],
        "code": latest["code"],
        "edition": latest["edition"],
        **{name: content[name] for name in names},
    }
