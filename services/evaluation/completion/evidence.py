"""What a participant can show for a cohort, put together from the rows of this service's own views."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from services.evaluation.completion.model import Evidence
from shared.contracts.evaluation.completion import Attended
from shared.contracts.vocabulary import Attendance
from shared.events import PersonId
from shared.policy import Policies, Policy
from shared.projection import Body


class EvidencePolicy(Policy, frozen=True):
    """The marks of a roll that count as having been there, and the survey that participants are asked to hand in."""

    table = "evidence"

    attended: tuple[Attendance, ...]
    survey: str


def evidence(
    person: PersonId,
    *,
    attendance: Iterable[Body],
    mentoring: Iterable[Body],
    groups: Mapping[PersonId, str],
    projects: Iterable[Body],
    survey_handed_in: bool,
    policies: Policies,
) -> Evidence:
    """`attendance`, `mentoring` and `projects` are the cohort's rows in these views, `groups` where each person works.

    Only sessions whose roll names the person are asked for: one whose roll was not called was not held, and one before
    the person had a seat was not held for them. The mark of a project is that of who works in its group now,
    not of who left it.
    """
    held = [row for row in attendance if person in row["marks"]]
    marks = {one["id"]: Decimal(one["mark"]["mark"]) for one in projects if one["mark"]}
    return Evidence(
        attended=_attended(person, held, policies),
        held_minutes=sum(row["minutes"] for row in held),
        mentoring_sessions=sum(len(row["sessions"]) for row in mentoring if row["mentee"] == person),
        project_mark=marks.get(groups.get(person, "")),
        survey_handed_in=survey_handed_in,
    )


def _attended(person: PersonId, held: Iterable[Body], policies: Policies) -> tuple[Attended, ...]:
    """Minutes by day, in order of days."""
    minutes: Counter[date] = Counter()
    for row in held:
        on = date.fromisoformat(row["held_on"])
        if row["marks"][person] in policies.of(EvidencePolicy, on).attended:
            minutes[on] += row["minutes"]
    return tuple(Attended(on, minutes[on]) for on in sorted(minutes))
