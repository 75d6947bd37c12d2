"""Every refusal says what happened, that nothing was lost, and what to do, in its own words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tac_desktop.storage import errors
from tac_desktop.storage.backup_folder import BackupDamaged, NotABackup
from tac_desktop.storage.errors import StorageError
from tac_desktop.storage.key_change import LeftBehind, VaultInUse
from tac_desktop.storage.retention import DisposalNotProved, DisposalRefused, NotWrittenAnew
from tac_desktop.storage.roles import Access, AccessEnded, LastWithFullAccess, NotAllowed, Right
from tac_desktop.storage.salvage.rescue import NotBroughtBack

FOLDER = Path("F:/Vault")
ALL: list[StorageError] = [
    errors.WrongPassphrase(5),
    errors.TooManyAttempts(20),
    errors.PassphraseTooWeak("Too short."),
    errors.RecoveryCodeMistyped("Group 3 looks wrong.", 3),
    errors.RecoveryCodeOfAnotherVault(),
    errors.VaultDamaged(),
    errors.VaultNewer(9, 1),
    errors.VaultOpenElsewhere("Ann has it."),
    errors.VaultLocked(),
    errors.NotAVault(FOLDER),
    errors.EmptyFile(),
    errors.UnfinishedCreation(),
    errors.KeysMissing(),
    errors.KeysDamaged(),
    errors.DatabaseMissing(),
    errors.IsABackup(FOLDER),
    errors.PlaceMissing(FOLDER),
    errors.PlaceTaken("Something is there."),
    errors.ReadOnlyPlace(FOLDER),
    errors.NetworkPlace(FOLDER),
    errors.DiskFull(),
    errors.DiskTrouble("Input/output error"),
    errors.PlaceGone(Path("/media/stick")),
    errors.RecordUnknown(),
    errors.MergeRefused(("A revision is missing.",)),
    errors.AttachmentMissing(),
    errors.AttachmentDamaged(),
    errors.AttachmentNotKept(),
    NotABackup(FOLDER),
    BackupDamaged(FOLDER),
    VaultInUse(),
    LeftBehind(),
    NotAllowed(Right.EXPORT, Access.COVER),
    AccessEnded(until=dt.date(2026, 3, 1)),
    LastWithFullAccess(),
    DisposalRefused("A legal hold is in force.", "Ask the manager."),
    NotWrittenAnew(),
    DisposalNotProved("2 drafts"),
    NotBroughtBack(("A page is damaged.",)),
]


def test_every_error_of_the_store_is_on_this_list() -> None:
    assert {type(error) for error in ALL} == set(StorageError.__subclasses__())


def test_every_error_has_its_own_three_sentences() -> None:
    for error in ALL:
        assert error.what_happened.endswith("."), error
        assert error.what_is_safe.endswith("."), error
        assert error.what_to_do.endswith("."), error
        assert str(error) == error.sentence
    assert len({error.what_happened for error in ALL}) == len(ALL)


def test_no_sentence_uses_the_computer_s_own_words() -> None:
    for error in ALL:
        for word in ("Traceback", "Exception", "errno", "None", "sqlite", "{", "}"):
            assert word not in error.sentence, error
