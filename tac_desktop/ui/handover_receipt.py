"""The receipt that the receiver of a handover sends back: words, a small file, or a slip."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.errors import TacError
from tac_desktop.handover.fingerprint import spoken
from tac_desktop.handover.read import OpenedHandover, give_receipt
from tac_desktop.handover.receipt import RECEIPT_ENDING, Receipt, receipt_name
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, theme
from tac_desktop.ui.facts import Facts
from tac_desktop.ui.pdf_file import save_outside
from tac_desktop.ui.print_dialog import PrintDialog
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import Notice, button_row, hint, secondary_button, section
from tac_desktop.words import _


class HandoverReceipt(QWidget):
    """Empty until `show_receipt`, which is called once all of the handover is in the vault."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._opened: OpenedHandover | None = None
        self.receipt: Receipt | None = None
        self.slip: PrintDialog | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        layout.addWidget(section(_("Receipt for the sender"), self))
        layout.addWidget(
            hint(
                _(
                    "The sender waits for it. Read the four words out by telephone, or send the "
                    "slip or the small file back. None of them names anybody of the case."
                ),
                self,
            )
        )
        self.facts = Facts(self)
        layout.addWidget(self.facts)
        self.save_button = secondary_button(_("Save the receipt ..."), self)
        self.save_button.clicked.connect(self.save)
        self.print_button = secondary_button(_("Print the receipt ..."), self)
        self.print_button.clicked.connect(self.print_slip)
        layout.addWidget(button_row(self, self.save_button, self.print_button))
        self.outcome = Notice("info", "", self)
        layout.addWidget(self.outcome)

    def show_receipt(self, opened: OpenedHandover) -> None:
        """Make the receipt and show its words; what keeps it from being made is said instead."""
        self._opened, self.receipt = opened, None
        try:
            self.receipt = give_receipt(self._session.vault, opened, self._session.today())
        except TacError as error:
            self.outcome.show_words("warning", error.sentence)
        for button in (self.save_button, self.print_button):
            button.setEnabled(self.receipt is not None)
        if self.receipt is None:
            return
        counts = _("{records} records, {revisions} revisions, {files} files of documents")
        self.facts.show_facts(
            [
                (_("Receipt words"), self.words),
                (_("To"), opened.manifest.sender),
                (_("File"), opened.file_name),
                (_("Check words"), opened.fingerprint.in_words),
                (
                    _("With"),
                    counts.format(
                        records=self.receipt.records,
                        revisions=self.receipt.revisions,
                        files=self.receipt.files,
                    ),
                ),
            ]
        )

    @property
    def words(self) -> str:
        """The four words, as they are read out."""
        if self._opened is None or self.receipt is None:
            return ""
        return spoken(self._opened.contents.words_on(self.receipt.received_on))

    def save(self) -> None:
        """Save the small file, and read it back."""
        if self.receipt is None:
            return
        kinds = _("Receipts (*{ending})").format(ending=RECEIPT_ENDING)
        name = Path(receipt_name(self.receipt.file_name))
        chosen = messages.choose_new_file(self, _("Where to save the receipt?"), kinds, name)
        if chosen is None:
            return
        content = self.receipt.as_text().encode("utf-8")
        result = save_outside(chosen, content, self._session.vault.folder, RECEIPT_ENDING)
        self.outcome.show_words("done" if result.succeeded else "danger", result.sentence)

    def print_slip(self) -> None:
        """Show the slip, to be printed."""
        if self._opened is None or self.receipt is None:
            return
        vault = self._session.vault
        mother_id = self._opened.manifest.mother_id
        self.slip = PrintDialog(
            _("Receipt for a handover"),
            _slip_of(self._opened, self.receipt, self.words, vault),
            self,
            note=_("To be sent back to the sender. It names nobody of the case."),
            before_each=partial(_note_slip, vault, mother_id, self.receipt.file_name),
        )
        self._session.locked.connect(self.slip.close_as_locked)
        self.slip.open()

    def forget(self) -> None:
        """Let go of the handover."""
        self._opened = self.receipt = None


def _slip_of(opened: OpenedHandover, receipt: Receipt, words: str, vault: Vault) -> bytes:
    from tac_desktop.packs.handover_receipt import ReceiptDetails, handover_receipt

    return handover_receipt(
        ReceiptDetails(
            file_name=receipt.file_name,
            sender=opened.manifest.sender,
            received_by=receipt.received_by,
            received_on=receipt.received_on,
            fingerprint_words=opened.fingerprint.in_words,
            receipt_words=words,
            records=receipt.records,
            revisions=receipt.revisions,
            files=receipt.files,
            journal_reference=vault.journal_reference(),
        )
    ).pdf


def _note_slip(vault: Vault, mother_id: str, file_name: str, number: int) -> None:
    words = _("Receipt slip of the handover {name}").format(name=file_name)
    vault.audit(AuditAction.PRINTED, mother_id=mother_id, detail=words)
