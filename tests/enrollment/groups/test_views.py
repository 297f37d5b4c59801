"""Each group shows its members, who left it and why, and its brief."""

from datetime import date
from decimal import Decimal

from services.enrollment.groups.views import GROUPS
from shared.contracts.enrollment.groups import Brief, BriefGiven, GroupFormed, MemberAdded, MemberRemoved
from shared.contracts.vocabulary import Indicator
from shared.deadline import moment
from shared.events import PersonId, TextRef
from shared.testing.scenario import MONDAY, happened
from shared.testing.views import Seen

ANI, BUDI = PersonId("ani"), PersonId("budi")
INDICATOR = Indicator("Sampah terpilah", "percent", "MAXIMISE", Decimal("12.5"), Decimal(30), date(2027, 4, 1))
BRIEF = Brief("Bank sampah", "Sampah tidak dipilah", "dlh", "WASTE", INDICATOR)
JOINED = [GroupFormed("melati", "Kelompok Melati"), MemberAdded("melati", ANI), MemberAdded("melati", BUDI)]


def test_a_group_shows_its_members() -> None:
    Seen(GROUPS, happened("grouping/cohort-1", *JOINED)).shows(
        "melati",
        {
            "id": "melati",
            "cohort": "cohort-1",
            "name": "Kelompok Melati",
            "members": ["ani", "budi"],
            "left": [],
            "brief": None,
        },
    )


def test_who_left_is_kept_with_the_reason() -> None:
    events = [*JOINED, MemberRemoved("melati", ANI, TextRef("text/1"))]
    Seen(GROUPS, happened("grouping/cohort-1", *events)).shows_in(
        "melati",
        members=["budi"],
        left=[{"person": "ani", "reason": "text/1", "recorded_at": moment(MONDAY)}],
    )


def test_a_brief_is_shown_with_the_indicator_that_it_should_move() -> None:
    given_brief = BriefGiven("waste", 2, "melati", "Kelompok Melati", (ANI, BUDI), BRIEF)
    Seen(GROUPS, happened("grouping/cohort-1", *JOINED, given_brief)).shows_in(
        "melati",
        brief={
            "title": "Bank sampah",
            "problem": "Sampah tidak dipilah",
            "sponsor_unit": "dlh",
            "field": "WASTE",
            "indicator": {
                "name": "Sampah terpilah",
                "unit": "percent",
                "direction": "MAXIMISE",
                "baseline": "12.5",
                "target": "30",
                "due_on": "2027-04-01",
            },
        },
    )


def test_groups_of_one_cohort_are_documents_of_their_own() -> None:
    events = [*JOINED, GroupFormed("anggrek", "Kelompok Anggrek")]
    Seen(GROUPS, happened("grouping/cohort-1", *events)).shows_in("anggrek", cohort="cohort-1", members=[])
