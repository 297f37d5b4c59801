"""Mentoring over HTTP, by itself: four employees as enrolment tells of them, and a mentor who is approved."""

from datetime import date
from typing import Any

from services.mentoring.service import MENTORING
from shared.contracts.enrollment.people import EmployeeRegistered
from shared.events import PersonId
from shared.ports import Person
from shared.testing.town import Town
from tests.mentoring.examples import ANI, BUDI, CITRA
from tests.mentoring.examples import OFFICER as CLERK

API = "/mentoring/v1"
DEWI = PersonId("00000000-0000-7000-8000-000000000005")
STRANGER = "00000000-0000-7000-8000-000000000009"
NOWHERE = "00000000-0000-7000-8000-000000000099"

MENTOR, MENTEE = (ANI, "mentor"), (BUDI, "participant")
OFFICER, AUDITOR, OUTSIDER = (CLERK, "officer"), (STRANGER, "auditor"), (CITRA, "participant", "mentor")

APPOINTED = {ANI: date(2010, 1, 1), BUDI: date(2024, 1, 1), CITRA: date(2023, 1, 1), DEWI: date(2012, 1, 1)}
NAMES = {ANI: "Ani", BUDI: "Budi", CITRA: "Citra", DEWI: "Dewi"}
ROSTER_DAY = date(2025, 1, 2)
OFFER = {"expertise": [{"competency": "WASTE", "level": 4}], "one_to_one_places": 1, "group_places": 2}
PROPOSAL = {
    "mentee": BUDI,
    "competency": "WASTE",
    "mentee_level": 1,
    "target_level": 3,
    "starts_on": "2026-03-02",
    "ends_on": "2026-08-31",
}
MEETING = {"held_on": "2026-03-02", "minutes": 60, "mode": "ONLINE", "topic": "Memilah sampah dari sumbernya"}


def city() -> Town:
    """The four are on the roster, and nobody mentors yet."""
    town = Town(MENTORING)
    town.stores["enrollment"].directory.put(
        [Person(id=person, name=name, employee_number=str(place)) for place, (person, name) in enumerate(NAMES.items())]
    )
    for person, appointed_on in APPOINTED.items():
        employ(town, person, appointed_on)
    return town


def employ(town: Town, person: str, appointed_on: date) -> None:
    """Enrolment tells of an employee in active service."""
    registered = EmployeeRegistered(
        kind="PNS",
        unit="DLH",
        post_group="STAFF",
        post_level="PELAKSANA",
        grade="III/a",
        status="01",
        fields=("WASTE",),
        appointed_on=appointed_on,
        on=ROSTER_DAY,
    )
    town.tell(f"employee/{person}", registered)


def with_mentor(town: Town, mentor: str = ANI) -> Town:
    """The person registers and is approved."""
    town.post(f"{API}/mentors", (mentor, "mentor"), OFFER)
    town.post(f"{API}/mentors/{mentor}/approve", OFFICER)
    return town


def proposed(town: Town, **changes: Any) -> str:
    """The address of a pairing of Ani and Budi, proposed by Ani."""
    pairing = town.post(f"{API}/mentors/{ANI}/pairings", MENTOR, {**PROPOSAL, **changes})
    return f"{API}/mentors/{ANI}/pairings/{pairing['id']}"


def active(town: Town) -> str:
    """The address of a pairing of Ani and Budi that both have accepted."""
    pairing = proposed(with_mentor(town))
    for who in (MENTOR, MENTEE):
        town.post(f"{pairing}/accept", who)
    return pairing
