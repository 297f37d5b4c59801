"""Who may call: tokens, roles, and the cookie of a browser."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.config import Settings
from shared.testing.town import Town
from shared.web.auth import Verifier, key_source
from shared.web.keys import issue, local_keys

OFFICER = ("018f0000-0000-7000-8000-000000000001", "officer")
UNITS = "/enrollment/v1/units"


def ask(town: Town, token: str) -> Any:
    return town.call("GET", UNITS, None, headers={"Authorization": f"Bearer {token}"})


def test_a_valid_token_is_let_in(town: Town) -> None:
    assert ask(town, town.token(*OFFICER)).status_code == 200


def test_nobody_is_asked_for_a_token(town: Town) -> None:
    answer = town.call("GET", UNITS, None)
    assert (answer.status_code, answer.json["code"]) == (401, "TOKEN_MISSING")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("claims", "problem"),
    [
        ({"exp": datetime.now(UTC) - timedelta(minutes=5)}, "ExpiredSignatureError"),
        ({"aud": "elsewhere"}, "InvalidAudienceError"),
        ({"iss": "somebody"}, "InvalidIssuerError"),
        ({"iat": datetime.now(UTC) + timedelta(hours=1)}, "ImmatureSignatureError"),
        ({"roles": ["emperor"]}, "roles"),
        ({"roles": []}, "roles"),
        ({"roles": "officer"}, "roles"),
        ({"sub": 5}, "InvalidSubjectError"),
        ({"sub": "196608011988031901"}, "subject"),
    ],
)
def test_a_token_that_says_something_wrong_is_refused(town: Town, claims: dict[str, Any], problem: str) -> None:
    answer = ask(town, town.token(*OFFICER, **claims))
    assert (answer.status_code, answer.json["code"]) == (401, "TOKEN_REFUSED")
    assert answer.json["facts"] == {"problem": problem}


def test_the_clocks_of_issuer_and_service_may_differ_by_the_leeway(town: Town) -> None:
    assert ask(town, town.token(*OFFICER, exp=datetime.now(UTC) - timedelta(seconds=10))).status_code == 200


def test_a_token_signed_by_another_key_is_refused(town: Town) -> None:
    claims = jwt.decode(town.token(*OFFICER), options={"verify_signature": False})
    forged = jwt.encode(claims, Ed25519PrivateKey.generate(), algorithm="EdDSA", headers={"kid": "test"})
    assert ask(town, forged).json["facts"] == {"problem": "InvalidSignatureError"}


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_the_token_does_not_choose_its_algorithm(town: Town, algorithm: str) -> None:
    claims = jwt.decode(town.token(*OFFICER), options={"verify_signature": False})
    key = "" if algorithm == "none" else "a shared secret that is long enough for its hash"
    forged = jwt.encode(claims, key, algorithm=algorithm)
    assert ask(town, forged).json["facts"] == {"problem": "InvalidAlgorithmError"}


def test_a_text_that_is_no_token_is_refused(town: Town) -> None:
    assert ask(town, "abc").json["code"] == "TOKEN_REFUSED"


def test_a_role_that_may_not_is_refused_and_told_who_may(town: Town) -> None:
    problem = town.refused(UNITS, (OFFICER[0], "auditor"), {"code": "DLH"})
    assert (problem["status"], problem["code"], problem["facts"]) == (403, "ROLE_MISSING", {"allowed": "officer"})


def test_a_browser_s_cookie_reads_but_never_writes(town: Town) -> None:
    cookie = {"Cookie": f"bina_token={town.token(*OFFICER)}"}
    assert town.call("GET", UNITS, None, headers=cookie).status_code == 200
    assert town.refused(UNITS, None, {"code": "DLH"}, headers=cookie)["code"] == "TOKEN_MISSING"


def test_a_key_that_was_not_written_to_the_end_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError("disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(OSError, match="full"):
            local_keys(tmp_path / "keys")
    assert list((tmp_path / "keys").iterdir()) == []
    assert len(local_keys(tmp_path / "keys")[1]) == 32


def test_the_local_key_is_readable_by_its_owner_only_and_signs_what_is_accepted(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    public, secret = local_keys(tmp_path / "keys")
    assert {file.stat().st_mode & 0o777 for file in (tmp_path / "keys").iterdir()} == {0o600}
    assert local_keys(tmp_path / "keys") == (public, secret)
    assert '"d"' not in public.read_text()
    caller = Verifier(settings, key_source(settings, public)).caller(issue(settings, OFFICER[0], ["officer"], 1))
    assert caller == (OFFICER[0], frozenset({"officer"}))
