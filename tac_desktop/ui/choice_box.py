"""A box to choose one of a code list from, by keyboard."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.words import _


class ChoiceBox(QComboBox):
    """Shows labels, gives codes. The wheel scrolls the page and never changes an answer."""

    def __init__(self, parent: QWidget, codes: str = "", *, nothing: str = "") -> None:
        super().__init__(parent)
        if nothing or codes:
            self.addItem(nothing or _("Please choose"), "")
        if codes:
            for code in code_list(codes).offered:
                self.addItem(code.label, code.code)

    def add(self, words: str, code: str) -> None:
        """Offer one choice more."""
        self.addItem(words, code)

    @property
    def code(self) -> str:
        """The code chosen; empty where none is."""
        found = self.currentData()
        return str(found) if found else ""

    def choose(self, code: str) -> None:
        """Show this code as chosen; one that is not offered is added as it stands."""
        place = self.findData(code)
        if place < 0:
            self.addItem(code.replace("_", " "), code)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
