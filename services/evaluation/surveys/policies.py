"""The numbers that keep answers anonymous."""

from shared.policy import Policy


class SurveyPolicy(Policy, frozen=True, kw_only=True):
    """How many slips enter the log together at least, and at most."""

    table = "surveys"

    least_batch: int
    most_batch: int
