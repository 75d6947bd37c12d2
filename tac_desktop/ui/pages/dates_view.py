"""What is coming, week by week: every date of a file, narrowed by kind and child."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.date_kinds import DateAhead, DateKind, Urgency
from tac_desktop.casework.dates import days_in_words, written, written_time
from tac_desktop.casework.dates_ahead import dates_between, still_to_be_done
from tac_desktop.casework.people import Person
from tac_desktop.casework.work import Task
from tac_desktop.ui import theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.pages.record_table import Line, RecordTable
from tac_desktop.ui.widgets import (
    Table,
    button_row,
    flowing,
    form_row,
    hint,
    scrolled,
    secondary_button,
)
from tac_desktop.words import _

_WEEKS = {"4": 4, "8": 8, "26": 26, "52": 52}
_USUAL = "8"
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class DatesView(QWidget):
    """`record_wanted` carries a record, `done_wanted` a task, `pack_wanted` what to print."""

    record_wanted = Signal(str)
    done_wanted = Signal(str)
    pack_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._file: CaseFile | None = None
        self._rows: list[DateAhead | None] = []
        self.kind, self.child = ChoiceBox(self), ChoiceBox(self)
        self.range = ChoiceBox(self)
        for code, weeks in _WEEKS.items():
            self.range.add(_("the next {count} weeks").format(count=weeks), code)
        self.range.choose(_USUAL)
        self.passed = QCheckBox(_("Also the 8 weeks that have passed"), self)
        self.model = RecordTable([_("Date"), _("Time"), _("Kind"), _("About"), _("What")], self)
        self.table = Table(_("Dates by week"), self)
        self.table.setModel(self.model)
        self.table.set_widths(140, 60, 170, 130)
        self.nothing = hint("", self)
        self.open_button = secondary_button(_("Open"), self)
        self.done_button = secondary_button(_("Done"), self)
        self.prints = [
            self._print_button(_("Print dates ahead"), "dates_ahead"),
            self._print_button(_("Print movement slips"), "movement_slips"),
            self._print_button(_("Print seven days ahead (ACCT)"), "acct_look_ahead"),
        ]
        self._lay_out()
        self._connect()

    def show_file(self, case_file: CaseFile) -> None:
        """Show this file's dates; what was chosen to be shown stays chosen."""
        self._file = case_file
        self._offer_children()
        self._show()

    @property
    def chosen(self) -> DateAhead | None:
        """The date that is chosen; None on a heading."""
        row = self.table.currentIndex().row()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    @property
    def count(self) -> int:
        """How many dates are shown."""
        return sum(1 for one in self._rows if one is not None)

    def first_field(self) -> QWidget:
        """Where the cursor belongs."""
        return self.table if self._rows else self.kind

    def _print_button(self, words: str, name: str) -> QWidget:
        button = secondary_button(words, self)
        button.setProperty("pack", name)
        button.clicked.connect(self._print)
        return button

    def _lay_out(self) -> None:
        rows = [
            form_row(_("Kind"), self.kind, parent=self),
            form_row(_("Child"), self.child, parent=self),
            form_row(_("How far"), self.range, parent=self),
        ]
        self.table.setMinimumHeight(theme.scaled(190))
        content = QWidget(self)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(*[theme.space(3)] * 4)
        layout.setSpacing(theme.space(2))
        layout.addWidget(flowing(content, *rows, self.passed))
        layout.addWidget(self.nothing)
        layout.addWidget(self.table, 1)
        layout.addWidget(button_row(content, self.open_button, self.done_button))
        layout.addWidget(flowing(content, *self.prints))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content, self))

    def _connect(self) -> None:
        for box in (self.kind, self.child, self.range):
            box.currentIndexChanged.connect(self._show)
        self.passed.toggled.connect(self._show)
        self.table.opened.connect(self._open)
        self.open_button.clicked.connect(self._open)
        self.done_button.clicked.connect(self._done)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)

    def _offer_children(self) -> None:
        assert self._file is not None
        chosen = self.child.code
        self.child.blockSignals(True)
        self.child.clear()
        self.child.add(_("all children"), "")
        for child in self._file.children:
            self.child.add(child.short_name(), child.id)
        self.child.setCurrentIndex(max(0, self.child.findData(chosen)))
        self.child.blockSignals(False)

    def _offer_kinds(self, dates: list[DateAhead]) -> None:
        chosen = self.kind.code
        self.kind.blockSignals(True)
        self.kind.clear()
        self.kind.add(_("all kinds"), "")
        present = {one.kind for one in dates}
        for kind in DateKind:
            if kind in present or kind.value == chosen:
                self.kind.add(kind.label, kind.value)
        self.kind.setCurrentIndex(max(0, self.kind.findData(chosen)))
        self.kind.blockSignals(False)

    def _show(self) -> None:
        if self._file is None:
            return
        today = self._file.as_of
        weeks = _WEEKS.get(self.range.code, _WEEKS[_USUAL])
        late = still_to_be_done(self._file)
        before = today - dt.timedelta(weeks=8)
        past: list[DateAhead] = []
        if self.passed.isChecked():
            yesterday = today - dt.timedelta(days=1)
            known = set(late)
            past = [x for x in dates_between(self._file, before, yesterday) if x not in known]
        ahead = dates_between(self._file, today, today + dt.timedelta(weeks=weeks))
        self._offer_kinds([*late, *past, *ahead])
        self._rows = []
        lines: list[Line] = []
        for heading, dates in (
            (_("Should have been done"), self._wanted(late)),
            (_("Has passed"), self._wanted(past)),
        ):
            if dates:
                self._add(lines, None, self._heading(heading))
                for one in dates:
                    self._add(lines, one, self._line(one))
        week = None
        for one in self._wanted(ahead):
            monday = one.date - dt.timedelta(days=one.date.weekday())
            if monday != week:
                week = monday
                words = _("Week of {day}").format(day=written(monday))
                self._add(lines, None, self._heading(words))
            self._add(lines, one, self._line(one))
        self.table.clearSpans()
        self.model.show_lines(lines)
        for row, shown in enumerate(self._rows):
            if shown is None:
                self.table.setSpan(row, 0, 1, self.model.columnCount())
        self._say_nothing()
        if len(self._rows) > 1:
            self.table.selectRow(1)
        self._row_chosen(self.table.currentIndex(), QModelIndex())

    def _add(self, lines: list[Line], one: DateAhead | None, line: Line) -> None:
        self._rows.append(one)
        lines.append(line)

    def _wanted(self, dates: list[DateAhead]) -> list[DateAhead]:
        kind, child = self.kind.code, self.child.code
        return [
            one
            for one in dates
            if (not kind or one.kind == kind) and (not child or child in one.about)
        ]

    def _heading(self, words: str) -> Line:
        return Line("", (words, "", "", "", ""), strong=True)

    def _line(self, one: DateAhead) -> Line:
        assert self._file is not None
        day = f"{_(_WEEKDAYS[one.date.weekday()])} {written(one.date)}"
        away = (one.date - self._file.as_of).days
        what = f"{one.what} ({days_in_words(away)})"
        names = ", ".join(_short(self._file, child) for child in one.about)
        strong = one.urgency is Urgency.HIGH
        kind = one.kind.label
        if one.computed:
            kind = _("{kind}, worked out").format(kind=kind)
        cells = (day, written_time(one.time), kind, names, what)
        return Line(one.record_id, cells, strong=strong)

    def _say_nothing(self) -> None:
        narrowed = bool(self.kind.code or self.child.code)
        words = _("Nothing of this kind in these weeks. Choose all kinds and all children.")
        if not narrowed:
            words = _(
                "No date in these weeks. Hearings, meetings, contact, consents and tasks come here"
                " by themselves when they are written down."
            )
        self.nothing.setText(words)
        self.nothing.setVisible(not self._rows)
        self.table.setVisible(bool(self._rows))

    def _row_chosen(self, _current: QModelIndex, _before: QModelIndex) -> None:
        one = self.chosen
        self.open_button.setEnabled(one is not None)
        task = self._file.get(Task, one.record_id) if one and self._file else None
        self.done_button.setEnabled(task is not None and task.is_open())

    def _open(self, _row: int = 0) -> None:
        if self.chosen is not None:
            self.record_wanted.emit(self.chosen.record_id)

    def _done(self) -> None:
        if self.chosen is not None:
            self.done_wanted.emit(self.chosen.record_id)

    def _print(self) -> None:
        self.pack_wanted.emit(str(self.sender().property("pack")))


def _short(case_file: CaseFile, child_id: str) -> str:
    child = case_file.get(Person, child_id)
    return child.short_name() if child else case_file.name(child_id)
