"""What is seen of a project: everything that happened, except the marks of others before the project has its own."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from services.evaluation.projects.commands import StartProject
from services.evaluation.projects.marking import RubricPolicy
from services.evaluation.projects.model import PROJECT
from services.evaluation.projects.outcome import AchievementPolicy
from services.evaluation.projects.reactions import START_PROJECT
from services.evaluation.projects.shown import as_seen_by, outcome, why
from services.evaluation.projects.views import MENTORS, PROJECT_PEOPLE, PROJECTS
from shared.contracts.enrollment.groups import Brief, BriefGiven, GroupFormed, MemberAdded, MemberRemoved
from shared.contracts.evaluation.projects import (
    AssessorAssigned,
    DeliverableSubmitted,
    IndicatorMeasured,
    IndicatorVerified,
    MarksGiven,
    Milestone,
    MilestoneReached,
    PlanAgreed,
    ProjectMarked,
    ProjectStarted,
    ThirdAssessorRequired,
)
from shared.contracts.mentoring.mentors import Expertise, MentorRegistered, PairingActivated
from shared.contracts.vocabulary import Indicator
from shared.events import Event, PersonId, TextRef
from shared.policy import Policies, read_policies
from shared.projection import Body
from shared.reaction import Act
from shared.testing.scenario import Upon, happened, same
from shared.testing.views import Seen

TABLES = Path(__file__).parents[3] / "services" / "evaluation" / "policies"
POLICIES = read_policies(TABLES, [AchievementPolicy, RubricPolicy])
ANI, RINA, SITI = PersonId("ani"), PersonId("rina"), PersonId("siti")
INDICATOR = Indicator("Sampah ke TPA", "t", "MINIMISE", Decimal(100), Decimal(60), date(2027, 4, 1))
STARTED = ProjectStarted("cohort-1", "waste", 2, "Kelompok Melati", "Bank sampah", "WASTE", "dlh", (ANI,), INDICATOR)
SURVEY = Milestone("survey", "Sampah ditimbang", "SHORT", date(2026, 2, 1))
BANKS = Milestone("banks", "Bank sampah dibuka", "MEDIUM", date(2026, 9, 1))
ASSIGNED = [AssessorAssigned(RINA, "inspektorat"), AssessorAssigned(SITI, "bappeda")]
RINAS = MarksGiven(RINA, {"results": 90}, Decimal("90.00"), "rubric@2020-01-01")
SITIS = MarksGiven(SITI, {"results": 70}, Decimal("70.00"), "rubric@2020-01-01")
APART = ThirdAssessorRequired(Decimal("20.00"), "rubric@2020-01-01")
MARKED = ProjectMarked(Decimal("80.00"), (Decimal(90), Decimal(70)), "MEAN_OF_TWO", "rubric@2020-01-01")
REASON = TextRef("text/1")
MONDAY = "2026-03-02T02:00:00.000000Z"


def seen(*events: Event) -> Seen:
    return Seen(PROJECTS, happened("project/group-1", STARTED, *events))


def document(*events: Event) -> Body:
    body = seen(*events).document("group-1")
    assert body is not None
    return body


def test_a_project_is_seen_from_its_start() -> None:
    seen().shows(
        "group-1",
        {
            "id": "group-1",
            "cohort": "cohort-1",
            "program": "waste",
            "edition": 2,
            "name": "Kelompok Melati",
            "title": "Bank sampah",
            "field": "WASTE",
            "sponsor_unit": "dlh",
            "members": ["ani"],
            "indicator": {
                "name": "Sampah ke TPA",
                "unit": "t",
                "direction": "MINIMISE",
                "baseline": "100",
                "target": "60",
                "due_on": "2027-04-01",
            },
            "started_at": MONDAY,
            "objectives": [],
            "milestones": [],
            "deliverables": [],
            "assessors": [],
            "third_assessor": None,
            "mark": None,
            "measurements": [],
        },
    )


def test_a_later_plan_keeps_what_was_reached() -> None:
    first = PlanAgreed(("Pilah",), (SURVEY, BANKS))
    events = [first, MilestoneReached("survey", date(2026, 2, 3)), PlanAgreed(("Pilah", "Olah"), (SURVEY,))]
    reached = {
        "milestone": "survey",
        "title": "Sampah ditimbang",
        "horizon": "SHORT",
        "due_on": "2026-02-01",
        "reached_on": "2026-02-03",
    }
    seen(*events).shows_in("group-1", objectives=["Pilah", "Olah"], milestones=[reached])


def test_every_version_of_a_deliverable_is_kept() -> None:
    first = DeliverableSubmitted("report", "Laporan", 1, "0" * 64, None, date(2026, 2, 3))
    second = msgspec.structs.replace(first, version=2, digest="a" * 64)
    versions = [(one["version"], one["digest"]) for one in document(first, second)["deliverables"]]
    assert versions == [(1, "0" * 64), (2, "a" * 64)]


def totals(body: Body, person: PersonId) -> dict[str, Any]:
    return {one["assessor"]: one["total"] for one in as_seen_by(body, person)["assessors"]}


def test_until_the_project_is_marked_an_assessor_sees_only_what_is_their_own() -> None:
    body = document(*ASSIGNED, RINAS, SITIS, APART)
    assert totals(body, RINA) == {RINA: "90.00", SITI: None}
    assert totals(body, SITI) == {RINA: None, SITI: "70.00"}
    assert totals(body, ANI) == {RINA: None, SITI: None}
    assert "90" not in str(as_seen_by(body, SITI)["assessors"])


def test_the_distance_would_tell_the_marks_of_the_other_so_it_is_hidden_too() -> None:
    body = as_seen_by(document(*ASSIGNED, RINAS, SITIS, APART), RINA)
    assert body["third_assessor"] == {"difference": None, "policy": "rubric@2020-01-01"}


def test_the_mark_shows_its_arithmetic_to_everybody() -> None:
    body = as_seen_by(document(*ASSIGNED, RINAS, SITIS, MARKED), ANI)
    assert [one["total"] for one in body["assessors"]] == ["90.00", "70.00"]
    assert body["mark"] == {
        "mark": "80.00",
        "totals": ["90", "70"],
        "method": "MEAN_OF_TWO",
        "policy": "rubric@2020-01-01",
    }


def next_of(*events: Event) -> list[str]:
    return list(why(document(*events), POLICIES, date(2026, 3, 2))["next"])


def test_why_shows_what_each_criterion_added_under_which_rubric() -> None:
    explained = why(document(*ASSIGNED, RINAS), POLICIES, date(2026, 3, 2))
    assert [one["points"] for one in explained["assessors"]] == [{"results": "22.5"}, None]
    assert explained["rubric"]["weights"]["results"] == 25
    assert explained["rubric"]["policy"] == "rubric@2020-01-01"
    assert explained["mark"] is None


def test_why_explains_each_assessor_s_marks_by_the_rubric_that_they_were_given_under() -> None:
    before = POLICIES.of(RubricPolicy, date(2026, 3, 2))
    first = msgspec.structs.replace(before, valid_to=date(2026, 2, 28))
    weights = {**before.weights, "results": 30, "teamwork": 10}
    second = msgspec.structs.replace(before, valid_from=date(2026, 3, 1), weights=weights)
    later = MarksGiven(SITI, {"results": 70}, Decimal("70.00"), "rubric@2026-03-01")
    policies = Policies({RubricPolicy: (first, second)})
    explained = why(document(*ASSIGNED, RINAS, later), policies, date(2026, 3, 2))
    assert [one["points"] for one in explained["assessors"]] == [{"results": "22.5"}, {"results": "21"}]
    assert explained["rubric"]["policy"] == "rubric@2026-03-01"


def test_why_gives_away_no_more_than_the_project_does() -> None:
    blind = as_seen_by(document(*ASSIGNED, RINAS, SITIS, APART), SITI)
    explained = why(blind, POLICIES, date(2026, 3, 2))
    assert [one["points"] for one in explained["assessors"]] == [None, {"results": "17.5"}]
    assert explained["third_assessor"]["difference"] is None


def test_why_says_what_has_to_happen_next() -> None:
    third = AssessorAssigned(PersonId("tomi"), "dinkes")
    assert next_of() == ["ASSIGN_ASSESSOR"]
    assert next_of(ASSIGNED[0]) == ["ASSIGN_ASSESSOR", "GIVE_MARKS"]
    assert next_of(*ASSIGNED, RINAS) == ["GIVE_MARKS"]
    assert next_of(*ASSIGNED, RINAS, SITIS, APART) == ["ASSIGN_ASSESSOR"]
    assert next_of(*ASSIGNED, RINAS, SITIS, APART, third) == ["GIVE_MARKS"]
    assert next_of(*ASSIGNED, RINAS, SITIS, MARKED) == []


def measured(month: int, value: str, on: date) -> IndicatorMeasured:
    return msgspec.convert(
        {"month": month, "value": value, "measured_on": on, "digest": "0" * 64, "by": "ani"}, IndicatorMeasured
    )


def test_a_measurement_again_stands_beside_the_first_one_and_is_the_one_verified() -> None:
    first, again = measured(3, "80", date(2026, 2, 1)), measured(3, "75", date(2026, 2, 2))
    rows = document(first, again, IndicatorVerified(3, SITI, "bappeda", date(2026, 2, 9)))["measurements"]
    assert [(row["value"], row["verified"]) for row in rows] == [
        ("80", None),
        ("75", {"by": "siti", "unit": "bappeda", "on": "2026-02-09"}),
    ]


def test_the_outcome_is_shown_by_both_methods_and_by_class() -> None:
    body = document(measured(3, "75", date(2026, 2, 1)))
    same(
        [
            {
                "month": 3,
                "value": "75",
                "measured_on": "2026-02-01",
                "verified": False,
                "baseline": "100",
                "baseline_from": "BRIEF",
                "methods": [
                    {"method": "PROGRESS_FROM_BASELINE", "percent": "62.50", "undefined": None},
                    {"method": "REALISATION_OF_TARGET", "percent": "75.00", "undefined": None},
                ],
                "achievement": "MEDIUM",
                "policy": "achievement@2018-01-01",
            }
        ],
        outcome(body, POLICIES),
    )


def test_the_way_begins_at_the_baseline_as_it_was_found() -> None:
    body = document(measured(0, "90", date(2025, 11, 1)), measured(3, "75", date(2026, 2, 1)))
    before, after = outcome(body, POLICIES)
    assert (before["baseline"], before["baseline_from"], before["methods"][0]["percent"]) == (
        "90",
        "MEASUREMENT",
        "0.00",
    )
    assert after["methods"][0]["percent"] == "50.00"


def test_an_indicator_that_nobody_measured_has_no_outcome() -> None:
    assert outcome(document(), POLICIES) == []


def test_a_target_of_zero_has_no_class() -> None:
    aim = msgspec.structs.replace(INDICATOR, target=Decimal(0))
    events = happened(
        "project/group-1", msgspec.structs.replace(STARTED, indicator=aim), measured(3, "5", date(2026, 2, 1))
    )
    body = Seen(PROJECTS, events).document("group-1")
    assert body is not None
    assert outcome(body, POLICIES)[0]["achievement"] is None


def test_a_brief_starts_the_project_of_its_group() -> None:
    brief = Brief("Bank sampah", "Sampah tidak dipilah", "dlh", "WASTE", INDICATOR)
    events = happened(
        "grouping/cohort-1",
        GroupFormed("group-1", "Kelompok Melati"),
        BriefGiven("waste", 2, "group-1", "Kelompok Melati", (ANI,), brief),
    )
    start = StartProject("cohort-1", "waste", 2, "Kelompok Melati", "Bank sampah", "WASTE", "dlh", (ANI,), INDICATOR)
    Upon(START_PROJECT, events).acts(Act(PROJECT, "group-1", start))


def test_whoever_mentors_is_known_by_the_pairing() -> None:
    registered = MentorRegistered((Expertise("waste", 4),), 3, 10, "mentors@2020-01-01")
    activated = PairingActivated("pairing-1", ANI, "waste", None, date(2026, 1, 5), date(2026, 2, 4), date(2026, 6, 1))
    Seen(MENTORS, happened("mentor/siti", registered, activated)).shows(
        "pairing-1", {"id": "pairing-1", "mentor": "siti", "mentee": "ani"}
    )


def test_a_person_finds_the_projects_that_they_work_on_or_mark() -> None:
    joined = [GroupFormed("group-1", "Kelompok Melati"), MemberAdded("group-1", ANI)]
    groups = happened("grouping/cohort-1", *joined)
    marks = happened("project/group-1", STARTED, *ASSIGNED, RINAS)
    people = Seen(PROJECT_PEOPLE, [*groups, *marks])
    member = {"id": "group-1.ani.member", "project": "group-1", "person": "ani", "part": "MEMBER"}
    people.shows("group-1.ani.member", member)
    people.shows_in("group-1.siti.assessor", part="ASSESSOR")
    people.shows_in("group-1.rina.assessor", part="ASSESSOR_DONE")
    left = happened("grouping/cohort-1", *joined, MemberRemoved("group-1", ANI, REASON))
    Seen(PROJECT_PEOPLE, left).shows("group-1.ani.member", {**member, "part": "FORMER_MEMBER"})


@pytest.mark.parametrize("marks_first", [True, False])
def test_who_left_the_group_and_marks_its_project_has_both_parts_whichever_is_told_first(marks_first: bool) -> None:
    groups = happened("grouping/cohort-1", MemberAdded("group-1", SITI), MemberRemoved("group-1", SITI, REASON))
    marks = happened("project/group-1", STARTED, *ASSIGNED)
    people = Seen(PROJECT_PEOPLE, [*marks, *groups] if marks_first else [*groups, *marks])
    people.shows_in("group-1.siti.member", part="FORMER_MEMBER")
    people.shows_in("group-1.siti.assessor", part="ASSESSOR")
