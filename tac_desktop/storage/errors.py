"""What can go wrong with a vault, one class for each mistake, each with its own sentences."""

from __future__ import annotations

from pathlib import Path

from tac_desktop.errors import TacError
from tac_desktop.words import _


class StorageError(TacError):
    """Anything the vault refuses or cannot do."""


class WrongPassphrase(StorageError):
    """The keys are whole, but this passphrase fits none of them.

    `slot_id` says whose it was tried on, where that is known.
    """

    def __init__(self, seconds: int = 0, *, slot_id: str = "") -> None:
        self.seconds, self.slot_id = seconds, slot_id
        what_to_do = _("Check Caps Lock and try again. The recovery sheet opens the vault too.")
        if seconds:
            wait = _("You can try again in {seconds} seconds.").format(seconds=seconds)
            what_to_do = f"{wait} {what_to_do}"
        super().__init__(
            _("That passphrase does not open this vault."),
            _("Nothing was changed and nothing is damaged."),
            what_to_do,
        )


class TooManyAttempts(StorageError):
    """Wrong passphrases were tried one after the other; the next try has to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            _("Several wrong passphrases were tried, so the next try has to wait."),
            _("Nothing was changed and nothing is damaged."),
            _("You can try again in {seconds} seconds.").format(seconds=seconds),
        )


class PassphraseTooWeak(StorageError):
    """A new passphrase that could be guessed."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(
            reason,
            _("Nothing was changed."),
            _("Four random words make a good passphrase; the program can suggest some."),
        )


class RecoveryCodeMistyped(StorageError):
    """The recovery code does not fit its own checksum; `group` (from 1) says where, if known."""

    def __init__(self, reason: str, group: int | None = None) -> None:
        self.reason = reason
        self.group = group
        super().__init__(
            reason,
            _("Nothing was changed."),
            _("Compare what you typed with the recovery sheet, group by group."),
        )


class RecoveryCodeOfAnotherVault(StorageError):
    """A recovery code that is right in itself and belongs to another vault."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This recovery code was typed rightly, but it belongs to another vault, or to this "
                "one before its key was replaced."
            ),
            _("Nothing was changed."),
            _("Look for the newest recovery sheet that names this vault."),
        )


class VaultDamaged(StorageError):
    """The database cannot be read as it was written."""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        what = _("The vault's file is damaged: part of it is not as this program wrote it.")
        super().__init__(
            f"{what} {detail}".strip(),
            _("This is not a wrong passphrase. Nothing was changed by trying to open it."),
            _(
                "Keep the folder as it is. What is whole can be brought back, together with the "
                "newest backup."
            ),
        )


class VaultNewer(StorageError):
    """The vault was written by a newer version of the program."""

    def __init__(self, found: int, known: int) -> None:
        self.found = found
        self.known = known
        super().__init__(
            _("This vault was last used with a newer version of TAC Desktop."),
            _("Nothing was changed and nothing is damaged."),
            _("Ask for the newer version (vault format {found}; this one reads {known}).").format(
                found=found, known=known
            ),
        )


class VaultOpenElsewhere(StorageError):
    """Another window, program or computer holds the vault."""

    def __init__(self, holder: str = "") -> None:
        self.holder = holder
        what = _("This vault is already open.")
        super().__init__(
            f"{what} {holder}".strip(),
            _("Nothing was changed."),
            _("Close it there, or go on in the window that is open."),
        )


class VaultLocked(StorageError):
    """The vault was locked or closed while something was still being done with it."""

    def __init__(self) -> None:
        super().__init__(
            _("The vault has been locked."),
            _("What had been saved is safe; what was being typed is kept as a draft."),
            _("Unlock it and try again."),
        )


class NotAVault(StorageError):
    """The folder holds no vault."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("There is no vault in “{folder}”.").format(folder=folder),
            _("Nothing was changed."),
            _("Choose the folder that holds vault.db and keys.json, or make a new vault."),
        )


class EmptyFile(StorageError):
    """The database file is there and has no content at all."""

    def __init__(self) -> None:
        super().__init__(
            _("The vault's file is there, but it is empty (no bytes at all)."),
            _("Nothing was changed; an empty file was not opened as a new vault."),
            _("A copy that was broken off does this: copy it again, or restore a backup."),
        )


class UnfinishedCreation(StorageError):
    """Making the vault was broken off before it was ever used."""

    def __init__(self) -> None:
        super().__init__(
            _("Making this vault was broken off before it was finished."),
            _("It was never used, so nothing is lost."),
            _("Make the vault again in the same folder."),
        )


