"""What a project's document tells: the marks to whom they concern, how the mark came about, what the indicator did."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from services.evaluation.projects.marking import RubricPolicy
from services.evaluation.projects.outcome import AchievementPolicy, progress, realisation
from shared.contracts.vocabulary import Indicator
from shared.events import PersonId
from shared.policy import Policies
from shared.projection import Body

Row = dict[str, Any]


def as_seen_by(project: Body, person: PersonId) -> Body:
    """The project without the marks of others until it has its own mark: until then assessors are blind (D5.3).

    The distance of the first two totals is hidden as well, since whoever gave one of them would know the other.
    """
    if project["mark"] is not None:
        return project
    third = project["third_assessor"]
    return {
        **project,
        "assessors": [one if one["assessor"] == person else _blinded(one) for one in project["assessors"]],
        "third_assessor": third and {**third, "difference": None},
    }


def _blinded(assessor: Row) -> Row:
    """Whether marks were given can be seen, not which."""
    return {**assessor, "marks": None, "total": None}


def outcome(project: Body, policies: Policies) -> list[Row]:
    """Each month that was measured, by both methods, and the class of achievement of the second one.

    The way is counted from the baseline as it was found in month 0, or as the brief states it while nobody measured.
    """
    indicator = msgspec.convert(project["indicator"], Indicator)
    newest = {one["month"]: one for one in project["measurements"]}
    found = newest.get(0)
    baseline = Decimal(found["value"]) if found else indicator.baseline
    rows = []
    for month, measured in sorted(newest.items()):
        actual = Decimal(measured["value"])
        ratio = realisation(indicator, actual)
        policy = policies.of(AchievementPolicy, date.fromisoformat(measured["measured_on"]))
        row = {
            "month": month,
            "value": measured["value"],
            "measured_on": measured["measured_on"],
            "verified": measured["verified"] is not None,
            "baseline": str(baseline),
            "baseline_from": "MEASUREMENT" if found else "BRIEF",
            "methods": [msgspec.to_builtins(one) for one in (progress(indicator, baseline, actual), ratio)],
            "achievement": None if ratio.percent is None else policy.band(ratio.percent),
            "policy": policy.version,
        }
        rows.append(row)
    return rows


def why(project: Body, policies: Policies, on: date) -> Row:
    """How the mark came about, criterion by criterion, under which rubric, and what has to happen next.

    Takes a project `as_seen_by` somebody. Each assessor's points are explained by the rubric that these marks were
    given under; `rubric` is that of the last marks, else that of the day `on`.
    """
    judged = [one for one in project["assessors"] if one["given"]]
    rubric = _rubric(judged[-1], policies) if judged else policies.of(RubricPolicy, on)
    return {
        "id": project["id"],
        "mark": project["mark"],
        "third_assessor": project["third_assessor"],
        "assessors": [{**one, "points": _points(one, policies)} for one in project["assessors"]],
        "rubric": {
            "weights": rubric.weights,
            "most_difference": rubric.most_difference,
            "policy": rubric.version,
            "legal_basis": rubric.legal_basis,
        },
        "next": _next(project, len(judged)),
    }


def _points(assessor: Row, policies: Policies) -> Row | None:
    """What each criterion adds to the total."""
    if assessor["marks"] is None:
        return None
    weights = _rubric(assessor, policies).weights
    return {name: str(Decimal(mark * weights[name]) / 100) for name, mark in assessor["marks"].items()}


def _rubric(assessor: Row, policies: Policies) -> RubricPolicy:
    """The version that an assessor's marks were given under."""
    return policies.of(RubricPolicy, _valid_from(assessor["policy"]))


def _next(project: Body, judged: int) -> list[str]:
    if project["mark"] is not None:
        return []
    needed = 3 if project["third_assessor"] else 2
    missing = needed > len(project["assessors"])
    return ["ASSIGN_ASSESSOR"] * missing + ["GIVE_MARKS"] * (len(project["assessors"]) > judged)


def _valid_from(version: str) -> date:
    """The day in `rubric@2020-01-01`."""
    return date.fromisoformat(version.partition("@")[2])
