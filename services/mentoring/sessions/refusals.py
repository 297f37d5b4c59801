"""Why a pairing's stream says no to a session."""

from shared.refusals import Refused


class PairingNotWorking(Refused):
    """The two were not paired on that day."""

    says = "The pairing was not active on {held_on}."


class MinutesOutOfRange(Refused):
    """Too short to count, or too long to be true."""

    status = 422
    says = "A session lasts {least} to {most} minutes, not {minutes}."


class SessionConfirmedAlready(Refused):
    """Both have confirmed; it counts and cannot be disputed any more."""

    says = "Both have confirmed this session; it counts."


class BeforeSession(Refused):
    """An answer dated before the session."""

    status = 422
    says = "{on} lies before {held_on}, the day of the session."
