"""A box to choose one of a code list from, by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.text import fold
from tac_desktop.words import _

_PAUSE_MS = 1000
"""After this long another letter begins a new word."""


class ChoiceBox(QComboBox):
    """Shows labels, gives codes. The wheel scrolls the page and never changes an answer."""

    def __init__(self, parent: QWidget, codes: str = "", *, nothing: str = "") -> None:
        super().__init__(parent)
        if nothing or codes:
            self.addItem(nothing or _("Please choose"), "")
        if codes:
            for code in code_list(codes).offered:
                self.addItem(code.label, code.code)
        self._typed, self._since = "", QElapsedTimer()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters choose what is meant: “remand” finds “On remand”, as in every form.

        Qt looks at the beginnings only, and would leave “Recalled” standing.
        """
        letters, held = event.text(), event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        is_word = bool(letters) and letters.isprintable()  # an arrow or Home has no letters at all
        if held or not is_word or not (letters.strip() or self._typing()):
            super().keyPressEvent(event)
            return
        self._typed = (self._typed if self._typing() else "") + fold(letters)
        self._since.start()
        place = self._meant()
        if place >= 0 and place != self.currentIndex():
            self.setCurrentIndex(place)
            self.activated.emit(place)

    def _typing(self) -> bool:
        return self._since.isValid() and not self._since.hasExpired(_PAUSE_MS)

    def _meant(self) -> int:
        """The choice that begins with what was typed, else one with a word that does; or -1.

        The same letter again and again goes from one choice with it to the next.
        """
        words = [fold(self.itemText(place)) for place in range(self.count())]
        typed, places = self._typed, list(range(self.count()))
        if len(typed) > 1 and set(typed) == {typed[0]}:
            typed, here = typed[0], self.currentIndex() + 1
            places = places[here:] + places[:here]
        beginning = [one for one in places if words[one].startswith(typed)]
        inside = [one for one in places if f" {typed}" in words[one]]
        return next(iter(beginning + inside), -1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
