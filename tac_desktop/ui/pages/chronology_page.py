"""The chosen chronology, and the full log that it is chosen from with a tick."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework.chronology import (
    ChronologyLine,
    ages_at,
    chosen,
    chronology,
    folded,
    is_chosen,
    no_longer_chosen,
    source_now,
)
from tac_desktop.casework.contact_log import shortened
from tac_desktop.casework.dates import written_partial
from tac_desktop.casework.full_log import LogLine, full_log
from tac_desktop.casework.log_fields import kind_in_words
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import ChronologyEvent
from tac_desktop.ui import theme
from tac_desktop.ui.one_click import OneClick
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.selection_box import SelectionBox
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import hint, secondary_button
from tac_desktop.words import _


class ChronologyPage(ListPage):
    """One line an event, newest first. Space takes a line into the chronology or out of it."""

    types = (ChronologyEvent,)

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._chosen_lines: dict[str, ChronologyLine] = {}
        self._log_lines: dict[str, LogLine] = {}
        super().__init__(session, parent)
        self.model.tick_wanted.connect(self.tick)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.tick_current)

    def name(self) -> str:
        """What the list is called."""
        return _("Chronology")

    def new_words(self, cls: type[Record]) -> str:
        """The first button of the page."""
        return _("New event (Ctrl+N)")

    def headings(self) -> list[str]:
        """When, how old the children were, what, from where."""
        return [_("Date"), _("Ages then"), _("Event"), _("Source")]

    def widths(self) -> tuple[int, ...]:
        """The event gets the most room."""
        return (130, 92, 262)

    def shares(self) -> tuple[int, int]:
        """The list is what this page is for."""
        return (640, 320)

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "Nothing in this file has a date yet. Whatever gets one, a placement, a hearing, a"
            " meeting, a note, stands in the full log here by itself; a tick takes it into the"
            " chronology. Events from before your time are entered on this page."
        )

    def further_buttons(self, parent: QWidget) -> list[QWidget]:
        """Print, and the whole log."""
        self.print_button = secondary_button(_("Print or save"), parent)
        self.print_button.clicked.connect(self._print)
        self.everything = secondary_button("", parent)
        self.everything.setCheckable(True)
        self.everything.setAccessibleDescription(
            _("Everything in the file that has a date, with a box for what is in the chronology")
        )
        self.everything.clicked.connect(self._view_chosen)
        self.impact_button = secondary_button(_("Say what it meant"), parent)
        self.impact_button.clicked.connect(self.add_impact)
        return [self.everything, self.impact_button, self.print_button]

    def above(self, parent: QWidget) -> QWidget:
        """Which lines, and what was just ticked."""
        box = QWidget(parent)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(1))
        self.choice = SelectionBox(box, fold=True)
        self.choice.changed.connect(self._view_chosen)
        self.one_click = OneClick(self._session, box)
        self.before = hint("", box)
        self.before.setMaximumWidth(16_777_215)
        for widget in (self.choice, self.one_click, self.before):
            layout.addWidget(widget)
        return box

    # What is shown

    @property
    def shows_everything(self) -> bool:
        """Whether the full log is shown, not only what was chosen from it."""
        return self.everything.isChecked()

    def refresh(self) -> None:
        """Show the lines that are wanted, of the chronology or of the full log."""
        every = full_log(self.file)
        if not chronology(self.file) and every and not self._chosen_lines:
            self.everything.setChecked(
                True
            )  # with nothing chosen yet, there is the log to choose from
        self.choice.show_file(self.file, {line.kind for line in every})
        selection = self.choice.selection()
        self._log_lines = {line.key: line for line in every if selection.takes(line)}
        lines = chronology(self.file, selection)
        shown, sentence = folded(lines, selection.fold_before)
        self._chosen_lines = {line.record_id: line for line in shown}
        everything = self.shows_everything
        self.before.setText("" if everything else sentence)
        self.before.setVisible(bool(self.before.text()))
        self.choice.fold.setVisible(not everything)
        self._name_buttons(len(lines), len(self._log_lines))
        kept = self._chosen
        self.model.show_lines(self._lines())
        nothing = not every and not self._chosen_lines
        self.empty.setVisible(nothing)
        self.choice.setVisible(not nothing)
        self._split.setVisible(not nothing)
        self.filter.setVisible(not nothing)
        for button in (self.everything, self.impact_button, self.print_button):
            button.setVisible(not nothing)
        self._choose(kept)
        tab_in_reading_order(self)

    def go_to(self, record_id: str) -> None:
        """Choose an event of the chronology and show it."""
        if record_id not in self._chosen_lines and record_id in self._log_lines:
            self.everything.setChecked(True)
            self.refresh()
        super().go_to(record_id)

    def _lines(self) -> list[Line]:
        if self.shows_everything:
            return [self._log_line(one) for one in self._log_lines.values()]
        return [self._chosen_line(one) for one in self._chosen_lines.values()]

    def _chosen_line(self, line: ChronologyLine) -> Line:
        now = source_now(line, self._log_lines.get(line.record_id))
        also = " – ".join(part for part in (line.source, now, line.impact) if part)
        cells = (written_partial(line.date), ages_at(self.file, line), line.text, also)
        return Line(line.record_id, cells, ticked=True)

    def _log_line(self, line: LogLine) -> Line:
        ticked = is_chosen(line, self.file)
        cells = (written_partial(line.date), ages_at(self.file, line), line.text, line.source)
        words = kind_in_words(line.kind)
        return Line(line.key, cells, words, strong=ticked, ticked=ticked)

    def _name_buttons(self, chosen_lines: int, log_lines: int) -> None:
        words = (
            _("Back to the {count} chosen") if self.shows_everything else _("Full log ({count})")
        )
        count = chosen_lines if self.shows_everything else log_lines
        self.everything.setText(words.format(count=count))

    def _show(self, record_id: str) -> None:
        """The record behind the line; for an event that came from another record, that one."""
        self._chosen = record_id
        line = self._log_lines.get(record_id)
        entry = self.file.by_id.get(record_id)
        if self.shows_everything and line is not None:
            entry = self.file.by_id.get(line.record_id)
        if entry is not None:
            self.reading.show_entry(entry, self.file)
        self._offer_impact()

    def _row_chosen(self, current: QModelIndex, before: QModelIndex) -> None:
        super()._row_chosen(current, before)
        self._offer_impact()

    def _offer_impact(self) -> None:
        event = self.file.get(ChronologyEvent, self._chosen)
        self.impact_button.setEnabled(event is not None and not event.entered_in_error)

    # What is done

    def tick_current(self) -> None:
        """Take the chosen line in, or out again."""
        index = self.table.currentIndex()
        if index.isValid():
            key = self.model.record_id(index.row())
            self.tick(key, not self._is_in(key))

    def tick(self, key: str, wanted: bool) -> None:
        """Take a line into the chronology, or out of it."""
        line = self._log_lines.get(key)
        text = line.text if line else self._chosen_lines[key].text
        row = self.table.currentIndex().row()
        record = (
            chosen(line, self.file)
            if wanted and line is not None
            else no_longer_chosen(key, self.file)
        )
        if record is None:
            return
        words = _("In the chronology: {what}") if wanted else _("Not in the chronology: {what}")
        self.one_click.save(record, words.format(what=shortened(text, 70)))
        if self.model.rowCount():
            self.table.selectRow(min(max(row, 0), self.model.rowCount() - 1))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_impact(self) -> None:
        """The form of the chosen event, where its impact is said."""
        if self.file.get(ChronologyEvent, self._chosen) is not None:
            self.want_update(self._chosen)

    def _is_in(self, key: str) -> bool:
        line = self._log_lines.get(key)
        return key in self._chosen_lines if line is None else is_chosen(line, self.file)

    def _view_chosen(self, *_what: object) -> None:
        self.refresh()

    def _print(self) -> None:
        children = self.choice.child_ids
        self.pack_wanted.emit("chronology", next(iter(children)) if len(children) == 1 else "")
