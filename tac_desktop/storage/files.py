"""Careful writing: a file is either as it was or as it should be, whatever is interrupted."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tac_desktop.storage.errors import (
    DiskFull,
    DiskTrouble,
    PlaceGone,
    PlaceMissing,
    ReadOnlyPlace,
)

_OWNER_ONLY = 0o600
_REPLACE_TRIES = 5
# Too large a file (FAT takes 4 GiB) is no room for it either.
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_GONE = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN})
# Python reports several of these as "permission denied" or "invalid argument" on Windows.
_FULL_ON_WINDOWS = frozenset({39, 112})
_GONE_ON_WINDOWS = frozenset({21, 55, 433, 1006, 1117, 1167})


def write_carefully(path: Path, content: bytes) -> None:
    """Replace `path` with `content`, so that a power cut leaves the old file or the new one.

    Raises:
        DiskFull, ReadOnlyPlace, PlaceMissing, PlaceGone, DiskTrouble: as the operating system
            has it, or where the file does not read back as it was written. What was there under
            the name is there still, unless the very last reading back fails.
    """
    beside = path.with_name(f".{path.name}.new")
    with os_errors_as_sentences(path.parent):
        try:
            _write_new(beside, content)
            if beside.read_bytes() != content:
                raise DiskTrouble(path.name)
            replace_patiently(beside, path)
            sync_folder(path.parent)
        except (OSError, DiskTrouble):
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
        if path.read_bytes() != content:
            raise DiskTrouble(path.name)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_patiently(new: Path, path: Path) -> None:
    """Rename over what has the name.

    Windows refuses while a virus scanner has the old file open, usually for a moment.
    """
    for attempt in range(_REPLACE_TRIES):
        try:
            new.replace(path)
            return
        except PermissionError:
            if os.name != "nt" or attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(0.05 * (attempt + 1))


@contextmanager
def os_errors_as_sentences(folder: Path) -> Iterator[None]:
    """Turn the operating system's refusals inside the block into the vault's own errors."""
    try:
        yield
    except OSError as error:
        on_windows = getattr(error, "winerror", None) or 0
        if error.errno in _FULL or on_windows in _FULL_ON_WINDOWS:
            raise DiskFull from error
        if error.errno in _GONE or on_windows in _GONE_ON_WINDOWS:
            raise PlaceGone(folder) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise ReadOnlyPlace(folder) from error
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            raise PlaceMissing(folder) from error
        raise DiskTrouble(error.strerror or "") from error


def _write_new(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
