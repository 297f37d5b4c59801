"""Reading one's own writes: a token that a write answered with can be awaited by any read (docs/adr/0011)."""

import re

from flask import Response, g, request

from shared.projection import Projection
from shared.refusals import Refused
from shared.views import Token
from shared.web.current import views

DEFAULT_SECONDS = 2.0
MOST_SECONDS = 5.0
MOST_TOKENS = 20
_TOKEN = re.compile(r"([a-z_]+/[0-9a-f-]{1,64})@([0-9]{1,9})")
_WAIT = re.compile(r"\bwait=([0-9]{1,3})\b")


class TokenMalformed(Refused):
    """The header `Consistency-Token` is not a list of `stream@version`."""

    status = 400
    says = "The header Consistency-Token is not a list of stream@version."


class Stale(Refused):
    """The read model did not reach the awaited version in time, and the client wanted nothing older."""

    status = 503
    says = "What you wrote is stored but not visible yet; please ask again."


def wait_for(projection: Projection) -> None:
    """Wait until the projection holds what the request's tokens name; then go on with what there is.

    Raises `Stale` under `Prefer: handling=strict`. Marks the answer as stale otherwise.
    """
    tokens = _tokens()
    if not tokens:
        return
    prefer = request.headers.get("Prefer", "")
    wished = _WAIT.search(prefer)
    seconds = min(float(wished[1]), MOST_SECONDS) if wished else DEFAULT_SECONDS
    if not views().reached(projection, tokens, seconds):
        if "handling=strict" in prefer:
            raise Stale
        g.stale = True


def _tokens() -> list[Token]:
    header = request.headers.get("Consistency-Token", "")
    parts = [part.strip() for part in header.split(",") if part.strip()]
    found = [_TOKEN.fullmatch(part) for part in parts]
    if len(parts) > MOST_TOKENS or not all(found):
        raise TokenMalformed
    return [Token(one[1], int(one[2])) for one in found if one]


def mark(response: Response) -> Response:
    """Say on the answer that it may be older than what the client wrote."""
    if g.pop("stale", False):
        response.headers["Consistency"] = "stale"
    return response
