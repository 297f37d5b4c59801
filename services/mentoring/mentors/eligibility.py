"""Who may mentor, and whom: every rule of domain.md D6.3 as a check with its numbers."""

from collections.abc import Sequence
from datetime import date

from services.mentoring.mentors.commands import ProposePairing
from services.mentoring.mentors.policies import MentorPolicy, PairingPolicy
from services.mentoring.mentors.staff import StaffFacts
from services.mentoring.mentors.state import Mentor
from shared.contracts.vocabulary import Check
from shared.days import full_years

DAYS_A_WEEK = 7


def may_mentor(staff: StaffFacts, policy: MentorPolicy, on: date) -> tuple[Check, ...]:
    """Whether somebody may be a mentor at all."""
    years = full_years(staff.appointed_on, on)
    return (
        Check("ACTIVE_STATUS", staff.status in policy.active_statuses, {"status": staff.status}),
        Check(
            "SERVICE_YEARS", years >= policy.least_service_years, {"years": years, "needed": policy.least_service_years}
        ),
    )


def may_pair(
    mentor: Mentor, asked: ProposePairing, mentors: MentorPolicy, pairings: PairingPolicy
) -> tuple[Check, ...]:
    """Whether these two may work together on this competency."""
    level = mentor.expertise.get(asked.competency, 0)
    approved_on = mentor.approved_on
    weeks = (asked.ends_on - asked.starts_on).days // DAYS_A_WEEK  # full weeks: a year is 52
    longer = asked.mentor_staff.appointed_on < asked.mentee_staff.appointed_on
    return (
        Check(
            "MENTOR_APPROVED",
            approved_on is not None and approved_on <= asked.on,
            {"approved_on": approved_on.isoformat() if approved_on else None},
        ),
        *may_mentor(asked.mentor_staff, mentors, asked.on),
        Check("NOT_SELF", asked.mentor != asked.mentee, {}),
        Check(
            "LONGER_SERVICE",
            longer,
            {
                "mentor_years": full_years(asked.mentor_staff.appointed_on, asked.on),
                "mentee_years": full_years(asked.mentee_staff.appointed_on, asked.on),
            },
        ),
        Check(
            "MENTEE_ACTIVE", asked.mentee_staff.status in mentors.mentee_statuses, {"status": asked.mentee_staff.status}
        ),
        Check("LEVEL_REACHES_TARGET", level >= asked.target_level, {"level": level, "target": asked.target_level}),
        Check("LEVEL_ABOVE_MENTEE", level > asked.mentee_level, {"level": level, "mentee": asked.mentee_level}),
        Check("TARGET_ABOVE_MENTEE", asked.target_level > asked.mentee_level, {"target": asked.target_level}),
        Check("NOT_RECIPROCAL", not asked.reciprocal, {"competency": asked.competency}),
        Check(
            "DURATION",
            pairings.least_weeks <= weeks <= pairings.most_weeks,
            {"weeks": weeks, "least": pairings.least_weeks, "most": pairings.most_weeks},
        ),
        Check(
            "NOT_PAIRED_YET", not mentor.pairs_with(asked.mentee, asked.competency), {"competency": asked.competency}
        ),
    )


def unmet(checks: Sequence[Check]) -> list[Check]:
    """The rules that say no."""
    return [check for check in checks if not check.met]
