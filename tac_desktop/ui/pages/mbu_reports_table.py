"""The reports for the Board as lines of a table, and a text that is as high as it is long."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import count_of_days, written
from tac_desktop.casework.mbu import MbuApplication, MbuReport
from tac_desktop.casework.mbu_dates import days_late
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.reading_view import ReadingText
from tac_desktop.ui.typed import written_line
from tac_desktop.words import _


class GrownText(ReadingText):
    """A text that is as high as it is long, so that the page scrolls and not the text."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = self.document().documentLayout()
        if layout is not None:
            layout.documentSizeChanged.connect(self._fit)

    def _fit(self, size: object) -> None:
        self.setFixedHeight(int(self.document().size().height()) + 4)


def report_headings() -> list[str]:
    """The columns."""
    return [
        _("From"),
        _("Asked"),
        _("Due"),
        _("Chased"),
        _("Received"),
        _("View"),
        _("Late"),
    ]


def report_line(report: MbuReport, place: int, today: dt.date) -> Line:
    """One report: asked, due, chased, received, its view, and how late it is or was."""
    late = days_late(report, today)
    if late and report.received:
        late_words = _("came {days} late").format(days=count_of_days(late))
    elif late:
        late_words = _("{days} late").format(days=count_of_days(late))
    else:
        late_words = _("in time") if report.received and report.due else ""
    view = code_list("mbu_report_view").label(report.view) if report.view else ""
    chased = ", ".join(written_line(one).rsplit(" ", 1)[0] for one in report.chased)
    cells = (
        report.from_whom,
        written(report.requested),
        written(report.due),
        chased,
        written(report.received),
        view,
        late_words,
    )
    return Line(str(place), cells, strong=bool(late) and not report.received)


def most_urgent(application: MbuApplication, today: dt.date) -> int:
    """The missing report that is latest, else the first."""
    missing = [
        (days_late(one, today), -place)
        for place, one in enumerate(application.reports)
        if not one.received
    ]
    return -max(missing)[1] if missing else 0
