"""The numbers of mentoring that a letter sets: who may mentor, whom, for how long (domain.md D6.3)."""

from shared.policy import Policy


class MentorPolicy(Policy, frozen=True, kw_only=True):
    """Years of service, places for mentees, and the SIASN statuses that a mentor and a mentee may have."""

    table = "mentors"

    least_service_years: int
    most_one_to_one: int
    most_group: int
    active_statuses: tuple[str, ...]
    mentee_statuses: tuple[str, ...]


class PairingPolicy(Policy, frozen=True, kw_only=True):
    """Weeks that a pairing lasts, days for an answer and without a confirmed session, and minutes of a session.

    `recording_days` is the time to record past answers and sessions of a pairing that is itself recorded late.
    """

    table = "pairings"

    least_weeks: int
    most_weeks: int
    proposal_days: int
    silence_days: int
    recording_days: int
    least_minutes: int
    most_minutes: int
