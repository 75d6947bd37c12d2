"""The answer to a request: look at it, print it or save it, then note that it was given."""

from __future__ import annotations

import datetime as dt
from functools import partial

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.errors import TacError
from tac_desktop.packs.answering import AccessOrder, AccessWork, answer_for, note_given
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, theme, work
from tac_desktop.ui.access_files import pages_as_pictures
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.preview import Preview
from tac_desktop.ui.print_dialog import PrintDialog
from tac_desktop.ui.save_pdf_dialog import SavePdfDialog
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    Notice,
    beside_pages,
    button_row,
    column,
    form_row,
    hint,
    primary_button,
    secondary_button,
    title,
)
from tac_desktop.words import _

_FORMS = ("paper", "encrypted_file", "pdf_file", "read_out")


class AccessAnswerDialog(QDialog):
    """`given` comes once it is noted that the answer was given."""

    given = Signal()

    def __init__(self, session: Session, access: AccessWork, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session, self._work = session, access
        self._made: tuple[AccessOrder, Built] | None = None
        self.setWindowTitle(_("Answer to a request"))
        self.preview = Preview(self)
        side, inside = column(self, spacing=3)
        inside.addWidget(title(_("Answer to a request"), side))
        self.counts = hint("", side)
        inside.addWidget(self.counts)
        words = _(
            "Read every page before it goes out. What was taken out is not in it; what was not "
            "found by the program nor by you still is."
        )
        inside.addWidget(Notice("warning", words, side))
        self.print_button = secondary_button(_("Print ..."), side)
        self.print_button.clicked.connect(self.print_it)
        self.save_button = secondary_button(_("Save as a file ..."), side)
        self.save_button.clicked.connect(self.save_it)
        inside.addWidget(button_row(side, self.print_button, self.save_button))
        self.form = ChoiceBox(side)
        for code in _FORMS:
            self.form.add(code_list("disclosure_form").label(code), code)
        inside.addWidget(form_row(_("How it is given"), self.form, parent=side))
        self.given_button = primary_button(_("It was given today"), side)
        self.given_button.clicked.connect(self.note_given)
        inside.addWidget(self.given_button)
        inside.addWidget(
            hint(
                _(
                    "Keeps a copy of what was given as a document, notes the disclosure, and "
                    "closes the request."
                ),
                side,
            )
        )
        self.outcome = Notice("info", "", side)
        inside.addWidget(self.outcome)
        inside.addStretch(1)
        self._lay_out(side)
        self._enable(False)
        self.finished.connect(self._forget)
        function = partial(_made, session.vault, access, session.today())
        work.run_in_background(self, _("Making the pages"), function, self._show, self._failed)

    def print_it(self) -> None:
        """One copy on paper."""
        if self._made is None:
            return
        order, built = self._made
        dialog = PrintDialog(
            built.title, built.pdf, self, before_each=partial(_note_print, order, built)
        )
        self._session.locked.connect(dialog.close_as_locked)
        dialog.open()

    def save_it(self) -> None:
        """An encrypted file, or one without protection."""
        if self._made is not None:
            order, built = self._made
            dialog = SavePdfDialog(order, built, Copy(1, 1, order.reader), self)
            self._session.locked.connect(dialog.close_as_locked)
            dialog.open()

    def note_given(self) -> None:
        """Note it, and keep a copy."""
        if self._made is None:
            return
        order, built = self._made
        words = _("Was the answer really handed over or sent? The request is closed then.")
        if not messages.confirm(self, words, _("Yes, it was given")):
            return
        try:
            note_given(
                self._session.vault,
                self._work,
                order,
                built.for_file(),
                self.form.code,
                self._session.today(),
            )
        except TacError as error:
            self.outcome.show_words("danger", error.sentence)
            return
        self.given_button.setEnabled(False)
        self.outcome.show_words("done", _("Noted. A copy of what was given is with the papers."))
        self.given.emit()

    def close_as_locked(self) -> None:
        """The vault was locked: nothing of the answer stays."""
        if shiboken6.isValid(self):
            self.reject()

    def _show(self, made: tuple[AccessOrder, Built]) -> None:
        self._made = made
        order, built = made
        self.preview.show_pdf(built.pdf, built.title)
        order.note_preview(built)
        answer = order.answer
        words = _("{pages} pages, {items} items given, {withheld} held back.")
        self.counts.setText(
            words.format(pages=built.pages, items=len(answer.items), withheld=len(answer.withheld))
        )
        self._enable(True)

    def _failed(self, error: TacError) -> None:
        self.outcome.show_words("danger", error.sentence)

    def _enable(self, ready: bool) -> None:
        open_still = self._work.request.is_open()
        self.print_button.setEnabled(ready)
        self.save_button.setEnabled(ready)
        self.given_button.setEnabled(ready and open_still)

    def _lay_out(self, side: QWidget) -> None:
        top, _area = beside_pages(side, self.preview, self, least=270)
        close = secondary_button(_("Close"), self)
        close.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(4)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(top, 1)
        layout.addWidget(button_row(self, close))
        fit_to_screen(self, 1040, 720)

    def _forget(self) -> None:
        self._made = None
        self.preview.clear()


def _made(
    vault: Vault, access: AccessWork, today: dt.date, progress: work.Progress
) -> tuple[AccessOrder, Built]:
    progress(0, 0, _("Drawing the pages of files"))
    order = answer_for(vault, access, today, pages_as_pictures)
    progress(0, 0, _("Setting the pages"))
    return order, order.make()


def _note_print(order: AccessOrder, built: Built, _number: int) -> None:
    order.note_printing(built)
