"""What the evaluation service consists of."""

from pathlib import Path

from services.evaluation.completion.evidence import EvidencePolicy
from services.evaluation.completion.routes import completion
from services.evaluation.completion.views import ATTENDANCE, COMPLETIONS, MEMBERSHIP, MENTORING
from services.evaluation.credits.conversion import ConversionPolicy
from services.evaluation.credits.reactions import CREDIT_ATTENDANCE, CREDIT_MENTORING
from services.evaluation.credits.routes import credits
from services.evaluation.credits.standing import TargetPolicy
from services.evaluation.credits.views import LEARNING_ACCOUNTS
from services.evaluation.projects.marking import RubricPolicy
from services.evaluation.projects.model import MeasurementPolicy
from services.evaluation.projects.outcome import AchievementPolicy
from services.evaluation.projects.reactions import START_PROJECT
from services.evaluation.projects.routes import projects
from services.evaluation.projects.views import MENTORS, PROJECT_PEOPLE, PROJECTS
from services.evaluation.report.routes import report
from services.evaluation.report.views import PAIRINGS, SHARING
from services.evaluation.roster.views import COHORTS, PARTICIPANTS, PROGRAMS, STAFF, UNITS
from services.evaluation.surveys.ballots import release_waiting
from services.evaluation.surveys.disclosure import SuppressionPolicy
from services.evaluation.surveys.policies import SurveyPolicy
from services.evaluation.surveys.routes import surveys
from services.evaluation.surveys.sample_size import SampleSizePolicy
from services.evaluation.surveys.satisfaction import SatisfactionPolicy
from services.evaluation.surveys.skm import SkmPolicy
from services.evaluation.surveys.views import CLOSING, SURVEYS, TALLIES, TURNOUT
from shared.service import Service
from shared.vault import RetentionPolicy

EVALUATION = Service(
    name="evaluation",
    title="Evaluation",
    folder=Path(__file__).parent,
    policies=[
        AchievementPolicy,
        ConversionPolicy,
        EvidencePolicy,
        MeasurementPolicy,
        RetentionPolicy,
        RubricPolicy,
        SampleSizePolicy,
        SatisfactionPolicy,
        SkmPolicy,
        SuppressionPolicy,
        SurveyPolicy,
        TargetPolicy,
    ],
    projections=[
        ATTENDANCE,
        CLOSING,
        COHORTS,
        COMPLETIONS,
        LEARNING_ACCOUNTS,
        MEMBERSHIP,
        MENTORING,
        MENTORS,
        PAIRINGS,
        PARTICIPANTS,
        PROGRAMS,
        PROJECT_PEOPLE,
        PROJECTS,
        SHARING,
        STAFF,
        SURVEYS,
        TALLIES,
        TURNOUT,
        UNITS,
    ],
    reactions=[CREDIT_ATTENDANCE, CREDIT_MENTORING, START_PROJECT],
    routes=[surveys, projects, completion, credits, report],
    chores=[release_waiting],
    field_codes={
        "EITHER_COHORT_OR_UNIT": "A survey is about a cohort or about a unit, never both.",
        "MILESTONE_TWICE": "The same milestone is named twice.",
        "ONLY_WITH_UNIT": "A survey of a cohort asks everybody with a seat, so people are named for a unit only.",
    },
)
