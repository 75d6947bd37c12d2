"""Who owes an answer: days and attempts, the sentence for the court, and the next letter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.dates import written
from tac_desktop.casework.waiting import Waiting, by_organisation, waiting
from tac_desktop.casework.waiting_ladder import Rung, ladder, next_rung
from tac_desktop.ui import theme
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.short_table import ShortTable
from tac_desktop.ui.widgets import (
    EmptyState,
    card,
    flowing,
    hint,
    primary_button,
    scrolled,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _

_WAYS: tuple[tuple[str, bool | None, str], ...] = (
    ("phone", False, "Rang, nobody was reached"),
    ("phone", True, "Rang and spoke, no answer to this yet"),
    ("email_printed", None, "Wrote an e-mail"),
    ("", None, "Only note the day"),
)


class WaitingView(QWidget):
    """`chased` carries a request, a channel (perhaps none) and whether anybody was reached.

    `letter_wanted` carries a request and a rung, `answered` a request, `record_wanted` a record,
    `copy_wanted` a sentence, `task_wanted` asks for a new task.
    """

    chased = Signal(object, str, object)
    answered = Signal(object)
    letter_wanted = Signal(object, object)
    record_wanted = Signal(str)
    copy_wanted = Signal(str)
    task_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._file: CaseFile | None = None
        self.requests: list[Waiting] = []
        inner = QWidget(self)
        self._inner = inner
        self.table = ShortTable(
            _("Waiting for an answer"),
            [_("Days"), _("Who"), _("What"), _("Attempts")],
            (70, 220, 330),
            inner,
        )
        self.empty = EmptyState(
            _(
                "Nobody owes an answer. A task that waits for somebody, a report for the Board,"
                " minutes asked for and letters that wait come here by themselves."
            ),
            _("New task that waits for someone"),
            inner,
        )
        self.empty.pressed.connect(self.task_wanted)
        self._detail, self._about = card(inner, spacing=2, margin=3)
        self.title = section("", self._detail)
        self.sentence = wrapped("", self._detail)
        self.due = hint("", self._detail)
        self.next = wrapped("", self._detail, "label")
        self.whom_to_find = wrapped("", self._detail, "warning")
        self._buttons()
        self._sums, self._sum_lines = card(inner, spacing=1, margin=3)
        self._shown_sums: list[QWidget] = []
        self._lay_out(inner)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.opened.connect(self._open)

    def show_file(self, case_file: CaseFile) -> None:
        """Show this file; the request that was chosen stays chosen."""
        self._file = case_file
        self.requests = waiting(case_file)
        self.table.show_lines([self._line(one) for one in self.requests])
        nothing = not self.requests
        self.empty.setVisible(nothing)
        for widget in (self.table, self._detail, self._sums):
            widget.setVisible(not nothing)
        self._show_sums()
        self._show_chosen()

    @property
    def chosen(self) -> Waiting | None:
        """The request that is chosen."""
        return next((one for one in self.requests if one.key == self.table.chosen), None)

    def choose_record(self, record_id: str) -> bool:
        """Choose the request that rests on a record; False where none does."""
        for row, one in enumerate(self.requests):
            if record_id in (one.record_id, one.task_id):
                self.table.selectRow(row)
                return True
        return False

    def first_field(self) -> QWidget:
        """Where the cursor belongs."""
        if self.requests:
            return self.table
        return self.empty.button or self.table

    def _buttons(self) -> None:
        self.letter_button = primary_button(_("Write the next letter"), self._detail)
        self.letter_button.clicked.connect(self._next_letter)
        self.other_letters = secondary_button(_("Another letter"), self._detail)
        self.chased_button = secondary_button(_("Asked again today"), self._detail)
        menu = QMenu(self.chased_button)
        for channel, reached, words in _WAYS:
            menu.addAction(_(words)).triggered.connect(partial(self._chased, channel, reached))
        self.chased_button.setMenu(menu)
        self.answered_button = secondary_button(_("Answered"), self._detail)
        self.answered_button.clicked.connect(self._answered)
        self.copy_button = secondary_button(_("Copy the sentence"), self._detail)
        self.copy_button.clicked.connect(self._copy)
        self.open_button = secondary_button(_("Open the record"), self._detail)
        self.open_button.clicked.connect(self._open)

    @property
    def buttons(self) -> list[QPushButton]:
        """What can be done with a request, in order."""
        return [
            self.letter_button,
            self.other_letters,
            self.chased_button,
            self.answered_button,
            self.copy_button,
            self.open_button,
        ]

    def _lay_out(self, inner: QWidget) -> None:
        for label in (self.title, self.sentence, self.due, self.next, self.whom_to_find):
            self._about.addWidget(label)
        self._about.addWidget(flowing(self._detail, *self.buttons))
        self._sum_lines.addWidget(section(_("For each authority, court or firm"), self._sums))
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(*[theme.space(3)] * 4)
        layout.setSpacing(theme.space(3))
        for widget in (self.table, self._detail, self._sums, self.empty):
            layout.addWidget(widget)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inner, self))

    def _line(self, one: Waiting) -> Line:
        assert self._file is not None
        who = self._file.name(one.party_id) if one.party_id else _("nobody is named")
        due = one.is_due(self._file.as_of)
        return Line(one.key, (str(one.days), who, one.what, one.sentence), strong=due)

    def _show_sums(self) -> None:
        for old in self._shown_sums:
            self._sum_lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown_sums = []
        if self._file is None:
            return
        for name, sentence, count in by_organisation(self._file, self.requests):
            open_ones = _("1 request") if count == 1 else _("{count} requests").format(count=count)
            words = _("{name}: {sentence} ({requests})").format(
                name=name, sentence=sentence, requests=open_ones
            )
            label = wrapped(words, self._sums)
            self._sum_lines.addWidget(label)
            self._shown_sums.append(label)

    def _row_chosen(self, _current: QModelIndex, _before: QModelIndex) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        one = self.chosen
        if one is None or self._file is None:
            self._detail.hide()
            return
        self._detail.show()
        self.title.setText(one.what)
        self.sentence.setText(one.sentence)
        self.due.setText(self._when(one))
        rung = next_rung(self._file, one)
        self.next.setText(self._rung_words(rung) if rung else "")
        self.next.setVisible(rung is not None)
        self.whom_to_find.setText(rung.find if rung else "")
        self.whom_to_find.setVisible(bool(rung and rung.find))
        self.letter_button.setVisible(rung is not None)
        self.other_letters.setVisible(rung is not None)
        if rung is not None:
            self._offer_rungs(one)

    def _when(self, one: Waiting) -> str:
        asked = _("First asked for on {day}, last tried on {last}.").format(
            day=written(one.asked_on), last=written(one.last_asked)
        )
        if one.due_on is None:
            return asked + _beside(one)
        again = _("Ask again from {day} on.").format(day=written(one.due_on))
        return f"{asked} {again}{_beside(one)}"

    def _rung_words(self, rung: Rung) -> str:
        assert self._file is not None
        to = self._file.name(rung.to_id) if rung.to_id else rung.holder
        words = _("Next letter: {title}. To: {to}")
        said = words.format(title=rung.title, to=to)
        if rung.copy_to_id:
            said += ". " + _("Copy: {name}").format(name=self._file.name(rung.copy_to_id))
        return said

    def _offer_rungs(self, one: Waiting) -> None:
        assert self._file is not None
        old = self.other_letters.menu()
        menu = QMenu(self.other_letters)
        for rung in ladder(self._file, one):
            action = menu.addAction(rung.title)
            action.setEnabled(bool(rung.to_id))
            does: Callable[[], None] = partial(self._letter, one, rung)
            action.triggered.connect(does)
        self.other_letters.setMenu(menu)
        if old is not None:
            old.deleteLater()

    def _letter(self, one: Waiting, rung: Rung, checked: bool = False) -> None:
        self.letter_wanted.emit(one, rung)

    def _next_letter(self) -> None:
        one = self.chosen
        rung = next_rung(self._file, one) if one and self._file else None
        if one is not None and rung is not None:
            self.letter_wanted.emit(one, rung)

    def _chased(self, channel: str, reached: bool | None, checked: bool = False) -> None:
        if self.chosen is not None:
            self.chased.emit(self.chosen, channel, reached)

    def _answered(self) -> None:
        if self.chosen is not None:
            self.answered.emit(self.chosen)

    def _copy(self) -> None:
        one = self.chosen
        if one is not None and self._file is not None:
            words = _("{what}: first asked for on {day}. {sentence}")
            self.copy_wanted.emit(
                words.format(what=one.what, day=written(one.asked_on), sentence=one.sentence)
            )

    def _open(self, _row: int = 0) -> None:
        if self.chosen is not None:
            self.record_wanted.emit(self.chosen.record_id)


def _beside(one: Waiting) -> str:
    """What the log has besides, that may have been about another request with the same people."""
    count = len(one.others)
    if not count:
        return ""
    words = (
        _("The log has 1 more contact with them that may have been about another request.")
        if count == 1
        else _("The log has {count} more contacts with them, perhaps about another request.")
    )
    return " " + words.format(count=count)
