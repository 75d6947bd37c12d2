"""Labels and values side by side, to be read and compared; never to be edited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.widgets import plain, wrapped


class Facts(QWidget):
    """Two columns: what it is, and how it stands."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(4))
        self._grid.setVerticalSpacing(theme.space(1))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Replace what stands there."""
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for place, (label, value) in enumerate((label, value) for label, value in facts if value):
            words = wrapped(value, self)
            words.setAccessibleName(f"{label}: {value}")
            self._grid.addWidget(plain(label, self, "label"), place, 0, top)
            self._grid.addWidget(words, place, 1, top)
