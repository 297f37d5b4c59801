"""Who takes part and how far they get: people, seats, attendance, completion and learning hours."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

from services.evaluation.completion.evidence import EvidencePolicy
from services.evaluation.report.facts import CohortFacts, Facts
from services.evaluation.report.figures import percent, total
from shared.contracts.evaluation.credits import Difference
from shared.contracts.vocabulary import Attendance
from shared.policy import Policies
from shared.projection import Body

Row = dict[str, Any]
MARKS: Sequence[Attendance] = get_args(Attendance)
SEATS = ("seats", "applications", "confirmed", "waiting", "offered", "pending", "withdrawn", "rejected", "expired")


def head(cohort: Body) -> Row:
    """What a row about a cohort begins with."""
    return {"cohort": cohort["id"], "name": cohort["name"]}


def people(facts: Facts) -> Row:
    """Each person once, over all cohorts; the unit is that of the latest application."""
    unit_of = {one["person"]: one["unit"] for cohort in facts.cohorts for one in cohort.seated}
    units, kinds = Counter(unit_of.values()), Counter(facts.staff.get(one, {}).get("kind") for one in unit_of)
    return {
        "applicants": len({one["person"] for cohort in facts.cohorts for one in cohort.participants}),
        "participants": len(unit_of),
        "by_unit": [
            {"unit": unit, "unit_name": facts.units.get(unit), "participants": count} for unit, count in _ranked(units)
        ],
        "by_kind": [{"kind": kind, "participants": count} for kind, count in _ranked(kinds)],
    }


def _ranked(counts: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], str(one[0])))


def seats(facts: Facts) -> Row:
    """Seats of each cohort and what became of those who asked for one."""
    rows = [_seats(one) for one in facts.cohorts]
    return {"total": _filled(total(rows, SEATS)), "cohorts": rows}


def _seats(one: CohortFacts) -> Row:
    states = Counter(row["state"] for row in one.participants)
    row = {
        "seats": one.cohort["seats"],
        "applications": len(one.participants),
        "confirmed": len(one.seated),
        "waiting": states["WAITLISTED"],
        "offered": states["OFFERED"],
        "pending": states["APPLIED"] + states["APPROVED"],
        "withdrawn": states["WITHDRAWN"],
        "rejected": states["REJECTED"],
        "expired": states["EXPIRED"],
    }
    dates = {name: one.cohort[name] for name in ("edition", "starts_on", "ends_on")}
    return {**head(one.cohort), **dates, **_filled(row)}


def _filled(row: Row) -> Row:
    return {**row, "filled_percent": percent(row["confirmed"], row["seats"])}


def attendance(facts: Facts, policies: Policies) -> Row:
    """Marks of every roll that was called, as corrected; which of them count as having been there is a policy."""
    rows = [_attendance(one, policies) for one in facts.cohorts]
    sums = total(rows, ("scheduled", "held", "attended", "recorded"))
    marks = total((row["marks"] for row in rows), MARKS)
    return {"total": _shared({**sums, "marks": marks}), "cohorts": rows}


def _attendance(one: CohortFacts, policies: Policies) -> Row:
    held = [session for session in one.sessions if session["held_on"] is not None]
    marks = Counter(mark for session in held for mark in session["marks"].values())
    attended = sum(
        mark in policies.of(EvidencePolicy, date.fromisoformat(session["held_on"])).attended
        for session in held
        for mark in session["marks"].values()
    )
    row = {"scheduled": len(one.sessions), "held": len(held), "attended": attended, "recorded": marks.total()}
    return {**head(one.cohort), **_shared({**row, "marks": {mark: marks[mark] for mark in MARKS}})}


def _shared(row: Row) -> Row:
    return {**row, "percent": percent(row["attended"], row["recorded"])}


def completion(facts: Facts) -> Row:
    """The decisions that hold, and for each rule how many met it."""
    rows = [_completion(one) for one in facts.cohorts]
    decisions = [decision for one in facts.cohorts for decision in one.completions]
    sums = total(rows, ("decided", "completed", "not_completed", "undecided"))
    return {
        "total": {**sums, "percent": percent(sums["completed"], sums["decided"]), "rules": _rules(decisions)},
        "cohorts": rows,
    }


def _completion(one: CohortFacts) -> Row:
    decided, completed = len(one.completions), sum(decision["completed"] for decision in one.completions)
    known = {decision["person"] for decision in one.completions}
    return {
        **head(one.cohort),
        "decided": decided,
        "completed": completed,
        "not_completed": decided - completed,
        "undecided": sum(row["person"] not in known for row in one.seated),
        "percent": percent(completed, decided),
        "rules": _rules(one.completions),
    }


def _rules(decisions: Sequence[Body]) -> list[Row]:
    verdicts: dict[str, Counter[bool]] = defaultdict(Counter)
    for decision in decisions:
        for check in decision["checks"]:
            verdicts[check["rule"]][check["met"]] += 1
    return [{"rule": rule, "met": met[True], "unmet": met[False]} for rule, met in verdicts.items()]


def learning_hours(facts: Facts) -> Row:
    """Entries that count and come from this programme: attendance of its cohorts, sessions of its pairings."""
    cohorts = {one.cohort["id"] for one in facts.cohorts}
    sessions = {session for one in facts.cohorts for pairing in one.pairings for session in pairing["sessions"]}
    origins = {"ATTENDANCE": cohorts, "MENTORING": sessions}
    entries = [
        (person, entry)
        for person, account in facts.accounts.items()
        for entry in account["entries"]
        if entry["reversed"] is None and entry["source_id"] in origins[entry["source"]]
    ]
    sources = [
        {"source": source, **_hours([entry for _, entry in entries if entry["source"] == source])} for source in origins
    ]
    differences = [
        {
            "difference": one,
            "hours": sum(entry["computed"] - entry["credited"] for _, entry in entries if entry["difference"] == one),
        }
        for one in get_args(Difference)
    ]
    return {
        "people": len({person for person, entry in entries if entry["credited"]}),
        "total": _hours([entry for _, entry in entries]),
        "sources": sources,
        "differences": [one for one in differences if one["hours"]],
    }


def _hours(entries: Sequence[Row]) -> Row:
    return {"entries": len(entries), **total(entries, ("minutes", "computed", "credited"))}
