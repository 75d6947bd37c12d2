"""The few things that a handover asks of a disk or stick, in one place.

The only module of this package that touches the operating system's files to write. Tests put
another one in its place that runs full, fails or returns something else than was written.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from tac_desktop.storage import drives
from tac_desktop.storage.files import replace_patiently, sync_folder

_OWNER_ONLY = 0o600
_NO_LINKS = frozenset({errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK})
_CANNOT_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM})


class Disk:
    """The computer's own file system."""

    def create(self, path: Path) -> BinaryIO:
        """A new file, for this account only; raises FileExistsError where the name is taken."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(path, flags, _OWNER_ONLY), "wb")

    def make_durable(self, file: BinaryIO) -> None:
        """Onto the medium, and out of the memory cache, so that it is read back from the medium.

        Windows has no such call without administrator rights: there the cache may answer.
        """
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            with suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def open(self, path: Path) -> BinaryIO:
        """An existing file, to read."""
        return path.open("rb")

    def give_name(self, temporary: Path, final: Path) -> None:
        """Rename without overwriting; raises FileExistsError where the name is taken."""
        if os.name == "nt":
            temporary.rename(final)
            return
        try:
            os.link(temporary, final)
        except FileExistsError:
            raise
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            # FAT and exFAT have no links, and rename() would overwrite.
            if final.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
            temporary.rename(final)
            return
        try:
            temporary.unlink()
        except OSError:
            final.unlink()
            raise

    def take_name(self, temporary: Path, final: Path) -> None:
        """Rename in place of what has the name now, in one step."""
        replace_patiently(temporary, final)

    def sync_folder(self, folder: Path) -> None:
        """Make the names in a folder durable, where the file system can."""
        try:
            sync_folder(folder)
        except OSError as error:
            if error.errno not in _CANNOT_SYNC:
                raise

    def room(self, folder: Path) -> int:
        """How many bytes fit there; raises OSError where nobody knows."""
        return shutil.disk_usage(folder).free

    def is_allowed(self, folder: Path) -> bool:
        """Whether the prison's IT lets files be written there."""
        return not drives.is_forbidden(folder)

    def remove(self, path: Path) -> None:
        """Delete a file, if it is there."""
        path.unlink(missing_ok=True)
