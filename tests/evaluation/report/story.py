"""A programme of two cohorts as evaluation is told of it: one that ran to its end, and one that has just opened."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from services.evaluation.service import EVALUATION
from services.evaluation.surveys.templates import template
from shared.contracts.enrollment.cohorts import (
    ApplicationSubmitted,
    CohortOpened,
    EnrollmentWithdrawn,
    SeatAwaited,
    SeatConfirmed,
)
from shared.contracts.enrollment.groups import Brief, BriefGiven, GroupFormed, MemberAdded
from shared.contracts.enrollment.people import EmployeeRegistered, UnitEstablished
from shared.contracts.enrollment.programs import CompletionRules, Goal, ProgramContent, ProgramPublished
from shared.contracts.enrollment.sessions import AttendanceCorrected, Mark, RollCalled, SessionScheduled
from shared.contracts.evaluation.completion import Attended, CompletionDecided
from shared.contracts.evaluation.projects import (
    IndicatorMeasured,
    IndicatorVerified,
    Milestone,
    MilestoneReached,
    PlanAgreed,
    ProjectMarked,
)
from shared.contracts.evaluation.surveys import (
    AnswersReleased,
    Slip,
    Stratum,
    SurveyClosed,
    SurveyHandedIn,
    SurveyOpened,
)
from shared.contracts.mentoring.mentors import PairingActivated, PairingEnded, PairingProposed
from shared.contracts.mentoring.sessions import MentoringSessionConfirmed, PairingFellSilent
from shared.contracts.mentoring.sharing import SharingAnnounced, SharingHeld, SharingJoined
from shared.contracts.vocabulary import Attendance, Check, Indicator
from shared.events import Event, PersonId, TextRef
from shared.identity import derived_id
from shared.testing.town import Town


def named(name: str) -> str:
    return derived_id("report", name)


PROGRAM, EMPTY_PROGRAM, DONE, OPEN = (named(name) for name in ("program", "empty", "done", "open"))
PEOPLE = [PersonId(named(f"person {number}")) for number in range(8)]
MENTOR, OFFICER_ID = PersonId(named("mentor")), PersonId(named("officer"))
GROUPS = named("group 1"), named("group 2")
SATISFACTION, STILL_OPEN = named("satisfaction"), named("still open")
OFFICER, AUDITOR = (OFFICER_ID, "officer"), (OFFICER_ID, "auditor")
REPORT = f"/evaluation/v1/programs/{PROGRAM}/report"
TEXT = TextRef(named("text"))

OUTCOME = Indicator("Sampah terolah", "ton", "MAXIMISE", Decimal(10), Decimal(30), date(2026, 7, 31))
CONTENT = ProgramContent(
    title="Pengelolaan sampah <pesisir>",
    legal_basis="PP 11/2017",
    goals=(Goal("WASTE_MANAGEMENT", "TECHNICAL", 3), Goal("INTEGRITY", "MANAGERIAL", 2)),
    methods=("CLASS", "PROJECT_GROUP", "MENTORING", "KNOWLEDGE_SHARING"),
    form=3,
    learning_hours=40,
    completion=CompletionRules(80, 70, 1, survey_required=True),
    outcome=OUTCOME,
)


def tell_of_programs(town: Town) -> None:
    """Two programmes; nobody has opened a cohort of the second one."""
    town.tell("unit/dlh", UnitEstablished("DLH", "Dinas Lingkungan Hidup", "DINAS", None, date(2020, 1, 1)))
    town.tell(f"program/{PROGRAM}", ProgramPublished("SAMPAH", 1, CONTENT))
    town.tell(f"program/{EMPTY_PROGRAM}", ProgramPublished("KOSONG", 1, CONTENT))


def cohort(name: str, seats: int, starts_on: date) -> CohortOpened:
    return CohortOpened(PROGRAM, 1, name, seats, date(2025, 6, 1), date(2025, 6, 20), starts_on, date(2026, 1, 31), ())


def tell_of_seats(town: Town) -> None:
    """Of eight people six hold a seat, one waits and one went away; the other cohort has none."""
    town.tell(f"cohort/{DONE}", cohort("Angkatan I", 7, date(2025, 7, 7)))
    town.tell(f"cohort/{OPEN}", cohort("Angkatan II", 10, date(2026, 2, 2)))
    for number, person in enumerate(PEOPLE):
        unit, kind = ("DLH", "PNS") if number < 5 else ("DINKES", "PPPK")
        town.tell(f"employee/{person}", employee(unit, kind))
        applied = ApplicationSubmitted(person, unit, "SELF", date(2025, 6, 2), (), "seats@2020-01-01")
        town.tell(f"cohort/{DONE}", applied)
        town.tell(
            f"cohort/{DONE}",
            SeatAwaited(person, 1) if number == 7 else SeatConfirmed(person, "FREE_SEAT", date(2025, 6, 2)),
        )
    town.tell(f"cohort/{DONE}", EnrollmentWithdrawn(PEOPLE[6], TEXT, date(2025, 7, 1)))


def employee(unit: str, kind: Any) -> EmployeeRegistered:
    born = date(2015, 1, 1)
    return EmployeeRegistered(kind, unit, "STAFF", "PELAKSANA", "II/c", "01", ("WASTE_MANAGEMENT",), born, born)


def tell_of_sessions(town: Town) -> None:
    """Two sessions were held and one stands in the timetable; one mark was corrected."""
    rolls: list[list[Attendance]] = [["PRESENT"] * 6, ["PRESENT", "LATE", "EXCUSED", "ABSENT", "ABSENT", "PRESENT"]]
    for number in range(3):
        stream, at = f"training_session/{named(f'session {number}')}", datetime(2025, 7, 8 + number, 1, tzinfo=UTC)
        town.tell(stream, SessionScheduled(DONE, "Memilah", "Aula", at, at.replace(hour=5)))
        for roll in rolls[number : number + 1]:
            marks = tuple(Mark(person, mark) for person, mark in zip(PEOPLE, roll, strict=False))
            town.tell(stream, RollCalled(DONE, at.date(), 240, marks))
            if number == 1:
                present = AttendanceCorrected(DONE, PEOPLE[4], "ABSENT", "PRESENT", TEXT, OFFICER_ID, at.date())
                town.tell(stream, present)


def tell_of_groups(town: Town) -> None:
    """Two groups of three with their briefs; the projects begin by themselves."""
    for number, group in enumerate(GROUPS):
        members = tuple(PEOPLE[3 * number : 3 * number + 3])
        brief = Brief(f"Proyek {number + 1}", "Masalah", "DLH", "WASTE_MANAGEMENT", OUTCOME)
        town.tell(
            f"grouping/{DONE}",
            GroupFormed(group, f"Kelompok {number + 1}"),
            *(MemberAdded(group, member) for member in members),
            BriefGiven(PROGRAM, 1, group, f"Kelompok {number + 1}", members, brief),
        )


def tell_of_work(town: Town) -> None:
    """The first project is marked and measured up to month 6, which nobody verified; the second is not."""
    stream = f"project/{GROUPS[0]}"
    plan = [Milestone(named(f"milestone {number}"), "Uji coba", "SHORT", date(2025, 9, 1)) for number in range(2)]
    town.tell(stream, PlanAgreed(("Lebih bersih",), tuple(plan)), MilestoneReached(plan[0].milestone, date(2025, 9, 1)))
    totals = Decimal(80), Decimal(84)
    town.tell(stream, ProjectMarked(Decimal("82.00"), totals, "MEAN_OF_TWO", "rubric@2020-01-01"))
    town.tell(stream, measured(0, "12"), IndicatorVerified(0, OFFICER_ID, "BKPSDM", date(2025, 7, 9)))
    town.tell(stream, measured(3, "30.5"), IndicatorVerified(3, OFFICER_ID, "BKPSDM", date(2025, 10, 9)))
    town.tell(stream, measured(6, "21"))


def measured(month: Any, value: str) -> IndicatorMeasured:
    return IndicatorMeasured(
        month, Decimal(value), date(2025, 7 + month, 8) if month < 6 else date(2026, 1, 8), "0" * 64, PEOPLE[0]
    )


def tell_of_mentoring(town: Town) -> None:
    """One pairing met once and ended, one fell silent, one waits for an answer; and there was a sharing class."""
    ended, silent, proposed = (named(f"pairing {number}") for number in range(3))
    for pairing, mentee in zip((ended, silent, proposed), PEOPLE, strict=False):
        town.tell(f"mentor/{MENTOR}", offered(pairing, mentee))
    for pairing, mentee in zip((ended, silent), PEOPLE, strict=False):
        activated = PairingActivated(
            pairing=pairing,
            mentee=mentee,
            competency="WASTE_MANAGEMENT",
            cohort=DONE,
            on=date(2025, 7, 10),
            silent_from=date(2025, 8, 9),
            over_from=date(2025, 12, 2),
        )
        town.tell(f"mentor/{MENTOR}", activated)
    met = MentoringSessionConfirmed(
        named("met"), MENTOR, PEOPLE[0], DONE, "WASTE_MANAGEMENT", date(2025, 7, 20), 60, date(2025, 8, 19)
    )
    town.tell(f"pairing/{ended}", met)
    town.tell(f"mentor/{MENTOR}", PairingEnded(ended, "TERM_OVER", TEXT, date(2025, 12, 1)))
    for days in (30, 60):
        town.tell(
            f"pairing/{silent}",
            PairingFellSilent(MENTOR, PEOPLE[1], date(2025, 7, 10), days, date(2025, 9, 9), "pairings@2020-01-01"),
        )
    at = datetime(2025, 8, 1, 2, tzinfo=UTC)
    announced = SharingAnnounced(MENTOR, "Kompos", "WASTE_MANAGEMENT", 7, 20, "Aula", at, at, "sharing@2020-01-01")
    joined = [SharingJoined(person) for person in PEOPLE[:3]]
    held = SharingHeld(date(2025, 8, 1), 90, tuple(PEOPLE[:2]), (PEOPLE[2],))
    town.tell(f"sharing_class/{named('class')}", announced, *joined, held)


def offered(pairing: str, mentee: PersonId) -> PairingProposed:
    return PairingProposed(
        pairing=pairing,
        mentee=mentee,
        kind="GROUP",
        competency="WASTE_MANAGEMENT",
        mentee_level=1,
        target_level=3,
        cohort=DONE,
        starts_on=date(2025, 7, 10),
        ends_on=date(2025, 12, 1),
        on=date(2025, 7, 8),
        lapses_on=date(2025, 7, 22),
        checks=(),
        policy="pairings@2020-01-01",
    )


def tell_of_surveys(town: Town) -> None:
    """Five of six answered one that is closed; one PPPK alone would stand out; another survey is open still."""
    invited = {person: int(number == 5) for number, person in enumerate(PEOPLE[:6])}
    strata = (Stratum({"kind": "PNS"}, 5), Stratum({"kind": "PPPK"}, 1))
    for survey in (SATISFACTION, STILL_OPEN):
        asked = SurveyOpened("satisfaction", 1, "COHORT", DONE, invited, strata, date(2099, 12, 31))
        town.tell(f"survey/{survey}", asked)
        for person in PEOPLE[:5] if survey == SATISFACTION else PEOPLE[:2]:
            town.tell(f"survey_turnout/{derived_id(survey, person)}", SurveyHandedIn(survey, person))
    slips = tuple(Slip(scores(5 if number else 4), {"kind": "PNS"}) for number in range(5))
    released = AnswersReleased(SATISFACTION, date(2026, 2, 1), slips, tuple(f"{number:064}" for number in range(5)))
    town.tell(f"survey_answers/{SATISFACTION}", released)
    town.tell(f"survey/{SATISFACTION}", SurveyClosed(date(2026, 2, 1)))


def scores(most: int) -> dict[str, int]:
    """Cleanliness pleased nobody, facilities few; the rest as `most` says."""
    codes = [question.code for question in template("satisfaction", 1).questions]
    return {code: {"CLEANLINESS": 2, "FACILITIES": 3}.get(code, most) for code in codes}


def tell_of_completion(town: Town) -> None:
    """Four of five were decided to have completed; nobody decided on the sixth. Hours follow by themselves."""
    for number, person in enumerate(PEOPLE[:5]):
        met = number != 3
        checks = (
            Check("ATTENDANCE", met, {"minutes": 480, "held": 480, "percent": "100.0", "needed": 80}),
            Check("SURVEY_HANDED_IN", True, {"handed_in": True}),
        )
        attended = (Attended(date(2025, 7, 8), 240), Attended(date(2025, 7, 9), 240))
        decided: Event = CompletionDecided(DONE, PROGRAM, 1, person, met, checks, 3, 40, attended)
        town.tell(f"completion/{derived_id(DONE, person)}", decided)


def told() -> Town:
    """Everything above, in the order in which it happened."""
    town = Town(EVALUATION)
    tell_of_programs(town)
    tell_of_seats(town)
    tell_of_sessions(town)
    tell_of_groups(town)
    tell_of_work(town)
    tell_of_mentoring(town)
    tell_of_surveys(town)
    tell_of_completion(town)
    return town
