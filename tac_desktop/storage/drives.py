"""Whether a folder lies on something that can be taken out: a stick, a card, a disk on a cable."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tac_desktop import policy
from tac_desktop.storage.mounts import mounted_on, nearest_existing

if TYPE_CHECKING or sys.platform == "win32":
    import ctypes

_SYSTEM = Path("/sys/dev/block")
_REMOVABLE_DRIVE, _CD_DRIVE, _MEMORY_DRIVE = 2, 5, 6
_CABLES = frozenset({4, 7, 12, 13})
"""Windows' numbers for FireWire, USB, SD and MMC (STORAGE_BUS_TYPE)."""

_QUERY_PROPERTY = 0x002D1400
_SHARED = 0x3
_OPEN_EXISTING = 3
_BUS_TYPE_AT = 28
_LONGEST_FOLDER = 260
_WAYS_OUT = re.compile(r"/(usb\d+|mmc_host|firewire|ieee1394)/")


def refuse_removable(folder: Path) -> None:
    """Raise NotOnRemovableMedia where IT allows nothing to be written to what can be taken out."""
    if is_forbidden(folder):
        raise policy.NotOnRemovableMedia(folder, policy.in_force())


def refuse_reading(path: Path) -> None:
    """Raise NotFromRemovableMedia where IT allows nothing to be read from what can be taken out."""
    if not may_be_read(path):
        raise policy.NotFromRemovableMedia(path, policy.in_force())


def refuse_vault(folder: Path) -> None:
    """Raise VaultOnRemovableMedia where a vault lies on such a thing: an open one is written to."""
    if is_forbidden(folder):
        raise policy.VaultOnRemovableMedia(folder, policy.in_force())


def may_be_read(path: Path) -> bool:
    """Whether IT has nothing against reading there."""
    return policy.in_force().lets_media_be_read or not is_removable(path)


def is_forbidden(folder: Path) -> bool:
    """Whether IT has set that nothing is written there."""
    return not policy.in_force().lets_media_be_written and is_removable(folder)


def is_removable(folder: Path) -> bool:
    """Whether a folder, or the nearest one above it that exists, can be taken out.

    The disk that the system itself runs from cannot, however it is connected: small computers
    have it soldered in as a memory card. False where the system cannot say.
    """
    try:
        place = nearest_existing(folder).resolve()
    except OSError:
        return False
    if sys.platform == "win32":
        return _is_removable_on_windows(place.anchor)
    if sys.platform == "linux":
        return _is_removable_on_linux(place)
    return False


def _is_removable_on_linux(place: Path) -> bool:
    disks = _disks_of(place) - _disks_of(Path("/"))
    return any(_can_be_taken_out(disk) for disk in disks)


def _disks_of(place: Path) -> set[Path]:
    """The disks that hold a place, as the system describes them; none where it does not."""
    device = place.stat().st_dev
    block = _SYSTEM / f"{os.major(device)}:{os.minor(device)}"
    if not block.exists():
        # Some file systems have devices of their own that are not those of the disk below.
        block = _block_of(mounted_on(place))
    return _below(block)


def _below(block: Path) -> set[Path]:
    """The disk of a partition, and those under one that is only a layer (an encrypted stick)."""
    try:
        real = block.resolve(strict=True)
        layers = list((real / "slaves").iterdir()) if (real / "slaves").is_dir() else []
    except OSError:
        return set()
    if layers:
        return set().union(*map(_below, layers))
    return {real if (real / "removable").exists() else real.parent}


def _can_be_taken_out(disk: Path) -> bool:
    if _WAYS_OUT.search(f"{disk}/"):
        return True
    try:
        return (disk / "removable").read_text(encoding="ascii").strip() == "1"
    except OSError:
        return False


def _block_of(source: str) -> Path:
    try:
        device = Path(source).stat().st_rdev
    except (OSError, ValueError):
        return _SYSTEM / "none"
    return _SYSTEM / f"{os.major(device)}:{os.minor(device)}"


def _is_removable_on_windows(anchor: str) -> bool:
    if sys.platform != "win32":
        return False
    kind = int(ctypes.windll.kernel32.GetDriveTypeW(anchor))
    if kind in (_REMOVABLE_DRIVE, _CD_DRIVE):
        return True
    return _bus_of(anchor) in _CABLES and anchor[:2].casefold() != _drive_of_windows()


def _drive_of_windows() -> str:
    """`c:`, where Windows itself is."""
    if sys.platform != "win32":
        return ""
    folder = ctypes.create_unicode_buffer(_LONGEST_FOLDER)
    ctypes.windll.kernel32.GetSystemWindowsDirectoryW(folder, _LONGEST_FOLDER)
    return folder.value[:2].casefold()


def _bus_of(anchor: str) -> int:
    """How a drive is connected; Windows calls a disk on a USB cable a fixed one."""
    if sys.platform != "win32":
        return 0
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p
    # No right to read is asked for, so that this needs no administrator.
    drive = kernel.CreateFileW(rf"\\.\{anchor[:2]}", 0, _SHARED, None, _OPEN_EXISTING, 0, None)
    if drive in (None, ctypes.c_void_p(-1).value):
        return 0
    handle = ctypes.c_void_p(drive)
    question, answer = (ctypes.c_ulong * 3)(0, 0, 0), ctypes.create_string_buffer(1024)
    length = ctypes.c_ulong()
    try:
        asked = kernel.DeviceIoControl(
            handle,
            _QUERY_PROPERTY,
            question,
            ctypes.sizeof(question),
            answer,
            ctypes.sizeof(answer),
            ctypes.byref(length),
            None,
        )
    finally:
        kernel.CloseHandle(handle)
    if not asked or length.value < _BUS_TYPE_AT + 4:
        return 0
    return int.from_bytes(answer.raw[_BUS_TYPE_AT : _BUS_TYPE_AT + 4], "little")
