"""What is said of a folder or stick before anything is written to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tac_desktop import policy
from tac_desktop.storage import places
from tac_desktop.storage.drives import is_forbidden
from tac_desktop.storage.stick import Drive, DriveKind
from tac_desktop.storage.sticks import drive_of
from tac_desktop.words import _

_SPARE = 64 * 1024


class Before(StrEnum):
    """What a place is good for. Below the first three nothing can be written there."""

    STICK = "stick"
    NETWORK = "network"
    THIS_COMPUTER = "this_computer"
    MISSING = "missing"
    NOT_ALLOWED = "not_allowed"
    READ_ONLY = "read_only"
    NEARLY_FULL = "nearly_full"

    @property
    def can_be_written(self) -> bool:
        """Whether there is no reason against it."""
        return self in (Before.STICK, Before.NETWORK, Before.THIS_COMPUTER)


@dataclass(frozen=True)
class Preflight:
    """What was found of a place; `sentence` says it."""

    found: Before
    drive: Drive
    sentence: str


def preflight(folder: Path, needs: int = 0) -> Preflight:
    """Look at a folder that about `needs` bytes shall go to; tries to make an empty file there."""
    drive = drive_of(folder)
    found = _found(folder, drive, needs)
    return Preflight(found, drive, _sentence(found, drive, needs))


def size_in_words(size: int) -> str:
    """`312 kB`, `1.4 MB` or `14.6 GB`."""
    if size < 1_000_000:
        return _("{count} kB").format(count=max(1, round(size / 1000)))
    if size < 1_000_000_000:
        return _("{count} MB").format(count=f"{size / 1_000_000:.1f}")
    return _("{count} GB").format(count=f"{size / 1_000_000_000:.1f}")


def _found(folder: Path, drive: Drive, needs: int) -> Before:
    if not folder.is_dir():
        return Before.MISSING
    if is_forbidden(folder):
        return Before.NOT_ALLOWED
    free = drive.free
    if free is not None and free < needs + _SPARE:
        return Before.NEARLY_FULL
    if not places.can_write(folder):
        return Before.READ_ONLY
    return {
        DriveKind.STICK: Before.STICK,
        DriveKind.NETWORK: Before.NETWORK,
        DriveKind.THIS_COMPUTER: Before.THIS_COMPUTER,
    }[drive.kind]


def _sentence(found: Before, drive: Drive, needs: int) -> str:
    free = size_in_words(drive.free or 0)
    match found:
        case Before.STICK:
            words = _("On the stick {name}, {free} free.").format(name=drive.name, free=free)
            return f"{words} {_about_encryption(drive)}"
        case Before.NETWORK:
            return _("On a network drive, not on a stick.")
        case Before.THIS_COMPUTER:
            return _(
                "This folder is on the disk of this computer, not on a stick: nothing leaves the "
                "room with it until somebody copies it."
            )
        case Before.MISSING:
            return _("This folder cannot be found. Connect the stick, or choose another folder.")
        case Before.NOT_ALLOWED:
            return _(
                "The IT of this prison does not allow this program to write to sticks. Choose a "
                "folder on this computer, or ask {whom}."
            ).format(whom=policy.in_force().whom_to_ask)
        case Before.READ_ONLY:
            return _(
                "Nothing can be written there: this account may not, or the stick is protected "
                "against writing. Look for a small switch on it, or choose another one."
            )
        case Before.NEARLY_FULL:
            return _("Only {free} are free there, and about {needs} are needed.").format(
                free=free, needs=size_in_words(needs)
            )


def _about_encryption(drive: Drive) -> str:
    if drive.encrypted:
        return _("The stick itself is encrypted.")
    return _("Whether the stick itself is encrypted cannot be seen from here.")
