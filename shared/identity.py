"""Opaque ids: ordered by time where nothing else is given, derived where a repetition must hit the same thing."""

import os
import time
from uuid import UUID, uuid5

from shared.events import NAMESPACE


def fresh_id() -> str:
    """A UUID of version 7: its order is that of time, to the millisecond (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (0x7 << 76)
    value = (value & ~(0x3 << 62)) | (0x2 << 62)
    return str(UUID(int=value))


def derived_id(*parts: str) -> str:
    """The same UUID for the same parts."""
    return str(uuid5(NAMESPACE, "\x1f".join(parts)))
