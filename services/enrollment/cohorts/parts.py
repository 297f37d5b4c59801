"""Documents that show a part of a stream, one person's or one group's: their version is that of the whole stream."""

from collections.abc import Sequence
from datetime import datetime

from shared.ports import Progress
from shared.projection import Projection
from shared.web.answers import Answer
from shared.web.consistency import wait_for
from shared.web.current import views
from shared.web.reading import detail


def part(
    projection: Projection,
    identity: str,
    *,
    stream: str,
    kind: str,
    as_of: datetime | None = None,
    beside: Sequence[Projection] = (),
) -> Answer:
    """One document with the version of its stream, which a write compares with `If-Match`.

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
