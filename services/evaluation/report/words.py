"""The report's codes, numbers, days and findings in the language of the reader."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_datetime
from flask_babel import format_date, format_decimal, get_locale

from shared.days import WIB
from shared.web.translations import text

Row = Mapping[str, Any]

SENTENCES = {
    "LOWEST_ELEMENTS": "{survey}, {name}: the lowest elements are {elements}.",
    "ALL_RULES_MET": "All {decided} participants for whom completion is decided have completed.",
    "RULE_MISSED": "{completed} of {decided} participants have completed. The rule missed most often is “{rule}”, "
    "by {unmet}.",
    "NOT_MEASURED": "None of the {projects} projects has measured its indicator after the start.",
    "INDICATORS": "{measured} of {projects} projects have measured their indicator after the start, {verified} of "
    "them verified; {reached} of the verified ones reached the target. On average {progress}% of the way from "
    "baseline to target is covered.",
    "MENTORED": "{pairings} mentoring pairings have had {sessions} confirmed sessions; none is silent now.",
    "SILENT": "{silent} of {active} active mentoring pairings are silent: no confirmed session for too long.",
    "SEATS": "{confirmed} of {seats} seats are taken; length of the waiting list: {waiting}.",
    "INDICATIVE": "{survey}, {name}: {answers} answers are fewer than the {needed} needed, so the result is only "
    "indicative.",
    "NO_DATA": "There are no data yet on {parts}.",
}
"""One sentence for each code of a finding."""

BASES = {
    "SEATS_FILLED": "{confirmed} of {seats} seats",
    "COMPLETED": "{completed} of {decided} decided",
    "SATISFACTION": "{answers} answers, {needed} needed",
    "SKM": "{answers} answers, {needed} needed",
    "RUBRIC_MARK": "{marked} of {projects} projects marked",
    "TARGET_REACHED": "{reached} of {verified} verified projects",
    "PROGRESS": "{measured} of {projects} projects measured, {verified} verified",
}
"""What a measure rests on."""

UNITS = {"PERCENT": "{value}%", "POINTS": "{value} of 100", "INDEX": "NIK {value}"}
"""How a figure is written with its unit."""

NAMES = frozenset({"SKM", "PNS", "CPNS", "PPPK"})
"""Codes that are names already."""


def word(code: str | None) -> str:
    """A code as words, translated: `NOT_MET` is "Not met"."""
    if code is None:
        return text("Unknown")
    return code if code in NAMES else text(code.replace("_", " ").capitalize())


def number(value: object) -> str:
    """A number as it is written in the reader's language; null is no data, never zero."""
    return text("no data yet") if value is None else str(format_decimal(Decimal(str(value))))


def amount(value: object, unit: str) -> str:
    """A number with its unit, one of `UNITS`."""
    return number(value) if value is None else text(UNITS[unit], value=number(value))


def day(value: str | None) -> str:
    """A day, written out."""
    return text("no data yet") if value is None else str(format_date(date.fromisoformat(value), "long"))


def days(first: str, last: str) -> str:
    """Two days and what lies between them, in short."""
    return " – ".join(format_date(date.fromisoformat(one), "medium") for one in (first, last))


def time(value: str | None) -> str:
    """A moment in WIB, to the minute."""
    if value is None:
        return text("no data yet")
    at = datetime.fromisoformat(value)
    return f"{format_datetime(at, 'd MMMM y, HH:mm', tzinfo=WIB, locale=get_locale())} WIB"


def sentence(finding: Row) -> str:
    """A finding as one plain sentence."""
    facts = finding["facts"]
    said = {name: _said(name, one) for name, one in facts.items()}
    return text(SENTENCES[finding["code"]], **said, survey=word(facts.get("kind")))


def basis(measure: Row) -> str:
    """What a measure rests on, or nothing where it has no data."""
    if measure["value"] is None:
        return ""
    counts = {name: number(one) for name, one in measure["basis"].items() if not isinstance(one, bool)}
    said = text(BASES[measure["measure"]], **counts)
    return f"{said} ({text('indicative')})" if measure["basis"].get("indicative") else said


def _said(name: str, value: Any) -> str:
    """A fact inside a sentence."""
    match name:
        case "elements":
            return "; ".join(f"{word(one['code'])} ({number(one['points'] or one['mean'])})" for one in value)
        case "parts":
            return ", ".join(word(one).lower() for one in value)
        case "rule" | "kind":
            return word(value)
        case "name":
            return str(value)
    return number(value)
