"""Two who work together: Ani teaches waste management and has served for sixteen years, Budi for two."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from services.mentoring.mentors.commands import AcceptPairing, ProposePairing
from services.mentoring.mentors.policies import MentorPolicy, PairingPolicy
from services.mentoring.mentors.staff import StaffFacts
from services.mentoring.sharing.model import SharingPolicy
from shared.contracts.mentoring.mentors import (
    Expertise,
    MentorApproved,
    MentorRegistered,
    PairingAccepted,
    PairingActivated,
    PairingProposed,
    Party,
)
from shared.events import Event, PersonId, TextRef
from shared.policy import read_policies

TABLES = Path(__file__).parents[2] / "services" / "mentoring" / "policies"
POLICIES = read_policies(TABLES, [MentorPolicy, PairingPolicy, SharingPolicy])
MENTORS, PAIRINGS = "mentors@2020-01-01", "pairings@2020-01-01"

TODAY = date(2026, 3, 2)
TOMORROW = date(2026, 3, 3)
YESTERDAY = date(2026, 3, 1)
IN_APRIL = date(2026, 4, 1)

ANI, BUDI, CITRA, OFFICER = (PersonId(f"00000000-0000-7000-8000-00000000000{place}") for place in range(1, 5))
PAIRING, ANOTHER, THIRD = (f"00000000-0000-7000-8000-00000000001{place}" for place in range(3))
COHORT = "00000000-0000-7000-8000-000000000020"
SESSION = "00000000-0000-7000-8000-000000000030"
REASON, TOPIC = TextRef("text/reason"), TextRef("text/topic")

SENIOR = StaffFacts(status="01", appointed_on=date(2010, 1, 1))
JUNIOR = StaffFacts(status="01", appointed_on=date(2024, 1, 1))

REGISTERED = MentorRegistered(
    expertise=(Expertise("WASTE", 4), Expertise("TAX", 2)), one_to_one_places=1, group_places=2, policy=MENTORS
)
APPROVED = MentorApproved(by=OFFICER, on=date(2026, 1, 5), checks=(), policy=MENTORS)
PROPOSED = PairingProposed(
    pairing=PAIRING,
    mentee=BUDI,
    kind="ONE_TO_ONE",
    competency="WASTE",
    mentee_level=1,
    target_level=3,
    cohort=COHORT,
    starts_on=TODAY,
    ends_on=date(2026, 8, 31),
    on=TODAY,
    lapses_on=date(2026, 3, 16),
    checks=(),
    policy=PAIRINGS,
)
BOTH_ACCEPTED = (
    PairingAccepted(PAIRING, "MENTOR", TODAY),
    PairingAccepted(PAIRING, "MENTEE", TODAY),
    PairingActivated(PAIRING, BUDI, "WASTE", COHORT, TODAY, IN_APRIL, date(2026, 9, 1)),
)
MENTOR_OF_BUDI: tuple[Event, ...] = (REGISTERED, APPROVED, PROPOSED, *BOTH_ACCEPTED)


def propose(**changes: Any) -> ProposePairing:
    """Ani for Budi on waste management, for half a year from today, unless `changes` say otherwise."""
    asked = ProposePairing(
        pairing=PAIRING,
        mentor=ANI,
        mentee=BUDI,
        kind="ONE_TO_ONE",
        competency="WASTE",
        mentee_level=1,
        target_level=3,
        cohort=COHORT,
        starts_on=TODAY,
        ends_on=date(2026, 8, 31),
        on=TODAY,
        mentor_staff=SENIOR,
        mentee_staff=JUNIOR,
        reciprocal=False,
    )
    return msgspec.structs.replace(asked, **changes)


def accept(party: Party, on: date = TODAY, *, reciprocal: bool = False) -> AcceptPairing:
    """One of the two agrees."""
    return AcceptPairing(PAIRING, party, on, reciprocal)


def noon(day: date) -> datetime:
    """Twelve o'clock in Sibolga."""
    return datetime.fromisoformat(f"{day.isoformat()}T12:00:00+07:00")
