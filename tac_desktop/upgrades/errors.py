"""Why an upgrade is not taken; in each case the program and the vaults are as they were."""

from __future__ import annotations

from tac_desktop.errors import TacError
from tac_desktop.words import _


class UpgradeError(TacError):
    """Anything that keeps an upgrade from being used."""

    def __init__(self, what_happened: str, what_to_do: str = "") -> None:
        super().__init__(
            what_happened,
            _("Nothing was changed: this version and your records are as they were."),
            what_to_do,
        )


class NotAnUpgrade(UpgradeError):
    """Another kind of file, or one that was cut off or changed."""

    def __init__(self, what_happened: str) -> None:
        super().__init__(
            what_happened, _("Ask whoever gave you the file for another copy. Do not use this one.")
        )


class NotSigned(NotAnUpgrade):
    """The signature is not that of the makers of this program."""

    def __init__(self) -> None:
        super().__init__(
            _("This file was not made by whoever makes this program, or was changed since.")
        )


class NoKey(UpgradeError):
    """A program built without the makers' public key cannot tell a good file from a forged one."""

    def __init__(self) -> None:
        super().__init__(
            _("This copy of the program was built without a key to check upgrades with."),
            _("Ask the prison's IT to install the new version."),
        )


class NotForHere(UpgradeError):
    """For another system, another kind of installation, or no newer version."""


class NotInstalled(UpgradeError):
    """It was good, and could still not be put in place."""
