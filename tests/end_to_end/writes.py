"""Notes every file that this process opens for writing, makes, moves or links, as Python sees it.

What libraries in C open does not pass here; the test looks at the disk itself, and at the system
calls where `strace` is at hand.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_NEW_NAME = {"os.mkdir": 0, "os.rename": 1, "os.link": 1, "os.symlink": 1, "os.truncate": 0}
_NO_FILES = ("/dev/null", "/dev/tty", "/proc/self/")


class Writes:
    """Every path that was written to since `watch` was called."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self._watching = False

    def watch(self) -> None:
        """Look from now on, to the end of the process."""
        self._watching = True
        sys.addaudithook(self._hook)

    def outside(self, *folders: Path) -> list[str]:
        """What was written to that lies below none of these folders."""
        allowed = [os.path.realpath(folder) for folder in folders]
        return sorted(
            path
            for path in self.paths
            if not any(path == one or path.startswith(one + os.sep) for one in allowed)
        )

    def _hook(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            for_writing = isinstance(flags, int) and flags & _WRITING
            if not for_writing and not (isinstance(mode, str) and set(mode) & set("wax+")):
                return
        elif event in _NEW_NAME:
            path = arguments[_NEW_NAME[event]]
        else:
            return
        if isinstance(path, (str, bytes, os.PathLike)):
            name = os.path.realpath(os.fsdecode(path))
            if not name.startswith(_NO_FILES):
                self.paths.add(name)
