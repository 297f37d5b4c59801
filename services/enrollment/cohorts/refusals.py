"""Why a cohort says no."""

from shared.refusals import Refused


class CohortExists(Refused):
    """This id already belongs to a cohort."""

    says = "This cohort is already open."


class EditionMissing(Refused):
    """Cohorts are opened from what was published."""

    says = "Programme {program} has no such published edition; publish it first."


class ProgramClosed(Refused):
    """A retired programme opens no more cohorts."""

    says = "Programme {program} is retired and opens no more cohorts."


class AlreadyEnrolled(Refused):
    """One application a person and cohort at a time."""

    says = "There already is an application for this cohort; its state is {state}."


class BackdatingReserved(Refused):
    """Who applies for oneself, or accepts, does so today."""

    status = 403
    says = "Only an officer records another day; {on} is not today, {today}."


class WindowClosed(Refused):
    """Applications count from the first to the last day of the window."""

    says = "Applications are taken from {first} until {last}; {on} is outside."


class RulesUnmet(Refused):
    """The programme, or the person's legal status, does not allow it; `unmet` lists the rules with their facts."""

    says = "{failed} of {rules} rules of eligibility are not met."


class LineFull(Refused):
    """No seat is free and the waiting list is as long as it may be."""

    says = "{taken} of {seats} seats are taken and {waiting} wait; the list holds {longest}."


class ApproverOutOfTurn(Refused):
    """Approvals are given in the order of the route."""

    says = "{given} of {needed} approvals are given; the next is that of {next}, not of {role}."


class ApprovalsComplete(Refused):
    """After the last approval only the person can give up the application."""

    says = "All {needed} approvals are given; the state is {state}."


class OwnApplication(Refused):
    """Nobody decides on their own application."""

    status = 403
    says = "Nobody approves or rejects their own application."


class BeforeApplication(Refused):
    """Nothing can be decided about an application before it was made."""

    status = 422
    says = "{on} is before the application of {applied_on}."


class OfferMissing(Refused):
    """There is nothing to accept or decline."""

    says = "No seat is offered; the state is {state}."


class OfferRanOut(Refused):
    """The seat was kept until a moment that has passed."""

    says = "The offer ran out at {until}."


class SeatMissing(Refused):
    """Only who holds a seat can complete."""

    says = "The person holds no seat in this cohort."


class EnrollmentFinished(Refused):
    """What evaluation has decided cannot be given up."""

    says = "The participation has ended; its state is {state}."
