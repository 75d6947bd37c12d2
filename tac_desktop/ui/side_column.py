"""The right column of a file: what comes next, who is waited for, what can be done at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children_now import last_seen
from tac_desktop.casework.contact_log import shortened
from tac_desktop.casework.dates import days_in_words, written, written_time
from tac_desktop.casework.dates_ahead import next_date
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.mbu_dates import days_late
from tac_desktop.casework.mbu_reports import report_task_id
from tac_desktop.casework.work import Task
from tac_desktop.storage.drafts import Draft
from tac_desktop.ui import theme
from tac_desktop.ui.draft_keeper import draft_in_words
from tac_desktop.ui.fact_card import FactList, Item
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.widgets import primary_button, scrolled, secondary_button
from tac_desktop.words import _

COLUMN_WIDTH = 220
_MOST_WAITING = 4
_MOST_FACTS = 3


class SideColumn(QFrame):
    """`draft_wanted` carries a draft, `record_wanted` a record."""

    log_wanted = Signal()
    meeting_wanted = Signal()
    pack_wanted = Signal()
    handover_wanted = Signal()
    gone_wanted = Signal()
    draft_wanted = Signal(str)
    record_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "side_column")
        self.setFixedWidth(theme.scaled(COLUMN_WIDTH))
        self._content = QWidget(self)
        self._layout = QVBoxLayout(self._content)
        self._layout.setContentsMargins(*[theme.space(3)] * 4)
        self._layout.setSpacing(theme.space(2))
        self.buttons: list[QPushButton] = []
        for words, tip, signal in (
            (_("+ Log"), _("New log entry (Ctrl+Shift+L)"), self.log_wanted),
            (_("+ Meeting"), _("New meeting (Ctrl+Shift+M)"), self.meeting_wanted),
            (_("Print pack"), _("A pack for one reader (Ctrl+P)"), self.pack_wanted),
            (_("Hand over"), _("Write this file for a colleague"), self.handover_wanted),
            (_("She has gone"), _("Released or moved (Ctrl+Shift+G)"), self.gone_wanted),
        ):
            make = secondary_button if self.buttons else primary_button
            button = make(words, self._content)
            button.setToolTip(tip)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(signal)
            self._layout.addWidget(button)
            self.buttons.append(button)
        self.hand_over_button = self.buttons[3]
        self.drafts = FactList(self._content)
        self.drafts.heading.setText(_("Not finished"))
        self.drafts.record_wanted.connect(self.draft_wanted)
        self._facts = [FactList(self._content, muted=True) for _place in range(_MOST_FACTS)]
        for one in self._facts:
            one.record_wanted.connect(self.record_wanted)
        for one in (self.drafts, *self._facts):
            self._layout.addWidget(one)
        self._layout.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(self._content, self))

    def show_file(self, case_file: CaseFile, drafts: Sequence[Draft]) -> None:
        """Write the facts anew."""
        begun = [Item(one.draft_id, "", draft_in_words(one)) for one in drafts]
        made = self.drafts.show_items(begun)
        self.drafts.setVisible(bool(begun))
        found = facts(case_file)
        for place, one in enumerate(self._facts):
            heading, lines = found[place] if place < len(found) else ("", [])
            one.heading.setText(heading)
            made |= one.show_items([Item(record_id, "", words) for words, record_id in lines])
            one.setVisible(bool(lines))
        if made:
            tab_in_reading_order(self._content)


def facts(case_file: CaseFile) -> list[tuple[str, list[tuple[str, str]]]]:
    """Heading and lines; each line's words and the record that it leads to."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    coming = next_date(case_file)
    if coming:
        when = " ".join(part for part in (written(coming.date), written_time(coming.time)) if part)
        away = days_in_words((coming.date - case_file.as_of).days)
        words = _("{what}, {when}, {away}").format(what=coming.what, when=when, away=away)
        found.append((_("Next"), [(words, coming.record_id)]))
    else:
        found.append((_("Next"), [(_("no date recorded"), "")]))
    waiting = waiting_for(case_file)
    if waiting:
        found.append((_("Waiting"), waiting))
    seen = last_seen(case_file)
    words = _("never noted")
    if seen:
        away = days_in_words((seen - case_file.as_of).days)
        words = _("{day}, {away}").format(day=written(seen), away=away)
    found.append((_("Last seen"), [(words, "")]))
    return found


def waiting_for(case_file: CaseFile) -> list[tuple[str, str]]:
    """Who owes what, the longest wait first."""
    found: list[tuple[int, str, str]] = []
    for task in case_file.of(Task):
        if task.is_open() and (task.status == "waiting" or task.waiting_on_id):
            whom = shortened(task.title, 60)
            if task.waiting_on_id:
                name = case_file.name(task.waiting_on_id)
                whom = _("{whom}: {what}").format(whom=name, what=whom)
            late = (case_file.as_of - task.due).days if task.due else 0
            found.append((late, whom, task.id))
    for application in case_file.of(MbuApplication):
        for report in application.reports:
            told_by_task = report_task_id(application, report) in case_file.by_id
            if report.requested and not report.received and not told_by_task:
                words = _("MBU report: {whom}").format(whom=report.from_whom)
                found.append((days_late(report, case_file.as_of), words, application.id))
    found.sort(key=lambda one: (-one[0], one[1]))
    return [(_late(words, days), record_id) for days, words, record_id in found[:_MOST_WAITING]]


def _late(words: str, days: int) -> str:
    if days <= 0:
        return words
    if days == 1:
        return _("{whom}, 1 day late").format(whom=words)
    return _("{whom}, {days} days late").format(whom=words, days=days)
