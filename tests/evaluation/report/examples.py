"""Facts of a programme, small enough to be written down in a test."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from services.evaluation.completion.evidence import EvidencePolicy
from services.evaluation.projects.outcome import AchievementPolicy
from services.evaluation.report.build import build
from services.evaluation.report.facts import CohortFacts, Facts, Horizon
from services.evaluation.surveys.sample_size import SampleSizePolicy
from shared.policy import read_policies

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
POLICIES = read_policies(TABLES, [AchievementPolicy, EvidencePolicy, SampleSizePolicy])
MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)
EDITION: dict[str, Any] = {
    "program": "p1",
    "code": "SAMPAH",
    "edition": 1,
    "content": {
        "title": "Pengelolaan sampah",
        "legal_basis": "PP 11/2017",
        "goals": [],
        "methods": ["CLASS"],
        "form": 3,
        "learning_hours": 40,
        "completion": None,
        "outcome": None,
    },
}
COHORT: dict[str, Any] = {
    "id": "c1",
    "name": "Angkatan I",
    "seats": 3,
    "edition": 1,
    "starts_on": "2025-07-07",
    "ends_on": "2025-10-31",
}
INDICATOR = {"name": "Sampah", "unit": "ton", "direction": "MAXIMISE", "baseline": "10", "target": "30"}


def report_of(cohort: CohortFacts | None = None, **facts: Any) -> dict[str, Any]:
    cohorts = [] if cohort is None else [cohort]
    horizons = [Horizon("evaluation", 7, MONDAY)]
    report: dict[str, Any] = build(Facts(editions=[EDITION], cohorts=cohorts, horizons=horizons, **facts), POLICIES)
    return report


def seat(person: str, state: str = "CONFIRMED", unit: str = "DLH") -> dict[str, str]:
    return {"person": person, "state": state, "unit": unit}


def project(**more: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {"milestones": [], "deliverables": [], "assessors": [], "measurements": []}
    names = {"id": "g1", "cohort": "c1", "name": "Melati", "title": "Bank sampah", "field": "WASTE"}
    indicator = {**INDICATOR, "due_on": "2026-07-31"}
    rest = {"sponsor_unit": "DLH", "members": ["ani"], "indicator": indicator, "mark": None, "third_assessor": None}
    return {**nothing, **names, **rest, **more}


def measured(month: int, value: str, *, verified: bool = False) -> dict[str, Any]:
    by = {"by": "siti", "unit": "BAPPEDA", "on": "2026-01-01"} if verified else None
    return {"month": month, "value": value, "measured_on": "2025-12-01", "verified": by}


def part(report: dict[str, Any], name: str) -> Any:
    (found,) = [one for one in report["effectiveness"] if one["part"] == name]
    return found


def measure(report: dict[str, Any], name: str) -> Any:
    return next(one for part in report["effectiveness"] for one in part["measures"] if one["measure"] == name)
