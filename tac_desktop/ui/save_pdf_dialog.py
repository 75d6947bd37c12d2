"""Saving a print as a file: the one way in which plain text can leave the vault, so it is warned.

An encrypted file is offered first; its passphrase is shown once, after the file was read back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from tac_desktop.errors import TacError
from tac_desktop.packs.answering import AccessOrder
from tac_desktop.packs.giving import Order, may_go_on
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.storage.passphrases import suggest_passphrase
from tac_desktop.ui import messages, theme, work
from tac_desktop.ui.eject_row import EjectRow
from tac_desktop.ui.file_slip_dialog import file_slip_dialog
from tac_desktop.ui.passphrase_once import PassphraseOnce
from tac_desktop.ui.pdf_file import SaveResult, new_pdf_name, save_pdf
from tac_desktop.ui.print_dialog import PrintDialog
from tac_desktop.ui.saving_frame import frame, reason_field
from tac_desktop.ui.shown_once_dialog import ShownOnceDialog
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    column,
    form_row,
    primary_button,
    secondary_button,
    title,
    wrapped,
)
from tac_desktop.words import _

_PASSPHRASE_WORDS = 6
Giving = Order | AccessOrder


@dataclass(frozen=True)
class _Saved:
    result: SaveResult
    passphrase: str = ""


class SavePdfDialog(ShownOnceDialog):
    """`saved` is the result once a file is there, else None."""

    def __init__(self, order: Giving, built: Built, copy: Copy, parent: QWidget) -> None:
        super().__init__(parent)
        self._order, self._built, self._copy = order, built, copy
        self.saved: SaveResult | None = None
        self.setWindowTitle(_("Save as PDF"))
        box, inside = column(self, spacing=4)
        inside.addWidget(title(_("Save as PDF"), box))
        self._ask = self._make_questions(box)
        inside.addWidget(self._ask)
        self.passphrase = PassphraseOnce(
            _(
                "Whoever opens the file needs these six words, in this order, with spaces between. "
                "Tell them by telephone, never in the message that carries the file. They are "
                "shown once and kept nowhere."
            ),
            box,
        )
        self.passphrase.hide()
        self.passphrase.written_down.connect(self._enable)
        inside.addWidget(self.passphrase)
        self.slip: PrintDialog | None = None
        self.slip_button = secondary_button(_("Print the covering slip ..."), box)
        self.slip_button.setToolTip(_("It says how the passphrase is told, and not what it is"))
        self.slip_button.clicked.connect(self.print_slip)
        self.slip_row = button_row(box, self.slip_button)
        self.slip_row.hide()
        inside.addWidget(self.slip_row)
        inside.addStretch(1)
        self.outcome = Notice("danger", "", self)
        self.eject = EjectRow(self.outcome)
        self.outcome.add(self.eject)
        self.save_button = primary_button(_("Choose a place and save ..."), self)
        self.save_button.clicked.connect(self.choose_and_save)
        self.close_button = secondary_button(_("Go back"), self)
        self.close_button.clicked.connect(self.close_when_allowed)
        frame(self, box, self.outcome, self.save_button, self.close_button, height=540)
        self.finished.connect(self._forget)
        self._judge()

    def choose_and_save(self) -> None:
        """Ask for a place, then save in the background."""
        reason = self.reason.toPlainText().strip()
        start = Path.home() / new_pdf_name()
        path = messages.choose_new_file(self, _("Save as PDF"), _("PDF files (*.pdf)"), start)
        if path is None or not may_go_on(reason):
            return
        order = _with_reason(self._order, reason)
        function = partial(_save, order, self._built, self._copy, path, self.encrypted.isChecked())
        work.run_in_background(self, _("Saving the file"), function, self._say)

    def may_close(self) -> bool:
        """Whether no passphrase is shown that is not written down."""
        return self.passphrase.isHidden() or self.passphrase.tick.isChecked()

    def is_done(self) -> bool:
        """Whether something was written."""
        return self.saved is not None

    def print_slip(self) -> None:
        """The slip that goes with the file, to be looked at and printed."""
        if self.saved is None:
            return
        whom = self._copy.whom or self._order.reader
        order, name = self._order, self.saved.path.name
        self.slip = file_slip_dialog(
            order.vault, order.mother_id, name, self._built.pages, whom, self
        )
        self.slip.open()

    def close_as_locked(self) -> None:
        """Neither the words nor the slip stay on the screen."""
        if self.slip is not None:
            self.slip.close_as_locked()
        super().close_as_locked()

    def _make_questions(self, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        layout.addWidget(
            wrapped(
                _(
                    "A file leaves the vault’s protection: whoever has it can copy it, send it on "
                    "and keep it. Paper that you hand over is usually the better way. "
                    "Where, for whom and why is noted in the journal."
                ),
                box,
            )
        )
        self.encrypted = QRadioButton(_("Encrypted PDF, opened with six words"), box)
        self.unencrypted = QRadioButton(_("PDF without any protection"), box)
        self.encrypted.setChecked(True)
        self.encrypted.toggled.connect(self._judge)
        layout.addWidget(self.encrypted)
        layout.addWidget(self.unencrypted)
        self.warning = Notice("danger", "", box)
        layout.addWidget(self.warning)
        self.reason = reason_field(box, self._judge)
        layout.addWidget(
            form_row(_("Why a file and not paper, and for whom"), self.reason, parent=box)
        )
        return box

    def _judge(self) -> None:
        words = _(
            "Anyone who finds this file can read it: on the disk, on a stick, in a backup, in the "
            "list of recent files. Delete it as soon as it has done its work."
        )
        self.warning.show_words("danger", words if self.unencrypted.isChecked() else "")
        self._enable()

    def _enable(self) -> None:
        self.save_button.setEnabled(may_go_on(self.reason.toPlainText()))
        self.close_button.setEnabled(self.may_close())

    def _say(self, saved: _Saved) -> None:
        if not saved.result.succeeded:
            self.outcome.show_words("danger", saved.result.sentence)
            return
        self.saved = saved.result
        self.outcome.show_words("done", saved.result.sentence)
        self.eject.offer(saved.result.path)
        self._ask.hide()
        self.save_button.hide()
        self.close_button.setText(_("Close"))
        if saved.passphrase:
            self.passphrase.show_passphrase(saved.passphrase)
            self.passphrase.show()
            self.slip_row.show()
            self.passphrase.tick.setFocus()
        self._enable()

    def _forget(self) -> None:
        self.passphrase.forget()


def _with_reason(order: Giving, reason: str) -> Giving:
    """The reason for a file, after the reason to go on in spite of a stop."""
    return replace(order, reason="; ".join(part for part in (order.reason, reason) if part))


def _save(
    order: Giving,
    built: Built,
    copy: Copy,
    path: Path,
    encrypted: bool,
    progress: work.Progress,
) -> _Saved:
    """Make, encrypt if wanted, note, write, read back; then note in her file what left it."""
    progress(0, 0, _("Making the pages"))
    pdf = order.make(copy).for_file(order.reason)
    passphrase = ""
    if encrypted:
        from tac_desktop.packs.encrypt import encrypted as encrypt

        progress(0, 0, _("Encrypting"))
        passphrase = suggest_passphrase(_PASSPHRASE_WORDS)
        pdf = encrypt(pdf, passphrase)
    progress(0, 0, _("Writing and reading back"))
    # Noted first: no file without its note, even if the power goes in between.
    order.note_saved(built, path.name, encrypted=encrypted)
    result = save_pdf(path, pdf, order.vault.folder)
    if not result.succeeded:
        order.note_not_printed(built, result.sentence)
        return _Saved(result)
    try:
        order.disclose(built, "encrypted_file" if encrypted else "pdf_file", 1, [copy.whom])
    except TacError as error:
        return _Saved(result.with_afterwards(error.what_happened), passphrase)
    return _Saved(result, passphrase)
