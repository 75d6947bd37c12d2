"""Sticks as Windows knows them. Nothing here needs an administrator.

Whether BitLocker protects a stick cannot be asked without one, so nobody knows it here.
"""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tac_desktop.storage.stick import Ejected

assert sys.platform == "win32"

_READ, _SHARED, _EXISTING = 0x80000000, 0x1 | 0x2, 3
_LOCK, _DISMOUNT = 0x90018, 0x90020
_MEDIA_REMOVAL, _EJECT_MEDIA = 0x2D4804, 0x2D4808
_LOCK_TRIES = 10

_kernel = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel.CreateFileW.restype = ctypes.c_void_p


def roots() -> list[Path]:
    """Every drive letter in use."""
    letters = _kernel.GetLogicalDrives()
    return [Path(f"{chr(ord('A') + place)}:\\") for place in range(26) if letters & (1 << place)]


def root_of(folder: Path) -> Path:
    """The drive letter or share of a folder."""
    return Path(folder.anchor)


def label_of(root: Path) -> str:
    """The name that the stick was given; empty where it has none."""
    label = ctypes.create_unicode_buffer(261)
    known = _kernel.GetVolumeInformationW(str(root), label, len(label), None, None, None, None, 0)
    return label.value if known else ""


def is_encrypted(root: Path) -> bool | None:
    """Nobody but an administrator is told."""
    return None


def eject(root: Path) -> Ejected:
    """Lock the volume, which fails while a file on it is open, dismount it and eject it."""
    with _opened(root) as handle:
        if handle is None:
            return Ejected.CANNOT
        if not any(_locked(handle) for _try in range(_LOCK_TRIES)):
            return Ejected.IN_USE
        if not _control(handle, _DISMOUNT):
            return Ejected.CANNOT
        _control(handle, _MEDIA_REMOVAL, b"\x00")
        # Dismounted, everything is written: some sticks know no ejecting, and need none.
        _control(handle, _EJECT_MEDIA)
    return Ejected.DONE


def _locked(handle: int) -> bool:
    if _control(handle, _LOCK):
        return True
    time.sleep(0.3)
    return False


@contextmanager
def _opened(root: Path) -> Iterator[int | None]:
    volume = f"\\\\.\\{root.drive}"
    handle = _kernel.CreateFileW(volume, _READ, _SHARED, None, _EXISTING, 0, None)
    if handle in (None, ctypes.c_void_p(-1).value):
        yield None
        return
    try:
        yield handle
    finally:
        _kernel.CloseHandle(ctypes.c_void_p(handle))


def _control(handle: int, code: int, given: bytes = b"") -> bool:
    written = ctypes.c_ulong()
    length = ctypes.byref(written)
    asked = (ctypes.c_void_p(handle), code, given or None, len(given), None, 0, length, None)
    return bool(_kernel.DeviceIoControl(*asked))