class KeysMissing(StorageError):
    """The database is there, its keys.json is not."""

    def __init__(self) -> None:
        super().__init__(
            _("The file keys.json is missing, so no passphrase can open this vault."),
            _("The records are still there, encrypted."),
            _("Put keys.json back from a backup, or use the recovery sheet."),
        )


class KeysDamaged(StorageError):
    """keys.json does not fit its own checksum or cannot be read."""

    def __init__(self) -> None:
        super().__init__(
            _("The file keys.json is damaged, so no passphrase can open this vault."),
            _("This is not a wrong passphrase. The records are still there, encrypted."),
            _("Put keys.json back from a backup, or use the recovery sheet."),
        )


class DatabaseMissing(StorageError):
    """keys.json is there, the database is not."""

    def __init__(self) -> None:
        super().__init__(
            _("The keys are here, but the vault's file vault.db is missing."),
            _("Nothing was changed."),
            _("Find vault.db where the folder was copied from, or restore the latest backup."),
        )


class IsABackup(StorageError):
    """A backup was chosen as if it were a vault to work in."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("“{folder}” is a backup, not a vault to work in.").format(folder=folder.name),
            _("Nothing was changed. What is written into a backup makes it useless as one."),
            _("Bring it back: it becomes a vault of its own, and the backup stays as it is."),
        )


class PlaceMissing(StorageError):
    """The folder is not there (a stick was taken out, a drive is not connected)."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("The folder “{folder}” cannot be found.").format(folder=folder),
            _("Nothing was changed."),
            _("Connect the drive it is on, or choose another folder."),
        )


class PlaceGone(StorageError):
    """The stick or drive was taken out, or stopped answering, while it was used."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("The stick or drive of “{folder}” was taken out or stopped answering.").format(
                folder=folder
            ),
            _("Everything that was reported as saved is safe. This was not saved."),
            _("Connect it again and try once more. If that goes on, use another one."),
        )


class PlaceTaken(StorageError):
    """A new vault would land in a folder that already holds something."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            reason, _("Nothing was changed."), _("Choose an empty folder, or make a new one.")
        )


class ReadOnlyPlace(StorageError):
    """The folder can be read and not written."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("This account may not write to “{folder}”.").format(folder=folder),
            _("Nothing was changed."),
            _("Choose a folder of your own, or ask the prison's IT for the right to write there."),
        )


class NetworkPlace(StorageError):
    """The folder is on a network drive, and nobody has said that this is meant."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            _("“{folder}” is on a network drive.").format(folder=folder),
            _("Nothing was changed."),
            _(
                "A vault is quicker and safer on this computer's own disk. "
                "Say that you want it on the network drive, or choose another folder."
            ),
        )


class DiskFull(StorageError):
    """There is no room left on the disk."""

    def __init__(self) -> None:
        super().__init__(
            _("The disk is full, so this could not be saved."),
            _("Everything saved before is safe, and nothing was half written."),
            _("Make room on the disk, then save again."),
        )


class DiskTrouble(StorageError):
    """The operating system could not read or write a file."""

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        what = _("The computer could not read or write the vault's files.")
        if detail:
            said = _("The system says: {detail}.").format(detail=detail.rstrip("."))
            what = f"{what} {said}"
        super().__init__(
            what,
            _("Everything that was reported as saved is safe."),
            _("Try again. If it goes on, make a backup to another disk and tell support."),
        )


class RecordUnknown(StorageError):
    """A record that is asked for by its identifier and is not in this vault."""

    def __init__(self) -> None:
        super().__init__(
            _("That record is not in this vault."),
            _("Nothing was changed."),
            _("Go back to the list and open it again."),
        )


class AttachmentMissing(StorageError):
    """A document names a file that this vault does not hold."""

    def __init__(self) -> None:
        super().__init__(
            _("The file of this document is not in the vault."),
            _("What is written about the document is as it was."),
            _("Look for the original or another copy, and add it with “Replace the file”."),
        )


class AttachmentDamaged(StorageError):
    """A document's file is not as it was kept."""

    def __init__(self) -> None:
        super().__init__(
            _("The file of this document is damaged: it is not as it was kept."),
            _("It is not shown. What is written about the document is as it was."),
            _("Check the vault, restore the latest backup, or add the file again."),
        )


class AttachmentNotKept(StorageError):
    """Reading back showed something else than the file that was to be kept."""

    def __init__(self) -> None:
        super().__init__(
            _("Reading the file back from the vault showed something else than was kept."),
            _("The original is where it was."),
            _("Do not delete the original. Check the vault, then add the file again."),
        )


class MergeRefused(StorageError):
    """What was to be read into the vault is not whole, or is too new; nothing was added."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__(
            " ".join((_("This could not be read into the vault."), *reasons)),
            _("Nothing was added or changed."),
            _("Ask for it to be written again, and check that this program is up to date."),
        )
