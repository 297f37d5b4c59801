"""`bina serve` as an operator meets it: starting, stopping, being killed, and refusing what is not whole."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shared.config import Settings
from shared.web.keys import issue

OFFICER = "018f0000-0000-7000-8000-000000000001"
START_SECONDS = 60.0
UNIT = {"code": "DLH", "name": "Dinas Lingkungan Hidup", "kind": "AGENCY", "parent": None, "valid_from": "2017-01-01"}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A running `bina serve` and what it said so far."""

    def __init__(self, folder: Path, port: int, *, limit: int | None = None, **settings: str) -> None:
        self.folder, self.port = folder, port
        environment = {name: value for name, value in os.environ.items() if not name.startswith("BINA_")}
        environment |= {"BINA_DATA": str(folder), "BINA_PORT": str(port), "BINA_SAMPLE": "false"} | settings
        limited = [] if limit is None else ["prlimit", f"--fsize={limit}"]
        self.process = subprocess.Popen(
            [*limited, sys.executable, "-m", "services", "serve"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines: list[str] = []
        self._news = threading.Condition()
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as said:
            for line in said:
                with self._news:
                    self.lines.append(line.rstrip())
                    self._news.notify_all()
        with self._news:
            self._news.notify_all()

    def said(self, words: str) -> "Served":
        """Wait until it says these words."""
        with self._news:
            told = self._news.wait_for(
                lambda: any(words in line for line in self.lines) or self.process.poll() is not None, START_SECONDS
            )
        assert told, self.lines
        assert any(words in line for line in self.lines), self.lines
        return self

    def ended(self) -> int:
        """Wait until it is gone; the exit code."""
        code = self.process.wait(START_SECONDS)
        self._listener.join(START_SECONDS)
        return code

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait."""
        self.process.send_signal(number)
        return self.ended()

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """A request of an officer."""
        token = issue(Settings(data=self.folder), OFFICER, ["officer"], 1)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, msgspec.json.encode(body) if body else None, headers)
            response = connection.getresponse()
            return response.status, msgspec.json.decode(response.read())
        finally:
            connection.close()


@contextmanager
def serving(folder: Path, **options: Any) -> Iterator[Served]:
    """A server that is gone afterwards, whatever happens."""
    served = Served(folder, free_port(), **options)
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.stop(signal.SIGKILL)
        served.ended()


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of the stores."""
    return {str(file): file.read_bytes() for file in sorted(folder.rglob("*.db"))}


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_and_keeps_everything(tmp_path: Path, number: int) -> None:
    with serving(tmp_path) as served:
        served.said("Bina is ready.")
        status, unit = served.ask("POST", "/enrollment/v1/units", UNIT)
        assert status == 201
        assert served.stop(number) == 0, served.lines
    with serving(tmp_path) as again:
        again.said("Bina is ready.")
        assert again.ask("GET", f"/enrollment/v1/units/{unit['id']}")[1]["code"] == "DLH"


@pytest.mark.slow
def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        served.said("Bina is ready.")
        answered = [served.ask("POST", "/enrollment/v1/units", {**UNIT, "code": f"U-{n}"})[1]["id"] for n in range(20)]
        served.stop(signal.SIGKILL)
    with serving(tmp_path) as again:
        again.said("Bina is ready.")
        deadline = time.monotonic() + START_SECONDS
        while again.ask("GET", "/enrollment/readyz")[1]["lag"]["units"] and time.monotonic() < deadline:
            pass
        assert {again.ask("GET", f"/enrollment/v1/units/{unit}")[0] for unit in answered} == {200}
        assert again.ask("GET", "/enrollment/readyz")[1]["position"] == len(answered)


@pytest.mark.slow
def test_a_second_process_is_kept_out_of_the_folder(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        served.said("Bina is ready.")
        with serving(tmp_path) as second:
            assert second.ended() == 1
            assert any("in use by another process" in line for line in second.lines), second.lines


@pytest.mark.slow
def test_a_taken_port_is_said_and_nothing_is_left_running(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        served = Served(tmp_path, int(taken.getsockname()[1]))
        assert served.ended() == 1
        assert any("Address already in use" in line for line in served.lines), served.lines


def damage(file: Path, how: str) -> None:
    """Break a store in one of the ways that disks and people do."""
    whole = file.read_bytes()
    if how == "missing":
        file.unlink()
    elif how == "emptied":
        file.write_bytes(b"")
    elif how == "truncated":
        file.write_bytes(whole[: len(whole) // 2])
    else:
        file.write_bytes(b"This is a letter, not a database." * 1000)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["missing", "emptied", "truncated", "foreign"])
def test_a_damaged_log_is_said_and_nothing_is_overwritten(tmp_path: Path, how: str) -> None:
    with serving(tmp_path) as served:
        served.said("Bina is ready.")
        served.ask("POST", "/enrollment/v1/units", UNIT)
        served.stop()
    damage(tmp_path / "enrollment" / "events.db", how)
    before = bytes_of(tmp_path)
    with serving(tmp_path) as refused:
        assert refused.ended() == 1
    assert any("cannot start, and nothing was changed: " in line and "events.db" in line for line in refused.lines)
    assert bytes_of(tmp_path) == before


@pytest.mark.slow
def test_a_log_that_somebody_else_has_locked_is_said(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        served.said("Bina is ready.")
        served.stop()
    holder = sqlite3.connect(tmp_path / "enrollment" / "events.db", isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    with serving(tmp_path) as refused:
        assert refused.ended() == 1
        assert any("database is locked" in line for line in refused.lines), refused.lines
    holder.close()


@pytest.mark.slow
def test_a_full_disk_is_said_at_the_start(tmp_path: Path) -> None:
    with serving(tmp_path, limit=16 * 1024) as refused:
        assert refused.ended() == 1
        assert any("cannot start" in line for line in refused.lines), refused.lines


@pytest.mark.slow
def test_a_disk_that_fills_up_refuses_commands_and_loses_nothing(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        served.said("Bina is ready.")
        served.ask("POST", "/enrollment/v1/units", UNIT)
        served.stop()
    room = max(file.stat().st_size for file in tmp_path.rglob("*") if file.is_file())
    with serving(tmp_path, limit=room + 96 * 1024) as served:
        served.said("Bina is ready.")
        answers = [served.ask("POST", "/enrollment/v1/units", {**UNIT, "code": f"U-{n}"}) for n in range(300)]
        stored = sum(status == 201 for status, _ in answers)
        refused = [body for status, body in answers if status != 201]
        assert refused
        assert {body["code"] for body in refused} == {"STORE_UNAVAILABLE"}
        served.stop(signal.SIGKILL)
    with serving(tmp_path) as again:
        again.said("Bina is ready.")
        assert again.ask("GET", "/enrollment/readyz")[1]["position"] == 1 + stored


@pytest.mark.slow
def test_an_unknown_setting_is_an_error(tmp_path: Path) -> None:
    with serving(tmp_path, BINA_COLOUR="red") as refused:
        assert refused.ended() == 1
        assert any("unknown setting BINA_COLOUR" in line for line in refused.lines), refused.lines


@pytest.mark.slow
def test_a_sample_that_was_interrupted_is_finished_by_the_next_start(tmp_path: Path) -> None:
    with serving(tmp_path, BINA_SAMPLE="true") as served:
        served.said("waste management by project groups")
        assert served.stop(signal.SIGINT) == 0, served.lines
    with serving(tmp_path, BINA_SAMPLE="true") as again:
        again.said("Sample city: loaded").said("Sign in as an officer")
        programs = again.ask("GET", "/enrollment/v1/programs")[1]["items"]
        assert len(programs) == 3
