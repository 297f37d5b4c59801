"""A bell: whoever waits for news of this process is woken when something was written."""

import threading


class Bell:
    """A counter that can be awaited; ringing never blocks and no ring is missed."""

    def __init__(self) -> None:
        self._rung = threading.Condition()
        self._count = 0

    @property
    def count(self) -> int:
        """How often it rang."""
        return self._count

    def ring(self) -> None:
        """Wake everybody who waits."""
        with self._rung:
            self._count += 1
            self._rung.notify_all()

    def wait(self, heard: int, seconds: float) -> int:
        """Wait until it rang more often than `heard`, at most so long; how often it rang by now."""
        with self._rung:
            self._rung.wait_for(lambda: self._count != heard, timeout=seconds)
            return self._count
