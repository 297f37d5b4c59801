"""What may be asked of a programme."""

from datetime import date

from shared.contracts.enrollment.programs import ProgramContent
from shared.decider import Command


class DraftProgram(Command, frozen=True):
    """Begin to write a programme; holes are allowed until it is published."""

    code: str
    content: ProgramContent


class ReviseProgram(Command, frozen=True):
    """Let the draft say this; published editions stay as they are."""

    content: ProgramContent


class PublishProgram(Command, frozen=True):
    """Put the draft in force as the next edition."""


class RetireProgram(Command, frozen=True):
    """Open no more cohorts from this programme, from `on`."""

    on: date
