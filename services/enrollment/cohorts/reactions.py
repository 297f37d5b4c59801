"""What evaluation decides about completion becomes the state of the enrolment."""

from collections.abc import Sequence

from services.enrollment.cohorts.commands import RecordCompletion
from services.enrollment.cohorts.model import COHORT
from shared.contracts.evaluation.completion import CompletionDecided
from shared.events import Recorded
from shared.reaction import Act, Reaction

RECORD_COMPLETION = Reaction("record_completion", streams=["completion"])


@RECORD_COMPLETION.react
def record_completion(event: Recorded) -> Sequence[Act]:
    """Each decision goes to the cohort, which keeps the last one."""
    match event.event:
        case CompletionDecided(cohort=cohort, person=person, completed=completed):
            return [Act(COHORT, cohort, RecordCompletion(person, completed))]
    return []
