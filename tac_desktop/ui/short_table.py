"""A table of a few lines that is as high as they are: the page scrolls, not the table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.widgets import Table

_ROW = 34


class ShortTable(Table):
    """Lines under headings. `widths` are pixels at 100 %; the last column takes what is left."""

    def __init__(
        self, name: str, headings: Sequence[str], widths: Sequence[int], parent: QWidget
    ) -> None:
        super().__init__(name, parent)
        self.lines = RecordTable(headings, self)
        self.setModel(self.lines)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._widths = tuple(widths)
        self.set_widths(*self._widths)
        theme.signals().changed.connect(self._fit)

    @property
    def chosen(self) -> str:
        """The line that is chosen; empty where none is."""
        index = self.currentIndex()
        return self.lines.record_id(index.row()) if index.isValid() else ""

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; the one that was chosen stays chosen."""
        chosen = self.chosen
        self.lines.show_lines(lines)
        self._fit()
        if lines:
            self.selectRow(max(0, self.lines.row_of(chosen)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A bar below the lines needs room where they are too wide."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self.set_widths(*self._widths)
        rows = max(1, self.lines.rowCount())
        header = self.horizontalHeader().sizeHint().height()
        bar = self.horizontalScrollBar().sizeHint().height()
        wide = sum(theme.scaled(one) for one in self._widths) > self.viewport().width() > 0
        self.setFixedHeight(header + rows * theme.scaled(_ROW) + (bar if wide else 0) + 4)
