"""What the enrolment service consists of."""

from pathlib import Path

from services.enrollment.cohorts.eligibility import StatusPolicy
from services.enrollment.cohorts.model import SeatPolicy
from services.enrollment.cohorts.reactions import RECORD_COMPLETION
from services.enrollment.cohorts.routes import cohorts
from services.enrollment.cohorts.views import COHORTS, ENROLLMENTS, OFFER_EXPIRY
from services.enrollment.groups.model import GroupPolicy
from services.enrollment.groups.routes import groups
from services.enrollment.groups.views import GROUPS
from services.enrollment.people.employee_number import NumberLimits
from services.enrollment.people.reference import Grades, Posts, Statuses
from services.enrollment.people.routes import people
from services.enrollment.people.views import EMPLOYEES, UNITS
from services.enrollment.programs.reference import Competencies, Forms
from services.enrollment.programs.routes import programs
from services.enrollment.programs.views import PROGRAMS
from services.enrollment.sessions.routes import sessions
from services.enrollment.sessions.views import TRAINING_SESSIONS
from shared.service import Service
from shared.vault import RetentionPolicy

ENROLLMENT = Service(
    name="enrollment",
    title="Enrolment",
    folder=Path(__file__).parent,
    policies=[
        Competencies,
        Forms,
        Grades,
        GroupPolicy,
        NumberLimits,
        Posts,
        RetentionPolicy,
        SeatPolicy,
        StatusPolicy,
        Statuses,
    ],
    projections=[COHORTS, EMPLOYEES, ENROLLMENTS, GROUPS, OFFER_EXPIRY, PROGRAMS, TRAINING_SESSIONS, UNITS],
    reactions=[RECORD_COMPLETION],
    routes=[people, programs, cohorts, sessions, groups],
    field_codes={
        "APPROVER_TWICE": "Nobody approves twice on one route.",
        "BEFORE_APPLICATIONS_FROM": "Applications do not end before they begin.",
        "BEFORE_APPLICATIONS_UNTIL": "The cohort does not start before applications end.",
        "BEFORE_STARTS_ON": "The cohort does not end before it starts.",
        "LESS_THAN_ONE": "At least one is needed.",
        "NOT_OF_GROUP": "This level is none of the group of posts.",
        "NOT_OF_KIND": "This grade is none of the kind of employee.",
        "UNKNOWN": "This is not in the reference tables.",
    },
)
