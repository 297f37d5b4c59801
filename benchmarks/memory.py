"""What `bina serve` holds in memory once the sample city is loaded."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from benchmarks.measure import Result, Skipped

LIMIT_MB = 200.0
LOAD_SECONDS = 180.0
STOP_SECONDS = 20.0
LOADED = "Bina is ready."


def memory(folder: Path) -> Sequence[Result]:
    """Start it over an empty folder, wait until it says that the sample is there, and ask the kernel."""
    port = _free_port()
    settings = {"BINA_DATA": str(folder / "data"), "BINA_PORT": str(port)}
    said = folder / "said.txt"
    with said.open("wb") as output:
        serve = subprocess.Popen(
            [Path(sys.executable).with_name("bina"), "serve"], env=os.environ | settings, stdout=output, stderr=output
        )
    try:
        _await(serve, said, port)
        resident, most = _resident_mb(serve.pid)
    finally:
        serve.terminate()
        serve.wait(STOP_SECONDS)
    return [
        Result(
            "resident memory of bina serve, sample loaded",
            f"{resident:.0f} MB",
            f"{LIMIT_MB:.0f} MB",
            resident / LIMIT_MB,
            "at most",
            1.0,
        ),
        Result("its peak until then", f"{most:.0f} MB", f"{LIMIT_MB:.0f} MB", most / LIMIT_MB, "at most", 1.0),
    ]


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _await(serve: "subprocess.Popen[bytes]", said: Path, port: int) -> None:
    deadline, pause = time.monotonic() + LOAD_SECONDS, Event()
    while time.monotonic() < deadline:
        text = said.read_text(encoding="utf-8", errors="replace")
        if serve.poll() is not None:
            raise Skipped(f"bina serve ended with {serve.returncode}: {' '.join(text.split()[-30:])}")
        if LOADED in text and _ready(port):
            return
        pause.wait(0.1)
    last = said.read_text(encoding="utf-8", errors="replace").rpartition("\n{")[2][:300]
    raise Skipped(f"bina serve had not loaded the sample after {LOAD_SECONDS:.0f} s; the last it said: {last}")


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return False


def _resident_mb(process: int) -> tuple[float, float]:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    found = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB$", status, re.MULTILINE))
    return int(found["VmRSS"]) * 1024 / 1e6, int(found["VmHWM"]) * 1024 / 1e6
