"""A paper that is about no reader in particular: look at it, choose a printer, print it.

For the recovery sheet, the slip of a handover, and other single sheets. Packs have `PackDialog`.
"""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tac_desktop.ui import theme, work
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.preview import Preview
from tac_desktop.ui.printer_choice import PrinterChoice
from tac_desktop.ui.printing import PrintResult, print_copies
from tac_desktop.ui.widgets import (
    Notice,
    beside_pages,
    button_row,
    column,
    hint,
    primary_button,
    secondary_button,
)
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _


class PrintDialog(QDialog):
    """Shows `pdf` and prints one copy of it. `result_of_printing` is the last try's, or None.

    `before_each` is called with 1 just before the copy goes to the printer; where it raises a
    `TacError`, nothing is printed. The bytes are let go of when the dialog is closed.
    """

    def __init__(
        self,
        title: str,
        pdf: bytes,
        parent: QWidget | None,
        *,
        note: str = "",
        before_each: Callable[[int], None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.result_of_printing: PrintResult | None = None
        self._pdf = pdf
        self._before_each = before_each
        self.preview = Preview(self)
        self.preview.show_pdf(pdf, title)
        side, inside = column(self, spacing=4)
        inside.addWidget(title_label(title, side))
        if note:
            inside.addWidget(hint(note, side))
        self.outcome = Notice("info", "", self)
        self.printer = PrinterChoice(side)
        self.printer.set_pages(self.preview.pages)
        self.printer.changed.connect(self._enable)
        inside.addWidget(self.printer)
        inside.addStretch(1)
        self.print_button = primary_button(_("Print 1 copy"), self)
        self.print_button.clicked.connect(self.print_now)
        self.close_button = secondary_button(_("Close"), self)
        self.close_button.clicked.connect(self.reject)
        self._lay_out(side)
        self._enable()
        self.finished.connect(self._forget)

    def print_now(self) -> None:
        """Print in the background and say what came of it."""
        choice = self.printer.choice()
        if choice is None:
            return
        pdf, before_each = self._pdf, self._before_each

        def do(progress: work.Progress) -> PrintResult:
            return print_copies([pdf], choice, progress, before_each)

        work.run_in_background(self, _("Printing"), do, self._say)

    def close_as_locked(self) -> None:
        """The vault was locked: nothing of the paper stays."""
        if shiboken6.isValid(self):
            self.reject()

    def _say(self, result: PrintResult) -> None:
        self.result_of_printing = result
        self.outcome.show_words("done" if result.succeeded else "danger", result.sentence)
        self._enable()

    def _enable(self) -> None:
        self.print_button.setEnabled(self.printer.choice() is not None)

    def _lay_out(self, side: QWidget) -> None:
        top, _area = beside_pages(side, self.preview, self, least=230)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(4)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(top, 1)
        layout.addWidget(self.outcome)
        layout.addWidget(button_row(self, self.print_button, self.close_button))
        fit_to_screen(self, 980, 680)

    def _forget(self) -> None:
        self._pdf = b""
        self.preview.clear()
