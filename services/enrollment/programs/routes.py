"""How programmes are written, published, retired and shown."""

from typing import Any

import msgspec

from services.enrollment.programs.commands import DraftProgram, PublishProgram, RetireProgram, ReviseProgram
from services.enrollment.programs.model import PROGRAM, program_id
from services.enrollment.programs.schemas import (
    DraftProgramSchema,
    ProgramContentSchema,
    ProgramFilterSchema,
    ProgramRowSchema,
    ProgramSchema,
    RetireProgramSchema,
)
from services.enrollment.programs.views import PROGRAMS
from shared.contracts.enrollment.programs import ProgramContent
from shared.web.answers import Answer
from shared.web.auth import ROLES
from shared.web.reading import AsOf, Page, detail, listing
from shared.web.routes import Routes
from shared.web.write import write

programs = Routes("programs", "enrollment", "Programmes: aims, rules, and the editions in force")


@programs.post("/programs", allowed=("officer",), takes=DraftProgramSchema, answers=ProgramSchema, status=201)
def draft_program(body: dict[str, Any]) -> Answer:
    """Begin to write a programme."""
    code = body.pop("code")
    identity = program_id(code)
    command = DraftProgram(code, msgspec.convert(body, ProgramContent))
    return write(PROGRAM, identity, command, shows=PROGRAMS, location=f"/enrollment/v1/programs/{identity}")


@programs.listing(
    "/programs", allowed=ROLES, answers=ProgramRowSchema, filters=ProgramFilterSchema, sorts=PROGRAMS.sorted_by
)
def list_programs(filters: dict[str, Any], page: Page) -> Answer:
    """List the programmes."""
    return listing(PROGRAMS, page, **filters)


@programs.get("/programs/<id:program>", allowed=ROLES, answers=ProgramSchema, query=AsOf)
def show_program(query: dict[str, Any], program: str) -> Answer:
    """Show one programme with its draft and its editions."""
    return detail(PROGRAMS, program, kind="program", **query)


@programs.post("/programs/<id:program>/revise", allowed=("officer",), takes=ProgramContentSchema, answers=ProgramSchema)
def revise_program(body: dict[str, Any], program: str) -> Answer:
    """Replace the whole draft; published editions stay as they are."""
    return write(PROGRAM, program, ReviseProgram(msgspec.convert(body, ProgramContent)), shows=PROGRAMS)


@programs.post("/programs/<id:program>/publish", allowed=("officer",), answers=ProgramSchema)
def publish_program(program: str) -> Answer:
    """Put the draft in force as the next edition; refused with every hole that it has."""
    return write(PROGRAM, program, PublishProgram(), shows=PROGRAMS)


@programs.post("/programs/<id:program>/retire", allowed=("officer",), takes=RetireProgramSchema, answers=ProgramSchema)
def retire_program(body: dict[str, Any], program: str) -> Answer:
    """Open no more cohorts from a programme."""
    return write(PROGRAM, program, RetireProgram(body["on"]), shows=PROGRAMS)
