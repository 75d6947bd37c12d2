"""Identifiers: made before the first key is pressed, so that a slow save cannot make two records.

Version 7 UUIDs (RFC 9562, 2024) sort by the time they were made.
"""

from __future__ import annotations

import os
import time

_IMPORT_SPACE = "6f0b0f52-3f6e-5a55-9c3a-3f3ad5a40a11"


def new_id() -> str:
    """A new time-ordered identifier."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= (int.from_bytes(os.urandom(2), "big") & 0xFFF) << 64
    value |= 0b10 << 62
    value |= int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def derived_id(*parts: str) -> str:
    """The same identifier for the same parts, so that reading a file twice makes nothing twice."""
    import uuid

    return str(uuid.uuid5(uuid.UUID(_IMPORT_SPACE), "\x1f".join(parts)))
