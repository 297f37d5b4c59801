"""Effectiveness by Kirkpatrick's levels, coverage and project outcome (domain.md D5.1, D5.5); no data is never zero."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from services.evaluation.report.figures import mean, percent

Row = dict[str, Any]
Part = Literal["COVERAGE", "REACTION", "LEARNING", "BEHAVIOUR", "RESULTS", "PROJECT_OUTCOME"]
Kind = Literal["SATISFACTION", "SKM"]
LEVELS: dict[Part, int | None] = {
    "COVERAGE": None,
    "REACTION": 1,
    "LEARNING": 2,
    "BEHAVIOUR": 3,
    "RESULTS": 4,
    "PROJECT_OUTCOME": None,
}
FIGURES: dict[Kind, tuple[str, str]] = {"SATISFACTION": ("points", "POINTS"), "SKM": ("nik", "INDEX")}
"""Which figure of a survey counts, and its unit."""
SURVEY_BASIS = ("answers", "needed", "indicative", "suppressed")
TENTH = Decimal("0.1")


def effectiveness(sections: Row) -> list[Row]:
    """Each part with its measures, out of the report's own sections; no index over them."""
    asked, (reached, moved) = sections["surveys"], _indicators(sections["indicators"])
    measures: dict[Part, list[Row]] = {
        "COVERAGE": _coverage(sections),
        "REACTION": [
            *(_surveyed(asked, "SATISFACTION", "COHORT") or [_measure("SATISFACTION", None, "POINTS")]),
            *_surveyed(asked, "SKM", "COHORT"),
        ],
        "LEARNING": [_measure("TEST_GAIN", None), _rubric(sections["projects"]["projects"])],
        "BEHAVIOUR": [_measure("BEHAVIOUR_SURVEY", None)],
        "RESULTS": [reached, *(_surveyed(asked, "SKM", "UNIT") or [_measure("SKM", None, "INDEX")])],
        "PROJECT_OUTCOME": [moved],
    }
    return [
        {
            "part": part,
            "level": level,
            "state": "DATA" if any(one["value"] is not None for one in measures[part]) else "NO_DATA",
            "measures": measures[part],
        }
        for part, level in LEVELS.items()
    ]


def _measure(
    measure: str, value: str | None, unit: str = "PERCENT", *, of: str | None = None, basis: Row | None = None
) -> Row:
    """One figure, what it is about, and the numbers that it rests on."""
    return {"measure": measure, "of": of, "value": value, "unit": unit, "basis": basis or {}}


def _coverage(sections: Row) -> list[Row]:
    seats, completion = sections["seats"]["total"], sections["completion"]["total"]
    filled = {name: seats[name] for name in ("confirmed", "seats")}
    decided = {name: completion[name] for name in ("completed", "decided")}
    return [
        _measure("SEATS_FILLED", seats["filled_percent"], basis=filled),
        _measure("COMPLETED", completion["percent"], basis=decided),
    ]


def _surveyed(surveys: Sequence[Row], kind: Kind, subject: str) -> list[Row]:
    """One measure a survey; none is added up with another, since other people answered it."""
    figure, unit = FIGURES[kind]
    return [
        _measure(kind, one[figure], unit, of=one["name"], basis={name: one[name] for name in SURVEY_BASIS})
        for one in surveys
        if (one["kind"], one["subject"]) == (kind, subject)
    ]


def _rubric(projects: Sequence[Row]) -> Row:
    marks = [Decimal(one["mark"]) for one in projects if one["mark"] is not None]
    return _measure(
        "RUBRIC_MARK", _tenths(mean(marks)), "POINTS", basis={"marked": len(marks), "projects": len(projects)}
    )


def _indicators(indicators: Sequence[Row]) -> tuple[Row, Row]:
    """How many projects verifiably reached their target, and the mean way that projects have gone towards it.

    The first looks at each project's latest verified month after the baseline, the second at its latest measured one;
    where the way is undefined it is left out of the figure.
    """
    measured, verified = _latest(indicators, "MEASURED", "VERIFIED"), _latest(indicators, "VERIFIED")
    verified_ways = _ways(verified)
    reached = sum(way >= 100 for way in verified_ways)
    basis = {"projects": len(indicators), "measured": len(measured), "verified": len(verified)}
    return (
        _measure("TARGET_REACHED", percent(reached, len(verified_ways)), basis={**basis, "reached": reached}),
        _measure("PROGRESS", _tenths(mean(_ways(measured))), basis=basis),
    )


def _latest(indicators: Sequence[Row], *states: str) -> list[Row]:
    """The latest month after the baseline that is in one of these states, of each project that has one."""
    months = [[row for row in one["months"] if row["month"] > 0 and row["state"] in states] for one in indicators]
    return [rows[-1] for rows in months if rows]


def _ways(months: Sequence[Row]) -> list[Decimal]:
    """Percent of the way from baseline to target, where it is defined."""
    methods = [method for row in months for method in row["methods"] if method["method"] == "PROGRESS_FROM_BASELINE"]
    return [Decimal(one["percent"]) for one in methods if one["percent"] is not None]


def _tenths(value: Decimal | None) -> str | None:
    return None if value is None else str(value.quantize(TENTH, ROUND_HALF_UP) + 0)
