"""The event store in memory."""

import threading
from collections import defaultdict
from collections.abc import Sequence

from shared.events import BEGINNING, Commit, Tail


class MemoryEventStore:
    """One list by position, one index by stream."""

    def __init__(self) -> None:
        self._log: dict[int, Commit] = {}
        self._streams: dict[str, list[Commit]] = defaultdict(list)
        self._lock = threading.Lock()

    def insert(self, commits: Sequence[Commit]) -> int:
        with self._lock:
            for landed, commit in enumerate(commits):
                if self._refuses(commit):
                    return landed
                self._log[commit.position] = commit
                self._streams[commit.stream].append(commit)
        return len(commits)

    def _refuses(self, commit: Commit) -> bool:
        return commit.position in self._log or any(
            commit.version == other.version or commit.command == other.command for other in self._streams[commit.stream]
        )

    def tail(self) -> Tail:
        with self._lock:
            return max((Tail(position, commit.at) for position, commit in self._log.items()), default=BEGINNING)

    def load(self, stream: str) -> list[Commit]:
        with self._lock:
            return sorted(self._streams.get(stream, ()), key=lambda commit: commit.version)

    def find(self, stream: str, command: str) -> Commit | None:
        return next((commit for commit in self.load(stream) if commit.command == command), None)

    def head(self, stream: str) -> int:
        return max((commit.last for commit in self.load(stream)), default=0)

    def page(self, after: int, limit: int) -> list[Commit]:
        with self._lock:
            positions = sorted(position for position in self._log if position > after)[:limit]
            return [self._log[position] for position in positions]

    def close(self) -> None:
        """Nothing is held."""
