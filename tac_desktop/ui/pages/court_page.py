"""Court: proceedings, hearings, orders and what they direct."""

from __future__ import annotations

from tac_desktop.casework.court import CourtOrder, Hearing, Proceedings
from tac_desktop.casework.dates import days_in_words, written, written_time
from tac_desktop.casework.record import Record, search_text
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.words import _


class CourtPage(ListPage):
    """Hearings to come stand out."""

    types = (Hearing, Proceedings, CourtOrder)

    def new_words(self, cls: type[Record]) -> str:
        """Short words for the three buttons."""
        words = {
            Hearing: _("New hearing (Ctrl+N)"),
            Proceedings: _("New proceedings"),
            CourtOrder: _("New order"),
        }
        return words[cls]

    def widths(self) -> tuple[int, ...]:
        """Dates of hearings have a time."""
        return (146, 96)

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "Proceedings with their case number, hearings with how she attends them, and orders"
            " with their directions."
        )

    def line(self, record: Record) -> Line:
        """Date, kind, what; a hearing to come with how far away it is."""
        when = written(record.happened_on())
        what = record.headline(self.file.name)
        coming = False
        if isinstance(record, Hearing) and record.date:
            when = " ".join(part for part in (when, written_time(record.time)) if part)
            coming = record.date >= self.file.as_of
            if coming:
                away = days_in_words((record.date - self.file.as_of).days)
                what = _("{what}, {away}").format(what=what, away=away)
        cells = (when, record.type_title(), what)
        return Line(record.id, cells, search_text(record), strong=coming)
