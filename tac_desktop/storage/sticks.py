"""Which stick or disk a folder is on, which sticks are plugged in, and letting one go.

Asked of the operating system each time.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from subprocess import SubprocessError

from tac_desktop.storage.drives import is_removable
from tac_desktop.storage.mounts import nearest_existing
from tac_desktop.storage.places import is_network_drive
from tac_desktop.storage.stick import Drive, DriveKind, Ejected

if sys.platform == "win32":
    from tac_desktop.storage import sticks_windows as system
else:
    from tac_desktop.storage import sticks_linux as system


def sticks() -> list[Drive]:
    """Every stick that is plugged in and has a folder, in the order of their places."""
    with suppress(OSError):
        return [_drive(root) for root in sorted(set(system.roots())) if is_removable(root)]
    return []


def drive_of(folder: Path) -> Drive:
    """The drive that a folder is on; the folder need not exist yet."""
    with suppress(OSError):
        return _drive(system.root_of(nearest_existing(folder).resolve()))
    return Drive(folder, DriveKind.THIS_COMPUTER)


def eject(drive: Drive) -> Ejected:
    """Let a stick go, so that it can be pulled out; everything is on it when this returns.

    May take a while on a slow stick: call it in a thread.
    """
    if drive.kind is not DriveKind.STICK:
        return Ejected.CANNOT
    with suppress(OSError, SubprocessError):
        if not drive.root.exists():
            return Ejected.GONE
        return system.eject(drive.root)
    return Ejected.CANNOT


def _drive(root: Path) -> Drive:
    if is_network_drive(root):
        kind = DriveKind.NETWORK
    else:
        kind = DriveKind.STICK if is_removable(root) else DriveKind.THIS_COMPUTER
    return Drive(root, kind, system.label_of(root), system.is_encrypted(root))
