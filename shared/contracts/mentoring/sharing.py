"""Facts of a sharing class, where a senior teaches newer staff; stream `sharing_class`."""

from datetime import date, datetime

from shared.events import Event, PersonId


class SharingAnnounced(Event, schema=1):
    """A senior offers a class; `form` is the SIASN id that it counts as (domain.md D3: 3, 7, 14, 15 or 23)."""

    teacher: PersonId
    title: str
    competency: str
    form: int
    seats: int
    place: str
    starts_at: datetime
    ends_at: datetime
    policy: str


class SharingJoined(Event, schema=1):
    """The person will come."""

    person: PersonId


class SharingLeft(Event, schema=1):
    """The person will not come after all."""

    person: PersonId


class SharingHeld(Event, schema=1):
    """The class took place; `present` and `absent` together are all who had joined."""

    on: date
    minutes: int
    present: tuple[PersonId, ...]
    absent: tuple[PersonId, ...]
