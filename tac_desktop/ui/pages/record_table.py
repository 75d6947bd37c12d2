"""A table of records, one line each, that is narrowed by typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from tac_desktop.casework.text import fold
from tac_desktop.ui import theme

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Line:
    """One record in a list: what its cells say, and every word that finding it may use.

    `ticked` gives it a box in its first column; None gives it none.
    """

    record_id: str
    cells: tuple[str, ...]
    words: str = ""
    strong: bool = False
    struck: bool = False
    ticked: bool | None = None

    def fits(self, typed: Sequence[str]) -> bool:
        """Whether all typed words are found in it."""
        everything = fold(" ".join((*self.cells, self.words)))
        return all(word in everything for word in typed)


class RecordTable(QAbstractTableModel):
    """Lines under column headings. Sorting is the page's affair: the order has a meaning.

    `tick_wanted` carries a line whose box was clicked, and whether it is to be ticked.
    """

    tick_wanted = Signal(str, bool)

    def __init__(self, headings: Sequence[str], parent: Any) -> None:
        super().__init__(parent)
        self._headings = list(headings)
        self._every: list[Line] = []
        self._shown: list[Line] = []
        self._typed: list[str] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines, narrowed as before."""
        self._every = list(lines)
        self._narrow()

    def narrow(self, typed: str) -> None:
        """Show only the lines in which all typed words are found."""
        self._typed = fold(typed).split()
        self._narrow()

    @property
    def total(self) -> int:
        """How many lines there are without narrowing."""
        return len(self._every)

    def record_id(self, row: int) -> str:
        """The record in a row; empty where there is none."""
        return self._shown[row].record_id if 0 <= row < len(self._shown) else ""

    def row_of(self, record_id: str) -> int:
        """The row of a record, -1 where it is not shown."""
        places = (n for n, line in enumerate(self._shown) if line.record_id == record_id)
        return next(places, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell says."""
        if not index.isValid():
            return None
        line = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            state = Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
            return None if line.ticked is None else state
        if role == Qt.ItemDataRole.FontRole and line.strong:
            font: QFont = theme.font(theme.SMALL, bold=True)
            return font
        if role == Qt.ItemDataRole.FontRole and line.struck:
            crossed: QFont = theme.font(theme.SMALL)
            crossed.setStrikeOut(True)
            return crossed
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A line with a box can be ticked."""
        usual = super().flags(index)
        has_box = index.isValid() and self._shown[index.row()].ticked is not None
        return usual | Qt.ItemFlag.ItemIsUserCheckable if has_box else usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for the tick; the page shows it once it is saved."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        wanted = Qt.CheckState(value) == Qt.CheckState.Checked
        self.tick_wanted.emit(self._shown[index.row()].record_id, wanted)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heading of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section] if section < len(self._headings) else None
        return None

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = [line for line in self._every if line.fits(self._typed)]
        self.endResetModel()
