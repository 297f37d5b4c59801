"""A cohort of one seat that asks nothing but an active status, and four people who want it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from services.enrollment.cohorts.commands import ApplyForSeat
from services.enrollment.cohorts.eligibility import Applicant, StatusPolicy
from services.enrollment.cohorts.model import COHORT, SeatPolicy
from shared.contracts.enrollment.cohorts import ApplicationSubmitted, CohortOpened, SeatAwaited, SeatConfirmed
from shared.contracts.enrollment.programs import Eligibility
from shared.contracts.vocabulary import Check
from shared.events import Event, PersonId, TextRef
from shared.policy import read_policies
from shared.testing.scenario import Scenario

TABLES = Path(__file__).parents[3] / "services" / "enrollment" / "policies"
POLICIES = read_policies(TABLES, [SeatPolicy, StatusPolicy])
given = Scenario(COHORT, POLICIES)

MONDAY = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
YESTERDAY = date(2026, 3, 1)
TOMORROW = date(2026, 3, 3)
DAY = timedelta(days=1)
SEATS = "seats@2020-01-01"
STATUSES = "enrollable_statuses@2020-01-01"

ANI, BUDI, CITRA, DEWI = (PersonId(name) for name in ("ani", "budi", "citra", "dewi"))
HEAD, OFFICER = PersonId("head"), PersonId("officer")
REASON = TextRef("text/1")

OPENED = CohortOpened(
    program="waste",
    edition=2,
    name="Angkatan I",
    seats=1,
    applications_from=date(2026, 2, 1),
    applications_until=date(2026, 3, 10),
    starts_on=date(2026, 4, 1),
    ends_on=date(2026, 6, 30),
    approval=(),
)
APPLICANT = Applicant(
    kind="PNS",
    unit="dlh",
    post_level="PELAKSANA",
    grade="II/c",
    status="01",
    fields=("WASTE",),
    appointed_on=date(2015, 4, 1),
)
ACTIVE = Check("STATUS", True, {"actual": "01", "allowed": ["01", "15"]})


def apply_for(person: PersonId, **changes: object) -> ApplyForSeat:
    """A person of `dlh` applies today for oneself, unless `changes` say otherwise."""
    values = {"by": "SELF", "on": TODAY, "applicant": APPLICANT, "rules": Eligibility()}
    return ApplyForSeat(person, **{**values, **changes})  # type: ignore[arg-type]


def submitted(person: PersonId) -> ApplicationSubmitted:
    """What that leads to."""
    return ApplicationSubmitted(person, "dlh", "SELF", TODAY, (ACTIVE,), STATUSES)


def seated(person: PersonId) -> list[Event]:
    """The person applied and took a free seat."""
    return [submitted(person), SeatConfirmed(person, by="FREE_SEAT", on=TODAY)]


def waiting(*people: PersonId) -> list[Event]:
    """They applied one after the other when no seat was free."""
    return [
        event
        for place, person in enumerate(people, 1)
        for event in (submitted(person), SeatAwaited(person, position=place))
    ]
