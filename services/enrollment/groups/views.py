"""What people see of project groups: the members of each, and its brief."""

from collections.abc import Iterable

import msgspec

from shared.contracts.enrollment.groups import BriefGiven, GroupFormed, MemberAdded, MemberRemoved
from shared.deadline import moment
from shared.events import Recorded
from shared.projection import Body, Projection

GROUPS = Projection("groups", version=1, streams=["grouping"], found_by=["cohort"], sorted_by=["name"])


@GROUPS.route
def _group(event: Recorded) -> Iterable[str]:
    if isinstance(event.event, GroupFormed | MemberAdded | MemberRemoved | BriefGiven):
        yield event.event.group


@GROUPS.fold
def groups(body: Body, event: Recorded) -> Body:
    """A group; `left` keeps who was taken out, `brief` is None until it is given."""
    match event.event:
        case GroupFormed(group=group, name=name):
            return {"id": group, "cohort": event.stream_id, "name": name, "members": [], "left": [], "brief": None}
        case MemberAdded(person=person):
            return {**body, "members": [*body["members"], person]}
        case MemberRemoved(person=person, reason=reason):
            members = [member for member in body["members"] if member != person]
            left = {"person": person, "reason": reason, "recorded_at": moment(event.at)}
            return {**body, "members": members, "left": [*body["left"], left]}
        case BriefGiven(brief=brief):
            return {**body, "brief": msgspec.to_builtins(brief)}
    return body
