"""What the journal is narrowed to: words, sort, person, file and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from tac_desktop.casework.dates import written
from tac_desktop.storage.journal_filter import JournalFilter
from tac_desktop.ui import theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.journal_model import Group
from tac_desktop.ui.plain_fields import DateLine
from tac_desktop.ui.widgets import name_for_accessibility, plain, row
from tac_desktop.words import _


class JournalFilters(QWidget):
    """`typed` comes with every letter; `changed` where other entries have to be read."""

    typed = Signal()
    changed = Signal()

    def __init__(self, today: dt.date, parent: QWidget) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, theme.space(4), theme.space(2))
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(_("Words, a name, or a reference such as J1043-7F3A9C"))
        self.words.setFixedWidth(theme.scaled(400))
        self.words.textChanged.connect(self.typed)
        self.group = QComboBox(self)
        for group in Group:
            self.group.addItem(group.words, group)
        self.group.currentIndexChanged.connect(self.changed)
        self.person = ChoiceBox(self, nothing=_("Everybody"))
        self.file = ChoiceBox(self, nothing=_("All files"))
        for box in (self.person, self.file):
            box.setFixedWidth(theme.scaled(220))
            box.currentIndexChanged.connect(self.changed)
        self.first, self.last = DateLine(today, self), DateLine(today, self)
        for line in (self.first, self.last):
            line.setFixedWidth(theme.scaled(120))
            line.editingFinished.connect(self._day_changed)
        self._days = self._read_days()
        for label, widget, name in (
            (_("Show"), self.words, _("Show entries with these words")),
            (_("Of"), self.group, _("Sort of entries")),
            (_("By"), self.person, _("Entries of this person")),
            (_("File"), self.file, _("Entries about this file")),
            (_("From"), self.first, _("From this day on")),
            (_("To"), self.last, _("Up to this day")),
        ):
            flow.addWidget(_labelled(label, widget, self))
            name_for_accessibility(widget, name)
        name_for_accessibility(
            self.words, _("Show entries with these words"), self.words.placeholderText()
        )

    def wanted(self) -> JournalFilter:
        """What is asked of the vault; words are looked for in what it gives."""
        kinds, actions = Group(self.group.currentData()).sorts
        first, last = self._read_days()
        return JournalFilter(self.person.code, self.file.code, first, last, kinds, actions)

    def in_words(self) -> str:
        """What the list is narrowed to, for paper."""
        parts = [str(self.group.currentText())]
        for box in (self.person, self.file):
            if box.code:
                parts.append(box.currentText())
        first, last = self._read_days()
        if first:
            parts.append(_("from {day}").format(day=written(first)))
        if last:
            parts.append(_("to {day}").format(day=written(last)))
        if self.words.text().strip():
            parts.append(_("with “{words}”").format(words=self.words.text().strip()))
        return ", ".join(parts)

    def offer(self, people: Iterable[tuple[str, str]], files: Iterable[tuple[str, str]]) -> None:
        """Whom and what can be chosen: identifiers with names. What is chosen stays."""
        for box, choices in ((self.person, people), (self.file, files)):
            blocked = QSignalBlocker(box)
            chosen, words = box.code, box.currentText()
            while box.count() > 1:
                box.removeItem(1)
            offered = dict(choices)
            if chosen:
                offered.setdefault(chosen, words)
            for code, name in sorted(offered.items(), key=_by_name):
                box.add(name, code)
            box.choose(chosen)
            blocked.unblock()

    def show_file(self, mother_id: str, name: str, group: Group) -> None:
        """Ask for one file's entries of one sort."""
        blocked = QSignalBlocker(self)
        self.words.clear()
        self.person.choose("")
        self.first.clear()
        self.last.clear()
        if self.file.findData(mother_id) < 0:
            self.file.add(name, mother_id)
        self.file.choose(mother_id)
        self.group.setCurrentIndex(self.group.findData(group))
        self._days = self._read_days()
        blocked.unblock()
        self.changed.emit()

    def clear(self) -> None:
        """Everything again."""
        self.show_file("", "", Group.ALL)

    def _day_changed(self) -> None:
        days = self._read_days()
        if days != self._days:
            self._days = days
            self.changed.emit()

    def _read_days(self) -> tuple[dt.date | None, dt.date | None]:
        return self.first.day(), self.last.day()


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def _labelled(words: str, field: QWidget, parent: QWidget) -> QWidget:
    """A label and its field, which stay together where the line is broken."""
    group, beside = row(parent)
    label = plain(words, group)
    label.setBuddy(field)
    beside.addWidget(label)
    beside.addWidget(field)
    return group
