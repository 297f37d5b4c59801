"""A small city as evaluation knows it: a finished cohort of three, their group and its brief, and those around."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from services.evaluation.service import EVALUATION
from shared.contracts.enrollment.cohorts import ApplicationSubmitted, CohortOpened, SeatAwaited, SeatConfirmed
from shared.contracts.enrollment.groups import Brief, BriefGiven, GroupFormed, MemberAdded
from shared.contracts.enrollment.people import EmployeeRegistered
from shared.contracts.enrollment.programs import CompletionRules, ProgramContent, ProgramPublished
from shared.contracts.enrollment.sessions import Mark, RollCalled, SessionScheduled
from shared.contracts.evaluation.surveys import SurveyHandedIn, SurveyOpened
from shared.contracts.mentoring.mentors import PairingActivated
from shared.contracts.mentoring.sessions import MentoringSessionConfirmed
from shared.contracts.vocabulary import Indicator
from shared.events import PersonId
from shared.identity import derived_id
from shared.ports import Person
from shared.testing.town import Town

API = "/evaluation/v1"


def identity(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012d}"


ANI, BUDI, CITRA, SITI, RINA, TOMI, UMAR, CLERK = (PersonId(identity(number)) for number in range(1, 9))
NOBODY = identity(99)
PROGRAM, COHORT, GROUP, PAIRING, ROLL, OTHER_ROLL, SURVEY = (identity(number) for number in range(11, 18))
NAMES = {ANI: "Ani", BUDI: "Budi", CITRA: "Citra", SITI: "Siti", RINA: "Rina", TOMI: "Tomi", UMAR: "Umar"}
UNITS = {CITRA: "DINKES", RINA: "INSPEKTORAT", TOMI: "BAPPEDA", UMAR: "BAPPEDA", CLERK: "BKPSDM"}
OFFICER, AUDITOR = (CLERK, "officer"), (NOBODY, "auditor")

INDICATOR = Indicator("Sampah ke TPA", "t", "MINIMISE", Decimal(100), Decimal(60), date(2026, 12, 1))
BRIEF = Brief("Bank sampah", "Sampah tidak dipilah", "DLH", "WASTE", INDICATOR)
CONTENT = ProgramContent(
    title="Pengelolaan sampah",
    form=3,
    learning_hours=40,
    completion=CompletionRules(attendance_percent=80, project_pass_mark=70, mentoring_sessions=1, survey_required=True),
)
OPENED = CohortOpened(
    program=PROGRAM,
    edition=1,
    name="Angkatan I",
    seats=3,
    applications_from=date(2025, 10, 1),
    applications_until=date(2025, 10, 31),
    starts_on=date(2025, 11, 20),
    ends_on=date(2026, 2, 27),
    approval=(),
)


def participant(person: str) -> tuple[str, str]:
    return person, "participant"


def assessor(person: str) -> tuple[str, str]:
    return person, "assessor"


def city() -> Town:
    """Siti mentors Ani; Budi was absent in half of the time; nobody marked or measured anything yet."""
    town = Town(EVALUATION)
    named = [Person(person, name, f"19870817201204290{number}") for number, (person, name) in enumerate(NAMES.items())]
    town.stores["enrollment"].directory.put(named)
    for person in (*NAMES, CLERK):
        town.tell(f"employee/{person}", _registered(UNITS.get(person, "DLH")))
    town.tell(f"program/{PROGRAM}", ProgramPublished("WASTE", 1, CONTENT))
    town.tell(f"cohort/{COHORT}", OPENED)
    for person in (ANI, BUDI, CITRA):
        applied = ApplicationSubmitted(person, "DLH", "SELF", date(2025, 10, 5), (), "statuses")
        town.tell(f"cohort/{COHORT}", applied, SeatConfirmed(person, "FREE_SEAT", date(2025, 10, 5)))
    waiting = ApplicationSubmitted(TOMI, "BAPPEDA", "SELF", date(2025, 10, 6), (), "statuses")
    town.tell(f"cohort/{COHORT}", waiting, SeatAwaited(TOMI, 1))
    attend(town, ROLL, datetime(2025, 11, 20, 1, tzinfo=UTC), 240, {ANI: "PRESENT", BUDI: "ABSENT", CITRA: "LATE"})
    attend(town, OTHER_ROLL, datetime(2025, 11, 21, 1, tzinfo=UTC), 240, dict.fromkeys((ANI, BUDI, CITRA), "PRESENT"))
    town.tell(
        f"mentor/{SITI}",
        PairingActivated(PAIRING, ANI, "WASTE", COHORT, date(2025, 11, 20), date(2025, 12, 20), date(2026, 6, 1)),
    )
    town.tell(f"pairing/{PAIRING}", mentored(1, date(2025, 12, 1)))
    members = (ANI, BUDI, CITRA)
    town.tell(
        f"grouping/{COHORT}",
        GroupFormed(GROUP, "Kelompok Melati"),
        *(MemberAdded(GROUP, member) for member in members),
        BriefGiven(PROGRAM, 1, GROUP, "Kelompok Melati", members, BRIEF),
    )
    return town


def attend(town: Town, session: str, starts_at: datetime, minutes: int, marks: Any) -> None:
    """A session was held, and these marks were given."""
    ends_at = starts_at.replace(hour=starts_at.hour + minutes // 60)
    called = RollCalled(
        COHORT, starts_at.date(), minutes, tuple(Mark(person, attendance) for person, attendance in marks.items())
    )
    town.tell(f"training_session/{session}", SessionScheduled(COHORT, "Memilah", "Aula", starts_at, ends_at), called)


def mentored(number: int, on: date) -> MentoringSessionConfirmed:
    """Siti and Ani both confirmed that they met."""
    return MentoringSessionConfirmed(identity(100 + number), SITI, ANI, COHORT, "WASTE", on, 60, date(2026, 12, 31))


def answered(town: Town, *people: PersonId) -> None:
    """A satisfaction survey of the cohort is opened, and these hand it in."""
    asked = dict.fromkeys((ANI, BUDI, CITRA), 0)
    town.tell(f"survey/{SURVEY}", SurveyOpened("satisfaction", 1, "COHORT", COHORT, asked, (), date(2026, 2, 28)))
    for person in people:
        handed_in(town, SURVEY, person)


def handed_in(town: Town, survey: str, person: PersonId) -> None:
    """One person has answered a survey."""
    town.tell(f"survey_turnout/{derived_id(survey, person)}", SurveyHandedIn(survey, person))


def marked(town: Town, *levels: int) -> None:
    """Rina, Tomi and so on mark the project, the same for each criterion."""
    for person, level in zip((RINA, TOMI, UMAR), levels, strict=False):
        town.post(f"{API}/projects/{GROUP}/assessors", OFFICER, {"assessor": person})
        town.post(f"{API}/projects/{GROUP}/marks", assessor(person), {"marks": marks(level)})


def marks(each: int) -> dict[str, int]:
    return dict.fromkeys(("problem_relevance", "design_quality", "implementation", "results", "teamwork"), each)


def _registered(unit: str) -> EmployeeRegistered:
    return EmployeeRegistered(
        kind="PNS",
        unit=unit,
        post_group="STAFF",
        post_level="PELAKSANA",
        grade="II/c",
        status="01",
        fields=("WASTE",),
        appointed_on=date(2015, 4, 1),
        on=date(2025, 1, 2),
    )
