"""A table of records, one line each, that is narrowed by typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

    `words` may be a function that is asked for them when somebody types. `ticked` gives it a box
    in its first column; None gives it none.
    """

    record_id: str
    cells: tuple[str, ...]
    words: str | Callable[[], str] = ""
    strong: bool = False
    struck: bool = False
    ticked: bool | None = None

    def fits(self, typed: Sequence[str]) -> bool:
        """Whether all typed words are found in it."""
        words = self.words if isinstance(self.words, str) else self.words()
        everything = fold(" ".join((*self.cells, words)))
        return all(word in everything for word in typed)


class RecordTable(QAbstractTableModel):
    """Lines under column headings. Sorting is the page's affair: the order has a meaning.

    `tick_wanted` carries a line whose box was clicked, and whether it is to be ticked.
    """

    tick_wanted = Signal(str, bool)

    def __init__(self, headings: Sequence[str], parent: Any) -> None:
        super().__init__(parent)
        self._headings = list(headings)
        self._ids: list[str] = []
        self._line_of: Callable[[int], Line] = [].__getitem__
        self._made: dict[int, Line] = {}
        self._shown: list[int] = []
        self._typed: list[str] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines, narrowed as before."""
        known = list(lines)
        self.show_records([one.record_id for one in known], known.__getitem__)

    def show_records(self, record_ids: Sequence[str], line_of: Callable[[int], Line]) -> None:
        """Show a line for each of these records, made by its place when it is seen or narrowed."""
        self._ids, self._line_of, self._made = list(record_ids), line_of, {}
        self._narrow()

    def narrow(self, typed: str) -> None:
        """Show only the lines in which all typed words are found."""
        self._typed = fold(typed).split()
        self._narrow()

    @property
    def total(self) -> int:
        """How many lines there are without narrowing."""
        return len(self._ids)

    def record_id(self, row: int) -> str:
        """The record in a row; empty where there is none."""
        return self._ids[self._shown[row]] if 0 <= row < len(self._shown) else ""

    def row_of(self, record_id: str) -> int:
        """The row of a record, -1 where it is not shown."""
        rows = (row for row, place in enumerate(self._shown) if self._ids[place] == record_id)
        return next(rows, -1)

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
        line = self._line(self._shown[index.row()])
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
        has_box = index.isValid() and self._line(self._shown[index.row()]).ticked is not None
        return usual | Qt.ItemFlag.ItemIsUserCheckable if has_box else usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for the tick; the page shows it once it is saved."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        wanted = Qt.CheckState(value) == Qt.CheckState.Checked
        self.tick_wanted.emit(self.record_id(index.row()), wanted)
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
        self._shown = list(range(len(self._ids)))
        if self._typed:
            self._shown = [one for one in self._shown if self._line(one).fits(self._typed)]
        self.endResetModel()

    def _line(self, place: int) -> Line:
        if place not in self._made:
            self._made[place] = self._line_of(place)
        return self._made[place]
