"""`backup`, `restore` and `drill`: copies of a whole vault, got back, and proved to come back."""

from __future__ import annotations

import argparse
from pathlib import Path

from tac_desktop.casework.dates import written_moment
from tac_desktop.commands.asking import opened_vault, vault_passphrase
from tac_desktop.commands.writing import warn
from tac_desktop.storage import drives
from tac_desktop.storage.backups import Backup, backups_in, drill, restore
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _


def make(arguments: argparse.Namespace) -> int:
    """Make a backup, read it back, and say where it is."""
    with opened_vault(arguments) as vault:
        backup = vault.backups.make(Path(arguments.to))
        if arguments.thin:
            vault.backups.thin(Path(arguments.to))
    words = _("Backup made, read back and opened: {folder}")
    print(words.format(folder=backup.folder))
    print(_counts(backup))
    return 0


def get_back(arguments: argparse.Namespace) -> int:
    """Make a vault of a backup, open it to prove it, and note that in its journal."""
    backup, to = _meant(arguments), Path(arguments.to)
    typed = vault_passphrase(backup.folder, arguments.passphrase_file)
    restore(backup, to)
    vault = Vault.open(to, typed)
    try:
        vault.audit(AuditAction.RESTORED, detail=backup.folder.name)
    finally:
        vault.close()
    words = _("The vault as of {moment} is in {folder} and opens.")
    print(words.format(moment=written_moment(backup.made_at), folder=to))
    print(_counts(backup))
    return 0


def practise(arguments: argparse.Namespace) -> int:
    """Get a backup back into a temporary vault and check all of it; 1 on any difference."""
    backup = _meant(arguments)
    typed = vault_passphrase(backup.folder, arguments.passphrase_file)
    report = drill(backup, typed)
    for sentence in report.sentences:
        (print if report.ok else warn)(sentence)
    if not report.ok:
        warn(_("This backup would not bring everything back. Make a new one."))
        return 1
    print(_("This backup would bring back everything it says: {counts}").format(
        counts=_counts(backup)))  # fmt: skip
    return 0


def _meant(arguments: argparse.Namespace) -> Backup:
    """The backup in the folder that is named, or the newest one in it."""
    folder = Path(arguments.backup)
    drives.refuse_reading(folder)
    within = backups_in(folder)
    return within[0] if within else Backup.read(folder)


def _counts(backup: Backup) -> str:
    words = _("{records} records in {revisions} revisions, {entries} journal entries.")
    return words.format(**backup.counts)
