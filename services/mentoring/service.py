"""What the mentoring service consists of."""

from pathlib import Path

from services.mentoring.mentors.policies import MentorPolicy, PairingPolicy
from services.mentoring.mentors.routes import mentors
from services.mentoring.mentors.views import MENTORS, TERM_OVER
from services.mentoring.pairings.routes import pairings
from services.mentoring.pairings.views import PAIRINGS
from services.mentoring.roster.views import STAFF
from services.mentoring.sessions.routes import sessions
from services.mentoring.sessions.views import MENTORING_SESSIONS, SILENCE, SILENCES
from services.mentoring.sharing.model import SharingPolicy
from services.mentoring.sharing.routes import sharing
from services.mentoring.sharing.views import SHARING_CLASSES
from shared.service import Service
from shared.vault import RetentionPolicy

MENTORING = Service(
    name="mentoring",
    title="Mentoring",
    folder=Path(__file__).parent,
    policies=[MentorPolicy, PairingPolicy, RetentionPolicy, SharingPolicy],
    projections=[MENTORING_SESSIONS, MENTORS, PAIRINGS, SHARING_CLASSES, SILENCE, SILENCES, STAFF, TERM_OVER],
    reactions=[],
    routes=[mentors, pairings, sessions, sharing],
)
