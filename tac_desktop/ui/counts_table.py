"""A small table of numbers for reading: what a handover holds, what reading it in would do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from tac_desktop.ui import theme

_MOST_ROWS_SEEN = 9


class CountsTable(QTableWidget):
    """The first column holds words and takes the room; the others hold numbers.

    A nought is shown as a dash, so that the eye finds what is there.
    """

    def __init__(self, name: str, heads: Sequence[str], parent: QWidget) -> None:
        super().__init__(0, len(heads), parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, words in enumerate(heads):
            head = QTableWidgetItem(words)
            head.setTextAlignment(_alignment(column))
            self.setHorizontalHeaderItem(column, head)

    def show_rows(self, rows: Sequence[tuple[str, Sequence[int]]]) -> None:
        """Words and their numbers, one line each; as high as it needs to be."""
        self.setRowCount(len(rows))
        for place, (words, numbers) in enumerate(rows):
            cells = [words, *(str(number) if number else "–" for number in numbers)]
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_alignment(column))
                self.setItem(place, column, item)
            self.setRowHeight(place, theme.scaled(28))
        seen = min(max(len(rows), 1), _MOST_ROWS_SEEN)
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + seen * theme.scaled(28) + 2 * self.frameWidth())
        if rows:
            self.setCurrentCell(0, 0)


def _alignment(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
