"""The timetable shows each session with its roll as corrected, and what it said before."""

from datetime import UTC, date, datetime

from services.enrollment.sessions.views import TRAINING_SESSIONS
from shared.contracts.enrollment.sessions import AttendanceCorrected, Mark, RollCalled, SessionScheduled
from shared.deadline import moment
from shared.events import PersonId, TextRef
from shared.testing.scenario import MONDAY, happened
from shared.testing.views import Seen

ANI, BUDI, OFFICER = PersonId("ani"), PersonId("budi"), PersonId("officer")
STARTS = datetime(2026, 4, 9, 1, 30, tzinfo=UTC)
ENDS = datetime(2026, 4, 9, 5, 0, tzinfo=UTC)
SCHEDULED = SessionScheduled("cohort-1", "Pemilahan sampah", "Aula BKPSDM", STARTS, ENDS)
CALLED = RollCalled("cohort-1", date(2026, 4, 9), 210, (Mark(ANI, "PRESENT"), Mark(BUDI, "ABSENT")))
CORRECTED = AttendanceCorrected("cohort-1", BUDI, "ABSENT", "LATE", TextRef("text/1"), OFFICER, date(2026, 4, 10))


def test_a_session_without_a_roll_shows_no_roll() -> None:
    Seen(TRAINING_SESSIONS, happened("training_session/1", SCHEDULED)).shows(
        "1",
        {
            "id": "1",
            "cohort": "cohort-1",
            "title": "Pemilahan sampah",
            "place": "Aula BKPSDM",
            "starts_at": moment(STARTS),
            "ends_at": moment(ENDS),
            "held_on": None,
            "minutes": None,
            "marks": [],
            "corrections": [],
        },
    )


def test_a_session_shows_its_roll() -> None:
    Seen(TRAINING_SESSIONS, happened("training_session/1", SCHEDULED, CALLED)).shows_in(
        "1",
        held_on="2026-04-09",
        minutes=210,
        marks=[{"person": "ani", "attendance": "PRESENT"}, {"person": "budi", "attendance": "ABSENT"}],
    )


def test_a_correction_changes_the_mark_and_keeps_the_former_one() -> None:
    Seen(TRAINING_SESSIONS, happened("training_session/1", SCHEDULED, CALLED, CORRECTED)).shows_in(
        "1",
        marks=[{"person": "ani", "attendance": "PRESENT"}, {"person": "budi", "attendance": "LATE"}],
        corrections=[
            {
                "person": "budi",
                "was": "ABSENT",
                "attendance": "LATE",
                "reason": "text/1",
                "by": "officer",
                "on": "2026-04-10",
                "recorded_at": moment(MONDAY),
            }
        ],
    )
