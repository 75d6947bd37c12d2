"""What a stick or disk is, and what can come of letting one go; `sticks` asks the system."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tac_desktop.words import _


class DriveKind(StrEnum):
    """What a drive is, as far as the system can say."""

    STICK = "stick"
    THIS_COMPUTER = "this_computer"
    NETWORK = "network"


class Ejected(StrEnum):
    """What came of letting a stick go."""

    DONE = "done"
    IN_USE = "in_use"
    GONE = "gone"
    CANNOT = "cannot"

    @property
    def sentence(self) -> str:
        """What the person reads."""
        return _in_words()[self]


@dataclass(frozen=True)
class Drive:
    """One stick or disk. `encrypted` is None where the system cannot tell."""

    root: Path
    kind: DriveKind
    label: str = ""
    encrypted: bool | None = None

    @property
    def name(self) -> str:
        """`KINGSTON (E:)`, or the folder it is found under."""
        where = self.root.drive or str(self.root)
        return f"{self.label} ({where})" if self.label else where

    @property
    def free(self) -> int | None:
        """Bytes that fit on it; None where it does not say."""
        with suppress(OSError):
            return shutil.disk_usage(self.root).free
        return None


def _in_words() -> dict[Ejected, str]:
    return {
        Ejected.DONE: _("The stick can be pulled out now."),
        Ejected.IN_USE: _(
            "Something on this computer still uses the stick. Close what shows its folders, and "
            "try again."
        ),
        Ejected.GONE: _("The stick is not there any more. Connect it again and check the file."),
        Ejected.CANNOT: _(
            "This computer does not let the program eject it. Use the system’s own “Safely "
            "remove” before you pull it out."
        ),
    }
