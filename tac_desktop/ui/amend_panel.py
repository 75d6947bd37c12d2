"""How a saved note is amended: why, and in which words. The original stays as it was written."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from tac_desktop.casework.reasons import AMENDMENTS, reason_in_words
from tac_desktop.ui import theme
from tac_desktop.ui.editors.text import GrowingText
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.widgets import hint, link_button, name_for_accessibility, plain, wrapped
from tac_desktop.words import _


class AmendPanel(QWidget):
    """Asks for the reason and the words. `answers_wanted` asks for the questions to be shown."""

    edited = Signal()
    answers_wanted = Signal()

    def __init__(self, reasons: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._offered = reasons
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        self.note = GrowingText(3, self)
        self._error = wrapped("", self, "error")
        self._error.hide()
        self.answers_button = link_button(_("Change answers as well"), self)
        words = _(
            "What was written first stays as it is. What you add now is shown under it, with your"
            " name and the time."
        )
        asked, needed = self.questions()
        label = plain(needed, self, "label")
        label.setBuddy(self.note)
        name_for_accessibility(self.note, asked, words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(2)] * 4)
        layout.setSpacing(theme.space(2))
        layout.addWidget(hint(words, self))
        why, choices = plain(_("Why it is amended"), self, "label"), self._reasons()
        for widget in (why, choices):
            widget.setVisible(len(self._offered) > 1)
            layout.addWidget(widget)
        for widget in (label, self.note, self._error):
            layout.addWidget(widget)
        layout.addWidget(self.answers_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.note.textChanged.connect(self.edited)
        self.answers_button.clicked.connect(self.answers_wanted)

    def questions(self) -> tuple[str, str]:
        """What the field asks for, and the same as its label."""
        asked = _("What is added or put right, and why")
        return asked, _("What is added or put right, and why (needed)")

    def reason(self) -> str:
        """The reason's code."""
        return next(code for code, button in self.buttons.items() if button.isChecked())

    def missing(self) -> str:
        """What has to be written still; empty where nothing has."""
        if self.words() or self.reason() not in AMENDMENTS:
            return ""
        return self.missing_words()

    def missing_words(self) -> str:
        """The sentence where nothing was written."""
        return _("Please write what is added or put right, and why.")

    def words(self) -> str:
        """What was written."""
        return self.note.toPlainText().strip()

    def show_amendment(self, reason: str, words: str) -> None:
        """Show a reason and a text again."""
        if reason in self.buttons:
            self.buttons[reason].setChecked(True)
        self.note.setPlainText(words)

    def show_error(self, words: str) -> None:
        """Say what is missing."""
        self._error.setText(words)
        self._error.setVisible(bool(words))

    def _reasons(self) -> QWidget:
        box = QWidget(self)
        flow = FlowLayout(box, theme.space(4), theme.space(1))
        for code in self._offered:
            button = QRadioButton(reason_in_words(code), box)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.toggled.connect(self._toggled)
            self._group.addButton(button)
            self.buttons[code] = button
            flow.addWidget(button)
        self.buttons[self._offered[0]].setChecked(True)
        return box

    def _toggled(self, checked: bool) -> None:
        changing = (self.buttons.get("correction"), self.buttons.get("updated"))
        if checked and self.sender() in changing:
            self.answers_wanted.emit()
        if checked:
            self.edited.emit()
