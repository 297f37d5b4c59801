"""Groups have three to eight members with a seat, nobody is in two, and each gets one brief."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from services.enrollment.groups.model import (
    GROUPING,
    AddMember,
    BriefAlreadyGiven,
    FormGroup,
    GiveBrief,
    GroupExists,
    GroupNameTaken,
    GroupPolicy,
    GroupTooLarge,
    GroupTooSmall,
    MemberElsewhere,
    MemberSeatless,
    MembersSeatless,
    RemoveMember,
    SponsorUnknown,
)
from shared.contracts.enrollment.groups import Brief, BriefGiven, GroupFormed, MemberAdded, MemberRemoved
from shared.contracts.vocabulary import Indicator
from shared.decider import Command
from shared.events import Event, PersonId, TextRef
from shared.policy import read_policies
from shared.refusals import NotFound
from shared.testing.scenario import Scenario

TABLES = Path(__file__).parents[3] / "services" / "enrollment" / "policies"
given = Scenario(GROUPING, read_policies(TABLES, [GroupPolicy]))

PEOPLE = tuple(PersonId(f"person-{number}") for number in range(9))
ANI, BUDI = PEOPLE[0], PEOPLE[1]
REASON = TextRef("text/1")
FORMED = GroupFormed("group-1", "Kelompok Melati")
BRIEF = Brief(
    title="Bank sampah di tiap kelurahan",
    problem="Sampah tidak dipilah di sumbernya",
    sponsor_unit="dlh",
    field="WASTE",
    indicator=Indicator("Sampah terpilah", "percent", "MAXIMISE", Decimal(12), Decimal(30), date(2027, 4, 1)),
)
GIVE = GiveBrief("group-1", "waste", 2, BRIEF, sponsor_known=True, seated=frozenset(PEOPLE))


def group_of(members: int) -> list[Event]:
    return [FORMED, *(MemberAdded("group-1", person) for person in PEOPLE[:members])]


def at_work(members: int) -> list[Event]:
    given_brief = BriefGiven("waste", 2, "group-1", "Kelompok Melati", PEOPLE[:members], BRIEF)
    return [*group_of(members), given_brief]


def test_a_group_is_formed_under_a_name() -> None:
    given().when(FormGroup("group-1", "Kelompok Melati")).then(FORMED)


def test_a_name_is_given_once_in_a_cohort() -> None:
    given(FORMED).when(FormGroup("group-2", "Kelompok Melati")).refused(GroupNameTaken)
    given(FORMED).when(FormGroup("group-1", "Kelompok Anggrek")).refused(GroupExists)


def test_who_holds_a_seat_may_be_a_member() -> None:
    given(FORMED).when(AddMember("group-1", ANI, seated=True)).then(MemberAdded("group-1", ANI))
    given(FORMED).when(AddMember("group-1", ANI, seated=False)).refused(MemberSeatless)


def test_a_member_is_added_once() -> None:
    given(*group_of(1)).when(AddMember("group-1", ANI, seated=True)).nothing()


def test_nobody_works_in_two_groups() -> None:
    history = [*group_of(1), GroupFormed("group-2", "Kelompok Anggrek")]
    given(*history).when(AddMember("group-2", ANI, seated=True)).refused(MemberElsewhere, group="group-1")
    left = MemberRemoved("group-1", ANI, REASON)
    given(*history, left).when(AddMember("group-2", ANI, seated=True)).then(MemberAdded("group-2", ANI))


def test_a_group_has_at_most_eight_members() -> None:
    given(*group_of(7)).when(AddMember("group-1", PEOPLE[7], seated=True)).then(MemberAdded("group-1", PEOPLE[7]))
    given(*group_of(8)).when(AddMember("group-1", PEOPLE[8], seated=True)).refused(GroupTooLarge, members=9, most=8)


def test_a_group_gets_its_brief_with_at_least_three_members() -> None:
    given(*group_of(3)).when(GIVE).then(*at_work(3)[-1:])
    given(*group_of(2)).when(GIVE).refused(GroupTooSmall, members=2, least=3)


def test_who_gave_up_the_seat_is_taken_out_before_the_brief_is_given() -> None:
    without_ani = msgspec.structs.replace(GIVE, seated=frozenset(PEOPLE[1:]))
    given(*group_of(4)).when(without_ani).refused(MembersSeatless, seatless=1, members=4)
    left = MemberRemoved("group-1", ANI, REASON)
    given_brief = BriefGiven("waste", 2, "group-1", "Kelompok Melati", PEOPLE[1:4], BRIEF)
    given(*group_of(4), left).when(without_ani).then(given_brief)


def test_the_sponsor_is_a_unit_of_the_city() -> None:
    unknown = msgspec.structs.replace(GIVE, sponsor_known=False)
    given(*group_of(3)).when(unknown).refused(SponsorUnknown, unit="dlh")


def test_a_group_gets_one_brief() -> None:
    another = msgspec.structs.replace(GIVE, brief=msgspec.structs.replace(BRIEF, title="Kompos"))
    given(*at_work(3)).when(another).refused(BriefAlreadyGiven)
    given(*at_work(3)).when(GIVE).nothing()


def test_a_member_leaves_for_a_reason() -> None:
    given(*group_of(1)).when(RemoveMember("group-1", ANI, REASON)).then(MemberRemoved("group-1", ANI, REASON))
    given(*group_of(1)).when(RemoveMember("group-1", BUDI, REASON)).refused(NotFound, kind="member")


def test_a_group_at_work_keeps_three_members() -> None:
    given(*at_work(4)).when(RemoveMember("group-1", ANI, REASON)).then(MemberRemoved("group-1", ANI, REASON))
    given(*at_work(3)).when(RemoveMember("group-1", ANI, REASON)).refused(GroupTooSmall, members=2, least=3)


def test_nobody_joins_a_group_at_work() -> None:
    given(*at_work(3)).when(AddMember("group-1", PEOPLE[3], seated=True)).refused(BriefAlreadyGiven)


@pytest.mark.parametrize(
    "command", [AddMember("group-1", ANI, seated=True), RemoveMember("group-1", ANI, REASON), GIVE]
)
def test_nothing_happens_in_a_group_that_does_not_exist(command: Command) -> None:
    given().when(command).refused(NotFound, kind="group")
