"""The local signing key of the embedded form: made at the first start, readable by its owner only."""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from shared.config import Settings
from shared.identity import fresh_id

SECRET_BYTES = 32


def write_once(file: Path, content: bytes) -> None:
    """Make a file that only its owner can read, whole or not at all; an existing one is left as it is."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if file.exists():
        return
    with NamedTemporaryFile(dir=file.parent) as draft:
        draft.write(content)
        draft.flush()
        os.fsync(draft.fileno())
        with suppress(FileExistsError):
            os.link(draft.name, file)


def local_keys(folder: Path) -> tuple[Path, bytes]:
    """The file of the local key set, and the secret that keys digests; both are made where they are missing."""
    private, public, secret = folder / "signing.json", folder / "public.json", folder / "digest.key"
    if not private.exists():
        key = OKPAlgorithm.to_jwk(Ed25519PrivateKey.generate(), as_dict=True) | {"kid": fresh_id(), "use": "sig"}
        write_once(private, msgspec.json.encode(key))
    key = msgspec.json.decode(private.read_bytes())
    write_once(public, msgspec.json.encode({"keys": [{name: key[name] for name in key if name != "d"}]}))
    write_once(secret, os.urandom(SECRET_BYTES))
    return public, secret.read_bytes()


def issue(settings: Settings, person: str, roles: Sequence[str], hours: int) -> str:
    """A token signed with the local key; raises `FileNotFoundError` before the first start."""
    key = msgspec.json.decode((settings.data / "keys" / "signing.json").read_bytes())
    now = datetime.now(UTC)
    claims = {
        "sub": person,
        "roles": list(roles),
        "iss": settings.token_issuer,
        "aud": settings.token_audience,
        "iat": now,
        "exp": now + timedelta(hours=hours),
    }
    signing = OKPAlgorithm.from_jwk(key)
    return jwt.encode(claims, signing, algorithm="EdDSA", headers={"kid": key["kid"]})  # type: ignore[arg-type]
