"""The report as a page: words, tables and charts around the numbers, nothing counted here."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask import render_template
from markupsafe import Markup

from services.evaluation.report import words
from services.evaluation.report.charts import Bar, Level, Point, Stack, bars, line, stacked
from services.evaluation.report.participation import MARKS
from services.evaluation.report.words import number, word
from services.evaluation.report.work import MONTHS
from services.evaluation.surveys.templates import template
from shared.web.translations import text

Row = Mapping[str, Any]
SEATS = ("confirmed", "offered", "waiting", "withdrawn")
POINTS = Decimal(100)


def page(report: Row) -> str:
    """The HTML of a report in the language of the request."""
    return render_template(
        "report.html",
        report=report,
        seat_chart=seat_chart(report["seats"]["cohorts"]),
        attendance_chart=attendance_chart(report["attendance"]["cohorts"]),
        rule_chart=rule_chart(report["completion"]["total"]["rules"]),
        survey_charts={one["survey"]: survey_chart(one) for one in report["surveys"] if one["questions"]},
        indicator_charts={one["project"]: indicator_chart(one) for one in report["indicators"]},
        word=words.word,
        number=words.number,
        amount=words.amount,
        day=words.day,
        days=words.days,
        time=words.time,
        sentence=words.sentence,
        basis=words.basis,
    )


def seat_chart(cohorts: Sequence[Row]) -> Markup:
    """Where those who asked for a seat stand, by cohort."""
    rows = [
        Stack(one["name"], [one[name] for name in SEATS], text("{seats} seats", seats=number(one["seats"])))
        for one in cohorts
    ]
    return stacked(
        text("Seats by cohort"), text("The same numbers are in the table."), [word(name) for name in SEATS], rows
    )


def attendance_chart(cohorts: Sequence[Row]) -> Markup:
    """Marks of the rolls by cohort; a cohort without a roll is left out of the picture."""
    rows = [
        Stack(one["name"], [one["marks"][mark] for mark in MARKS], words.amount(one["percent"], "PERCENT"))
        for one in cohorts
        if one["recorded"]
    ]
    return stacked(
        text("Attendance by cohort"),
        text("The same numbers are in the table."),
        [word(mark) for mark in MARKS],
        rows,
        shares=True,
    )


def rule_chart(rules: Sequence[Row]) -> Markup:
    """How many met each rule."""
    rows = [
        Stack(
            word(one["rule"]), [one["met"], one["unmet"]], f"{number(one['met'])} / {number(one['met'] + one['unmet'])}"
        )
        for one in rules
    ]
    return stacked(
        text("Completion by rule"), text("The same numbers are in the table."), [word("MET"), word("NOT_MET")], rows
    )


def survey_chart(survey: Row) -> Markup:
    """The elements from the lowest up: points of 100 for satisfaction, the mean on the scale for SKM."""
    figure = "points" if survey["kind"] == "SATISFACTION" else "mean"
    asked = template(survey["template"], survey["template_version"])
    most = POINTS if figure == "points" else Decimal(max(one.most for one in asked.questions))
    rows = [Bar(word(one["code"]), Decimal(one[figure]), number(one[figure])) for one in survey["questions"]]
    title = text("{survey}, {name}: elements from the lowest up", survey=word(survey["kind"]), name=survey["name"])
    return bars(title, text("Scale from 0 to {most}.", most=number(most)), rows, most)


def indicator_chart(one: Row) -> Markup:
    """The indicator over the months, with baseline and target."""
    points = [
        Point(row["month"], Decimal(row["value"]), number(row["value"]), row["state"] == "VERIFIED")
        for row in one["months"]
        if row["value"] is not None
    ]
    indicator = one["indicator"]
    levels = [
        Level(f"{text('Baseline')} {number(one['baseline'])}", Decimal(one["baseline"])),
        Level(f"{text('Target')} {number(indicator['target'])}", Decimal(indicator["target"])),
    ]
    title = f"{indicator['name']} ({indicator['unit']})"
    described = text("Value by months after the start; a filled mark is verified, a hollow one is not.")
    return line(title, described, points, levels, MONTHS)
