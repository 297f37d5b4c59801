"""A programme is published when it is complete, in editions that stay."""

import msgspec
import pytest

from services.enrollment.programs.commands import DraftProgram, PublishProgram, RetireProgram, ReviseProgram
from services.enrollment.programs.model import PROGRAM, program_id
from services.enrollment.programs.refusals import ProgramExists, ProgramIncomplete, ProgramRetirement
from shared.contracts.enrollment.programs import (
    ProgramContent,
    ProgramDrafted,
    ProgramPublished,
    ProgramRetired,
    ProgramRevised,
)
from shared.days import FutureDay
from shared.decider import Command
from shared.refusals import NotFound
from tests.enrollment.programs.examples import COMPLETE, TODAY, TOMORROW, given

DRAFTED = ProgramDrafted("SAMPAH", COMPLETE)
FIRST = ProgramPublished("SAMPAH", 1, COMPLETE)
LONGER: ProgramContent = msgspec.structs.replace(COMPLETE, learning_hours=60)
RETIRED = ProgramRetired(TODAY)


def test_a_draft_may_have_holes() -> None:
    given().when(DraftProgram("SAMPAH", ProgramContent(title="Sampah"))).then(
        ProgramDrafted("SAMPAH", ProgramContent(title="Sampah"))
    )


def test_a_code_belongs_to_one_programme() -> None:
    given(DRAFTED).when(DraftProgram("SAMPAH", COMPLETE)).refused(ProgramExists, program="SAMPAH")
    assert program_id("SAMPAH") == program_id("SAMPAH") != program_id("PAJAK")


@pytest.mark.parametrize("command", [ReviseProgram(COMPLETE), PublishProgram(), RetireProgram(TODAY)])
def test_what_was_never_drafted_is_not_there(command: Command) -> None:
    given().when(command).refused(NotFound, kind="program")


def test_a_draft_is_revised() -> None:
    given(DRAFTED).when(ReviseProgram(LONGER)).then(ProgramRevised(LONGER))


def test_a_revision_that_says_the_same_is_nothing() -> None:
    given(DRAFTED).when(ReviseProgram(COMPLETE)).nothing()


def test_a_complete_draft_is_published() -> None:
    given(DRAFTED).when(PublishProgram()).then(FIRST)


def test_an_incomplete_draft_is_refused_with_every_hole() -> None:
    holes = [{"field": "form", "problem": "MISSING"}, {"field": "outcome", "problem": "MISSING"}]
    incomplete = msgspec.structs.replace(COMPLETE, form=None, outcome=None)
    given(ProgramDrafted("SAMPAH", incomplete)).when(PublishProgram()).refused(ProgramIncomplete, count=2, holes=holes)


def test_publishing_a_revision_makes_the_next_edition() -> None:
    given(DRAFTED, FIRST, ProgramRevised(LONGER)).when(PublishProgram()).then(ProgramPublished("SAMPAH", 2, LONGER))


def test_publishing_what_is_in_force_is_nothing() -> None:
    given(DRAFTED, FIRST).when(PublishProgram()).nothing()


def test_an_edition_stays_what_it_was() -> None:
    program = PROGRAM.state([DRAFTED, FIRST, ProgramRevised(LONGER), ProgramPublished("SAMPAH", 2, LONGER)])
    assert (program.edition(1), program.edition(2)) == (COMPLETE, LONGER)
    for missing in (0, 3):
        with pytest.raises(NotFound):
            program.edition(missing)


def test_a_programme_is_retired_once() -> None:
    given(DRAFTED, FIRST).when(RetireProgram(TODAY)).then(RETIRED)
    given(DRAFTED, FIRST, RETIRED).when(RetireProgram(TODAY)).nothing()


def test_a_programme_is_not_retired_tomorrow() -> None:
    given(DRAFTED, FIRST).when(RetireProgram(TOMORROW)).refused(FutureDay)


@pytest.mark.parametrize("command", [ReviseProgram(LONGER), PublishProgram()])
def test_what_is_retired_is_neither_revised_nor_published(command: Command) -> None:
    given(DRAFTED, FIRST, RETIRED).when(command).refused(ProgramRetirement, retired_on="2026-03-02")
