"""The chosen chronology: what was ticked as significant, and events entered for it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from tac_desktop.casework.chronology import ChronologyLine, ages_at, chronology
from tac_desktop.casework.dates import written_partial
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import ChronologyEvent
from tac_desktop.ui.candidates import child_candidates
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.widgets import secondary_button
from tac_desktop.words import _


class ChronologyPage(ListPage):
    """One line an event, newest first; of all children or of one."""

    types = (ChronologyEvent,)

    def name(self) -> str:
        """What the list is called."""
        return _("Chronology")

    def new_words(self, cls: type[Record]) -> str:
        """The first button of the page."""
        return _("New event (Ctrl+N)")

    def headings(self) -> list[str]:
        """When, what, how old the children were, from where."""
        return [_("Date"), _("Event"), _("Ages then"), _("Source")]

    def widths(self) -> tuple[int, ...]:
        """The event gets the most room."""
        return (100, 280, 120)

    def shares(self) -> tuple[int, int]:
        """The list is what this page is for."""
        return (620, 340)

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "Tick “Significant” in a log entry and give it a headline, and it stands here. Events"
            " from before your time are entered on this page."
        )

    def further_buttons(self, parent: QWidget) -> list[QWidget]:
        """Print, and the child to show."""
        button = secondary_button(_("Print"), parent)
        button.clicked.connect(self._print)
        self.child = QComboBox(parent)
        self.child.setAccessibleName(_("About which child"))
        self.child.activated.connect(self._child_chosen)
        return [button, self.child]

    def refresh(self) -> None:
        """Show the lines about the child that is chosen, or all."""
        wanted = self.child.currentData() or ""
        self.child.clear()
        self.child.addItem(_("All children"), "")
        for candidate in child_candidates(self.file):
            self.child.addItem(candidate.name, candidate.id)
        self.child.setCurrentIndex(max(0, self.child.findData(wanted)))
        super().refresh()

    def records(self) -> list[Record]:
        """The records behind the lines, in their order."""
        wanted = str(self.child.currentData() or "")
        self._lines = {
            line.record_id: line
            for line in chronology(self.file)
            if not wanted or wanted in line.child_ids
        }
        entries = (self.file.by_id.get(record_id) for record_id in self._lines)
        return [entry.record for entry in entries if entry is not None]

    def line(self, record: Record) -> Line:
        """The line of the chronology."""
        line: ChronologyLine = self._lines[record.id]
        cells = (written_partial(line.date), line.text, ages_at(self.file, line), line.source)
        return Line(record.id, cells, line.impact)

    def _child_chosen(self, index: int) -> None:
        super().refresh()

    def _print(self) -> None:
        self.pack_wanted.emit("chronology", "")
