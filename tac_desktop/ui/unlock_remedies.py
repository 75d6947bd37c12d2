"""What can be done about a vault that does not open: one table from the error to its buttons."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from tac_desktop.errors import TacError
from tac_desktop.storage import errors
from tac_desktop.storage.places import is_backup
from tac_desktop.words import _


class Remedy(Enum):
    """Something that a button on the unlock page does."""

    TRY_AGAIN = auto()
    CHOOSE_ANOTHER = auto()
    RECOVERY_SHEET = auto()
    BRING_BACK = auto()
    NEW_VAULT_HERE = auto()
    ALLOW_NETWORK = auto()

    @property
    def words(self) -> str:
        """What stands on the button."""
        return {
            Remedy.TRY_AGAIN: _("Try again"),
            Remedy.CHOOSE_ANOTHER: _("Choose another vault ..."),
            Remedy.RECOVERY_SHEET: _("Use the recovery sheet"),
            Remedy.BRING_BACK: _("Bring it back ..."),
            Remedy.NEW_VAULT_HERE: _("Make a new vault here"),
            Remedy.ALLOW_NETWORK: _("Open it on the network drive"),
        }[self]


_WITHOUT_KEYS = (
    Remedy.RECOVERY_SHEET,
    Remedy.BRING_BACK,
    Remedy.TRY_AGAIN,
    Remedy.CHOOSE_ANOTHER,
)

_REMEDIES: dict[type[TacError], tuple[Remedy, ...]] = {
    errors.WrongPassphrase: (),
    errors.TooManyAttempts: (),
    errors.VaultDamaged: (Remedy.BRING_BACK, Remedy.TRY_AGAIN, Remedy.CHOOSE_ANOTHER),
    errors.VaultNewer: (Remedy.CHOOSE_ANOTHER,),
    errors.VaultOpenElsewhere: (Remedy.TRY_AGAIN, Remedy.CHOOSE_ANOTHER),
    errors.NotAVault: (Remedy.CHOOSE_ANOTHER, Remedy.BRING_BACK, Remedy.NEW_VAULT_HERE),
    errors.EmptyFile: (Remedy.BRING_BACK, Remedy.TRY_AGAIN, Remedy.CHOOSE_ANOTHER),
    errors.UnfinishedCreation: (Remedy.NEW_VAULT_HERE, Remedy.CHOOSE_ANOTHER),
    errors.KeysMissing: _WITHOUT_KEYS,
    errors.KeysDamaged: _WITHOUT_KEYS,
    errors.DatabaseMissing: (Remedy.BRING_BACK, Remedy.TRY_AGAIN, Remedy.CHOOSE_ANOTHER),
    errors.IsABackup: (Remedy.BRING_BACK, Remedy.CHOOSE_ANOTHER),
    errors.PlaceMissing: (
        Remedy.TRY_AGAIN,
        Remedy.CHOOSE_ANOTHER,
        Remedy.BRING_BACK,
        Remedy.NEW_VAULT_HERE,
    ),
    errors.ReadOnlyPlace: (Remedy.TRY_AGAIN, Remedy.CHOOSE_ANOTHER),
    errors.NetworkPlace: (Remedy.ALLOW_NETWORK, Remedy.CHOOSE_ANOTHER),
}


def refuse_backup(folder: Path) -> None:
    """Raise IsABackup where a folder holds a backup: nobody works in one."""
    if is_backup(folder):
        raise errors.IsABackup(folder)


def remedies_for(error: TacError) -> tuple[Remedy, ...]:
    """The buttons for an error, the likeliest first."""
    for kind in type(error).__mro__:
        if kind in _REMEDIES:
            return _REMEDIES[kind]
    return (Remedy.TRY_AGAIN, Remedy.CHOOSE_ANOTHER)
