"""Why a programme says no."""

from shared.refusals import Refused


class ProgramExists(Refused):
    """A code belongs to one programme."""

    says = "There already is a programme {program}."


class ProgramIncomplete(Refused):
    """What is published states everything; `holes` lists the fields with what is wrong with each."""

    says = "{count} holes keep this programme from being published."


class ProgramRetirement(Refused):
    """What is retired is neither revised nor published any more."""

    says = "This programme is retired since {retired_on}."
