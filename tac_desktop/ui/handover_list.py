"""The handovers that were written, and how far each has come: written, received, stick wiped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QDialog, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written
from tac_desktop.errors import TacError
from tac_desktop.handover.receipt import RECEIPT_ENDING, open_receipt
from tac_desktop.handover.sent import (
    SentHandover,
    note_wiped,
    sent_handovers,
    take_back_wiped,
    take_receipt,
    take_receipt_words,
)
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, theme
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.facts import Facts
from tac_desktop.ui.handover_came_back import ReceiptCameBack, StickWiped
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    Table,
    button_row,
    column,
    hint,
    line,
    scrolled,
    secondary_button,
)
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _

_ROWS_SEEN = 5


class HandoverListDialog(QDialog):
    """A list, and below it what can be noted of the handover that is chosen."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self._sent: dict[str, SentHandover] = {}
        self.setWindowTitle(_("Handovers written"))
        self.outcome = Notice("info", "", self)
        page = scrolled(self._make_page(), self)
        self.close_button = secondary_button(_("Close"), self)
        self.close_button.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(page, 1)
        layout.addWidget(self.outcome)
        layout.addWidget(button_row(self, self.close_button))
        fit_to_screen(self, 820, 760)
        session.locked.connect(self.close_as_locked)
        self.refresh()
        self.table.setFocus()

    @property
    def chosen(self) -> SentHandover | None:
        """The handover whose row is chosen."""
        return self._sent.get(self._model.record_id(self.table.currentIndex().row()))

    def refresh(self) -> None:
        """Read the list anew and stay on the row."""
        stays = self._model.record_id(self.table.currentIndex().row())
        vault = self._session.vault
        self._sent = {one.disclosure.id: one for one in sent_handovers(vault)}
        lines = [self._line(one) for one in self._sent.values()]
        self._model.show_lines(lines)
        if lines:
            self.table.selectRow(max(0, self._model.row_of(stays)))
        rows = min(len(lines), _ROWS_SEEN) + 1
        self.table.setFixedHeight(theme.scaled(36) * rows + 2 * self.table.frameWidth())
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._show_chosen()

    def check_words(self) -> None:
        """The receipt's four words were typed."""
        sent, words, by = self.chosen, self.receipt.words.text(), self.receipt.by.text()
        if sent is not None and self.receipt.is_answered():
            record_id, today = sent.disclosure.id, self._session.today()
            self._do(partial(take_receipt_words, self._vault, record_id, words, by, today))

    def open_file(self) -> None:
        """The receipt came as a file; it says itself which handover it is for."""
        kinds = _("Receipts (*{ending})").format(ending=RECEIPT_ENDING)
        path = messages.choose_file(self, _("Which receipt?"), kinds)
        if path is not None:
            self._do(partial(_taken, self._vault, path))

    def note_wiped(self) -> None:
        """The stick was wiped, on the day and by whom stands there."""
        sent, day, by = self.chosen, self.wiped.day.day(), self.wiped.by.text()
        if sent is not None and self.wiped.is_answered() and day is not None:
            self._do(partial(note_wiped, self._vault, sent.disclosure.id, day, by))

    def take_back(self) -> None:
        """It was not wiped after all."""
        sent = self.chosen
        if sent is not None:
            self._do(partial(take_back_wiped, self._vault, sent.disclosure.id))

    def close_as_locked(self) -> None:
        """The vault was locked: nothing of the list stays."""
        if shiboken6.isValid(self):
            self.reject()

    # --- how it looks -------------------------------------------------------------------------

    def _make_page(self) -> QWidget:
        box, inside = column(self, spacing=4)
        inside.addWidget(title_label(_("Handovers written"), box))
        words = _(
            "Until a receipt has come back nobody knows that a handover arrived; until its stick "
            "is wiped, it can be lost. Both are noted here, in the disclosure and in the journal."
        )
        inside.addWidget(hint(words, box))
        headings = [_("Written on"), _("How it stands"), _("File of"), _("For")]
        self._model = RecordTable(headings, self)
        self.table = Table(_("Handovers written"), box)
        self.table.setModel(self._model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.set_widths(110, 180, 170)
        self.table.selectionModel().currentRowChanged.connect(self._chosen_now)
        inside.addWidget(self.table)
        self._empty = Notice(
            "info",
            _("No handover was written yet. Open a mother's file; File, “Write a handover ...”."),
            box,
        )
        inside.addWidget(self._empty)
        self.facts = Facts(box)
        inside.addWidget(self.facts)
        self._below = line(box)
        inside.addWidget(self._below)
        self.receipt = ReceiptCameBack(box)
        self.receipt.words_given.connect(self.check_words)
        self.receipt.file_wanted.connect(self.open_file)
        inside.addWidget(self.receipt)
        self.wiped = StickWiped(self._session.today(), box)
        self.wiped.wiped.connect(self.note_wiped)
        self.wiped.taken_back.connect(self.take_back)
        inside.addWidget(self.wiped)
        inside.addStretch(1)
        return box

    def _line(self, sent: SentHandover) -> Line:
        one = sent.disclosure
        whose = self._session.vault.name(one.mother_id)
        return Line(one.id, (written(one.at), sent.state.label, whose, one.to), one.what)

    def _chosen_now(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self.outcome.show_words("info", "")
        self._show_chosen()

    def _show_chosen(self) -> None:
        sent = self.chosen
        for widget in (self.facts, self._below, self.receipt, self.wiped):
            widget.setVisible(sent is not None)
        if sent is None:
            return
        one, contents = sent.disclosure, sent.contents
        self.facts.show_facts(
            [
                (_("File"), one.file_name),
                (_("For"), one.to),
                (_("On which basis"), one.basis),
                (_("Check words"), contents.fingerprint.in_words if contents else ""),
                (_("How it stands"), " ".join(sent.sentences())),
            ]
        )
        self.receipt.show_sent(sent)
        self.receipt.setVisible(one.received_on is None)
        self.wiped.show_sent(sent, self._vault.person.name)

    # --- noting -------------------------------------------------------------------------------

    @property
    def _vault(self) -> Vault:
        return self._session.vault

    def _do(self, note: Callable[[], SentHandover]) -> None:
        """Note something; what came of it is said on the page, and a refusal as well."""
        try:
            sent = note()
        except TacError as error:
            self.outcome.show_words("danger", error.sentence)
            return
        self.refresh()
        self.table.selectRow(self._model.row_of(sent.disclosure.id))
        self.receipt.clear()
        self.outcome.show_words("done", " ".join(sent.sentences()))
        self._session.changed.emit(sent.disclosure.mother_id)


def _taken(vault: Vault, path: Path) -> SentHandover:
    return take_receipt(vault, open_receipt(path))
