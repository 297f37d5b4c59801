"""Several services and the home page behind one address: the first part of the path chooses."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def composite(services: Mapping[str, "WSGIApplication"], home: "WSGIApplication") -> "WSGIApplication":
    """A WSGI application that hands each request on with its path as it is."""

    def choose(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        first = environ.get("PATH_INFO", "/").split("/", 2)[1:2]
        return services.get(first[0] if first else "", home)(environ, start_response)

    return choose
