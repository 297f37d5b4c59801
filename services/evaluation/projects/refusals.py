"""Why a project says no."""

from shared.refusals import Refused


class ReachedMilestoneChanged(Refused):
    """What was reached stays in the plan as it was."""

    says = "{changed} milestones that were reached are missing from the plan or say something else."


class MilestoneAlreadyReached(Refused):
    """A milestone is reached once."""

    says = "The milestone was reached on {reached_on}."


class AssessorInGroup(Refused):
    """Nobody marks their own work."""

    status = 403
    says = "The person works in the group whose project is to be marked."


class AssessorMentorsMember(Refused):
    """Nobody marks the work of their mentee."""

    status = 403
    says = "The person mentors somebody of the group whose project is to be marked."


class AssessorOfMembersUnit(Refused):
    """Nobody marks the work of their own unit."""

    status = 403
    says = "The person is of unit {unit}, from which members of the group come."


class AssessorMissing(Refused):
    """Only assigned assessors give marks."""

    status = 403
    says = "The person is not assigned to mark this project."


class MarksAlreadyGiven(Refused):
    """Each assessor marks once, before seeing what others gave."""

    says = "The marks of this assessor are given; their total is {total}."


class RubricNotFollowed(Refused):
    """Each criterion of the rubric gets one mark, and nothing else does."""

    status = 422
    says = "Of {criteria} criteria of the rubric {missing} have no mark; {unknown} marks are for none of them."


class ProjectAlreadyMarked(Refused):
    """The mark is final."""

    says = "The project has its mark, {mark}."


class MeasuredTooEarly(Refused):
    """The effect after so many months cannot be seen before they have passed."""

    says = "Month {month} is full on {full_on}; {on} is more than {tolerance_days} days before."


class MeasurementVerified(Refused):
    """What was verified is not measured again."""

    says = "The measurement of month {month} is verified."


class BeforeMeasurement(Refused):
    """Nobody can agree with what was not measured yet."""

    status = 422
    says = "{on} is before the measurement of {measured_on}."


class OwnMeasurement(Refused):
    """Nobody verifies what they measured themselves."""

    status = 403
    says = "Whoever measured the indicator does not verify it."


class VerifierInGroup(Refused):
    """Nobody verifies the outcome of their own work."""

    status = 403
    says = "The person works in the group whose outcome is to be verified."


class VerifierOfOwnUnit(Refused):
    """Nobody verifies the outcome of their own unit."""

    status = 403
    says = "The person is of unit {unit}, which sponsors the project or has members in the group."
