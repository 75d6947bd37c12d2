"""Dates of a file: what is coming week by week, tasks, who owes an answer, and letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.letter_rules import told_by
from tac_desktop.casework.letter_texts import left_open, letter_about
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.record import Record
from tac_desktop.casework.waiting import Waiting, request_of
from tac_desktop.casework.waiting_ladder import Rung
from tac_desktop.casework.waiting_steps import answered, chased, done, letter_sent, tried
from tac_desktop.casework.work import Task
from tac_desktop.ui import messages, theme
from tac_desktop.ui.form_extras import copy_for_prison
from tac_desktop.ui.one_click import OneClick
from tac_desktop.ui.pages.base import Page
from tac_desktop.ui.pages.dates_lists import LetterList, TaskList
from tac_desktop.ui.pages.dates_view import DatesView
from tac_desktop.ui.pages.waiting_view import WaitingView
from tac_desktop.ui.session import Session
from tac_desktop.words import _

AHEAD, TASKS, WAITING, LETTERS = range(4)


class DatesPage(Page):
    """Four views of a file; what is done with one click is said above them, with its undo."""

    types = (Task, Letter)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.said = OneClick(session, self)
        self.said.hide()
        self.views = QTabBar(self)
        self.views.setDrawBase(False)
        self.views.setExpanding(False)
        self.views.setAccessibleName(_("What is shown"))
        for words in self._tab_words(None):
            self.views.addTab(words)
        self.stack = QStackedWidget(self)
        self.dates = DatesView(self.stack)
        self.tasks = TaskList(session, self.stack)
        self.waiting = WaitingView(self.stack)
        self.letters = LetterList(session, self.stack)
        for view in (self.dates, self.tasks, self.waiting, self.letters):
            self.stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.space(2), 0, 0)
        layout.setSpacing(theme.space(2))
        for widget in (self.views, self.said):
            layout.addWidget(widget)
        layout.addWidget(self.stack, 1)
        self._connect()

    def show_file(self, case_file: CaseFile) -> None:
        """Show this file; what was done in another one is not offered to be undone any more."""
        if self._file is not None and self._file.mother_id != case_file.mother_id:
            self.said.forget()
        super().show_file(case_file)

    def refresh(self) -> None:
        """Write all four views anew."""
        for view in (self.dates, self.tasks, self.waiting, self.letters):
            view.show_file(self.file)
        for place, words in enumerate(self._tab_words(self.file)):
            self.views.setTabText(place, words)

    def go_to(self, record_id: str) -> None:
        """A letter in its list; a task where it waits for someone, else in its list."""
        if self.file.get(Letter, record_id) is not None:
            self.show_view(LETTERS)
            self.letters.go_to(record_id)
            return
        if self.waiting.choose_record(record_id):
            self.show_view(WAITING)
            return
        self.show_view(TASKS)
        self.tasks.go_to(record_id)

    def show_view(self, place: int) -> None:
        """Go to one of the four views."""
        self.views.setCurrentIndex(place)
        self.stack.setCurrentIndex(place)

    def take_focus(self) -> None:
        """Where work in the view that is shown begins."""
        view = self.stack.currentWidget()
        if isinstance(view, (TaskList, LetterList)):
            view.take_focus()
        elif isinstance(view, (DatesView, WaitingView)):
            view.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    # Doing

    def task_done(self, task_id: str) -> None:
        """One task is done, today."""
        task = self.file.get(Task, task_id)
        if task is not None:
            words = _("Done: {what}").format(what=task.title)
            self._save([done(task, self._session.today())], words)

    def task_open_again(self, task_id: str) -> None:
        """One task is not done after all."""
        task = self.file.get(Task, task_id)
        if task is not None:
            words = _("Open again: {what}").format(what=task.title)
            self._save([task.changed(status="open", done_on=None, answered_on=None)], words)

    def chase(self, request: Waiting, channel: str, reached: bool | None) -> None:
        """It was asked for again today: noted on the request and, with a way, in the log."""
        today = self._session.today()
        records: list[Record] = [*chased(self.file, request, today)]
        if channel:
            records.append(tried(self.file, request, today, channel, reached))
        self._save(records, _("Asked again today: {what}").format(what=request.what))

    def answer(self, request: Waiting) -> None:
        """The answer has come."""
        words = _("Answered: {what}").format(what=request.what)
        self._save(answered(self.file, request, self._session.today()), words)

    def write_letter(self, request: Waiting, rung: Rung) -> None:
        """A form with the text of this rung, to be edited."""
        if not (rung.to_id or request.organisation_id or request.party_id):
            messages.tell(self, rung.find or _("Nobody is named to whom it could be sent."))
            return
        worker = self._session.vault.person.worker_id
        start = letter_about(self.file, request, rung, worker)
        self.want_form(Letter, start.answers())

    def letter_went_out(self, letter_id: str, way: str) -> None:
        """Note a letter as sent, the request as chased, and the disclosure."""
        letter = self.file.get(Letter, letter_id)
        if letter is None:
            return
        told = told_by(self.file, letter.to_id, f"{letter.subject}\n{letter.text}")
        if told:
            messages.tell(self, told)
            return
        blanks = left_open(f"{letter.subject}\n{letter.text}")
        if blanks and not messages.confirm(
            self,
            _("Some words in brackets are not filled in: {words}").format(words=", ".join(blanks)),
            _("Mark as sent all the same"),
        ):
            return
        request = request_of(self.file, letter.task_id, letter.request_key)
        worker, today = self._session.vault.person.worker_id, self._session.today()
        records = letter_sent(self.file, letter, request, today, way, worker)
        self._save(records, _("Sent: {what}").format(what=letter.subject))

    def letter_answered(self, letter_id: str) -> None:
        """The answer to a letter came today."""
        letter = self.file.get(Letter, letter_id)
        if letter is not None:
            changed = letter.changed(answered_on=self._session.today())
            self._save([changed], _("Answered: {what}").format(what=letter.subject))

    def copy_sentence(self, words: str) -> None:
        """The sentence for a statement, on the clipboard for half a minute."""
        copy_for_prison(
            self._session,
            words,
            record_id="",
            mother_id=self.file.mother_id,
            parent=self,
            what=_("Sentence about waiting for an answer, {count} characters"),
        )

    # Within

    def _save(self, records: Sequence[Record], words: str) -> None:
        if not records:
            return
        first, *others = records
        if self.said.save(first, words, others):
            self.said.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.views.currentChanged.connect(self.stack.setCurrentIndex)
        self.dates.record_wanted.connect(self.record_wanted)
        self.dates.done_wanted.connect(self.task_done)
        self.dates.pack_wanted.connect(self._print)
        self.tasks.done_wanted.connect(self.task_done)
        self.tasks.reopen_wanted.connect(self.task_open_again)
        self.waiting.chased.connect(self.chase)
        self.waiting.answered.connect(self.answer)
        self.waiting.letter_wanted.connect(self.write_letter)
        self.waiting.record_wanted.connect(self._open_request)
        self.waiting.copy_wanted.connect(self.copy_sentence)
        self.waiting.task_wanted.connect(self._new_waiting_task)
        self.letters.sent.connect(self.letter_went_out)
        self.letters.answer_came.connect(self.letter_answered)
        for one in (self.tasks, self.letters):
            for name in ("form_wanted", "record_wanted", "history_wanted", "join_wanted"):
                getattr(one, name).connect(getattr(self, name))
            one.pack_wanted.connect(self.pack_wanted)
            one.over_wanted.connect(self.over_wanted)

    def _open_request(self, record_id: str) -> None:
        """A task is shown in its list here; anything else where it stands."""
        if self.file.get(Task, record_id) is not None:
            self.show_view(TASKS)
            self.tasks.go_to(record_id)
        else:
            self.record_wanted.emit(record_id)

    def _new_waiting_task(self) -> None:
        self.want_form(Task, {"status": "waiting", "asked_on": self._session.today()})

    def _print(self, name: str) -> None:
        self.pack_wanted.emit(name, "")

    def _tab_words(self, case_file: CaseFile | None) -> list[str]:
        names = [_("Ahead"), _("Tasks"), _("Waiting for"), _("Letters")]
        if case_file is None:
            return names
        tasks = sum(1 for one in case_file.of(Task) if one.is_open())
        letters = sum(1 for one in case_file.of(Letter) if one.status == "draft")
        counts = (self.dates.count, tasks, len(self.waiting.requests), letters)
        shown = _("{name} ({count})")
        return [
            shown.format(name=name, count=count) if count else name
            for name, count in zip(names, counts, strict=True)
        ]
