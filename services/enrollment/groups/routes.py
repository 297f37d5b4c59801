"""How groups of a cohort are formed, filled, given their brief and seen."""

from typing import Any

import msgspec

from services.enrollment.cohorts.facts import open_cohort
from services.enrollment.groups.model import GROUPING, AddMember, FormGroup, GiveBrief, RemoveMember
from services.enrollment.groups.schemas import (
    AddMemberSchema,
    BriefSchema,
    FormGroupSchema,
    GroupSchema,
    RemoveMemberSchema,
)
from services.enrollment.groups.views import GROUPS
from services.enrollment.people.sight import SEE_EVERYBODY
from services.enrollment.people.unit import UNIT, unit_id
from shared.contracts.enrollment.groups import Brief
from shared.decider import Command
from shared.events import PersonId
from shared.ports import Text
from shared.refusals import NotFound, NotYours
from shared.web.answers import Answer
from shared.web.auth import caller
from shared.web.current import state_of
from shared.web.reading import AsOf, Page, listing, part
from shared.web.routes import Routes
from shared.web.write import new_id, note, ref, write

groups = Routes("groups", "enrollment", "Project groups of a cohort: members and brief")

GROUP = "/cohorts/<id:cohort>/groups/<id:group>"
READERS = (*SEE_EVERYBODY, "participant")


@groups.post(
    "/cohorts/<id:cohort>/groups", allowed=("officer",), takes=FormGroupSchema, answers=GroupSchema, status=201
)
def form_group(body: dict[str, Any], cohort: str) -> Answer:
    """Form a group of the cohort."""
    open_cohort(cohort)
    group = new_id()
    location = f"/enrollment/v1/cohorts/{cohort}/groups/{group}"
    return _carried_out(cohort, group, FormGroup(group, body["name"]), location=location)


@groups.listing("/cohorts/<id:cohort>/groups", allowed=READERS, answers=GroupSchema, sorts=GROUPS.sorted_by)
def list_groups(filters: dict[str, Any], page: Page, cohort: str) -> Answer:
    """List the groups of a cohort; participants see those of a cohort in which they hold a seat."""
    _check_sight(cohort)
    return _told(listing(GROUPS, page, cohort=cohort, **filters))


@groups.get(GROUP, allowed=READERS, answers=GroupSchema, query=AsOf)
def show_group(query: dict[str, Any], cohort: str, group: str) -> Answer:
    """Show one group with its members and its brief."""
    _check_sight(cohort)
    answer = part(GROUPS, group, stream=GROUPING.name(cohort), kind="group", **query)
    if answer.body["cohort"] != cohort:
        raise NotFound(kind="group")
    return _told(answer)


@groups.post(f"{GROUP}/add", allowed=("officer",), takes=AddMemberSchema, answers=GroupSchema)
def add_member(body: dict[str, Any], cohort: str, group: str) -> Answer:
    """Let somebody who holds a seat work in the group."""
    person = PersonId(body["person"])
    return _carried_out(cohort, group, AddMember(group, person, seated=person in open_cohort(cohort).confirmed))


@groups.post(f"{GROUP}/remove", allowed=("officer",), takes=RemoveMemberSchema, answers=GroupSchema)
def remove_member(body: dict[str, Any], cohort: str, group: str) -> Answer:
    """Take somebody out of the group, with a reason."""
    person = PersonId(body["person"])
    reason = note("reason", body["reason"], person)
    return _carried_out(cohort, group, RemoveMember(group, person, ref(reason)), reason)


@groups.post(f"{GROUP}/brief", allowed=("officer",), takes=BriefSchema, answers=GroupSchema)
def give_brief(body: dict[str, Any], cohort: str, group: str) -> Answer:
    """Give the group its brief, with which its project begins."""
    opened = open_cohort(cohort)
    command = GiveBrief(
        group=group,
        program=opened.program,
        edition=opened.edition,
        brief=msgspec.convert(body, Brief),
        sponsor_known=state_of(UNIT, unit_id(body["sponsor_unit"])).valid_from is not None,
        seated=frozenset(opened.confirmed),
    )
    return _carried_out(cohort, group, command)


def _check_sight(cohort: str) -> None:
    """Raises `NotYours` for a participant without a seat in the cohort."""
    if not caller().has(*SEE_EVERYBODY) and caller().person not in open_cohort(cohort).confirmed:
        raise NotYours


def _carried_out(cohort: str, group: str, command: Command, *texts: Text, location: str | None = None) -> Answer:
    return _told(write(GROUPING, cohort, command, shows=GROUPS, document=group, texts=texts, location=location))


def _told(answer: Answer) -> Answer:
    """With the names of people, and the reasons in words."""
    for group in answer.items:
        group["left"] = Answer({"items": group["left"]}).named("person").worded("reason").items
    return answer.named("members")
