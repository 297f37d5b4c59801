"""The first session of Ani and Budi, an hour on 9 March, and what follows from it."""

from datetime import date
from typing import Any

import msgspec

from services.mentoring.sessions.commands import HoldSession
from services.mentoring.sessions.model import PAIRING as DECIDER
from shared.contracts.mentoring.sessions import (
    MentoringSessionAttested,
    MentoringSessionConfirmed,
    MentoringSessionHeld,
    PairingFellSilent,
)
from shared.testing.scenario import Scenario
from tests.mentoring.examples import ANI, BUDI, COHORT, PAIRINGS, POLICIES, SESSION, TODAY, TOPIC, noon

MET_ON = date(2026, 3, 9)
SILENT_FROM = date(2026, 4, 8)
given = Scenario(DECIDER, POLICIES, now=noon(MET_ON))

HELD = MentoringSessionHeld(
    session=SESSION,
    mentor=ANI,
    mentee=BUDI,
    cohort=COHORT,
    competency="WASTE",
    held_on=MET_ON,
    minutes=60,
    mode="IN_PERSON",
    topic=TOPIC,
    by="MENTOR",
)
BY_MENTOR = MentoringSessionAttested(SESSION, "MENTOR", MET_ON)
BY_MENTEE = MentoringSessionAttested(SESSION, "MENTEE", MET_ON)
CONFIRMED = MentoringSessionConfirmed(
    session=SESSION,
    mentor=ANI,
    mentee=BUDI,
    cohort=COHORT,
    competency="WASTE",
    held_on=MET_ON,
    minutes=60,
    silent_from=SILENT_FROM,
)
SILENT = PairingFellSilent(ANI, BUDI, since=TODAY, days=30, silent_from=date(2026, 5, 1), policy=PAIRINGS)


def hold(**changes: Any) -> HoldSession:
    """The mentor records the session, unless `changes` say otherwise."""
    asked = HoldSession(
        session=SESSION,
        mentor=ANI,
        mentee=BUDI,
        cohort=COHORT,
        competency="WASTE",
        held_on=MET_ON,
        minutes=60,
        mode="IN_PERSON",
        topic=TOPIC,
        by="MENTOR",
        worked=True,
    )
    return msgspec.structs.replace(asked, **changes)
