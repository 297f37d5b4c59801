"""The project of a group of three, and the people around it."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from services.evaluation.projects.marking import RubricPolicy
from services.evaluation.projects.model import PROJECT, MeasurementPolicy
from shared.contracts.evaluation.projects import (
    Milestone,
    PlanAgreed,
    ProjectStarted,
)
from shared.contracts.vocabulary import Indicator
from shared.decider import Command
from shared.events import PersonId
from shared.policy import read_policies
from shared.testing.scenario import Scenario

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
given = Scenario(PROJECT, read_policies(TABLES, [RubricPolicy, MeasurementPolicy]))

ANI, BUDI, CITRA = PersonId("ani"), PersonId("budi"), PersonId("citra")
RINA, SITI, TOMI, UMAR = PersonId("rina"), PersonId("siti"), PersonId("tomi"), PersonId("umar")
INDICATOR = Indicator("Sampah terpilah", "percent", "MAXIMISE", Decimal(12), Decimal(30), date(2027, 4, 1))
STARTED = ProjectStarted(
    cohort="cohort-1",
    program="waste",
    edition=2,
    name="Kelompok Melati",
    title="Bank sampah di tiap kelurahan",
    field="WASTE",
    sponsor_unit="dlh",
    members=(ANI, BUDI, CITRA),
    indicator=INDICATOR,
)
SURVEY = Milestone("survey", "Sampah ditimbang", "SHORT", date(2026, 2, 1))
BANKS = Milestone("banks", "Bank sampah dibuka", "MEDIUM", date(2026, 9, 1))
PLAN = PlanAgreed(("Sampah dipilah di sumbernya",), (SURVEY, BANKS))
DIGEST, OTHER_DIGEST = "0" * 64, "a1" * 32
RUBRIC = "rubric@2020-01-01"
FEBRUARY = date(2026, 2, 3)


def changed(command: Command, **changes: Any) -> Command:
    return msgspec.structs.replace(command, **changes)
