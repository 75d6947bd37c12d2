"""One screen of a walk through several: a heading, a few questions, one button to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.widgets import hint, primary_button, row, scrolled, title
from tac_desktop.words import _

_WIDTH = 680


class Step(QWidget):
    """`body` takes the questions; `go_on` is emitted by whoever finishes the step."""

    finished = Signal()

    def __init__(
        self, heading: str, go_on_words: str, parent: QWidget, *, centred: bool = True
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(heading)
        whole = QWidget(self)
        inner = QWidget(whole)
        inner.setMaximumWidth(theme.scaled(_WIDTH))
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(*[theme.space(2)] * 4)
        self.body.setSpacing(theme.space(4))
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.place = hint("", inner)
        self.body.addWidget(self.place)
        self.body.addWidget(title(heading, inner))
        self._inner = inner
        self._buttons, self._button_layout = row(inner)
        self.next_button = primary_button(go_on_words, self._buttons)
        self.next_button.clicked.connect(self.go_on)
        self._button_layout.addWidget(self.next_button)
        self._button_layout.addStretch(1)
        around = QHBoxLayout(whole)
        around.setContentsMargins(*[theme.space(3)] * 4)
        around.setSpacing(0)
        if centred:
            around.addStretch(1)
        around.addWidget(inner, 100)
        around.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole, self))

    @property
    def inner(self) -> QWidget:
        """The parent of what goes into `body`."""
        return self._inner

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below what is there."""
        for widget in widgets:
            self.body.addWidget(widget)

    def add_buttons(self, *more: QPushButton) -> None:
        """Close the step with its buttons; `more` stand beside the one that goes on."""
        for place, button in enumerate(more, start=1):
            self._button_layout.insertWidget(place, button)
        self.body.addWidget(self._buttons)
        self.body.addStretch(1)
        tab_in_reading_order(self.inner)

    def button_parent(self) -> QWidget:
        """The parent of buttons for `add_buttons`."""
        return self._buttons

    def show_place(self, number: int, of: int) -> None:
        """Say which step of how many this is."""
        self.place.setText(_("Step {number} of {of}").format(number=number, of=of))

    def go_on(self) -> None:
        """Check the answers and finish; each step has its own."""
        self.finished.emit()

    def start(self) -> None:
        """Called when the step comes on the screen: put the focus where the answer begins."""
        self.next_button.setFocus()
