"""Sticks as Linux knows them: /proc/mounts and /sys are read, `umount` lets one go."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tac_desktop.storage.mounts import as_mounted
from tac_desktop.storage.stick import Ejected

MOUNTS = Path("/proc/mounts")
DEVICES = Path("/sys/dev/block")
_EJECT_SECONDS = 120


def roots() -> list[Path]:
    """Every folder that a disk or stick is found under."""
    try:
        text = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return []
    lines = [line.split(" ") for line in text.splitlines() if line.startswith("/dev/")]
    return [Path(as_mounted(fields[1])) for fields in lines if len(fields) > 1]


def root_of(folder: Path) -> Path:
    """The folder under which the drive of an existing folder is found."""
    return next(one for one in (folder, *folder.parents) if one.is_mount())


def label_of(root: Path) -> str:
    """Desktops name the folder of a stick after it."""
    return root.name


def is_encrypted(root: Path) -> bool | None:
    """True on dm-crypt; a stick that unlocks itself looks like any other, so else None."""
    device = root.stat().st_dev
    uuid = DEVICES / f"{os.major(device)}:{os.minor(device)}" / "dm" / "uuid"
    return True if uuid.is_file() and uuid.read_text().startswith("CRYPT-") else None


def eject(root: Path) -> Ejected:
    """Write out what waits, and take the stick from its folder by the system's own program."""
    program = shutil.which("umount")
    os.sync()
    if program is None:
        return Ejected.CANNOT
    done = subprocess.run(
        [program, str(root)],
        capture_output=True,
        text=True,
        timeout=_EJECT_SECONDS,
        env={**os.environ, "LC_ALL": "C"},
        check=False,
    )
    if done.returncode == 0:
        return Ejected.DONE
    return Ejected.IN_USE if "busy" in done.stderr else Ejected.CANNOT
