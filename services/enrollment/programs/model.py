"""A programme is a draft that comes into force in editions, each of which stays as it was published."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from services.enrollment.programs.commands import DraftProgram, PublishProgram, RetireProgram, ReviseProgram
from services.enrollment.programs.holes import holes
from services.enrollment.programs.refusals import ProgramExists, ProgramIncomplete, ProgramRetirement
from shared.contracts.enrollment.programs import (
    ProgramContent,
    ProgramDrafted,
    ProgramPublished,
    ProgramRetired,
    ProgramRevised,
)
from shared.days import not_future, today
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event
from shared.identity import derived_id
from shared.policy import Policies
from shared.refusals import NotFound


class Program(State, frozen=True):
    """The draft, the editions that were published from it, and since when there are no more."""

    code: str = ""
    draft: ProgramContent = ProgramContent(title="")
    editions: tuple[ProgramContent, ...] = ()
    retired_on: date | None = None

    def edition(self, number: int) -> ProgramContent:
        """What an edition states, the first being 1; raises `NotFound`."""
        if not 1 <= number <= len(self.editions):
            raise NotFound(kind="edition")
        return self.editions[number - 1]


def program_id(code: str) -> str:
    """The id of the programme with this code: no two can have the same one."""
    return derived_id("program", code)


def evolve(program: Program, event: Event) -> Program:
    """What an event changes."""
    match event:
        case ProgramDrafted(code=code, content=content):
            return program.but(code=code, draft=content)
        case ProgramRevised(content=content):
            return program.but(draft=content)
        case ProgramPublished(content=content):
            return program.but(editions=(*program.editions, content))
        case ProgramRetired(on=on):
            return program.but(retired_on=on)
    return program


def decide(program: Program, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """What is published is complete, and stays what it is; product.md, programs."""
    match command:
        case DraftProgram(code=code) if program.code:
            raise ProgramExists(program=code)
        case DraftProgram(code=code, content=content):
            return [ProgramDrafted(code, content)]
        case _ if not program.code:
            raise NotFound(kind="program")

        case RetireProgram() if program.retired_on:
            return []
        case RetireProgram(on=on):
            not_future(on, now)
            return [ProgramRetired(on)]
        case _ if program.retired_on:
            raise ProgramRetirement(retired_on=program.retired_on.isoformat())

        case ReviseProgram(content=content):
            return [] if content == program.draft else [ProgramRevised(content)]
        case PublishProgram() if program.editions and program.editions[-1] == program.draft:
            return []
        case PublishProgram():
            found = holes(program.draft, policies, today(now))
            if found:
                raise ProgramIncomplete(count=len(found), holes=msgspec.to_builtins(found))
            return [ProgramPublished(program.code, len(program.editions) + 1, program.draft)]
    raise Unknown(command)


PROGRAM = Decider("program", Program(), decide, evolve)
