"""The caseload as a table: sorted by any column, filtered by words, status and open ACCT.

Sorting and filtering are done on plain rows in Python: at the few thousand mothers of the largest
vault that takes milliseconds, where a proxy model takes seconds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from tac_desktop.casework.caseload import CaseloadRow
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import days_in_words, written
from tac_desktop.casework.text import fold
from tac_desktop.ui import theme
from tac_desktop.words import _

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
LONG_UNSEEN_DAYS = 14
"""From here on the number of days stands in bold. A target to look at, not a rule."""


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    PRISON_NUMBER = 1
    LOCATION = 2
    STATUS = 3
    CHILDREN = 4
    ACCT = 5
    LAST_SEEN = 6
    NEXT_DATE = 7


@dataclass(frozen=True)
class Filter:
    """What is shown. `status` is `current` (open and waiting), a case status, or empty for all."""

    words: str = ""
    status: str = "current"
    acct_open: bool = False

    def shows(self, row: CaseloadRow) -> bool:
        """Whether a mother is shown."""
        if self.acct_open and not row.acct_open:
            return False
        if self.status == "current" and row.case_status == "closed":
            return False
        if self.status not in ("", "current") and row.case_status != self.status:
            return False
        text = fold(f"{row.name} {row.known_as} {row.prison_number} {row.location}")
        return all(word in text for word in fold(self.words).split())


class CaseloadModel(QAbstractTableModel):
    """Rows of the caseload."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[CaseloadRow] = []
        self._shown: list[CaseloadRow] = []
        self._today = dt.date.today()
        self._filter = Filter()
        self._column = int(Column.NAME)
        self._descending = False

    def show_rows(self, rows: Sequence[CaseloadRow], today: dt.date) -> None:
        """Take new rows, sorted and filtered as before."""
        self.beginResetModel()
        self._all, self._today = list(rows), today
        self._arrange()
        self.endResetModel()

    def set_filter(self, wanted: Filter) -> None:
        """Show other rows."""
        if wanted != self._filter:
            self.beginResetModel()
            self._filter = wanted
            self._arrange()
            self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; what has no value there comes last either way."""
        self.layoutAboutToBeChanged.emit()
        before = [self._shown[index.row()].mother_id for index in self.persistentIndexList()]
        self._column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._arrange()
        places = {row.mother_id: place for place, row in enumerate(self._shown)}
        for old, mother_id in zip(self.persistentIndexList(), before, strict=True):
            self.changePersistentIndex(old, self.index(places[mother_id], old.column()))
        self.layoutChanged.emit()

    @property
    def counts(self) -> tuple[int, int]:
        """How many are shown, of how many."""
        return len(self._shown), len(self._all)

    def mother_at(self, row: int) -> str:
        """The mother in a row as shown."""
        return self._shown[row].mother_id

    def row_of(self, mother_id: str) -> int:
        """The row in which a mother is shown; -1 where she is not."""
        return next(
            (place for place, row in enumerate(self._shown) if row.mother_id == mother_id), -1
        )

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _headings()[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell."""
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell(row, column, self._today)
        if role == Qt.ItemDataRole.ToolTipRole and column is Column.NEXT_DATE:
            return row.next_what or None
        if role == Qt.ItemDataRole.FontRole and self._is_bold(row, column):
            return theme.font(theme.SMALL, bold=True)
        if role == Qt.ItemDataRole.ForegroundRole and column is Column.ACCT and row.acct_open:
            return theme.colour("danger")
        return None

    def _is_bold(self, row: CaseloadRow, column: Column) -> bool:
        if column is Column.LAST_SEEN:
            days = row.days_since_seen(self._today)
            return days is None or days >= LONG_UNSEEN_DAYS
        return column in (Column.NAME, Column.ACCT)

    def _arrange(self) -> None:
        shown = [row for row in self._all if self._filter.shows(row)]
        key = _sort_keys(self._today)[Column(self._column)]
        with_value = [row for row in shown if key(row) is not None]
        without = [row for row in shown if key(row) is None]
        by_name = _sort_keys(self._today)[Column.NAME]
        with_value.sort(key=by_name)
        with_value.sort(key=key, reverse=self._descending)
        self._shown = with_value + sorted(without, key=by_name)


def cell(row: CaseloadRow, column: Column, today: dt.date) -> str:
    """A cell in words."""
    match column:
        case Column.NAME:
            return f"{row.name} ({row.known_as})" if row.known_as else row.name
        case Column.PRISON_NUMBER:
            return row.prison_number
        case Column.LOCATION:
            return row.location
        case Column.STATUS:
            return _status(row)
        case Column.CHILDREN:
            return _children(row)
        case Column.ACCT:
            return _("ACCT open") if row.acct_open else ""
        case Column.LAST_SEEN:
            return last_seen_in_words(row.days_since_seen(today))
        case Column.NEXT_DATE:
            return f"{written(row.next_date)}  {row.next_what}".strip()


def last_seen_in_words(days: int | None) -> str:
    """`today`, `9 days ago`, `never`; a visit planned for later is not yet one."""
    return _("never") if days is None else days_in_words(-days)


def _status(row: CaseloadRow) -> str:
    custody = code_list("custody_status").label(row.custody_status) if row.custody_status else ""
    short = {"": "", "open": "", "waiting": _("waiting list"), "closed": _("case closed")}
    case = short.get(row.case_status, row.case_status)
    return ", ".join(part for part in (custody, case) if part)


def _children(row: CaseloadRow) -> str:
    if not row.children:
        return ""
    if not row.youngest_age:
        return str(row.children)
    return _("{count}, youngest {age}").format(count=row.children, age=row.youngest_age)


def _headings() -> list[str]:
    return [
        _("Name"),
        _("Prison number"),
        _("Location"),
        _("Status"),
        _("Children"),
        _("ACCT"),
        _("Last seen"),
        _("Next date"),
    ]


def _sort_keys(today: dt.date) -> dict[Column, Callable[[CaseloadRow], Any]]:
    return {
        Column.NAME: _by_name,
        Column.PRISON_NUMBER: _by_number,
        Column.LOCATION: _by_location,
        Column.STATUS: _by_status,
        Column.CHILDREN: _by_children,
        Column.ACCT: _by_acct,
        Column.LAST_SEEN: _LongestUnseen(today),
        Column.NEXT_DATE: _by_next_date,
    }


def _by_name(row: CaseloadRow) -> str:
    return fold(row.name)


def _by_number(row: CaseloadRow) -> str | None:
    return row.prison_number or None


def _by_location(row: CaseloadRow) -> str | None:
    return fold(row.location) or None


def _by_status(row: CaseloadRow) -> str | None:
    return fold(_status(row)) or None


def _by_children(row: CaseloadRow) -> int:
    return row.children


def _by_acct(row: CaseloadRow) -> bool:
    return not row.acct_open


def _by_next_date(row: CaseloadRow) -> dt.date | None:
    return row.next_date


@dataclass(frozen=True)
class _LongestUnseen:
    today: dt.date

    def __call__(self, row: CaseloadRow) -> int:
        days = row.days_since_seen(self.today)
        return 1_000_000 if days is None else days
