"""Which printer, which pages, grey or colour: the few questions before anything is printed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from tac_desktop.errors import NotUnderstood
from tac_desktop.ui import printers, theme
from tac_desktop.ui.print_pages import pages_meant
from tac_desktop.ui.printing import PrintChoice
from tac_desktop.ui.widgets import Notice, form_row, secondary_button
from tac_desktop.words import _


class PrinterChoice(QWidget):
    """Answers `choice()`. `changed` comes when printing became possible or impossible.

    `or_else` is what can be done where there is no printer.
    """

    changed = Signal()

    def __init__(self, parent: QWidget, or_else: str = "") -> None:
        super().__init__(parent)
        self._or_else = or_else
        self._pages_in_all = 0
        self.printer = QComboBox(self)
        self.pages = QLineEdit(self)
        self.pages.setPlaceholderText(_("all"))
        self.greyscale = QCheckBox(_("Black and white"), self)
        self.greyscale.setChecked(True)
        self.both_sides = QCheckBox(_("Both sides of the paper"), self)
        self.notice = Notice("warning", "", self)
        self.look_again = secondary_button(_("Look for printers again"), self.notice)
        self.notice.add(self.look_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addWidget(form_row(_("Printer"), self.printer, parent=self))
        layout.addWidget(self.notice)
        self.pages_row = form_row(_("Pages"), self.pages, _("Such as 1-3, 5"), parent=self)
        for widget in (self.pages_row, self.greyscale, self.both_sides):
            layout.addWidget(widget)
        self.look_again.clicked.connect(self.find_printers)
        self.printer.currentIndexChanged.connect(self._judge)
        self.pages.textChanged.connect(self._judge)
        self.find_printers()

    def find_printers(self) -> None:
        """Ask the operating system which printers there are."""
        before = self.printer.currentData()
        self.printer.blockSignals(True)
        self.printer.clear()
        for one in printers.this_computer.found():
            self.printer.addItem(one.name, one.name)
        self.printer.setCurrentIndex(max(0, self.printer.findData(before)))
        self.printer.setEnabled(self.printer.count() > 0)
        self.printer.blockSignals(False)
        self._judge()

    def set_pages(self, pages: int) -> None:
        """How many pages there are to choose from."""
        self._pages_in_all = pages
        self._judge()

    def choice(self) -> PrintChoice | None:
        """How to print; None where it is not possible yet, which is said on the screen."""
        if not self.printer.count() or self.notice_words() or not self._pages_are_right():
            return None
        return PrintChoice(
            self.printer.currentData(),
            self.pages.text(),
            greyscale=self.greyscale.isChecked(),
            both_sides=self.both_sides.isChecked(),
        )

    def notice_words(self) -> str:
        """Why the chosen printer cannot be used; nothing where it can."""
        name = self.printer.currentData()
        if not name:
            words = _(
                "No printer was found on this computer. Ask the prison’s IT to connect one, then "
                "look again. Nothing is lost: the print can be made again at any time."
            )
            return f"{words} {self._or_else}".strip()
        if not printers.Printer(name).prints_on_paper:
            return _(
                "“{printer}” makes a file or sends the pages away instead of printing them. Choose "
                "a printer, or use Save as PDF, which asks for a reason and notes it."
            ).format(printer=name)
        return ""

    def _pages_are_right(self) -> bool:
        try:
            pages_meant(self.pages.text(), max(1, self._pages_in_all))
        except NotUnderstood as error:
            self.pages_row.show_error(" ".join([error.what_happened, *error.reasons]))
            return False
        self.pages_row.clear_error()
        return True

    def _judge(self) -> None:
        self.notice.show_words("warning", self.notice_words())
        self.look_again.setVisible(not self.printer.count())
        self._pages_are_right()
        self.changed.emit()
