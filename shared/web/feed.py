"""The feed: the events of this service by position, for systems that read them over HTTP."""

from typing import Any

import msgspec

from shared.events import deliveries
from shared.journal import dense
from shared.web.answers import Answer
from shared.web.current import running
from shared.web.fields import Anything, Count, Identity, Many, Moment, Part, Schema, Words
from shared.web.routes import Routes

LARGEST_POSITION = 2**53


class FeedQuery(Schema):
    """Where to go on."""

    after = Count(0, LARGEST_POSITION, text=True, load_default=0, metadata={"description": "Last position read"})
    limit = Count(1, 500, text=True, load_default=100, metadata={"description": "Commits at most"})


class EventSchema(Schema):
    """One event in its stored shape; `schema` numbers the shape of `data`."""

    id = Identity(required=True)
    type = Words(required=True)
    schema = Count(required=True)
    stream = Words(required=True)
    version = Count(required=True)
    position = Count(0, LARGEST_POSITION, required=True)
    time = Moment(required=True)
    data = Anything(required=True)


class FeedSchema(Schema):
    """Events in the order of the log; a commit is never split. `position` is where to go on."""

    events = Many(Part(EventSchema), required=True)
    position = Count(0, LARGEST_POSITION, required=True)


def feed(service: str) -> Routes:
    """The feed's address in one service."""
    routes = Routes("feed", service, "Events of this service by position, for other systems")

    @routes.get("/events", allowed=("service", "auditor"), answers=FeedSchema, query=FeedQuery)
    def read(query: dict[str, Any]) -> Answer:
        """Events after a position, oldest first."""
        after = query["after"]
        commits = dense(running().stores.events.page(after, query["limit"]), after)
        events = [
            {
                "id": one.stored.id,
                "type": one.stored.type,
                "schema": one.stored.schema,
                "stream": one.stream,
                "version": one.version,
                "position": one.position,
                "time": one.at,
                "data": msgspec.json.decode(one.stored.data),
            }
            for commit in commits
            for one in deliveries(service, commit)
        ]
        return Answer({"events": events, "position": commits[-1].position if commits else after})

    return routes
