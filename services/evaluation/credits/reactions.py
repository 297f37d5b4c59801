"""A completed programme and a confirmed mentoring session earn learning hours."""

from collections.abc import Sequence

from services.evaluation.credits.model import LEARNING_ACCOUNT, PostAttendance, PostMentoring, WithdrawAttendance
from shared.contracts.evaluation.completion import CompletionDecided
from shared.contracts.mentoring.sessions import MentoringSessionConfirmed
from shared.events import Recorded
from shared.reaction import Act, Reaction

CREDIT_ATTENDANCE = Reaction("credit_attendance", streams=["completion"])
CREDIT_MENTORING = Reaction("credit_mentoring", streams=["pairing"])


@CREDIT_ATTENDANCE.react
def credit_attendance(event: Recorded) -> Sequence[Act]:
    """The ledger of the person follows each decision; its entry has the id of the event that it rests on."""
    match event.event:
        case CompletionDecided(completed=True, cohort=cohort, person=person) as decided:
            command = PostAttendance(event.id, cohort, decided.form, decided.learning_hours, decided.attended)
            return [Act(LEARNING_ACCOUNT, person, command)]
        case CompletionDecided(cohort=cohort, person=person):
            return [Act(LEARNING_ACCOUNT, person, WithdrawAttendance(cohort))]
    return ()


@CREDIT_MENTORING.react
def credit_mentoring(event: Recorded) -> Sequence[Act]:
    """Hours go to the mentee; whether mentors earn any is not settled (domain.md D3), so they do not."""
    match event.event:
        case MentoringSessionConfirmed(session=session, mentee=mentee, held_on=held_on, minutes=minutes):
            return [Act(LEARNING_ACCOUNT, mentee, PostMentoring(event.id, session, held_on, minutes))]
    return ()
