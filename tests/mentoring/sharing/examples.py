"""Ani explains new tax rules on 20 March for an hour and a half; two seats."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from services.mentoring.sharing.model import SHARING_CLASS, AnnounceSharing
from shared.contracts.mentoring.sharing import SharingAnnounced
from shared.testing.scenario import Scenario
from tests.mentoring.examples import ANI, POLICIES

SHARING = "sharing@2020-01-01"
CLASS_DAY = date(2026, 3, 20)
BEGINS = datetime(2026, 3, 20, 6, 30, tzinfo=UTC)
ENDS = datetime(2026, 3, 20, 8, 0, tzinfo=UTC)
given = Scenario(SHARING_CLASS, POLICIES)

ANNOUNCED = SharingAnnounced(
    teacher=ANI,
    title="Opsen dan bagi hasil",
    competency="TAX",
    form=7,
    seats=2,
    place="Ruang rapat",
    starts_at=BEGINS,
    ends_at=ENDS,
    policy=SHARING,
)


def announce(**changes: Any) -> AnnounceSharing:
    """The class as it was announced, by somebody appointed in 2010, unless `changes` say otherwise."""
    asked = AnnounceSharing(
        teacher=ANI,
        appointed_on=date(2010, 1, 1),
        title="Opsen dan bagi hasil",
        competency="TAX",
        form=7,
        seats=2,
        place="Ruang rapat",
        starts_at=BEGINS,
        ends_at=ENDS,
    )
    return msgspec.structs.replace(asked, **changes)
