"""The published language: every event of every service, declared once (docs/adr/0007)."""

from shared.catalogue import Catalogue
from shared.contracts.enrollment import cohorts, groups, people, programs
from shared.contracts.enrollment import sessions as training_sessions
from shared.contracts.evaluation import completion, credits, projects, surveys
from shared.contracts.mentoring import mentors, sharing
from shared.contracts.mentoring import sessions as mentoring_sessions

CATALOGUE = Catalogue(
    [
        people,
        programs,
        cohorts,
        training_sessions,
        groups,
        mentors,
        mentoring_sessions,
        sharing,
        surveys,
        projects,
        completion,
        credits,
    ]
)

STREAMS = {
    "enrollment": ("unit", "employee", "roster_import", "program", "cohort", "training_session", "grouping"),
    "mentoring": ("mentor", "pairing", "sharing_class"),
    "evaluation": (
        "survey",
        "survey_turnout",
        "survey_answers",
        "project",
        "completion",
        "learning_account",
    ),
}
"""Which service owns which stream types; a name belongs to one service only."""
