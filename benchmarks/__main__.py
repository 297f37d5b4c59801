"""`python -m benchmarks [name ...]`: runs measurements in a temporary folder and prints their tables."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.appends import appends
from benchmarks.batches import batches
from benchmarks.commands import commands
from benchmarks.machine import describe, on_memory
from benchmarks.measure import Result, Skipped, table
from benchmarks.memory import memory
from benchmarks.rebuilds import rebuilds
from benchmarks.scale import scale

MEASUREMENTS: Mapping[str, Callable[[Path], Sequence[Result]]] = {
    "appends": appends,
    "commands": commands,
    "rebuilds": rebuilds,
    "batches": batches,
    "scale": scale,
    "memory": memory,
}


def main() -> int:
    """Run what is named, or everything; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure, and compare with the peer.")
    parser.add_argument("name", nargs="*", help=f"one of: {', '.join(MEASUREMENTS)}; all by default")
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp"), help="where stores are made; a real disk")
    given = parser.parse_args()
    unknown = set(given.name) - MEASUREMENTS.keys()
    if unknown:
        parser.error(f"no measurement is called {min(unknown)}")
    if on_memory(given.folder):
        parser.error(f"{given.folder} lies in memory, so nothing would be durable; name another with --folder")
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="bina-bench-", dir=given.folder) as folder:
        print(describe(Path(folder)), flush=True)
        for name in given.name or MEASUREMENTS:
            place = Path(folder) / name
            place.mkdir()
            try:
                found = MEASUREMENTS[name](place)
            except Skipped as why:
                print(f"\n{name}: skipped, {why}", flush=True)
                continue
            results.extend(found)
            print(f"\n{name}\n{table(found)}", flush=True)
    missed = [one.name for one in results if not one.met]
    print(
        f"\n{len(results) - len(missed)} of {len(results)} goals met", *[f"missed: {name}" for name in missed], sep="\n"
    )
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
