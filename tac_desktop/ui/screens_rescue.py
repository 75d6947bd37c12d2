"""Scenes of a damaged vault: what is offered, and the vault brought back."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE
from tac_desktop.storage.vault import Vault

if TYPE_CHECKING:
    from tac_desktop.ui.rescue_page import RescuePage
    from tac_desktop.ui.screens_stage import Stage

_PAGE = 4096


def take_rescue(stage: Stage) -> None:
    """All of them."""
    stage.scene("02-rescue", partial(_rescue, stage))


def _rescue(stage: Stage) -> None:
    folder = stage.folder / f"Damaged {stage.look}"
    backups = stage.folder / f"Backups {stage.look}"
    _make_damaged_vault(stage.vault_folder, folder, backups)
    session = stage.locked_session(folder)
    session.settings.backup_folder = str(backups)
    window = stage.window(session)
    window.start(folder)
    window.unlock_page.field.edit.setText(TRAINING_PASSPHRASE)
    window.unlock_page.unlock()
    stage.take(window, "02-rescue-1-damaged")
    window.bring_back(folder)
    page = window.rescue_page
    assert page is not None
    stage.take(window, "02-rescue-2-backup")
    page.field.edit.setText(TRAINING_PASSPHRASE)
    page.go_on()
    stage.settle(partial(_has_ways, page))
    stage.take(window, "02-rescue-3-ways")
    page.go_on()
    stage.settle(page.result.isVisible)
    stage.take(window, "02-rescue-4-back")


def _make_damaged_vault(whole: Path, folder: Path, backups: Path) -> None:
    """A copy of the vault in the pictures: a backup, some work after it, then lost pages."""
    shutil.copytree(whole, folder)
    vault = Vault.open(folder, TRAINING_PASSPHRASE)
    vault.backups.make(backups)
    for number, entry in enumerate(vault.entries(ContactLogEntry.type_name)[-40:]):
        vault.save(entry.record, reason="addition", note=f"Added later ({number}).")
    vault.close()
    path = folder / "vault.db"
    content = bytearray(path.read_bytes())
    pages = len(content) // _PAGE
    for place in (0, *range(pages - 30, pages, 2)):
        content[place * _PAGE : (place + 1) * _PAGE] = bytes(_PAGE)
    path.write_bytes(bytes(content))


def _has_ways(page: RescuePage) -> bool:
    return bool(page.ways)
