"""What a started program tells the one that times it, and measures its memory."""

from __future__ import annotations

import sys
from pathlib import Path


def tell_ready() -> None:
    """Say that what was waited for is on the screen."""
    print("ready", flush=True)


def tell_settled() -> None:
    """Say that no more is loaded, with the memory in use in KiB, and wait for a line to end."""
    print(f"settled {resident_kib()}", flush=True)
    sys.stdin.readline()


def resident_kib() -> int:
    """Memory of this process that is in the computer's, 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(one for one in status.read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1])
