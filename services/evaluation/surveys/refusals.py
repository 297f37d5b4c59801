"""Why a survey says no."""

from shared.refusals import Refused


class NobodyInvited(Refused):
    """A survey without respondents."""

    says = "There is nobody to ask."


class NotInvited(Refused):
    """The survey does not ask this person."""

    status = 403
    says = "This survey does not ask you."


class AlreadyAnswered(Refused):
    """Each person answers once."""

    says = "You have answered this survey."


class SurveyClosedAlready(Refused):
    """It takes no more answers."""

    says = "The survey is closed."


class SurveyOpenStill(Refused):
    """Results are released after closing only."""

    says = "The survey takes answers until {closes_on}; close it first."


class ResultsNotReleased(Refused):
    """The results are not for everybody yet."""

    status = 403
    says = "The results are not released yet."


class BatchTooSmall(Refused):
    """So few slips of the same classes would point to those who gave them."""

    says = "{slips} answers of the same classes are too few to be counted together; it takes {least}."


class ReceiptSettled(Refused):
    """A slip of the batch is counted or withheld already."""

    says = "{settled} of these answers are settled already."
