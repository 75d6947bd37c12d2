"""Contact promised and given: bars and sentences, per child or together, for a period."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_given import (
    ContactCount,
    contact_given,
    contact_total,
    recently,
)
from tac_desktop.ui import theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.promised_bar import PromisedBar
from tac_desktop.ui.typed import date_reading, read_typed_date
from tac_desktop.ui.widgets import flowing, hint, name_for_accessibility, wrapped
from tac_desktop.words import _

_ALL_TIME, _RECENT, _CUSTODY, _A_DAY = "all", "recent", "custody", "day"
_TOGETHER = "together"


class GivenPanel(QWidget):
    """Choices on top, then a bar for each arrangement and a sentence for each child."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._file: CaseFile | None = None
        self._labels: list[QLabel] = []
        self.period = ChoiceBox(self, nothing=_("Since contact began"))
        for words, code in (
            (_("Last 3 months"), _RECENT),
            (_("This time in custody"), _CUSTODY),
            (_("Since a day …"), _A_DAY),
        ):
            self.period.add(words, code)
        name_for_accessibility(self.period, _("Period"))
        self.child = ChoiceBox(self, nothing=_("Each child"))
        name_for_accessibility(self.child, _("Which children"))
        self.day = QLineEdit(self)
        self.day.setPlaceholderText(_("24 Sep 2026"))
        self.day.setFixedWidth(theme.scaled(132))
        name_for_accessibility(self.day, _("Since which day"))
        self.reading = hint("", self)
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addWidget(flowing(self, self.period, self.child, self.day, self.reading))
        layout.addWidget(self._list)
        self.period.currentIndexChanged.connect(self._again)
        self.child.currentIndexChanged.connect(self._again)
        self.day.textEdited.connect(self._again)

    def show_file(self, case_file: CaseFile) -> None:
        """Count anew; what was chosen stays chosen in the same file."""
        same = self._file is not None and self._file.mother_id == case_file.mother_id
        chosen = self.child.code if same else ""
        self._file = case_file
        self.child.blockSignals(True)
        while self.child.count() > 1:
            self.child.removeItem(1)
        if len(case_file.children) > 1:
            self.child.add(_("All children together"), _TOGETHER)
        for child in case_file.children:
            self.child.add(child.short_name(), child.id)
        self.child.setCurrentIndex(max(0, self.child.findData(chosen)))
        self.child.blockSignals(False)
        self._again()

    def since(self) -> dt.date | None:
        """The first day that is counted; None for all of them."""
        if self._file is None or not self.period.code:
            return None
        if self.period.code == _RECENT:
            return recently(self._file)
        if self.period.code == _CUSTODY:
            custody = self._file.custody
            return custody.began() if custody else None
        return read_typed_date(self.day.text(), self._file.as_of)

    def sentences(self) -> list[str]:
        """What the panel says, in words."""
        return [one.text() for one in self._labels]

    def _again(self, _changed: object = None) -> None:
        if self._file is None:
            return
        by_day = self.period.code == _A_DAY
        self.day.setVisible(by_day)
        self.reading.setVisible(by_day)
        if by_day:
            day = self.since()
            words = _("All of it is counted until a day is typed.")
            self.reading.setText(date_reading(day, self._file.as_of) if day else words)
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._labels.clear()
        self._show_counts(self._file, self.since())

    def _show_counts(self, case_file: CaseFile, since: dt.date | None) -> None:
        chosen = self.child.code
        if chosen == _TOGETHER:
            self._total(case_file, "", since)
            return
        children = [one for one in case_file.children if chosen in ("", one.id)]
        for child in children:
            counts = [one for one in contact_given(case_file, child.id, since) if one.planned]
            if not counts and not chosen:
                continue
            for count in counts:
                self._count(case_file, count)
            if len(counts) != 1 or since:
                self._total(case_file, child.id, since)
        if not self._labels:
            words = wrapped(_("No answered contact in this period."), self._list, "hint")
            self._keep(words, words)

    def _count(self, case_file: CaseFile, count: ContactCount) -> None:
        words = _("{which}: {sentence}").format(
            which=count.arrangement.headline(case_file.name), sentence=count.sentence
        )
        bar = PromisedBar(count.took_place, count.planned, words, self._list)
        self._keep(bar, bar.label)

    def _total(self, case_file: CaseFile, child_id: str, since: dt.date | None) -> None:
        total = contact_total(case_file, child_id, since)
        if child_id:
            label = wrapped(total.sentence, self._list, "label")
            self._keep(label, label)
            return
        bar = PromisedBar(total.took_place, total.planned, total.sentence, self._list)
        self._keep(bar, bar.label)

    def _keep(self, widget: QWidget, label: QLabel) -> None:
        self._column.addWidget(widget)
        self._labels.append(label)
