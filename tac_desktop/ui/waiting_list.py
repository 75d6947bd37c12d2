"""The waiting list: who waits, why and how long, by priority; work begins in one click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework.caseload import CaseloadRow
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.episode import Case, Referral
from tac_desktop.casework.record import Record
from tac_desktop.casework.waiting_list import Waiting, start_work, waiting_list
from tac_desktop.errors import TacError
from tac_desktop.ui import messages, theme
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.session import Session
from tac_desktop.ui.undoing import UndoBar, save_stroke, with_all_consequences
from tac_desktop.ui.widgets import Table, flowing, hint, primary_button, secondary_button
from tac_desktop.words import _

R = TypeVar("R", bound=Record)

_WIDTHS = (90, 100, 230, 110, 100, 170, 80)


class WaitingList(QWidget):
    """`mother_wanted` carries a mother and a record of her file (or none)."""

    mother_wanted = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.lines: list[Waiting] = []
        self.undo_bar = UndoBar(session, self)
        words = _("Urgent before high before routine; of two alike, who has waited longer.")
        self.note = hint(words, self)
        self.model = RecordTable(_headings(), self)
        self.table = Table(_("Waiting list"), self)
        self.table.setModel(self.model)
        self.table.set_widths(*_WIDTHS)
        self.table.opened.connect(self._opened)
        self.start_button = primary_button(_("Start work"), self)
        self.start_button.setToolTip(_("Opens her case today and accepts the referral"))
        self.start_button.clicked.connect(self.start_work)
        self.open_button = secondary_button(_("Open her file"), self)
        self.open_button.clicked.connect(self._open_chosen)
        self.case_button = secondary_button(_("Priority and reason ..."), self)
        self.case_button.clicked.connect(self._open_case)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addWidget(self.undo_bar)
        layout.addWidget(self.note)
        layout.addWidget(flowing(self, self.start_button, self.open_button, self.case_button))
        layout.addWidget(self.table, 1)
        self.nothing = hint(_("Nobody waits."), self)
        layout.addWidget(self.nothing)

    def show_rows(self, rows: Sequence[CaseloadRow]) -> None:
        """Show who waits; the chosen row stays chosen."""
        chosen = self._chosen()
        waiting = [row for row in rows if row.case_status == "waiting"]
        self.lines = waiting_list(
            waiting, self._of(Case, waiting), self._of(Referral, waiting), self._session.today()
        )
        self.model.show_lines([_line(one) for one in self.lines])
        self._show_whether_any()
        row = self.model.row_of(chosen.mother_id) if chosen else 0
        if self.model.rowCount():
            self.table.selectRow(max(row, 0))

    def narrow(self, typed: str) -> None:
        """Show only those in whose line all words are found."""
        self.model.narrow(typed)
        self._show_whether_any()
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def start_work(self) -> None:
        """Open the chosen mother's case today; it can be taken back."""
        one = self._chosen()
        if one is None:
            return
        try:
            case_file = self._session.vault.case_file(one.mother_id, self._session.today())
            case = case_file.get(Case, one.case_id)
            if case is None:
                return
            records = with_all_consequences(start_work(case, case_file), case_file)
            words = _("Work with {name} has begun, after {days}.").format(
                name=one.name, days=one.days_in_words()
            )
            stroke = save_stroke(self._session, case_file, records, words)
        except TacError as error:
            messages.tell(self, error)
            return
        self._session.changed.emit(one.mother_id)
        self.undo_bar.offer(stroke)
        self.undo_bar.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _of(self, cls: type[R], rows: Sequence[CaseloadRow]) -> list[R]:
        """The records of those who wait only: a large vault is not read for them."""
        vault = self._session.vault
        found: list[R] = []
        for row in rows:
            for entry_of_hers in vault.book.same(row.mother_id):
                for one in vault.entries(cls.type_name, entry_of_hers):
                    if isinstance(one.record, cls):  # of her joint file, where she has two entries
                        found.append(one.record.model_copy(update={"mother_id": row.mother_id}))
        return found

    def _chosen(self) -> Waiting | None:
        index = self.table.currentIndex()
        mother_id = self.model.record_id(index.row()) if index.isValid() else ""
        return next((one for one in self.lines if one.mother_id == mother_id), None)

    def _show_whether_any(self) -> None:
        some = self.model.rowCount() > 0
        for widget in (self.table, self.note, self.start_button, self.open_button):
            widget.setVisible(some)
        self.case_button.setVisible(some)
        self.nothing.setVisible(not some)
        words = _("Nobody waits. A case with the status “waiting” stands here, with its days.")
        self.nothing.setText(_("Nobody fits what you typed.") if self.model.total else words)

    def _opened(self, row: int) -> None:
        self.mother_wanted.emit(self.model.record_id(row), "")

    def _open_chosen(self) -> None:
        one = self._chosen()
        if one is not None:
            self.mother_wanted.emit(one.mother_id, "")

    def _open_case(self) -> None:
        one = self._chosen()
        if one is not None:
            self.mother_wanted.emit(one.mother_id, one.case_id)


def _headings() -> list[str]:
    return [
        _("Priority"),
        _("Waits"),
        _("Name"),
        _("Number"),
        _("Location"),
        _("Referred by"),
        _("Children"),
        _("Why"),
    ]


def _line(one: Waiting) -> Line:
    source = code_list("referral_source").label(one.source) if one.source else ""
    children = str(one.children) if one.children else ""
    name = _("{name}, ACCT open").format(name=one.name) if one.acct_open else one.name
    cells = (
        code_list("priority").label(one.priority),
        one.days_in_words(),
        name,
        one.prison_number,
        one.location,
        source,
        children,
        one.reason,
    )
    return Line(one.mother_id, cells, strong=one.priority == "urgent")
