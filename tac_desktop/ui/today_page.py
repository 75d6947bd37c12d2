"""Today: unfinished forms, open ACCTs, what is due and what is coming, over all mothers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.caseload import CaseloadRow
from tac_desktop.casework.dates import days_in_words, written
from tac_desktop.casework.work import Task
from tac_desktop.ui import theme
from tac_desktop.ui.drafts_tray import DraftsTray
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    EmptyState,
    card,
    hint,
    link_button,
    plain,
    scrolled,
    section,
    title,
    wrapped,
)
from tac_desktop.words import _

DAYS_AHEAD = 14
_MOST_LINES = 12
_LARGE = 130
"""Per cent from which on three columns have no room."""


@dataclass(frozen=True)
class Line:
    """One thing on the page, which opens a mother's file."""

    mother_id: str
    record_id: str
    when: str
    what: str
    who: str
    urgent: bool = False


class TodayPage(QWidget):
    """`record_wanted` carries mother and record (perhaps empty)."""

    record_wanted = Signal(str, str)
    draft_wanted = Signal(str)
    caseload_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._target: dict[object, Line] = {}
        inner = QWidget(self)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(*[theme.space(5)] * 4)
        layout.setSpacing(theme.space(4))
        self.heading = title("", inner)
        self.tray = DraftsTray(session, inner)
        self.tray.open_wanted.connect(self.draft_wanted)
        layout.addWidget(self.heading)
        layout.addWidget(self.tray)
        self._boxes: list[_Box] = []
        for words in (_("ACCT open"), _("Due"), _("In the next 14 days")):
            box = _Box(words, inner)
            self._boxes.append(box)
            layout.addWidget(box)
        self.quiet = EmptyState(
            _("No open ACCT, nothing due, and no date in the next 14 days."),
            _("Open the caseload"),
            inner,
        )
        self.quiet.pressed.connect(self.caseload_wanted)
        layout.addWidget(self.quiet)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, self))
        session.changed.connect(self._changed)

    def start(self) -> None:
        """Called when the page comes on the screen."""
        self.refresh()
        links = [one for one in self._target if isinstance(one, QPushButton)]
        if self.tray.buttons:
            self.tray.buttons[0].setFocus()
        elif links:
            links[0].setFocus()
        elif self.quiet.button is not None:
            self.quiet.button.setFocus()

    def refresh(self) -> None:
        """Show what is so now."""
        today = self._session.today()
        words = _("Today, {day}").format(day=written(today))
        self.heading.setText(words)
        vault = self._session.vault
        rows = [row for row in vault.caseload(today) if row.case_status != "closed"]
        tasks = [entry.record for entry in vault.entries(Task.type_name)]
        self._target = {}
        lines = (
            acct_lines(rows),
            due_lines([one for one in tasks if isinstance(one, Task)], rows, today),
            coming_lines(rows, today),
        )
        for box, its in zip(self._boxes, lines, strict=True):
            for link, line in box.show_lines(its):
                self._target[link] = line
                link.clicked.connect(self._open)
        self.tray.refresh()
        tab_in_reading_order(self)
        self.quiet.setVisible(not any(lines))

    def _open(self) -> None:
        line = self._target[self.sender()]
        self.record_wanted.emit(line.mother_id, line.record_id)

    def _changed(self, _mother_id: str) -> None:
        if self.isVisible():
            self.refresh()


class _Box(QWidget):
    """A heading and its lines; hidden while there are none."""

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addWidget(section(heading, self))
        self._frame, self._inside = card(self, spacing=1, margin=3)
        layout.addWidget(self._frame)
        self._shown: list[QWidget] = []

    def show_lines(self, lines: Sequence[Line]) -> list[tuple[QPushButton, Line]]:
        """Show these; returns the button of each."""
        for widget in self._shown:
            widget.hide()
            widget.deleteLater()
        self._shown = []
        made = []
        for line in lines[:_MOST_LINES]:
            widget, link = self._line(line)
            self._inside.addWidget(widget)
            widget.show()
            self._shown.append(widget)
            made.append((link, line))
        if len(lines) > _MOST_LINES:
            over = hint(_("and {count} more").format(count=len(lines) - _MOST_LINES), self._frame)
            self._inside.addWidget(over, 0, Qt.AlignmentFlag.AlignLeft)
            self._shown.append(over)
        self.setVisible(bool(lines))
        return made

    def _line(self, line: Line) -> tuple[QWidget, QPushButton]:
        """When, who, what: in columns, or below one another where type is large."""
        widget = QWidget(self._frame)
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(3))
        when = plain(line.when, widget, "error" if line.urgent else "muted")
        link = link_button(line.who, widget)
        link.setAccessibleName(f"{line.who}: {line.what} {line.when}")
        what = wrapped(line.what, widget)
        grid.setColumnStretch(2, 1)
        grid.addWidget(when, 0, 0)
        grid.addWidget(link, 0, 1)
        if theme.scaled(100) <= _LARGE:
            when.setFixedWidth(theme.scaled(190))
            link.setMinimumWidth(theme.scaled(240))
            grid.addWidget(what, 0, 2)
        else:
            grid.addWidget(what, 1, 0, 1, 3)
        return widget, link


def acct_lines(rows: Sequence[CaseloadRow]) -> list[Line]:
    """Every mother with an open ACCT."""
    return [
        Line(row.mother_id, "", _("ACCT open"), row.location, _called(row), urgent=True)
        for row in rows
        if row.acct_open
    ]


def due_lines(tasks: Sequence[Task], rows: Sequence[CaseloadRow], today: dt.date) -> list[Line]:
    """Open tasks due today or before, the oldest first."""
    names = {row.mother_id: _called(row) for row in rows}
    due = [task for task in tasks if task.is_open() and task.due is not None and task.due <= today]
    return [
        Line(
            task.mother_id,
            task.id,
            _when(task.due, today),
            task.title,
            names.get(task.mother_id, _("No file")),
            task.overdue(today),
        )
        for task in sorted(due, key=_due)
    ]


def coming_lines(rows: Sequence[CaseloadRow], today: dt.date) -> list[Line]:
    """Each mother's next date where it is near, the nearest first."""
    last = today + dt.timedelta(days=DAYS_AHEAD)
    near = [row for row in rows if row.next_date is not None and row.next_date <= last]
    return [
        Line(row.mother_id, "", _when(row.next_date, today), row.next_what, _called(row))
        for row in sorted(near, key=_next)
    ]


def _when(day: dt.date | None, today: dt.date) -> str:
    return f"{written(day)}, {days_in_words((day - today).days)}" if day else ""


def _called(row: CaseloadRow) -> str:
    return f"{row.name} ({row.known_as})" if row.known_as else row.name


def _due(task: Task) -> dt.date:
    return task.due or dt.date.max


def _next(row: CaseloadRow) -> dt.date:
    return row.next_date or dt.date.max
