"""Today over all mothers: what to print, whom to see and ring, what is due and who owes answers.

Each line leads to its record; tasks and contacts are answered on the spot, with undo. The agendas
come from the vault; where many have to be worked out, the page says so and fills when it is done.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written
from tac_desktop.errors import TacError
from tac_desktop.storage.progress import no_progress
from tac_desktop.ui import theme, work
from tac_desktop.ui.card_lines import AsHighAsItsText
from tac_desktop.ui.drafts_tray import DraftsTray
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.requests_tray import RequestsTray
from tac_desktop.ui.session import Session
from tac_desktop.ui.to_print_tray import ToPrintTray
from tac_desktop.ui.today_group import TodayGroup
from tac_desktop.ui.today_lines import Line, groups
from tac_desktop.ui.widgets import (
    EmptyState,
    button_row,
    hint,
    primary_button,
    scrolled,
    secondary_button,
    title,
)
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.casework.agenda import MotherAgenda
    from tac_desktop.storage.vault import Vault
    from tac_desktop.ui.one_click import OneClick

_AT_ONCE = 5
"""Up to so many files are read while she looks; more of them in the background."""


class TodayPage(QWidget):
    """`record_wanted` carries mother and record (perhaps empty), `pack_wanted` what to print."""

    record_wanted = Signal(str, str)
    draft_wanted = Signal(str)
    caseload_wanted = Signal()
    pack_wanted = Signal(str, str, str)
    requests_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._groups: dict[str, TodayGroup] = {}
        self._is_open: dict[str, bool] = {}
        self._work: work.Work | None = None
        self._again = False
        self._said: OneClick | None = None
        self._build()
        session.changed.connect(self._changed)

    def start(self) -> None:
        """Called when the page comes on the screen."""
        self.refresh()
        links = self.links
        if self.tray.buttons:
            self.tray.buttons[0].setFocus()
        elif links:
            links[0].setFocus()
        elif self.quiet.button is not None and self.quiet.isVisible():
            self.quiet.button.setFocus()
        else:
            self.sheet_button.setFocus()

    @property
    def links(self) -> list[QPushButton]:
        """The ways to records, in the order of the page."""
        shown = (one for one in self._groups.values() if one.is_open and not one.isHidden())
        return [link for group in shown for link in group.links]

    @property
    def said(self) -> OneClick:
        """What was done here last, with undo; made when something is done."""
        if self._said is None:
            from tac_desktop.ui.one_click import OneClick

            self._said = OneClick(self._session, self._inner)
            self._said.hide()
            self._column.insertWidget(self._column.indexOf(self.requests), self._said)
            tab_in_reading_order(self)
        return self._said

    def group(self, key: str) -> TodayGroup:
        """One group of the page."""
        return self._groups[key]

    def refresh(self) -> None:
        """Show what is so now; where many files have to be read, in the background."""
        today = self._session.today()
        self.heading.setText(_("Today, {day}").format(day=written(today)))
        self.tray.refresh()
        self.to_print.refresh()
        self.requests.refresh()
        if self._work is not None:
            self._again = True
            return
        vault = self._session.vault
        to_read = vault.agendas_to_work_out(today)
        if to_read <= _AT_ONCE:
            self._show(vault.agenda(today, no_progress))
            return
        self.busy.setRange(0, to_read)
        self.busy.setValue(0)
        self._show_busy(True)
        function = partial(_read, vault, self._session)
        self._work = work.run_in_background(
            self,
            _("Reading the dates of each file"),
            function,
            self._was_read,
            self._was_not_read,
            with_dialog=False,
        )
        self._work.progressed.connect(self._progressed)

    # Building

    def _build(self) -> None:
        inner = AsHighAsItsText(self)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(*[theme.space(5)] * 4)
        self._column.setSpacing(theme.space(3))
        self.heading = title("", inner)
        self.sheet_button = primary_button(_("Print the sheet for the round"), inner)
        self.sheet_button.clicked.connect(partial(self._print, "today_sheet"))
        self.slips_button = secondary_button(_("Print slips"), inner)
        self.slips_button.clicked.connect(partial(self._print, "day_slips"))
        self.cover_button = secondary_button(_("Print for cover"), inner)
        self.cover_button.clicked.connect(partial(self._print, "cover_all"))
        self.tray = DraftsTray(self._session, inner)
        self.tray.open_wanted.connect(self.draft_wanted)
        self.to_print = ToPrintTray(self._session, inner)
        self.to_print.print_wanted.connect(self.pack_wanted)
        self.requests = RequestsTray(self._session, inner)
        self.requests.wanted.connect(self.requests_wanted)
        self.busy_words = hint(_("Reading the dates of each file; the page fills soon."), inner)
        self.busy = QProgressBar(inner)
        self.busy.setAccessibleName(self.busy_words.text())
        self.quiet = EmptyState(
            _("No open ACCT, nothing due, and no date in the next 14 days."),
            _("Open the caseload"),
            inner,
        )
        self.quiet.pressed.connect(self.caseload_wanted)
        self._column.addWidget(self.heading)
        self._column.addWidget(
            button_row(inner, self.sheet_button, self.slips_button, self.cover_button)
        )
        above = (self.requests, self.tray, self.to_print, self.busy_words, self.busy)
        for widget in above:
            self._column.addWidget(widget)
        self._first_group = self._column.count()
        self._column.addWidget(self.quiet)
        self._column.addStretch(1)
        self._inner = inner
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, self))
        self._show_busy(False)
        self.quiet.hide()

    def _group(self, key: str, place: int) -> TodayGroup:
        made = self._groups.get(key)
        if made is None:
            made = TodayGroup(key, self._inner)
            made.opened.connect(self._open)
            made.done.connect(self._done)
            made.answered.connect(self._answered)
            made.folded.connect(self._folded)
            self._groups[key] = made
        self._column.removeWidget(made)
        self._column.insertWidget(self._first_group + place, made)
        return made

    # Showing

    def _show(self, agendas: list[MotherAgenda]) -> None:
        self._show_busy(False)
        shown = groups(agendas, self._session.today())
        # Laid out once, and not again with each group that comes; later what has the focus stays.
        first = not self._groups and not self._inner.isHidden()
        if first:
            self._inner.hide()
        for old in self._groups.values():
            old.hide()
        for place, one in enumerate(shown):
            group = self._group(one.key, place)
            group.show_lines(one, is_open=self._is_open.get(one.key, not one.folded))
            group.show()
        self._groups = {
            **{one.key: self._groups[one.key] for one in shown},
            **{key: group for key, group in self._groups.items() if group.isHidden()},
        }
        self.quiet.setVisible(not shown)
        self.slips_button.setVisible(any(one.key == "slips" for one in shown))
        if first:
            self._inner.show()
        tab_in_reading_order(self)

    def _show_busy(self, busy: bool) -> None:
        self.busy_words.setVisible(busy)
        self.busy.setVisible(busy)

    def _progressed(self, done_so_far: int, total: int, _words: str) -> None:
        self.busy.setRange(0, total)
        self.busy.setValue(done_so_far)

    def _was_read(self, agendas: list[MotherAgenda]) -> None:
        self._work = None
        if not self._session.is_unlocked:
            return
        self._show(agendas)
        if self._again:
            self._again = False
            self.refresh()

    def _was_not_read(self, _error: TacError) -> None:
        # Locked meanwhile, or stopped: the page is made anew when she comes back to it.
        self._work = None
        self._again = False
        self._show_busy(False)

    # Doing

    def _print(self, name: str, checked: bool = False) -> None:
        self.pack_wanted.emit(name, "", "")

    def _open(self, line: Line) -> None:
        self.record_wanted.emit(line.mother_id, line.record_id)

    def _done(self, line: Line) -> None:
        from tac_desktop.casework.waiting_steps import done
        from tac_desktop.casework.work import Task

        entry = self._session.vault.entry(line.record_id)
        if entry is not None and isinstance(entry.record, Task):
            words = _("Done: {what}").format(what=entry.record.title)
            self.said.save(done(entry.record, self._session.today()), words)
            self._after()

    def _answered(self, line: Line, took_place: bool, reason: str) -> None:
        from tac_desktop.casework.children import ContactArrangement, ContactSession
        from tac_desktop.casework.contact_answers import session_on, session_record

        case_file = self._session.vault.case_file(line.mother_id, self._session.today())
        session = case_file.get(ContactSession, line.record_id)
        wanted = session.arrangement_id if session else line.record_id
        arrangement = case_file.get(ContactArrangement, wanted)
        if arrangement is None or line.day is None:
            return
        known = session or session_on(case_file, arrangement.id, line.day)
        record = session_record(arrangement, line.day, took_place, reason, known)
        outcome = _("Took place: {what}") if took_place else _("Did not take place: {what}")
        self.said.save(record, outcome.format(what=f"{line.what}, {written(line.day)}"))
        self._after()

    def _after(self) -> None:
        """The line is gone: go on with undoing at hand."""
        if not self.said.isHidden():
            self.said.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _folded(self, key: str, is_open: bool) -> None:
        self._is_open[key] = is_open
        tab_in_reading_order(self)

    def _changed(self, _mother_id: str) -> None:
        if self.isVisible():
            self.refresh()


def _read(vault: Vault, session: Session, progress: work.Progress) -> list[MotherAgenda]:
    return vault.agenda(session.today(), progress)
