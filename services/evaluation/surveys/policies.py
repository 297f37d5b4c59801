"""The numbers that keep answers anonymous."""

from shared.policy import Policy


class SurveyPolicy(Policy, frozen=True, kw_only=True):
    """How many slips of the same classes enter the log together at least, and how many at most.

    As many as the least stay in the box while the survey is open.
    """

    table = "surveys"

    least_batch: int
    most_batch: int
