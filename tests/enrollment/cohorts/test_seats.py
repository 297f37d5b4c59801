"""Whatever is asked in whatever order: seats are never oversold and the line keeps its order."""

from datetime import datetime, timedelta

import msgspec
from hypothesis import given as sampled
from hypothesis import strategies as st

from services.enrollment.cohorts.commands import (
    AcceptOffer,
    ApproveApplication,
    DeclineOffer,
    ExpireOffer,
    RecordCompletion,
    RejectApplication,
    WithdrawEnrollment,
)
from services.enrollment.cohorts.model import COHORT
from services.enrollment.cohorts.state import Cohort
from shared.contracts.enrollment.cohorts import SeatAwaited, SeatConfirmed, SeatOffered
from shared.decider import Command
from shared.events import Event, PersonId
from shared.refusals import Refused
from tests.enrollment.cohorts.examples import HEAD, MONDAY, OPENED, POLICIES, REASON, TODAY, apply_for

PEOPLE = [PersonId(f"person-{number}") for number in range(6)]


def commands_of(person: PersonId) -> list[Command]:
    return [
        apply_for(person, by="OFFICER"),
        ApproveApplication(person, "UNIT_HEAD", HEAD, "dlh", TODAY),
        RejectApplication(person, "UNIT_HEAD", HEAD, "dlh", REASON, TODAY),
        WithdrawEnrollment(person, REASON, TODAY),
        AcceptOffer(person, "OFFICER", TODAY),
        DeclineOffer(person),
        ExpireOffer(person),
        RecordCompletion(person, completed=True),
    ]


STEPS = st.lists(
    st.tuples(st.sampled_from([command for person in PEOPLE for command in commands_of(person)]), st.integers(0, 30)),
    max_size=60,
)


def decided(cohort: Cohort, command: Command, now: datetime) -> list[Event]:
    try:
        return list(COHORT.decide(cohort, command, POLICIES, now))
    except Refused:
        return []


def check(before: Cohort, after: Cohort, events: list[Event]) -> None:
    assert len(after.confirmed) + len(after.offered) <= after.seats
    places = [*after.confirmed, *after.offered, *after.waiting]
    assert len(set(places)) == len(places), "somebody is in two places"
    assert after.applications.keys() >= set(places)
    assert after.taken == after.seats or not after.waiting, "a seat is free while somebody waits"
    for event in events:
        match event:
            case SeatOffered(person=person):
                assert person == next(iter(before.waiting)), "the line was jumped"
            case SeatConfirmed(by="FREE_SEAT"):
                assert not before.waiting, "a newcomer passed the line"
            case SeatAwaited(person=person):
                assert after.waiting == (*before.waiting, person)
    stayed = [person for person in before.waiting if person in after.waiting]
    assert list(after.waiting[: len(stayed)]) == stayed, "the line lost its order"


@sampled(seats=st.integers(1, 3), approved=st.booleans(), steps=STEPS)
def test_seats_are_never_oversold(seats: int, approved: bool, steps: list[tuple[Command, int]]) -> None:
    opened = msgspec.structs.replace(OPENED, seats=seats, approval=("UNIT_HEAD",) if approved else ())
    cohort, now = COHORT.state([opened]), MONDAY
    for command, hours in steps:
        now += timedelta(hours=hours)
        events = decided(cohort, command, now)
        before = cohort
        for event in events:
            cohort = COHORT.evolve(cohort, event)
        check(before, cohort, events)
