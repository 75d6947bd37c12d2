"""Contact with the children: what was promised, what was given, and what stands against it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework.children import ContactArrangement, ContactRestriction, ContactSession
from tac_desktop.casework.contact_given import ContactCount, contact_given
from tac_desktop.casework.record import Record
from tac_desktop.ui import theme
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.promised_bar import PromisedBar
from tac_desktop.ui.widgets import plain
from tac_desktop.words import _


class ContactPage(ListPage):
    """A bar and a sentence for each arrangement; below them all its records."""

    types = (ContactSession, ContactArrangement, ContactRestriction)

    def new_words(self, cls: type[Record]) -> str:
        """Short words for the three buttons."""
        words = {
            ContactSession: _("New session (Ctrl+N)"),
            ContactArrangement: _("New arrangement"),
            ContactRestriction: _("New restriction"),
        }
        return words[cls]

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "Which contact was promised for each child, which took place and why not, and who must"
            " not have contact or be told anything."
        )

    def empty_button(self) -> str:
        """An arrangement comes first."""
        return _("New arrangement")

    def new_record(self, cls: type[Record], checked: bool = False) -> None:
        """A session belongs to the arrangement that is chosen; the first step is an arrangement."""
        answers = {}
        if cls is ContactSession:
            record = self.file.by_id[self.chosen].record if self.chosen else None
            if isinstance(record, ContactArrangement):
                answers["arrangement_id"] = record.id
            elif isinstance(record, ContactSession):
                answers["arrangement_id"] = record.arrangement_id
            if not self.file.of(ContactArrangement):
                cls = ContactArrangement
        self.want_form(cls, answers)

    def line(self, record: Record) -> Line:
        """A session says which arrangement it belongs to."""
        line = super().line(record)
        if not isinstance(record, ContactSession):
            return line
        words = _("{arrangement}: {outcome}").format(
            arrangement=self.file.name(record.arrangement_id), outcome=line.cells[2]
        )
        return replace(line, cells=(*line.cells[:2], words))

    def above(self, parent: QWidget) -> QWidget | None:
        """The counts."""
        self._counts = QWidget(parent)
        self._column = QVBoxLayout(self._counts)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(1))
        return self._counts

    def refresh(self) -> None:
        """Show the counts and the list anew."""
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        counts = [one for one in contact_given(self.file) if one.planned]
        self._counts.setVisible(bool(counts))
        if counts:
            heading = plain(_("Promised and given"), self._counts, "label")
            self._column.addWidget(heading)
        for count in counts:
            self._column.addWidget(self._bar(count))
        super().refresh()

    def _bar(self, count: ContactCount) -> QWidget:
        words = _("{which}: {sentence}").format(
            which=count.arrangement.headline(self.file.name), sentence=count.sentence
        )
        return PromisedBar(count.took_place, count.planned, words, self._counts)
