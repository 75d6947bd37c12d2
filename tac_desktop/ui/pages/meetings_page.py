"""Meetings: the ones to come first, then those that were held, newest first."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import days_in_words, written, written_time
from tac_desktop.casework.letter_recipients import FOR_MEETINGS
from tac_desktop.casework.meeting_tasks import answers_for_next, next_meeting_to_plan
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.record import Record, search_text
from tac_desktop.ui.letter_menu import letter_button
from tac_desktop.ui.meeting_grid import MeetingGrid
from tac_desktop.ui.pages.meeting_panel import MeetingPanel
from tac_desktop.ui.pages.panel_page import PanelPage
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import secondary_button
from tac_desktop.words import _


class MeetingsPage(PanelPage):
    """A meeting's decisions and actions are typed in with the numbers of its printed grid."""

    types = (Meeting,)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        shortcut = QShortcut(QKeySequence("Ctrl+T"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.type_back)

    def new_words(self, cls: type[Record]) -> str:
        """The first button of the page."""
        return _("New meeting (Ctrl+N)")

    def headings(self) -> list[str]:
        """When, which, how she takes part."""
        return [_("Date"), _("Meeting"), _("Status")]

    def widths(self) -> tuple[int, ...]:
        """The name of the meeting gets the most room."""
        return (146, 216)

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "Reviews, conferences, boards and hearings in which she has a part: how she joins, who"
            " is invited, what she wants to say, and what was decided. Each can be printed as a"
            " pack for one reader."
        )

    def above(self, parent: QWidget) -> QWidget:
        """What the next meeting lacks, and what the last ones still ask for."""
        self.panel = MeetingPanel(self._session, parent)
        self.panel.update_wanted.connect(self.want_update)
        self.panel.grid_wanted.connect(self.want_grid)
        return self.panel

    def further_buttons(self, parent: QWidget) -> list[QWidget]:
        """What is done with the meeting that is chosen."""
        self.back_button = secondary_button(_("Type back the grid (Ctrl+T)"), parent)
        self.back_button.clicked.connect(self.type_back)
        self.next_button = secondary_button("", parent)
        self.next_button.clicked.connect(self.plan_next)
        self.next_button.hide()
        self.letter_button = letter_button(parent, self.shown_file, self.want_form, FOR_MEETINGS)
        return [self.back_button, self.next_button, self.letter_button]

    def refresh(self) -> None:
        """Show the panel and the list anew."""
        super().refresh()
        self.panel.show_file(self.file)
        self.panel.setVisible(self.model.total > 0)
        self.back_button.setVisible(self.model.total > 0)
        self._show_next()
        self.order_tabs()

    def type_back(self) -> None:
        """The printed grid of the chosen meeting, to be typed in."""
        if self.chosen:
            self.want_grid(self.chosen)

    def want_grid(self, meeting_id: str) -> None:
        """Ask for the grid of a meeting."""

        def make(session: Session, case_file: CaseFile, parent: QWidget) -> MeetingGrid:
            grid = MeetingGrid(session, case_file, meeting_id, parent)
            grid.next_wanted.connect(self._plan_after)
            return grid

        self.over_wanted.emit(make)

    def plan_next(self) -> None:
        """A form for the meeting that the chosen one fixed a day for."""
        self._plan_after(self.chosen)

    def _plan_after(self, meeting_id: str) -> None:
        meeting = self.file.get(Meeting, meeting_id)
        if meeting is not None and meeting.next_meeting is not None:
            self.want_form(Meeting, answers_for_next(meeting))

    def _row_chosen(self, current: QModelIndex, before: QModelIndex) -> None:
        super()._row_chosen(current, before)
        self._show_next()

    def _show_next(self) -> None:
        meeting = self.file.get(Meeting, self.chosen)
        day = next_meeting_to_plan(meeting, self.file) if meeting else None
        self.next_button.setText(_("Plan the next one, {day}").format(day=written(day)))
        self.next_button.setVisible(day is not None)

    def records(self) -> list[Record]:
        """To come first, the nearest on top; then the others, newest first."""
        today = self.file.as_of
        meetings = self.file.ever(Meeting)
        coming = [one for one in meetings if is_to_come(one, today)]
        before = [one for one in meetings if not is_to_come(one, today)]
        return [*sorted(coming, key=_when), *sorted(before, key=_when, reverse=True)]

    def line(self, record: Record) -> Line:
        """Date and time; what it is; how far away it is, or its status."""
        assert isinstance(record, Meeting)
        coming = is_to_come(record, self.file.as_of)
        when = " ".join(part for part in (written(record.date), written_time(record.time)) if part)
        status = code_list("meeting_status").label(record.status) if record.status else ""
        if coming and record.date:
            status = days_in_words((record.date - self.file.as_of).days)
        cells = (when, record.headline(self.file.name), status)
        return Line(record.id, cells, search_text(record), strong=coming)


def is_to_come(meeting: Meeting, today: dt.date) -> bool:
    """Whether it is planned for today or later."""
    planned = meeting.status == "planned" and not meeting.entered_in_error
    return planned and meeting.date is not None and meeting.date >= today


def _when(meeting: Meeting) -> dt.datetime:
    return meeting.moment() or dt.datetime.min
