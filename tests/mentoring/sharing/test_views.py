"""A sharing class as people look for it."""

from services.mentoring.sharing.views import SHARING_CLASSES
from shared.contracts.mentoring.sharing import SharingHeld, SharingJoined, SharingLeft
from shared.events import Event
from shared.testing.scenario import happened
from shared.testing.views import Seen
from tests.mentoring.examples import ANI, BUDI, CITRA
from tests.mentoring.sharing.examples import ANNOUNCED, CLASS_DAY, SHARING


def seen(*events: Event) -> Seen:
    return Seen(SHARING_CLASSES, happened("sharing_class/tax", ANNOUNCED, *events))


def test_an_announced_class_is_shown_whole() -> None:
    seen().shows(
        "tax",
        {
            "id": "tax",
            "state": "ANNOUNCED",
            "teacher": ANI,
            "title": "Opsen dan bagi hasil",
            "competency": "TAX",
            "form": 7,
            "seats": 2,
            "place": "Ruang rapat",
            "starts_at": "2026-03-20T06:30:00Z",
            "ends_at": "2026-03-20T08:00:00Z",
            "policy": SHARING,
            "joined": [],
            "present": [],
            "absent": [],
        },
    )


def test_it_shows_who_joined_and_who_left() -> None:
    seen(SharingJoined(BUDI), SharingJoined(CITRA), SharingLeft(BUDI)).shows_in("tax", joined=[CITRA])


def test_it_shows_who_was_there() -> None:
    held = SharingHeld(CLASS_DAY, 90, present=(BUDI,), absent=(CITRA,))
    seen(SharingJoined(BUDI), SharingJoined(CITRA), held).shows_in("tax", state="HELD", present=[BUDI], absent=[CITRA])
