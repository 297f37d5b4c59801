"""The machine that figures were taken on, as far as it decides them."""

import os
import platform
import sqlite3
import time
from pathlib import Path
from statistics import median

SYNCS = 200
PAGE = b"\0" * 4096


def describe(folder: Path) -> str:
    """Processors, versions, and what it costs to put one page on this folder's disk."""
    return (
        f"{len(os.sched_getaffinity(0))} cores, {platform.machine()}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"fdatasync of one page {fdatasync_seconds(folder) * 1000:.2f} ms (median of {SYNCS}), "
        f"load {os.getloadavg()[0]:.1f} at the start"
    )


def fdatasync_seconds(folder: Path) -> float:
    """Median seconds until one appended page is durable."""
    taken = []
    with (folder / "fdatasync").open("wb", buffering=0) as file:
        for _ in range(SYNCS):
            file.write(PAGE)
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            taken.append(time.perf_counter() - start)
    return median(taken)


def on_memory(folder: Path) -> bool:
    """Whether the folder lies on a file system that loses everything with the power."""
    mounts = [line.split() for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    place = folder.resolve()
    above = [(len(mount[1]), mount[2]) for mount in mounts if place.is_relative_to(mount[1])]
    return max(above)[1] in {"tmpfs", "ramfs"}
