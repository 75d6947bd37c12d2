"""The overview: what whoever opens the file needs first, each line a way to its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

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
from tac_desktop.ui.fact_card import FactCard, Item
from tac_desktop.ui.fact_columns import Columns
from tac_desktop.ui.form_saving import save_and_prove, with_consequences
from tac_desktop.ui.pages.base import Page
from tac_desktop.ui.pages.log_page import in_one_line
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import flowing, hint, scrolled, secondary_button, wrapped
from tac_desktop.words import _

_BESIDE = 860
_MOST = 8
_LAST = 3


class OverviewPage(Page):
    """Two columns of cards; one where room is short."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self._cards: list[FactCard] = []
        self._content = Columns(self, wide=_BESIDE)
        self.birth = BirthStep(session, self._content.sides[0])
        self.birth.hide()
        self._content.sides[0].add(self.birth)
        self._shown = ""
        self._make_cards()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(self._content, self))

    def _make_cards(self) -> None:
        self._brief = self._card(0, _("In brief"))
        self._summary = self._brief.put(wrapped("", self._brief))
        self._case = self._brief.put(hint("", self._brief))
        self._update_summary = self._brief.add_button(_("Update the summary"), self._summary_anew)
        self._open_case = self._brief.add_button(_("Open a case"), partial(self.want_form, Case))
        self._tasks = self._card(0, _("To do and to wait for"), _("Done"))
        self._tasks.act_wanted.connect(self.mark_done)
        self._tasks.add_button(_("New task"), partial(self.want_form, Task))
        self._coming = self._card(0, _("Coming up in 8 weeks"))
        self._last = self._card(0, _("Last in the log"))
        self._her = self._card(1, _("About her"))
        self._her.add_button(_("Update her details"), self._her_anew)
        self._births: list[QPushButton] = []
        self._custody = self._card(1, _("Custody and release"))
        self._add_custody = self._custody.add_button(_add(Custody), self._new_time)
        self._custody_buttons = [
            _button(words, does, self._custody)
            for words, does in (
                (_("Update"), self._custody_anew),
                (_("Release date moved"), self.release_date_moved),
                (_("New time in custody"), self._new_time),
            )
        ]
        self._of_custody = self._custody.put(flowing(self._custody, *self._custody_buttons))
        self._people = self._card(1, _("Who is who"), add=(Involvement, Person))
        self._consents = self._card(1, _("Consents"), add=(Consent,))
        self._needs = self._card(1, _("Needs"), add=(Need,))

    def refresh(self) -> None:
        """Write every card anew."""
        if self._shown != self.file.mother_id:
            self._shown = self.file.mother_id
            self.birth.forget()
        if self._fill():
            tab_in_reading_order(self._content)

    def _fill(self) -> bool:
        made = [
            self._show_summary(),
            self._tasks.show_items(tasks(self.file), _("Nothing is open."), _MOST),
            self._coming.show_items(coming(self.file), _("Nothing is coming up."), _MOST),
            self._last.show_items(last_entries(self.file), _("No log entry yet."), _MOST),
            self._her.show_items(about_her(self.file), _nothing_recorded(), _MOST),
            self._show_births(),
            self._show_custody(),
            self._people.show_items(who_is_who(self.file), _nothing_recorded(), _MOST),
            self._consents.show_items(consents(self.file), _nothing_recorded(), _MOST),
            self._needs.show_items(needs(self.file), _nothing_recorded(), _MOST),
        ]
        return any(made)

    @property
    def links(self) -> dict[str, QPushButton]:
        """The lines that lead somewhere, by the record that they lead to."""
        return {
            record_id: link
            for one in reversed(self._cards)
            for record_id, link in one.links().items()
        }

    def take_focus(self) -> None:
        """The first line."""
        for one in self._cards:
            for link in one.links().values():
                link.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def mark_done(self, task_id: str) -> None:
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

    def _show_summary(self) -> bool:
        case = self._current_case()
        text = case.case_summary if case else ""
        self._summary.setText(text or _("No summary yet."))
        theme.mark(self._summary, "" if text else "hint")
        words = [case.headline(self.file.name)] if case else []
        if case and case.next_review:
            words.append(_("review on {day}").format(day=written(case.next_review)))
        self._case.setText(", ".join(words))
        for widget in (self._case, self._update_summary):
            widget.setVisible(case is not None)
        self._open_case.setVisible(case is None)
        return False

    def _current_case(self) -> Case | None:
        return current_case(self.file) or next(iter(self.file.of(Case)), None)

    def _summary_anew(self) -> None:
        case = self._current_case()
        if case is not None:
            self.want_update(case.id)

    def _her_anew(self) -> None:
        self.want_update(self.file.mother_id)

    def _show_births(self) -> bool:
        expected = [child for child in self.file.children if is_expected(child)]
        made = len(expected) > len(self._births)
        while len(expected) > len(self._births):
            place = len(self._births)
            self._births.append(self._her.add_button("", partial(self._born, place)))
        for place, button in enumerate(self._births):
            button.setVisible(place < len(expected))
            if place < len(expected):
                button.setText(_born(expected[place]))
        return made

    def _born(self, place: int, checked: bool = False) -> None:
        expected = [child for child in self.file.children if is_expected(child)]
        self.record_birth(expected[place].id)

    def _show_custody(self) -> bool:
        custody = self.file.custody
        items = [
            Item(one.record_id, one.before, one.words, one.urgent)
            for one in custody_lines(self.file)
        ]
        nothing = "" if custody else _nothing_recorded()
        made = self._custody.show_items(items, nothing)
        self._add_custody.setVisible(custody is None)
        self._of_custody.setVisible(custody is not None)
        moved = self._custody_buttons[1]
        moved.setVisible(custody is not None and custody.release_date is not None)
        return made

    def _custody_anew(self) -> None:
        if self.file.custody is not None:
            self.want_update(self.file.custody.id)

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

    def _card(
        self, side: int, heading: str, act: str = "", add: Sequence[type[Record]] = ()
    ) -> FactCard:
        made = FactCard(heading, self._content.sides[side], act)
        made.record_wanted.connect(self.record_wanted)
        for cls in add:
            made.add_button(_add(cls), partial(self.want_form, cls))
        self._content.sides[side].add(made)
        self._cards.append(made)
        return made


def tasks(case_file: CaseFile) -> list[Item]:
    """What is open, what is due first before the rest."""
    found = sorted(
        (one for one in case_file.of(Task) if one.is_open()),
        key=lambda one: (one.due is None, one.due or case_file.as_of, one.title),
    )
    return [task_item(one, case_file) for one in found]


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
    newest: list[ContactLogEntry] = []
    for one in case_file.newest(ContactLogEntry):
        if len(newest) >= _LAST and one.date != newest[-1].date:
            break
        if one.date:
            newest.append(one)
    newest.sort(key=lambda one: (str(one.date), str(one.time or "")), reverse=True)
    return [Item(one.id, written(one.date), in_one_line(one)) for one in newest[:_LAST]]


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


def _add(cls: type[Record]) -> str:
    return _("Add: {what}").format(what=cls.type_title())


def _born(child: Person) -> str:
    if not child.expected_date_of_delivery:
        return _("Baby is born")
    day = written(child.expected_date_of_delivery)
    return _("Baby is born (expected {day})").format(day=day)


def _nothing_recorded() -> str:
    return _("Nothing recorded yet.")


def _button(words: str, does: Callable[[], None], parent: QWidget) -> QPushButton:
    button = secondary_button(words, parent)
    button.clicked.connect(does)
    return button
