"""A programme that states everything: waste management, taught in classes, project groups and by mentors."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from services.enrollment.people.reference import Grades
from services.enrollment.programs.model import PROGRAM
from services.enrollment.programs.reference import Competencies, Forms
from shared.contracts.enrollment.programs import CompletionRules, Eligibility, Goal, ProgramContent
from shared.contracts.vocabulary import Indicator
from shared.policy import read_policies
from shared.testing.scenario import Scenario

TABLES = Path(__file__).parents[3] / "services" / "enrollment" / "policies"
POLICIES = read_policies(TABLES, [Competencies, Forms, Grades])
given = Scenario(PROGRAM, POLICIES)

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
TOMORROW = date(2026, 3, 3)

SKILL = Goal("WASTE_DATA", "TECHNICAL", 3)
ATTITUDE = Goal("PUBLIC_SERVICE", "MANAGERIAL", 2)
OUTCOME = Indicator(
    name="Sampah yang ditangani",
    unit="ton per bulan",
    direction="MAXIMISE",
    baseline=Decimal(1200),
    target=Decimal(1500),
    due_on=date(2027, 3, 1),
)
COMPLETION = CompletionRules(80, project_pass_mark=70, mentoring_sessions=4, survey_required=True)
COMPLETE = ProgramContent(
    title="Pengelolaan Sampah Berbasis Data",
    legal_basis="Peraturan LAN 10/2018",
    goals=(SKILL, ATTITUDE),
    methods=("CLASS", "PROJECT_GROUP", "MENTORING"),
    form=3,
    learning_hours=40,
    eligibility=Eligibility(kinds=("PNS", "PPPK"), grades=("III/a", "IX"), least_years=1, most_years=20),
    completion=COMPLETION,
    outcome=OUTCOME,
)
