"""No copy of this process's memory on the disk when it crashes: it would hold what is open."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_SET_DUMPABLE = 4
_FAIL_QUIETLY = 0x1 | 0x2
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: Windows' error reporting is not started."""


def keep_memory_off_the_disk() -> None:
    """Ask the system to write no core file or crash dump of this process, from now on."""
    with suppress(OSError, ValueError, AttributeError):
        if sys.platform == "win32":
            ctypes.windll.kernel32.SetErrorMode(_FAIL_QUIETLY)
            return
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            # A collector of core files is told by this only.
            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
