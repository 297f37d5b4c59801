"""Who calls: bearer tokens signed by a known key, and the roles that they carry."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import jwt
from flask import g, request
from jwt.types import Options

from shared.config import Settings, SettingsWrong
from shared.refusals import Refused

ROLES = ("officer", "unit_head", "participant", "mentor", "assessor", "auditor", "service")
PUBLIC = "public"
SESSION_COOKIE = "bina_token"


class TokenMissing(Refused):
    """Nobody said who calls."""

    status = 401
    says = "This needs a bearer token."


class TokenRefused(Refused):
    """The token has run out, is signed by somebody else, or is meant for another system."""

    status = 401
    says = "The bearer token is not valid: {problem}."


class KeysUnavailable(Refused):
    """The identity provider does not hand out its keys; the token may well be good."""

    status = 503
    says = "The keys that tokens are signed with cannot be read just now; please ask again."


class RoleMissing(Refused):
    """None of the caller's roles may do this."""

    status = 403
    says = "This is for {allowed} only."


class Caller(NamedTuple):
    """The person or machine behind a request."""

    person: str
    roles: frozenset[str]

    def has(self, *roles: str) -> bool:
        """Whether the caller has one of these roles."""
        return not self.roles.isdisjoint(roles)


_OPAQUE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KeyOf = Callable[[str], Any]
"""The public key that a token says it was signed with; raises `jwt.PyJWTError`."""


class Verifier:
    """Checks tokens: one algorithm, a known key, issuer, audience, expiry, with leeway for clocks."""

    def __init__(self, settings: Settings, key_of: KeyOf) -> None:
        self._settings = settings
        self._key_of = key_of

    def caller(self, token: str) -> Caller:
        """Who the token speaks for; raises `KeysUnavailable`, or `TokenRefused` with a word that shows none of it."""
        required: Options = {"require": ["exp", "iat", "sub", "iss", "aud"]}
        try:
            claims = jwt.decode(
                token,
                self._key_of(token),
                algorithms=[self._settings.token_algorithm],
                issuer=self._settings.token_issuer,
                audience=self._settings.token_audience,
                leeway=self._settings.token_leeway,
                options=required,
            )
        except jwt.PyJWKClientConnectionError as problem:
            raise KeysUnavailable from problem
        except jwt.PyJWTError as problem:
            raise TokenRefused(problem=type(problem).__name__) from problem
        roles = claims.get("roles")
        if not isinstance(roles, list) or not roles or not set(map(str, roles)) <= set(ROLES):
            raise TokenRefused(problem="roles")
        if not _OPAQUE.fullmatch(claims["sub"]):  # it goes into the log as the actor
            raise TokenRefused(problem="subject")
        return Caller(claims["sub"], frozenset(map(str, roles)))


def key_source(settings: Settings, local: Path) -> KeyOf:
    """Keys from the URL or file that the settings name, or from the local file; raises `SettingsWrong`."""
    if settings.token_keys.startswith(("http://", "https://")):
        client = jwt.PyJWKClient(settings.token_keys)
        return lambda token: client.get_signing_key_from_jwt(token).key
    file = Path(settings.token_keys) if settings.token_keys else local
    try:
        keys = {key.key_id: key.key for key in jwt.PyJWKSet.from_json(file.read_text(encoding="utf-8")).keys}
    except (OSError, ValueError, jwt.PyJWTError) as problem:
        raise SettingsWrong(f"BINA_TOKEN_KEYS: no key set in {file}: {problem}") from problem

    def of(token: str) -> Any:
        identity = jwt.get_unverified_header(token).get("kid")
        if identity not in keys:
            raise jwt.InvalidKeyError
        return keys[identity]

    return of


def identify(verifier: Verifier) -> None:
    """Find out who calls. A cookie of our own pages counts for reading only, so that no other page can write by it."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if not token and request.method in ("GET", "HEAD"):
        scheme, token = "bearer", request.cookies.get(SESSION_COOKIE, "")
    if scheme.lower() != "bearer" or not token:
        raise TokenMissing
    g.caller = verifier.caller(token.strip())


def caller() -> Caller:
    """Who calls this request."""
    found: Caller = g.caller
    return found


def require(allowed: tuple[str, ...]) -> None:
    """Raises `RoleMissing` where the caller has none of these roles."""
    if not caller().has(*allowed):
        raise RoleMissing(allowed=", ".join(allowed))
