"""What people see of programmes: the draft, the editions, and what is in force."""

import msgspec

from shared.contracts.enrollment.programs import ProgramDrafted, ProgramPublished, ProgramRetired, ProgramRevised
from shared.days import today
from shared.events import Recorded
from shared.projection import Body, Projection

PROGRAMS = Projection(
    "programs", version=1, streams=["program"], found_by=["state", "code", "form"], sorted_by=["code"]
)


@PROGRAMS.fold
def programs(body: Body, event: Recorded) -> Body:
    """A programme; title, form and methods are those in force, before the first edition those of the draft."""
    match event.event:
        case ProgramDrafted(code=code, content=content):
            body = {
                "id": event.stream_id,
                "code": code,
                "state": "DRAFT",
                "draft": msgspec.to_builtins(content),
                "editions": [],
                "retired_on": None,
            }
        case ProgramRevised(content=content):
            body = {**body, "draft": msgspec.to_builtins(content)}
        case ProgramPublished(edition=edition, content=content):
            published = {
                "edition": edition,
                "published_on": today(event.at).isoformat(),
                "content": msgspec.to_builtins(content),
            }
            body = {**body, "state": "PUBLISHED", "editions": [*body["editions"], published]}
        case ProgramRetired(on=on):
            body = {**body, "state": "RETIRED", "retired_on": on.isoformat()}
    shown = body["editions"][-1]["content"] if body["editions"] else body["draft"]
    return {**body, **{name: shown[name] for name in ("title", "form", "methods")}}
