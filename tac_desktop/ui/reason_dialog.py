"""A stop before something is done: what speaks against it, and why she does it nevertheless."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.widgets import danger_button, form_row, primary_button, row, wrapped
from tac_desktop.words import _


class ReasonDialog(QDialog):
    """`reason` holds her words once she went on; the way back has the focus at first."""

    def __init__(
        self, parent: QWidget | None, heading: str, sentences: Sequence[str], button_words: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("TAC Desktop"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.reason = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(6)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(wrapped(heading, self, "label"))
        for sentence in sentences:
            layout.addWidget(wrapped(sentence, self, "error"))
        self.field = QPlainTextEdit(self)
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(theme.scaled(76))
        self._row = form_row(
            _("Why you go on nevertheless") if sentences else _("Why"),
            self.field,
            _("It is kept with the record."),
            parent=self,
        )
        layout.addWidget(self._row)
        buttons, across = row(self)
        across.addStretch(1)
        self.back = primary_button(_("Go back"), buttons)
        self.back.clicked.connect(self.reject)
        self.go_on = danger_button(button_words, buttons)
        self.go_on.clicked.connect(self._take)
        for button in (self.back, self.go_on):
            button.setAutoDefault(False)
            across.addWidget(button)
        layout.addWidget(buttons)
        self.setMinimumWidth(theme.scaled(480))
        self.setMaximumWidth(theme.scaled(660))
        self.setAccessibleName(heading)
        self.setAccessibleDescription(" ".join(sentences))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        words = " ".join(self.field.toPlainText().split())
        if not words:
            self._row.show_error(_("Please write why."))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.reason = words
        self.accept()
