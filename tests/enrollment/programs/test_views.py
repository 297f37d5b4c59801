"""A programme is shown with its draft, its editions and what is in force."""

import msgspec

from services.enrollment.programs.views import PROGRAMS
from shared.contracts.enrollment.programs import (
    ProgramContent,
    ProgramDrafted,
    ProgramPublished,
    ProgramRetired,
    ProgramRevised,
)
from shared.testing.scenario import happened
from shared.testing.views import Seen
from tests.enrollment.programs.examples import COMPLETE, TODAY

DRAFTED = ProgramDrafted("SAMPAH", COMPLETE)
REVISED: ProgramContent = msgspec.structs.replace(COMPLETE, title="Sampah dan Data", form=8, methods=("CLASS",))


def stored(content: ProgramContent) -> object:
    return msgspec.json.decode(msgspec.json.encode(content))


def test_a_draft_is_shown_as_it_stands() -> None:
    Seen(PROGRAMS, happened("program/1", DRAFTED)).shows(
        "1",
        {
            "id": "1",
            "code": "SAMPAH",
            "state": "DRAFT",
            "title": COMPLETE.title,
            "form": 3,
            "methods": ["CLASS", "PROJECT_GROUP", "MENTORING"],
            "draft": stored(COMPLETE),
            "editions": [],
            "retired_on": None,
        },
    )


def test_before_the_first_edition_the_list_shows_the_draft() -> None:
    Seen(PROGRAMS, happened("program/1", DRAFTED, ProgramRevised(REVISED))).shows_in(
        "1", state="DRAFT", title="Sampah dan Data", form=8, methods=["CLASS"]
    )


def test_after_it_the_list_shows_what_is_in_force() -> None:
    events = happened("program/1", DRAFTED, ProgramPublished("SAMPAH", 1, COMPLETE), ProgramRevised(REVISED))
    Seen(PROGRAMS, events).shows_in(
        "1",
        state="PUBLISHED",
        title=COMPLETE.title,
        form=3,
        draft=stored(REVISED),
        editions=[{"edition": 1, "published_on": "2026-03-02", "content": stored(COMPLETE)}],
    )


def test_every_edition_stays_in_sight() -> None:
    events = happened(
        "program/1", DRAFTED, ProgramPublished("SAMPAH", 1, COMPLETE), ProgramPublished("SAMPAH", 2, REVISED)
    )
    document = Seen(PROGRAMS, events).document("1")
    assert document is not None
    assert [edition["content"]["form"] for edition in document["editions"]] == [3, 8]
    assert document["form"] == 8


def test_a_retired_programme_says_since_when() -> None:
    Seen(PROGRAMS, happened("program/1", DRAFTED, ProgramRetired(TODAY))).shows_in(
        "1", state="RETIRED", retired_on="2026-03-02"
    )
