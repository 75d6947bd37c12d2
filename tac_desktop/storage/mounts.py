"""On which device and file system a folder lies, as Linux's table of mounts has it."""

from __future__ import annotations

import os
from pathlib import Path


def nearest_existing(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    absolute = Path(os.path.abspath(folder))  # noqa: PTH100  (resolve() would follow links)
    return next((one for one in (absolute, *absolute.parents) if one.is_dir()), absolute)


def mounted_on(path: Path) -> str:
    """The device that holds `path`, as the system names it; empty where it does not say."""
    return _mount_of(path, mounts())[0]


def file_system_of(path: Path, table: str) -> str:
    """The type of the file system that holds `path`, from the text of /proc/mounts."""
    return _mount_of(path, table)[1]


def mounts() -> str:
    """The text of /proc/mounts; empty where there is none."""
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def as_mounted(field: str) -> str:
    """A path as it is, from how Linux's tables of mounts write it."""
    for octal, letter in ((r"\040", " "), (r"\011", "\t"), (r"\012", "\n"), (r"\134", "\\")):
        field = field.replace(octal, letter)
    return field


def _mount_of(path: Path, table: str) -> tuple[str, str]:
    """Device and type of the mount that holds `path`; the last of several on one folder counts."""
    best, found = -1, ("", "")
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        folder = Path(as_mounted(fields[1]))
        if path.is_relative_to(folder) and len(folder.parts) >= best:
            best, found = len(folder.parts), (as_mounted(fields[0]), fields[2])
    return found
