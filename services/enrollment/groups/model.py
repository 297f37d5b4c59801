"""The groups of a cohort are decided in one stream, so that nobody works in two of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from shared.contracts.enrollment.groups import Brief, BriefGiven, GroupFormed, MemberAdded, MemberRemoved
from shared.days import today
from shared.decider import Command, Decider, State, Unknown
from shared.events import Event, PersonId, TextRef
from shared.policy import Policies, Policy
from shared.refusals import NotFound, Refused


class GroupPolicy(Policy, frozen=True):
    """How few and how many work on one brief."""

    table = "groups"

    least_members: int
    most_members: int


class GroupExists(Refused):
    """This id already belongs to a group of the cohort."""

    says = "This group is already formed."


class GroupNameTaken(Refused):
    """People tell the groups of a cohort apart by their names."""

    says = "Another group of this cohort already has this name."


class MemberSeatless(Refused):
    """Members are those who hold a seat of the cohort."""

    says = "The person holds no seat in this cohort."


class MembersSeatless(Refused):
    """Who gave up the seat does not work on the project; they are taken out first."""

    says = "{seatless} of {members} members hold no seat in this cohort any more."


class MemberElsewhere(Refused):
    """One group a person."""

    says = "The person already works in another group of this cohort, {group}."


class GroupTooLarge(Refused):
    """More than the policy's number cannot work on one brief."""

    says = "The group would have {members} members; at most {most} are allowed."


class GroupTooSmall(Refused):
    """With a brief, a group keeps the members that its task needs."""

    says = "The group would have {members} members; at least {least} are needed."


class BriefAlreadyGiven(Refused):
    """A group gets one brief, and its project begins with the members of that moment."""

    says = "The group has its brief, and its project has begun."


class SponsorUnknown(Refused):
    """The sponsor is a unit of the city."""

    status = 422
    says = "There is no unit {unit} that could sponsor the project."


class FormGroup(Command, frozen=True):
    """Begin a group under a name that no other group of the cohort has."""

    group: str
    name: str


class AddMember(Command, frozen=True):
    """Let a person work in the group; `seated` says whether they hold a seat of the cohort."""

    group: str
    person: PersonId
    seated: bool


class RemoveMember(Command, frozen=True):
    """Take a person out of the group."""

    group: str
    person: PersonId
    reason: TextRef


class GiveBrief(Command, frozen=True):
    """Hand the group its task; program and edition are the cohort's, `seated` are those who hold a seat of it.

    `sponsor_known` says whether the unit exists.
    """

    group: str
    program: str
    edition: int
    brief: Brief
    sponsor_known: bool
    seated: frozenset[PersonId]


class Group(msgspec.Struct, frozen=True):
    """A group, its members in the order in which they came, and its task."""

    name: str
    members: tuple[PersonId, ...] = ()
    brief: Brief | None = None


class Grouping(State, frozen=True):
    """The groups of one cohort."""

    groups: Mapping[str, Group] = {}

    def group_of(self, person: PersonId) -> str | None:
        """Where a person works, if anywhere."""
        return next((group for group, one in self.groups.items() if person in one.members), None)

    def members(self, group: str) -> tuple[PersonId, ...]:
        """Who works in a group that exists."""
        return self.groups[group].members

    def brief(self, group: str) -> Brief | None:
        """The task of a group that exists, once it has one."""
        return self.groups[group].brief

    def changed(self, group: str, **changes: object) -> "Grouping":
        """The same groups, one of them changed."""
        return self.but(groups={**self.groups, group: msgspec.structs.replace(self.groups[group], **changes)})


def evolve(grouping: Grouping, event: Event) -> Grouping:
    """What an event changes about the groups."""
    match event:
        case GroupFormed(group=group, name=name):
            return grouping.but(groups={**grouping.groups, group: Group(name)})
        case MemberAdded(group=group, person=person):
            return grouping.changed(group, members=(*grouping.groups[group].members, person))
        case MemberRemoved(group=group, person=person):
            others = tuple(other for other in grouping.groups[group].members if other != person)
            return grouping.changed(group, members=others)
        case BriefGiven(group=group, brief=brief):
            return grouping.changed(group, brief=brief)
    return grouping


def decide(grouping: Grouping, command: Command, policies: Policies, now: datetime) -> Sequence[Event]:
    """Membership and brief; product.md, groups."""
    policy = policies.of(GroupPolicy, today(now))
    match command:
        case FormGroup(group=group) if group in grouping.groups:
            raise GroupExists()
        case FormGroup(name=name) if any(group.name == name for group in grouping.groups.values()):
            raise GroupNameTaken()
        case FormGroup(group=group, name=name):
            return [GroupFormed(group, name)]
        case AddMember() | RemoveMember() | GiveBrief() if command.group not in grouping.groups:
            raise NotFound(kind="group")

        case AddMember(group=group, person=person) if person in grouping.members(group):
            return []
        case AddMember(seated=False):
            raise MemberSeatless()
        case AddMember(person=person) if elsewhere := grouping.group_of(person):
            raise MemberElsewhere(group=elsewhere)
        case AddMember(group=group) if grouping.brief(group):
            raise BriefAlreadyGiven()
        case AddMember(group=group, person=person):
            _check_size(len(grouping.members(group)) + 1, policy, least=0)
            return [MemberAdded(group, person)]

        case RemoveMember(group=group, person=person) if person not in grouping.members(group):
            raise NotFound(kind="member")
        case RemoveMember(group=group, person=person, reason=reason):
            needed = policy.least_members if grouping.brief(group) else 0
            _check_size(len(grouping.members(group)) - 1, policy, least=needed)
            return [MemberRemoved(group, person, reason)]

        case GiveBrief(group=group, brief=brief) if grouping.brief(group) == brief:
            return []
        case GiveBrief(group=group) if grouping.brief(group):
            raise BriefAlreadyGiven()
        case GiveBrief(brief=brief, sponsor_known=False):
            raise SponsorUnknown(unit=brief.sponsor_unit)
        case GiveBrief(group=group, program=program, edition=edition, brief=brief, seated=seated):
            members = grouping.members(group)
            if seatless := set(members) - seated:
                raise MembersSeatless(seatless=len(seatless), members=len(members))
            _check_size(len(members), policy, least=policy.least_members)
            return [BriefGiven(program, edition, group, grouping.groups[group].name, members, brief)]
    raise Unknown(command)


def _check_size(members: int, policy: GroupPolicy, least: int) -> None:
    if members < least:
        raise GroupTooSmall(members=members, least=least, rule=policy.version)
    if members > policy.most_members:
        raise GroupTooLarge(members=members, most=policy.most_members, rule=policy.version)


GROUPING = Decider("grouping", Grouping(), decide, evolve)
