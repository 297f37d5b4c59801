"""The folder of the embedded form: one process at a time, and what was made there once must still be there."""

import fcntl
from pathlib import Path

from shared.refusals import StoreDamaged, StoreUnavailable

INVENTORY = "stores.txt"
KEPT = ("events.db", "private.db", "ballots.db")
"""Files of a service that nothing can build again, unlike its read models."""


class Folder:
    """Holds the folder for this process alone; raises `StoreUnavailable` where another process does."""

    def __init__(self, path: Path, *, alone: bool) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self._lock = (path / "lock").open("a")
        if not alone:
            return
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            self._lock.close()
            raise StoreUnavailable(f"{path} is in use by another process") from taken

    def check(self) -> None:
        """Raises `StoreDamaged` where a file has gone that was made before, so that no empty one takes its place."""
        inventory = self.path / INVENTORY
        known = inventory.read_text(encoding="utf-8").split() if inventory.exists() else []
        for file in (self.path / name / kept for name in known for kept in KEPT):
            if not file.exists():
                raise StoreDamaged(f"{file} was here and is missing")

    def remember(self, services: list[str]) -> None:
        """Keep which services have their files here."""
        (self.path / INVENTORY).write_text("\n".join(services) + "\n", encoding="utf-8")

    def close(self) -> None:
        """Let another process have the folder."""
        self._lock.close()
