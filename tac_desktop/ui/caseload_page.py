"""The caseload: every mother on one line, found by typing, opened by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.ui import theme
from tac_desktop.ui.caseload_model import CaseloadModel, Column, Filter
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.drafts_tray import DraftsTray
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    EmptyState,
    Table,
    column,
    name_for_accessibility,
    plain,
    primary_button,
    row,
    scrolled,
    secondary_button,
)
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.casework.caseload import CaseloadRow
    from tac_desktop.ui.waiting_list import WaitingList

_LARGE = 130
"""Per cent from which on the buttons get a line of their own."""

WAITING = "waiting"
"""The case status whose mothers are shown as a list of its own."""

_WIDTHS = (215, 115, 95, 185, 165, 95, 100)


class CaseloadPage(QWidget):
    """`mother_wanted` carries the mother to open; `new_mother_wanted` and the others say so."""

    mother_wanted = Signal(str)
    new_mother_wanted = Signal()
    handover_wanted = Signal()
    draft_wanted = Signal(str)
    record_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._stale = True
        self.model = CaseloadModel(self)
        inner = QWidget(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, self))
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(self._heading())
        self.tray = DraftsTray(session, self)
        self.tray.open_wanted.connect(self.draft_wanted)
        layout.addWidget(self.tray)
        layout.addWidget(self._filters())
        self.lists = QStackedWidget(self)
        layout.addWidget(self.lists, 1)
        self._add_table()
        self._rows: Sequence[CaseloadRow] = ()
        self._waiting: WaitingList | None = None
        self._add_empty_states()
        tab_in_reading_order(self)
        session.changed.connect(self._changed)

    @property
    def waiting(self) -> WaitingList:
        """Who waits, made when it is first looked at: it reads records, the caseload only lines."""
        if self._waiting is None:
            from tac_desktop.ui.waiting_list import WaitingList

            self._waiting = WaitingList(self._session, self.lists)
            self._waiting.mother_wanted.connect(self.record_wanted)
            self.lists.addWidget(self._waiting)
            tab_in_reading_order(self)
            self._waiting.show_rows(self._rows)
        return self._waiting

    def start(self) -> None:
        """Called when the page comes on the screen."""
        self.refresh()
        if self.lists.currentWidget() is self.table:
            self.table.setFocus()
        elif self.empty.button is not None and self.lists.currentWidget() is self.empty:
            self.empty.button.setFocus()
        else:
            self.words.setFocus()

    def refresh(self) -> None:
        """Show the caseload as it is now; the chosen row stays chosen."""
        chosen = self._chosen()
        today = self._session.today()
        rows = self._session.vault.caseload(today)
        self.model.show_rows(rows, today)
        self._rows = rows
        if self._waiting is not None:
            self._waiting.show_rows(rows)
        count = sum(row.case_status == WAITING for row in rows)
        self.waiting_button.setText(_("Waiting list ({count})").format(count=count))
        self._stale = False
        self.tray.refresh()
        self._show_counts()
        self._choose(chosen)

    def show_waiting(self) -> None:
        """The waiting list, in the order in which work should begin."""
        self.status.choose(WAITING)
        self.waiting.table.setFocus()

    def _heading(self) -> QWidget:
        box, below = column(self)
        line, beside = row(box)
        below.addWidget(line)
        beside.addWidget(plain(_("Caseload"), line, "title"))
        self.counts = plain("", line, "muted")
        beside.addWidget(self.counts)
        beside.addStretch(1)
        large = theme.scaled(100) > _LARGE
        if large:
            line, beside = row(box)
            below.addWidget(line)
        self.read_handover = secondary_button(_("Read a handover ..."), line)
        self.read_handover.clicked.connect(self.handover_wanted)
        self.add_mother = primary_button(_("Add a mother"), line)
        self.add_mother.clicked.connect(self.new_mother_wanted)
        beside.addWidget(self.read_handover)
        beside.addWidget(self.add_mother)
        if large:
            beside.addStretch(1)
        return box

    def _filters(self) -> QWidget:
        line = QWidget(self)
        beside = FlowLayout(line, theme.space(3), theme.space(2))
        self.words = _FilterLine(line)
        self.words.setPlaceholderText(_("Name, number or location"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._filter)
        self.words.down.connect(self._to_table)
        self.words.returnPressed.connect(self._open_first)
        self.words.setFixedWidth(theme.scaled(260))
        words_label = plain(_("Show"), line)
        words_label.setBuddy(self.words)
        name_for_accessibility(self.words, _("Show mothers with these words"))
        self.status = ChoiceBox(line)
        self.status.add(_("Open and waiting"), "current")
        for code in code_list("case_status").offered:
            words = _("Waiting list") if code.code == WAITING else code.label
            self.status.add(words, code.code)
        self.status.add(_("All cases"), "")
        self.status.currentIndexChanged.connect(self._filter)
        status_label = plain(_("Cases"), line)
        status_label.setBuddy(self.status)
        name_for_accessibility(self.status, _("Cases"))
        self.acct = QCheckBox(_("ACCT open only"), line)
        self.acct.toggled.connect(self._filter)
        self.waiting_button = secondary_button("", line)
        self.waiting_button.clicked.connect(self.show_waiting)
        for widget in (
            words_label,
            self.words,
            status_label,
            self.status,
            self.acct,
            self.waiting_button,
        ):
            cell, inside = row(line)
            cell.setMinimumHeight(self.words.sizeHint().height())
            inside.addWidget(widget)
            beside.addWidget(cell)
        self.filter_line = line
        return line

    def _add_table(self) -> None:
        self.table = _CaseTable(_("Caseload"), self.lists)
        self.table.typed.connect(self._type_into_filter)
        self.table.setMinimumHeight(theme.scaled(220))
        self.table.setModel(self.model)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(int(Column.NAME), Qt.SortOrder.AscendingOrder)
        self.table.set_widths(*_WIDTHS)
        self.table.opened.connect(self._open)
        self.lists.addWidget(self.table)

    def _add_empty_states(self) -> None:
        self.empty = EmptyState(
            _(
                "Nobody is on the caseload yet. Begin with the mother you see next: her name and "
                "prison number are enough, everything else can come later. If a colleague handed "
                "over a file to you on a stick, read it in instead."
            ),
            _("Add a mother"),
            self.lists,
            heading=_("What to do first"),
        )
        self.empty.pressed.connect(self.new_mother_wanted)
        read = secondary_button(_("Read a handover ..."), self.empty)
        read.clicked.connect(self.handover_wanted)
        self.empty.add(read)
        self.nothing = EmptyState("", _("Show everyone"), self.lists)
        self.nothing.pressed.connect(self._show_everyone)
        self.lists.addWidget(self.empty)
        self.lists.addWidget(self.nothing)

    def _show_counts(self) -> None:
        shown, of = self.model.counts
        if shown == of:
            self.counts.setText(_("{count} mothers").format(count=of) if of != 1 else _("1 mother"))
        else:
            self.counts.setText(_("{shown} of {count} mothers").format(shown=shown, count=of))
        self.counts.setVisible(of > 0)
        self.filter_line.setVisible(of > 0)
        self.add_mother.setVisible(of > 0)
        self.read_handover.setVisible(of > 0)
        if not of:
            self.lists.setCurrentWidget(self.empty)
        elif self.status.code == WAITING:
            self.waiting.narrow(self.words.text())
            self.lists.setCurrentWidget(self.waiting)
        elif not shown:
            self.nothing.label.setText(
                _("No mother fits. {count} are hidden by what is chosen above.").format(count=of)
            )
            self.lists.setCurrentWidget(self.nothing)
        else:
            self.lists.setCurrentWidget(self.table)

    def _filter(self) -> None:
        chosen = self._chosen()
        self.model.set_filter(Filter(self.words.text(), self.status.code, self.acct.isChecked()))
        if self._waiting is not None:
            self._waiting.narrow(self.words.text())
        self._show_counts()
        self._choose(chosen)

    def _show_everyone(self) -> None:
        self.words.clear()
        self.acct.setChecked(False)
        self.status.choose("")
        self.table.setFocus()

    def _chosen(self) -> str:
        index = self.table.currentIndex()
        return self.model.mother_at(index.row()) if index.isValid() else ""

    def _choose(self, mother_id: str) -> None:
        place = max(self.model.row_of(mother_id), 0)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(place, 0))

    def _type_into_filter(self, text: str) -> None:
        self.words.setFocus()
        self.words.insert(text)

    def _to_table(self) -> None:
        if self.lists.currentWidget() is self.table:
            self.table.setFocus()
        elif self._waiting is not None and self.lists.currentWidget() is self._waiting:
            self._waiting.table.setFocus()

    def _open_first(self) -> None:
        if self.model.rowCount():
            self._open(max(self.table.currentIndex().row(), 0))

    def _open(self, place: int) -> None:
        self.mother_wanted.emit(self.model.mother_at(place))

    def _changed(self, _mother_id: str) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()


class _CaseTable(Table):
    """A letter typed on the table goes to the filter, which finds more than the first column."""

    typed = Signal(str)

    def keyboardSearch(self, search: str) -> None:
        """Instead of jumping to a row."""
        self.typed.emit(search)


class _FilterLine(QLineEdit):
    """Down goes to the list."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Down; Escape clears."""
        if event.key() == Qt.Key.Key_Down:
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
