"""What the surveys say: how many answered and how many answers it takes, and nothing that is suppressed."""

from datetime import date
from decimal import Decimal
from typing import Any

from services.evaluation.report.facts import Facts, SurveyFacts
from services.evaluation.report.figures import percent
from services.evaluation.surveys.sample_size import SampleSizePolicy, needed
from services.evaluation.surveys.templates import template
from shared.days import today
from shared.policy import Policies
from shared.projection import Body

Row = dict[str, Any]
COUNTED = ("answers", "surplus", "needed", "indicative", "suppressed")
"""What is known once a survey is closed."""


def surveys(facts: Facts, policies: Policies) -> list[Row]:
    """Surveys of the cohorts, then those of the units that ordered a project; an open one has no figures yet."""
    on = today(facts.last_event_at)
    of_cohorts = [
        _survey(one, cohort.cohort["name"], policies, on) for cohort in facts.cohorts for one in cohort.surveys
    ]
    of_units = [_survey(one, _unit(one.survey, facts), policies, on) for one in facts.unit_surveys]
    return of_cohorts + of_units


def _unit(survey: Body, facts: Facts) -> str:
    return facts.units.get(survey["subject_id"]) or str(survey["subject_id"])


def _survey(one: SurveyFacts, name: str, policies: Policies, on: date) -> Row:
    survey, results = one.survey, one.results
    row = {
        "survey": survey["id"],
        "subject": survey["subject"],
        "subject_id": survey["subject_id"],
        "name": name,
        "kind": template(survey["template"], survey["template_version"]).kind,
        "template": survey["template"],
        "template_version": survey["template_version"],
        "state": survey["state"],
        "closes_on": survey["closes_on"],
        "invited": survey["invited"],
        "participants": one.answered,
        "response_percent": percent(one.answered, survey["invited"]),
        "needed": needed(survey["invited"], policies.of(SampleSizePolicy, on)),
    }
    if results is None:
        unknown = dict.fromkeys(COUNTED)
        return {**unknown, **row, **_figures(None), "breakdowns": []}
    breakdowns = [
        {"dimension": cell["dimension"], "code": cell["code"], "suppressed": cell["suppressed"]}
        | _figures(cell["figures"])
        for cell in results["breakdowns"]
    ]
    return {
        **row,
        **{name: results[name] for name in COUNTED},
        **_figures(results["figures"]),
        "breakdowns": breakdowns,
    }


def _figures(figures: Row | None) -> Row:
    """Points of satisfaction or the index of SKM, never both; the questions from the lowest mean up."""
    if figures is None:
        return {"points": None, "nik": None, "grade": None, "questions": []}
    skm = figures["skm"]
    answered = [one for one in figures["questions"] if one["mean"] is not None]
    return {
        "points": figures["points"],
        "nik": skm["nik"] if skm else None,
        "grade": skm["band"]["grade"] if skm else None,
        "questions": sorted(answered, key=lambda one: (Decimal(one["points"] or one["mean"]), one["code"])),
    }
