"""The key set of the city's identity provider, by URL or by file."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from shared.config import Settings, SettingsWrong
from shared.web.auth import Caller, KeysUnavailable, TokenRefused, Verifier, key_source
from shared.web.keys import issue, local_keys

PERSON = "018f0000-0000-7000-8000-000000000001"


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[str]:
    """An identity provider that hands out its public keys; the address of the set."""
    public, _ = local_keys(tmp_path / "keys")

    class Provider(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(public.read_bytes())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/keys"
    server.shutdown()
    thread.join()
    server.server_close()


def test_keys_come_from_a_url(tmp_path: Path, provider: str) -> None:
    settings = Settings(data=tmp_path, token_keys=provider)
    token = issue(settings, PERSON, ["auditor"], hours=1)
    assert Verifier(settings, key_source(settings, tmp_path)).caller(token) == Caller(PERSON, frozenset({"auditor"}))


def test_keys_come_from_a_file(tmp_path: Path) -> None:
    public, _ = local_keys(tmp_path / "keys")
    settings = Settings(data=tmp_path, token_keys=str(public))
    token = issue(settings, PERSON, ["auditor"], hours=1)
    assert Verifier(settings, key_source(settings, tmp_path / "none")).caller(token).has("auditor")


def test_a_file_without_a_key_set_is_a_wrong_setting(tmp_path: Path) -> None:
    (tmp_path / "text.json").write_text("Kota Sibolga")
    (tmp_path / "empty.json").write_text('{"keys": []}')
    for file in ("none.json", "text.json", "empty.json"):
        with pytest.raises(SettingsWrong, match=rf"BINA_TOKEN_KEYS.*{file}"):
            key_source(Settings(token_keys=str(tmp_path / file)), tmp_path)


def test_a_key_that_is_not_in_the_set_is_refused(tmp_path: Path, provider: str) -> None:
    local_keys(tmp_path / "others" / "keys")
    token = issue(Settings(data=tmp_path / "others"), PERSON, ["officer"], hours=1)
    settings = Settings(data=tmp_path, token_keys=provider)
    with pytest.raises(TokenRefused):
        Verifier(settings, key_source(settings, tmp_path)).caller(token)


def test_a_provider_that_does_not_answer_lets_nobody_in_and_says_nothing_of_the_token(tmp_path: Path) -> None:
    local_keys(tmp_path / "keys")
    settings = Settings(data=tmp_path, token_keys="http://127.0.0.1:9/keys")
    token = issue(settings, PERSON, ["officer"], hours=1)
    with pytest.raises(KeysUnavailable):
        Verifier(settings, key_source(settings, tmp_path)).caller(token)
