"""The overview: what whoever opens the file needs first, each line a way to its record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.birth import is_expected
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.cases import current_case
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.custody_lines import custody_lines, date_moved
from tac_desktop.casework.dates import days_in_words, written, written_time
from tac_desktop.casework.dates_ahead import dates_ahead
from tac_desktop.casework.episode import Case, Consent, Need
from tac_desktop.casework.people import Involvement, Person
from tac_desktop.casework.record import Record
from tac_desktop.casework.work import Task
from tac_desktop.errors import TacError
from tac_desktop.ui import messages, theme
from tac_desktop.ui.birth_dialog import BirthStep
from tac_desktop.ui.form_saving import save_and_prove, with_consequences
from tac_desktop.ui.pages.base import Page
from tac_desktop.ui.pages.log_page import in_one_line
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    card,
    flowing,
    hint,
    plain,
    scrolled,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.ui.wrapped_link import WrappedLink
from tac_desktop.words import _

_BESIDE = 860
_MOST = 8


@dataclass(frozen=True)
class Item:
    """One line: a short beginning, the words that lead to the record, and whether it is urgent."""

    record_id: str
    before: str
    words: str
    urgent: bool = False


class OverviewPage(Page):
    """Two columns of cards; one where room is short."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        content = QWidget(self)
        self._across = QHBoxLayout(content)
        self._across.setContentsMargins(*[theme.space(3)] * 4)
        self._across.setSpacing(theme.space(3))
        self._columns = []
        for _side in range(2):
            column = QWidget(content)
            layout = QVBoxLayout(column)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(theme.space(3))
            self._across.addWidget(column, 1)
            self._columns.append(layout)
        self._content = content
        self._cards: list[QWidget] = []
        self.birth = BirthStep(session, content)
        self.birth.hide()
        self._shown = ""
        self.links: dict[str, QPushButton] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content, self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where room is short."""
        super().resizeEvent(event)
        beside = self.width() >= theme.scaled(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._across.setDirection(direction)

    def refresh(self) -> None:
        """Write every card anew."""
        for old in self._cards:
            old.hide()
            old.deleteLater()
        for layout in self._columns:
            while layout.count():
                layout.takeAt(0)
        self._cards, self.links = [], {}
        if self._shown != self.file.mother_id:
            self._shown = self.file.mother_id
            self.birth.forget()
        self._columns[0].addWidget(self.birth)
        self._summary(0)
        self._tasks(0)
        self._list(0, _("Coming up in 8 weeks"), coming(self.file), _("Nothing is coming up."))
        self._list(0, _("Last in the log"), last_entries(self.file), _("No log entry yet."))
        self._list(1, _("About her"), about_her(self.file), "", mother=True)
        self._custody(1)
        self._list(1, _("Who is who"), who_is_who(self.file), "", add=(Involvement, Person))
        self._list(1, _("Consents"), consents(self.file), "", add=(Consent,))
        self._list(1, _("Needs"), needs(self.file), "", add=(Need,))
        for layout in self._columns:
            layout.addStretch(1)

    def take_focus(self) -> None:
        """The first line."""
        for link in self.links.values():
            link.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def mark_done(self, task_id: str, checked: bool = False) -> None:
        """Note that a task was done today."""
        task = self.file.get(Task, task_id)
        if task is None:
            return
        done: Record = task.changed(status="done", done_on=self._session.today())
        try:
            vault = self._session.vault
            save_and_prove(vault, with_consequences(vault, done, self.file), reason="updated")
        except TacError as error:
            messages.tell(self, error)
            return
        self._session.say_at(_("Saved: {what}.").format(what=task.title))
        self._session.changed.emit(task.mother_id)

    def _summary(self, side: int) -> None:
        case = current_case(self.file) or next(iter(self.file.of(Case)), None)
        frame = self._card(side, _("In brief"))
        layout = frame.layout()
        assert layout is not None
        text = case.case_summary if case else ""
        layout.addWidget(wrapped(text or _("No summary yet."), frame, "" if text else "hint"))
        if case:
            words = [case.headline(self.file.name)]
            if case.next_review:
                words.append(_("review on {day}").format(day=written(case.next_review)))
            layout.addWidget(hint(", ".join(words), frame))
            self._button(frame, _("Update the summary"), partial(self.want_update, case.id))
        else:
            self._button(frame, _("Open a case"), partial(self.want_form, Case))

    def _tasks(self, side: int) -> None:
        tasks = sorted(
            (one for one in self.file.of(Task) if one.is_open()),
            key=lambda one: (one.due is None, one.due or self.file.as_of, one.title),
        )
        frame = self._card(side, _("To do and to wait for"))
        layout = frame.layout()
        assert layout is not None
        for task in tasks[:_MOST]:
            line = self._line(frame, task_item(task, self.file))
            done = secondary_button(_("Done"), line)
            done.setAccessibleName(_("Done: {title}").format(title=task.title))
            done.clicked.connect(partial(self.mark_done, task.id))
            beside = line.layout()
            assert beside is not None
            beside.addWidget(done)
            layout.addWidget(line)
        if not tasks:
            layout.addWidget(hint(_("Nothing is open."), frame))
        self._more(frame, len(tasks))
        self._button(frame, _("New task"), partial(self.want_form, Task))

    def _custody(self, side: int) -> None:
        lines = custody_lines(self.file)
        frame = self._card(side, _("Custody and release"))
        layout = frame.layout()
        assert layout is not None
        for one in lines:
            item = Item(one.record_id, one.before, one.words, one.urgent)
            layout.addWidget(self._line(frame, item))
        custody = self.file.custody
        if custody is None:
            layout.addWidget(hint(_("Nothing recorded yet."), frame))
            words = _("Add: {what}").format(what=Custody.type_title())
            self._button(frame, words, partial(self._new_time))
            return
        buttons = [(_("Update"), partial(self.want_update, custody.id))]
        if custody.release_date:
            buttons.append((_("Release date moved"), partial(self.release_date_moved)))
        buttons.append((_("New time in custody"), partial(self._new_time)))
        made = []
        for words, does in buttons:
            button = secondary_button(words, frame)
            button.clicked.connect(does)
            made.append(button)
        layout.addWidget(flowing(frame, *made))

    def release_date_moved(self, checked: bool = False) -> None:
        """Ask for the new date; the one that was given goes to the earlier dates."""
        custody = self.file.custody
        entry = self.file.by_id.get(custody.id) if custody else None
        if custody is not None and entry is not None:
            self.form_wanted.emit(entry, date_moved(custody))

    def _new_time(self, checked: bool = False) -> None:
        self.want_form(Custody)

    def record_birth(self, child_id: str, checked: bool = False) -> None:
        """Ask about the birth of the child she expects."""
        child = self.file.get(Person, child_id)
        if child is not None and self.birth.begin(self.file, child):
            self.birth.undo_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(
        self,
        side: int,
        heading: str,
        items: Sequence[Item],
        nothing: str,
        *,
        add: Sequence[type[Record]] = (),
        mother: bool = False,
    ) -> None:
        frame = self._card(side, heading)
        layout = frame.layout()
        assert layout is not None
        for item in items[:_MOST]:
            layout.addWidget(self._line(frame, item))
        if not items:
            layout.addWidget(hint(nothing or _("Nothing recorded yet."), frame))
        self._more(frame, len(items))
        if mother:
            update = partial(self.want_update, self.file.mother_id)
            self._button(frame, _("Update her details"), update)
            for child in self.file.children:
                if is_expected(child):
                    words = _("Baby is born")
                    if child.expected_date_of_delivery:
                        day = written(child.expected_date_of_delivery)
                        words = _("Baby is born (expected {day})").format(day=day)
                    self._button(frame, words, partial(self.record_birth, child.id))
        for cls in add:
            words = _("Add: {what}").format(what=cls.type_title())
            self._button(frame, words, partial(self.want_form, cls))

    def _card(self, side: int, heading: str) -> QWidget:
        frame, layout = card(self._content, spacing=1, margin=3)
        layout.addWidget(section(heading, frame))
        self._columns[side].addWidget(frame)
        self._cards.append(frame)
        return frame

    def _line(self, frame: QWidget, item: Item) -> QWidget:
        line = QWidget(frame)
        beside = QHBoxLayout(line)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(theme.space(2))
        before = plain(item.before, line, "error" if item.urgent else "hint")
        before.setFixedWidth(theme.scaled(118))
        before.setContentsMargins(0, theme.space(1), 0, 0)
        beside.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
        if item.record_id:
            link = WrappedLink(item.words, line)
            link.setAccessibleName(f"{item.before}: {item.words}")
            link.clicked.connect(partial(self._wanted, item.record_id))
            self.links.setdefault(item.record_id, link)
            beside.addWidget(link, 1)
        else:
            beside.addWidget(wrapped(item.words, line), 1)
        return line

    def _more(self, frame: QWidget, count: int) -> None:
        layout = frame.layout()
        if count > _MOST and layout is not None:
            words = _("and {count} more, on the page Papers").format(count=count - _MOST)
            layout.addWidget(hint(words, frame))

    def _button(self, frame: QWidget, words: str, does: partial[None]) -> None:
        button = secondary_button(words, frame)
        button.clicked.connect(does)
        layout = frame.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _wanted(self, record_id: str, checked: bool = False) -> None:
        self.record_wanted.emit(record_id)


def task_item(task: Task, case_file: CaseFile) -> Item:
    """A task with when it is due."""
    if not task.due:
        return Item(task.id, code_list("task_status").label(task.status), task.title)
    when = days_in_words((task.due - case_file.as_of).days)
    late = task.overdue(case_file.as_of)
    if late:
        days = (case_file.as_of - task.due).days
        before = _("{days} days late").format(days=days) if days > 1 else _("1 day late")
    else:
        before = _("due {when}").format(when=when)
    return Item(task.id, before, task.title, late)


def coming(case_file: CaseFile) -> list[Item]:
    """Dates ahead that are not tasks."""
    found = []
    for one in dates_ahead(case_file):
        if case_file.get(Task, one.record_id) is None:
            when = " ".join(part for part in (written(one.date), written_time(one.time)) if part)
            found.append(Item(one.record_id, when, one.what))
    return found


def last_entries(case_file: CaseFile) -> list[Item]:
    """The newest three log entries."""
    entries = sorted(
        (one for one in case_file.of(ContactLogEntry) if one.date),
        key=lambda one: (str(one.date), str(one.time or "")),
        reverse=True,
    )
    return [Item(one.id, written(one.date), in_one_line(one)) for one in entries[:3]]


def about_her(case_file: CaseFile) -> list[Item]:
    """What one has to know to talk with her."""
    mother = case_file.mother
    if mother is None:
        return []
    language = code_list("language").label(mother.preferred_language)
    facts = [
        (_("Called"), mother.known_as),
        (_("Born"), written(mother.born()) if len(mother.date_of_birth) == 10 else ""),
        (_("Language"), language if mother.preferred_language else ""),
        (_("Interpreter"), _("needed") if mother.interpreter_needed else ""),
        (_("Reading"), _("needs support") if mother.reading_support else ""),
        (_("Talking with her"), mother.communication_needs),
        (_("Safety"), mother.risk_note),
    ]
    return [Item("", label, words) for label, words in facts if words]


def who_is_who(case_file: CaseFile) -> list[Item]:
    """People with a role in the file now, with how to reach them."""
    found = []
    for one in case_file.of(Involvement):
        person = case_file.get(Person, one.person_id)
        if person is None or (one.end and one.end < case_file.as_of):
            continue
        children = ", ".join(_short(case_file, child) for child in one.child_ids)
        role = code_list("role").label(one.role)
        words = ", ".join(part for part in (person.display_name(), role, person.phone) if part)
        found.append(Item(person.id, children or _("for her"), words))
    return found


def consents(case_file: CaseFile) -> list[Item]:
    """What she agreed to share, the newest first."""
    given = sorted(case_file.of(Consent), key=lambda one: str(one.given_on or ""), reverse=True)
    return [Item(one.id, written(one.given_on), one.headline(case_file.name)) for one in given]


def needs(case_file: CaseFile) -> list[Item]:
    """What she or the worker wants to change."""
    return [
        Item(one.id, code_list("need_status").label(one.status), one.headline(case_file.name))
        for one in case_file.of(Need)
    ]


def _short(case_file: CaseFile, child_id: str) -> str:
    child = case_file.get(Person, child_id)
    return child.short_name() if child else case_file.name(child_id)
