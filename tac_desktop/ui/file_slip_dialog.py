"""The covering slip of an encrypted PDF on the screen, to be printed."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QWidget

from tac_desktop.casework.service import Service
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.print_dialog import PrintDialog
from tac_desktop.words import _


def file_slip_dialog(
    vault: Vault, mother_id: str, file_name: str, pages: int, recipient: str, parent: QWidget
) -> PrintDialog:
    """Shows the slip; each printing of it is noted in the journal."""
    return PrintDialog(
        _("Covering slip"),
        _slip(vault, file_name, pages, recipient),
        parent,
        note=_("It goes with the file. The passphrase is not on it, nor anything of the contents."),
        before_each=partial(_note, vault, mother_id, file_name),
    )


def _slip(vault: Vault, file_name: str, pages: int, recipient: str) -> bytes:
    from tac_desktop.packs.file_slip import FileDetails, file_slip

    known = (entry.record for entry in vault.entries(Service.type_name))
    service = next((one for one in known if isinstance(one, Service)), None)
    details = FileDetails(
        file_name=file_name,
        pages=pages,
        written_on=dt.date.today(),
        written_by=vault.person.name,
        service=service.name if service else "",
        phone=service.phone if service else "",
        recipient=recipient,
        journal_reference=vault.journal_reference(),
    )
    return file_slip(details).pdf


def _note(vault: Vault, mother_id: str, file_name: str, number: int) -> None:
    words = _("Covering slip of the encrypted file {name}").format(name=file_name)
    vault.audit(AuditAction.PRINTED, mother_id=mother_id, detail=words)
