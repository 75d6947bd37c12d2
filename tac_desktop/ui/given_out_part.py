"""Everything that left the vault, of all mothers: narrowed, printed, saved as a table."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from tac_desktop.casework.dates import add_months, written
from tac_desktop.casework.given_out import GivenOut, given_out, narrowed
from tac_desktop.casework.text import fold
from tac_desktop.casework.work import Disclosure
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui import theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.print_dialog import PrintDialog
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Table,
    button_row,
    flowing,
    hint,
    name_for_accessibility,
    secondary_button,
)
from tac_desktop.words import _


class GivenOutPart(QWidget):
    """`record_wanted` carries a mother and a disclosure of hers."""

    record_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._every: list[GivenOut] = []
        self._shown: list[GivenOut] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(3))
        words = _(
            "Prints for others, files, handovers, answers to requests: who got what, when, on "
            "which basis, and whether it came back."
        )
        layout.addWidget(hint(words, self))
        layout.addWidget(flowing(self, *self._filters()))
        self.model = RecordTable(
            [_("Date"), _("Of"), _("What"), _("To whom"), _("Form"), _("Back?"), _("Basis")], self
        )
        self.table = Table(_("What was given out"), self)
        self.table.setModel(self.model)
        self.table.set_widths(100, 150, 210, 190, 120, 160)
        self.table.setMinimumHeight(theme.scaled(220))
        self.table.opened.connect(self._open)
        layout.addWidget(self.table, 20)
        self.nothing = hint("", self)
        layout.addWidget(self.nothing)
        self.open_button = secondary_button(_("Open in her file"), self)
        self.open_button.clicked.connect(self.open_chosen)
        self.print_button = secondary_button(_("Print this list"), self)
        self.print_button.clicked.connect(self.print_list)
        layout.addWidget(button_row(self, self.open_button, self.print_button))
        layout.addStretch(1)

    def refresh(self) -> None:
        """Read the register anew."""
        vault = self._session.vault
        found = [
            entry.record
            for entry in vault.entries(Disclosure.type_name)
            if isinstance(entry.record, Disclosure)
        ]
        mothers = {one.mother_id for one in found if one.mother_id}
        self._every = given_out(found, {one: vault.name(one) for one in mothers})
        chosen = self.whose.code
        self.whose.blockSignals(True)
        self.whose.clear()
        self.whose.add(_("Every mother"), "")
        for one in sorted(mothers, key=vault.name):
            self.whose.add(vault.name(one), one)
        if chosen in mothers:
            self.whose.choose(chosen)
        self.whose.blockSignals(False)
        self.narrow()

    def narrow(self, *_what: object) -> None:
        """Show what is asked for."""
        today = self._session.today()
        months = self.since.code
        since = add_months(today, -int(months)) if months else None
        typed = fold(self.words.text()).split()
        self._shown = [
            one
            for one in narrowed(
                self._every,
                mother_id=self.whose.code,
                form=self.form.code,
                since=since,
                only_out=self.out.isChecked(),
            )
            if all(word in fold(f"{one.what} {one.to} {one.basis} {one.whose}") for word in typed)
        ]
        self.model.show_lines(
            [
                Line(
                    one.record_id,
                    (written(one.day), one.whose, one.what, one.to, one.form_in_words,
                     one.came_back, one.basis),
                    strong=bool(one.out),
                )
                for one in self._shown
            ]
        )  # fmt: skip
        some = bool(self._shown)
        self.table.setVisible(some)
        self.open_button.setEnabled(some)
        self.print_button.setEnabled(some)
        none = _("Nothing was given out yet.")
        self.nothing.setText(_("Nothing fits what is chosen above.") if self._every else none)
        self.nothing.setVisible(not some)
        if some:
            self.table.selectRow(0)

    def open_chosen(self) -> None:
        """The disclosure in its file."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._shown):
            self._open(row)

    def print_list(self) -> None:
        """Look at the list on paper, and print it."""
        from tac_desktop.packs.given_out_register import given_out_register

        vault = self._session.vault
        built = given_out_register(
            self._shown, self._chosen_in_words(), self._session.today(), vault.journal_reference()
        )
        dialog = PrintDialog(built.title, built.pdf, self, before_each=self._note_print)
        self._session.locked.connect(dialog.close_as_locked)
        dialog.open()

    def _note_print(self, _copy: int) -> None:
        words = _("Register of what was given out: {chosen}")
        detail = words.format(chosen=self._chosen_in_words())
        self._session.vault.audit(AuditAction.PRINTED, detail=detail)

    def _chosen_in_words(self) -> str:
        parts = [box.currentText() for box in (self.whose, self.form, self.since)]
        if self.out.isChecked():
            parts.append(self.out.text())
        return ", ".join([*parts, self.words.text().strip()]).strip(", ")

    def _filters(self) -> list[QWidget]:
        self.whose = ChoiceBox(self)
        self.whose.add(_("Every mother"), "")
        name_for_accessibility(self.whose, _("Whose"))
        self.form = ChoiceBox(self, "disclosure_form", nothing=_("Every form"))
        name_for_accessibility(self.form, _("Which form"))
        self.since = ChoiceBox(self)
        for words, months in ((_("All time"), ""), (_("Last month"), "1"), (_("Last year"), "12")):
            self.since.add(words, months)
        name_for_accessibility(self.since, _("From when on"))
        self.out = QCheckBox(_("Only what is still out"), self)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(_("Filter: a word"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(theme.scaled(180))
        name_for_accessibility(self.words, _("Filter the list"))
        for box in (self.whose, self.form, self.since):
            box.currentIndexChanged.connect(self.narrow)
        self.out.toggled.connect(self.narrow)
        self.words.textChanged.connect(self.narrow)
        return [self.whose, self.form, self.since, self.out, self.words]

    def _open(self, row: int) -> None:
        one = self._shown[row]
        if one.mother_id:
            self.record_wanted.emit(one.mother_id, one.record_id)
