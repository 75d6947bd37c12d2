"""Tasks and letters of a file as lists, each with what can be done with the one that is chosen."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.letter_rules import told_by
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.record import Record, search_text
from tac_desktop.casework.work import Task
from tac_desktop.ui.letter_menu import letter_button
from tac_desktop.ui.pages.list_page import ListPage
from tac_desktop.ui.pages.record_table import Line
from tac_desktop.ui.widgets import Notice, secondary_button
from tac_desktop.words import _


class TaskList(ListPage):
    """Tasks by the day they are due. `done_wanted` and `reopen_wanted` carry a task."""

    types = (Task,)
    done_wanted = Signal(str)
    reopen_wanted = Signal(str)

    def headings(self) -> list[str]:
        """The columns."""
        return [_("Due"), _("Status"), _("What")]

    def widths(self) -> tuple[int, ...]:
        """Widths of the columns."""
        return (110, 90)

    def empty_words(self) -> str:
        """What belongs here."""
        return _("What is to be done, and by when. Many tasks come from other records.")

    def further_buttons(self, parent: QWidget) -> list[QWidget]:
        """Done and undone, and whether what is over is shown."""
        self.done_button: QPushButton = secondary_button(_("Done"), parent)
        self.done_button.clicked.connect(self._done)
        self.over = QCheckBox(_("Also what is over"), parent)
        self.over.toggled.connect(self.refresh)
        return [self.done_button, self.over]

    def records(self) -> list[Record]:
        """Open tasks, the earliest due first; then, where wanted, the others."""
        tasks = self.file.ever(Task)
        shown = [one for one in tasks if one.is_open() or self.over.isChecked()]
        shown.sort(key=_open_and_early)
        return [*shown]

    def line(self, record: Record) -> Line:
        """A task; one that is overdue stands out."""
        assert isinstance(record, Task)
        status = code_list("task_status").label(record.status)
        late = record.overdue(self.file.as_of)
        if late:
            status = _("Overdue")
        return Line(
            record.id, (written(record.due), status, record.title), search_text(record), strong=late
        )

    def go_to(self, record_id: str) -> None:
        """Show a task, also where it is over."""
        task = self.file.get(Task, record_id)
        if task is not None and not task.is_open():
            self.over.setChecked(True)
        super().go_to(record_id)

    def _show(self, record_id: str) -> None:
        super()._show(record_id)
        task = self.file.get(Task, record_id)
        is_open = task is not None and task.is_open()
        self.done_button.setText(_("Done") if is_open or task is None else _("Open again"))
        self.done_button.setEnabled(task is not None)

    def _done(self) -> None:
        task = self.file.get(Task, self.chosen)
        if task is not None:
            wanted = self.done_wanted if task.is_open() else self.reopen_wanted
            wanted.emit(task.id)


class LetterList(ListPage):
    """Letters, the newest first. `sent` carries a letter and the way, `answer_came` a letter."""

    types = (Letter,)
    sent = Signal(str, str)
    answer_came = Signal(str)

    def empty_words(self) -> str:
        """What belongs here."""
        return _(
            "Letters written from this file. The ladder under “Waiting for” writes the next one."
        )

    def headings(self) -> list[str]:
        """The columns."""
        return [_("Date"), _("Status"), _("Letter")]

    def widths(self) -> tuple[int, ...]:
        """Widths of the columns."""
        return (110, 100)

    def further_buttons(self, parent: QWidget) -> list[QWidget]:
        """Print, mark as sent, and the answer."""
        self.print_button = secondary_button(_("Print this letter"), parent)
        self.print_button.clicked.connect(self._print)
        self.sent_button = secondary_button(_("Mark as sent"), parent)
        menu = QMenu(self.sent_button)
        for way in code_list("letter_way").offered:
            menu.addAction(way.label).triggered.connect(partial(self._sent, way.code))
        self.sent_button.setMenu(menu)
        self.answer_button = secondary_button(_("Answer came today"), parent)
        self.answer_button.clicked.connect(self._answer)
        self.letter_button = letter_button(parent, self.shown_file, self.want_form)
        self.letter_button.setText(_("New letter to ..."))
        return [self.letter_button, self.print_button, self.sent_button, self.answer_button]

    def above(self, parent: QWidget) -> QWidget | None:
        """What the words of the letter would give away."""
        self.told = Notice("danger", "", parent)
        return self.told

    def refresh(self) -> None:
        """Show the list, and the buttons that fit what is chosen."""
        super().refresh()
        self._show_state()

    def line(self, record: Record) -> Line:
        """A letter by its kind, recipient and subject."""
        assert isinstance(record, Letter)
        status = code_list("letter_status").label(record.status)
        words = f"{record.headline(self.file.name)}: {record.subject}"
        day = written(record.happened_on())
        return Line(record.id, (day, status, words), search_text(record))

    def _show(self, record_id: str) -> None:
        super()._show(record_id)
        self._show_state()

    def _show_state(self) -> None:
        letter = self.file.get(Letter, self.chosen)
        sent = letter is not None and letter.status == "sent"
        self.print_button.setEnabled(letter is not None)
        self.sent_button.setEnabled(letter is not None and not sent)
        unanswered = sent and letter is not None and letter.answered_on is None
        self.answer_button.setEnabled(bool(unanswered))
        self.told.show_words("danger", _told_by(self.file, letter) if letter else "")

    def _print(self) -> None:
        if self.chosen:
            self.pack_wanted.emit("letter", self.chosen)

    def _sent(self, way: str, checked: bool = False) -> None:
        if self.chosen:
            self.sent.emit(self.chosen, way)

    def _answer(self) -> None:
        if self.chosen:
            self.answer_came.emit(self.chosen)


def _open_and_early(task: Task) -> tuple[bool, dt.date, str]:
    return not task.is_open(), task.due or dt.date.max, task.title


def _told_by(case_file: CaseFile, letter: Letter) -> str:
    return told_by(case_file, letter.to_id, f"{letter.subject}\n{letter.text}")
