"""Documents and lists for a route: waiting, versions, the past, and pages by cursor."""

import base64
import binascii
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec
from flask import Response, request
from marshmallow import ValidationError

from shared.events import Recorded
from shared.ports import Condition, Document, Progress, Query
from shared.projection import Projection
from shared.refusals import NotFound
from shared.service import OWNERS
from shared.web.answers import Answer
from shared.web.consistency import wait_for
from shared.web.current import running, views
from shared.web.fields import Moment, Schema

DEFAULT_LIMIT = 50
MOST_LIMIT = 500


class AsOf(Schema):
    """The question about the past that every single document answers."""

    as_of = Moment(metadata={"description": "Show it as it was at this moment"})


class Page(msgspec.Struct, frozen=True):
    """Which part of a list is wanted, and in which order."""

    limit: int = DEFAULT_LIMIT
    after: str | None = None
    sort: str | None = None


class _Cursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a page ended: valid for the same list in the same order only."""

    projection: str
    order: str
    descending: bool
    value: str | Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)] | float
    """An integer no larger than every store holds."""
    id: str


def document(projection: Projection, identity: str, kind: str) -> Document:
    """The document, as fresh as the request wants it; raises `NotFound`."""
    wait_for(projection)
    found = views().get(projection, identity)
    if found is None:
        raise NotFound(kind=kind)
    return found


def detail(projection: Projection, identity: str, *, kind: str, as_of: datetime | None = None) -> Answer:
    """One document with its version; as it was at a moment where `as_of` says so."""
    found = document(projection, identity, kind)
    if as_of is not None:
        events = past(found, as_of)
        body = projection.of(identity, events)
        if not body:
            raise NotFound(kind=kind)
        return Answer(body)
    return Answer(found.body, {"ETag": f'"{version_of(found)}"'})


def part(
    projection: Projection,
    identity: str,
    *,
    stream: str,
    kind: str,
    as_of: datetime | None = None,
    beside: Sequence[Projection] = (),
) -> Answer:
    """One document that shows a part of a stream, with the version of the whole stream: a write compares `If-Match`.

    `beside` are other read models of the stream that the answer will be completed from. Raises `NotFound`.
    """
    sources = (projection, *beside)
    for source in sources:
        wait_for(source)
    # Asked before the documents are read, so that the tag never names a version newer than what is shown.
    held = min(_version_held(source, stream) for source in sources)
    answer = detail(projection, identity, kind=kind, as_of=as_of)
    return Answer(answer.body, {"ETag": f'"{held}"'} if answer.headers else {})


def _version_held(projection: Projection, stream: str) -> int:
    progress = views().store.progress(views().model(projection), {stream})
    return progress.get(stream, Progress()).version


def version_of(found: Document) -> int:
    """The version of the stream that a document is fed by; of several streams, how often it was written."""
    return next(iter(found.seen.values())) if len(found.seen) == 1 else found.rev


def past(found: Document, as_of: datetime) -> list[Recorded]:
    """The events of our own streams behind a document, up to a moment, in the order of the log."""
    ours = [stream for stream in found.seen if OWNERS[stream.partition("/")[0]] == running().service.name]
    events = [event for stream in ours for event in running().handler.history(stream) if event.at <= as_of]
    return sorted(events, key=lambda event: (event.position, event.version))


def not_modified(answer: Answer) -> Response | None:
    """304 where the client already has this version."""
    tag = answer.headers.get("ETag")
    # Compared weakly (RFC 9110, 13.1.2): what compresses an answer on its way may mark its tag as weak.
    if tag is None or not request.if_none_match.contains_weak(tag.strip('"')):
        return None
    return Response(status=304, headers={"ETag": tag})


def listing(projection: Projection, page: Page, where: Sequence[Condition] = (), **equal: Any) -> Answer:
    """A page of documents in the order that the page asks for; filters that are None are left out."""
    wait_for(projection)
    conditions = [*where, *(Condition(field, "eq", value) for field, value in equal.items() if value is not None)]
    sort = page.sort or (projection.sorted_by[0] if projection.sorted_by else "id")
    order, descending = sort.lstrip("-"), sort.startswith("-")
    after = _read(page.after, projection.name, order, descending) if page.after else None
    found = views().find(projection, Query(tuple(conditions), order, descending, after, page.limit + 1))
    rows = found[: page.limit]
    more = len(found) > page.limit
    return Answer(
        {
            "items": [row.body for row in rows],
            "next": _cursor(rows[-1], projection.name, order, descending) if more else None,
        }
    )


def _cursor(row: Document, projection: str, order: str, descending: bool) -> str:
    value = row.id if order == "id" else row.body[order]
    cursor = _Cursor(projection, order, descending, value, row.id)
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).decode().rstrip("=")


def _read(text: str, projection: str, order: str, descending: bool) -> tuple[str | int | float, str]:
    """The place after which the page begins; raises a `ValidationError` for a cursor of another list."""
    try:
        cursor = msgspec.json.decode(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), type=_Cursor)
    except (binascii.Error, UnicodeEncodeError, ValueError, msgspec.DecodeError) as wrong:
        raise ValidationError({"query": {"after": ["BAD_CURSOR"]}}) from wrong
    if (cursor.projection, cursor.order, cursor.descending) != (projection, order, descending):
        raise ValidationError({"query": {"after": ["BAD_CURSOR"]}})
    return cursor.value, cursor.id
