"""Sharing classes as people look for them."""

import msgspec

from shared.contracts.mentoring.sharing import SharingAnnounced, SharingHeld, SharingJoined, SharingLeft
from shared.events import Recorded
from shared.projection import Body, Projection

SHARING_CLASSES = Projection(
    "sharing_classes",
    version=1,
    streams=["sharing_class"],
    found_by=["teacher", "competency", "state"],
    sorted_by=["starts_at"],
)


@SHARING_CLASSES.fold
def sharing_classes(body: Body, event: Recorded) -> Body:
    """One class with who joined and, once held, who was there."""
    match event.event:
        case SharingAnnounced() as announced:
            said: Body = msgspec.to_builtins(announced)
            return {"id": event.stream_id, "state": "ANNOUNCED", **said, "joined": [], "present": [], "absent": []}
        case SharingJoined(person=person):
            return {**body, "joined": [*body["joined"], person]}
        case SharingLeft(person=person):
            return {**body, "joined": [one for one in body["joined"] if one != person]}
        case SharingHeld(present=present, absent=absent):
            return {**body, "state": "HELD", "present": list(present), "absent": list(absent)}
    return body
