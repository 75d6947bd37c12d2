"""A button in words that may take several lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.widgets import wrapped


class WrappedLink(QPushButton):
    """A button whose words take several lines; Qt's own buttons have one."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        theme.mark(self, "wrapped_link")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        label = wrapped(words, self, "link_words")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.space(1), 0, theme.space(1))
        layout.addWidget(label)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
