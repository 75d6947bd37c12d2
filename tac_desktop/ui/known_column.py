"""Beside a form: what is already known, so that nobody looks it up or types it twice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children_now import current_placement, current_statuses
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_log import ContactLogEntry, attempt_in_words
from tac_desktop.casework.dates import age_in_words, days_in_words, written
from tac_desktop.casework.dates_ahead import dates_ahead
from tac_desktop.casework.people import Person
from tac_desktop.casework.work import Task
from tac_desktop.ui import theme
from tac_desktop.ui.widgets import plain, scrolled, wrapped
from tac_desktop.words import _

COLUMN_WIDTH = 250
_FEW = 4


class KnownColumn(QWidget):
    """The last entries, open tasks, dates ahead and the children of a file."""

    def __init__(self, case_file: CaseFile, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(theme.scaled(COLUMN_WIDTH))
        content = QWidget(self)
        self._layout = QVBoxLayout(content)
        self._layout.setContentsMargins(*[theme.space(3)] * 4)
        self._layout.setSpacing(theme.space(1))
        self._show(content, _("Last entries"), last_entries(case_file))
        self._show(content, _("Open tasks"), open_tasks(case_file))
        self._show(content, _("Coming up"), coming_up(case_file))
        self._show(content, _("Children"), children(case_file))
        self._layout.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(content, self))

    def _show(self, parent: QWidget, heading: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        if self._layout.count():
            self._layout.addSpacing(theme.space(3))
        self._layout.addWidget(plain(heading, parent, "label"))
        for line in lines:
            self._layout.addWidget(wrapped(line, parent, "hint"))


def last_entries(case_file: CaseFile) -> list[str]:
    """The newest log entries in a line each."""
    entries = sorted(
        (one for one in case_file.of(ContactLogEntry) if one.date), key=_moment, reverse=True
    )
    return [
        _("{day}, {how}: {what}").format(
            day=written(one.date), how=attempt_in_words(one), what=one.headline(case_file.name)
        )
        for one in entries[:_FEW]
    ]


def open_tasks(case_file: CaseFile) -> list[str]:
    """What is to be done, the most urgent first."""
    tasks = sorted(
        (one for one in case_file.of(Task) if one.is_open()),
        key=lambda one: (one.due is None, one.due or case_file.as_of),
    )
    return [_task(one, case_file) for one in tasks[:_FEW]]


def coming_up(case_file: CaseFile) -> list[str]:
    """The next dates."""
    coming = [one for one in dates_ahead(case_file, 28) if not case_file.get(Task, one.record_id)]
    return [
        _("{day}: {what}").format(day=written(one.date), what=one.what) for one in coming[:_FEW]
    ]


def children(case_file: CaseFile) -> list[str]:
    """Each child: age, where the child lives, in what legal position."""
    return [_child(child, case_file) for child in case_file.living_children]


def _child(child: Person, case_file: CaseFile) -> str:
    placement = current_placement(case_file, child.id)
    parts = [age_in_words(child.date_of_birth, case_file.as_of)]
    if placement:
        parts.append(code_list("care_arrangement").label(placement.care_arrangement).lower())
    statuses = current_statuses(case_file, child.id)
    parts += [code_list("legal_status").label(one.type) for one in statuses[:1]]
    known = ", ".join(part for part in parts if part)
    return _("{name}: {known}").format(name=child.short_name(), known=known)


def _task(task: Task, case_file: CaseFile) -> str:
    if not task.due:
        return task.title
    days = (task.due - case_file.as_of).days
    words = _("{title} (due {when})") if days >= 0 else _("{title} (overdue, was due {when})")
    return words.format(title=task.title, when=days_in_words(days))


def _moment(entry: ContactLogEntry) -> tuple[str, str]:
    return str(entry.date), str(entry.time or "")
