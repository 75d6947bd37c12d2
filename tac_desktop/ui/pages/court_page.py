"""Court: how her matters stand, then every record of them in a list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tac_desktop.casework.court import CourtOrder, Hearing, Proceedings, SignedPaper
from tac_desktop.casework.court_now import running
from tac_desktop.casework.dates import days_in_words, written, written_time
from tac_desktop.casework.letter_recipients import FOR_COURT
from tac_desktop.casework.record import Record, search_text
from tac_desktop.ui.letter_menu import letter_button
from tac_desktop.ui.pages.court_panel import CourtPanel
from tac_desktop.ui.pages.panel_page import PanelPage
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.words import _


class CourtPage(PanelPage):
    """Hearings to come stand out."""

    types = (Hearing, Proceedings, CourtOrder, SignedPaper)

    def new_words(self, cls: type[Record]) -> str:
        """Short words for the buttons."""
        words = {
            Hearing: _("New hearing (Ctrl+N)"),
            Proceedings: _("New proceedings"),
            CourtOrder: _("New order"),
            SignedPaper: _("She signed something"),
        }
        return words[cls]

    def further_buttons(self, parent: QWidget) -> list[QWidget]:
        """Letters to courts and solicitors."""
        self.letter_button = letter_button(parent, self.shown_file, self.want_form, FOR_COURT)
        return [self.letter_button]

    def widths(self) -> tuple[int, ...]:
        """Dates of hearings have a time."""
        return (146, 96)

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "Proceedings with their case number, hearings with how she attends them, orders with"
            " their directions, and what she was asked to sign: start with the proceedings, even if"
            " only the court's letter is known."
        )

    def empty_button(self) -> str:
        """The proceedings come first."""
        return self.new_words(Proceedings)

    def above(self, parent: QWidget) -> QWidget:
        """How it all stands."""
        self.panel = CourtPanel(self._session, parent)
        self.panel.record_wanted.connect(self.go_to)
        self.panel.update_wanted.connect(self.want_update)
        self.panel.form_wanted.connect(self.form_wanted)
        self.panel.pack_wanted.connect(self.pack_wanted)
        return self.panel

    def refresh(self) -> None:
        """Show the panel and the list anew."""
        super().refresh()
        self.panel.show_file(self.file)
        self.panel.setVisible(self.model.total > 0)
        self.order_tabs()

    def new_record(self, cls: type[Record], checked: bool = False) -> None:
        """A hearing or an order belongs to the proceedings that are running, where one set is."""
        now = running(self.file)
        known = len(now) == 1 and cls in (Hearing, CourtOrder)
        self.want_form(cls, {"proceedings_id": now[0].id} if known else {})

    def _first_step(self) -> None:
        self.new_record(Hearing if self.model.total else Proceedings)

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
