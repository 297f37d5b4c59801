"""From a request to a command, and from what it wrote to the answer."""

import re
from collections.abc import Sequence
from typing import Any

from flask import g, request

from shared.decider import Command, Decider
from shared.events import Meta, TextRef
from shared.handler import Order, fresh_key
from shared.identity import derived_id, fresh_id
from shared.ports import Text
from shared.projection import Projection
from shared.refusals import Refused
from shared.vault import RetentionPolicy
from shared.web.answers import Answer
from shared.web.auth import caller
from shared.web.current import rule, running, today

_KEY = re.compile(r"[\x21-\x7e]{1,128}")
_TRACE = re.compile(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
_ETAG = re.compile(r'"([0-9]{1,9})"')


class IdempotencyKeyMalformed(Refused):
    """The key is empty, too long, or has characters that a header should not have."""

    status = 400
    says = "The header Idempotency-Key takes 1 to 128 visible ASCII characters."


class IfMatchMalformed(Refused):
    """The header is not the ETag of an answer."""

    status = 400
    says = 'The header If-Match takes the ETag of an answer, such as "4".'


def command_key(part: str = "") -> str:
    """The key of this request's command, the same for a repetition with the same `Idempotency-Key`.

    `part` tells the commands of one request apart.
    """
    if "command_key" not in g:
        header = request.headers.get("Idempotency-Key")
        if header is None:
            g.command_key = fresh_key()
        elif _KEY.fullmatch(header):
            g.command_key = derived_id("command", caller().person, request.path, header)
        else:
            raise IdempotencyKeyMalformed
    return derived_id(g.command_key, part) if part else str(g.command_key)


def new_id() -> str:
    """An id for something that this request creates; a repetition with the same key creates the same thing."""
    return derived_id("new", command_key()) if "Idempotency-Key" in request.headers else fresh_id()


def expected_version() -> int | None:
    """The version that the client saw, by `If-Match`."""
    header = request.headers.get("If-Match")
    if header is None or header == "*":
        return None
    match = _ETAG.fullmatch(header)
    if match is None:
        raise IfMatchMalformed
    return int(match[1])


def request_meta() -> Meta:
    """Who asked, and what the commit belongs to."""
    keyed = "Idempotency-Key" in request.headers
    content = request.query_string + b"\n" + request.get_data(cache=True)
    return Meta(
        actor=caller().person,
        roles=tuple(sorted(caller().roles)),
        correlation=g.correlation,
        traceparent=_traceparent(),
        request=running().digest(content) if keyed else None,
    )


def _traceparent() -> str | None:
    """The W3C header where it has its form; anything else could carry what does not belong into the log."""
    header = request.headers.get("traceparent", "")
    return header if _TRACE.fullmatch(header) else None


def note(name: str, text: str, *subjects: str) -> Text:
    """A text that somebody typed about people: goes to the vault, and its `ref` into the event."""
    return Text(
        derived_id("text", command_key(), name),
        text,
        subjects,
        rule(RetentionPolicy).kept_until(today()),
    )


def ref(text: Text) -> TextRef:
    """What an event holds of a text."""
    return TextRef(text.ref)


def write(
    decider: Decider[Any],
    identity: str,
    command: Command,
    *,
    shows: Projection,
    document: str | None = None,
    texts: Sequence[Text] = (),
    location: str | None = None,
) -> Answer:
    """Carry out a command and answer with the document as it now is, folded from the stream that decided.

    `document` is the document's id where it is not the stream's; `location` is the address of what was created.
    """
    written = running().handler.execute(
        Order(
            decider=decider,
            identity=identity,
            command=command,
            key=command_key(),
            meta=request_meta(),
            expected=expected_version(),
            texts=tuple(texts),
        )
    )
    headers = {"ETag": f'"{written.version}"', "Consistency-Token": written.token}
    if location is not None:
        headers["Location"] = location
    return Answer(shows.of(document or identity, written.events), headers)
