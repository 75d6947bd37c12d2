"""The contact log: one line an entry, newest first, the whole note beside it."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_log import ContactLogEntry, attempt_in_words, shortened
from tac_desktop.casework.dates import written
from tac_desktop.casework.record import Record, search_text
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.reading_all import ReadingAll
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import secondary_button
from tac_desktop.words import _


class LogPage(ListPage):
    """Everything the social worker did, in the order in which it happened."""

    types = (ContactLogEntry,)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.running = ReadingAll(session, self)
        self.running.hide()
        self.running.print_wanted.connect(self._print_notes)
        self.column.addWidget(self.running, 1)

    def name(self) -> str:
        """What the list is called."""
        return _("Contact log")

    def new_words(self, cls: type[Record]) -> str:
        """The first button of the page."""
        return _("New entry (Ctrl+N)")

    def headings(self) -> list[str]:
        """When, with whom, what."""
        return [_("Date"), _("Who"), _("What")]

    def widths(self) -> tuple[int, ...]:
        """The note gets what is left."""
        return (100, 122)

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "Every conversation, call, letter, attempt and piece of work on the file is written"
            " here, one entry at a time. One entry can be about several children."
        )

    def records(self) -> list[Record]:
        """Newest first; on one day the latest first."""
        entries = sorted(self.file.ever(ContactLogEntry), key=_when, reverse=True)
        return list(entries)

    def line(self, record: Record) -> Line:
        """Date and time, with whom and how, and the beginning of the note."""
        assert isinstance(record, ContactLogEntry)
        names = self.file.name
        mother = self.file.mother
        called = [
            mother.short_name() if mother and one == mother.id else names(one)
            for one in record.with_person_ids
        ]
        who = ", ".join(called) or record.with_others or attempt_in_words(record)
        cells = (written(record.date), who, in_one_line(record))
        return Line(record.id, cells, partial(self._words, record))

    def _words(self, record: ContactLogEntry) -> str:
        names = self.file.name
        about = [names(one) for one in (*record.with_person_ids, *record.about_child_ids)]
        return " ".join([*about, attempt_in_words(record), search_text(record)])

    def further_buttons(self, parent: QWidget) -> list[QWidget]:
        """A way to read everything."""
        self.read_all_button = secondary_button(_("Read all"), parent)
        self.read_all_button.setCheckable(True)
        self.read_all_button.setAccessibleDescription(
            _("All notes of every kind in full, one after the other")
        )
        self.read_all_button.toggled.connect(self.read_all)
        return [self.read_all_button]

    def refresh(self) -> None:
        """Show the log anew, as a list or in full."""
        super().refresh()
        self.read_all_button.setVisible(self.model.total > 0)
        if self.read_all_button.isChecked():
            self.read_all(True)

    def read_all(self, wanted: bool) -> None:
        """All notes of every kind in full, newest first, or the list again."""
        self._split.setVisible(not wanted and self.model.total > 0)
        self.filter.setVisible(not wanted and self.model.total > 0)
        self.running.setVisible(wanted)
        words = _("Back to the list") if wanted else _("Read all")
        self.read_all_button.setText(words)
        if wanted:
            self.running.show_file(self.file)
            self.running.take_focus()

    def _print_notes(self, child_id: str) -> None:
        self.pack_wanted.emit("notes", child_id)


def in_one_line(record: ContactLogEntry) -> str:
    """What happened, and in words who may not read it."""
    text = record.chronology or shortened(record.text)
    if record.contact_made is False:
        text = _("{how}. {text}").format(how=attempt_in_words(record), text=text)
    if record.share != "open":
        mark = code_list("share").label(record.share)
        text = _("[{mark}] {text}").format(mark=mark, text=text)
    return text.strip(" .") or attempt_in_words(record)


def _when(record: ContactLogEntry) -> tuple[str, str, str]:
    return str(record.date or ""), str(record.time or ""), record.id
