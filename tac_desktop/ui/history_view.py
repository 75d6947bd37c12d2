"""The history of one record: every time it was saved, by whom, why, and what changed in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework.dates import written_moment
from tac_desktop.casework.reasons import reason_in_words
from tac_desktop.casework.record import Names, describe_changes
from tac_desktop.storage.revisions import Revision, versions_chosen_between
from tac_desktop.ui import theme
from tac_desktop.ui.reading_html import Ink, answers_html, lines_html, sections, style_html
from tac_desktop.ui.reading_view import ReadingText, ink
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import button_row, secondary_button, section
from tac_desktop.words import _


class HistoryView(QWidget):
    """Oldest first; the first version in full, then each change."""

    closed = Signal()
    join_wanted = Signal(str)

    def __init__(self, session: Session, record_id: str, names: Names, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        revisions = session.vault.history(record_id)
        self.text = ReadingText(_("History of the record"), self)
        self.text.setHtml(history_html(revisions, names, ink()))
        back = secondary_button(_("Back (Esc)"), self)
        back.clicked.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(4)] * 4)
        layout.setSpacing(theme.space(3))
        layout.addWidget(section(_heading(revisions, names), self))
        self._record_id = record_id
        self.join_button = secondary_button(_("Choose between the versions again ..."), self)
        self.join_button.clicked.connect(self._join)
        self.join_button.setVisible(bool(versions_chosen_between(revisions)))
        layout.addWidget(button_row(self, back, self.join_button))
        layout.addWidget(self.text, 1)
        shortcut = QShortcut(QKeySequence("Esc"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.closed)
        self.setFocusProxy(self.text)

    def _join(self) -> None:
        self.join_wanted.emit(self._record_id)


def history_html(revisions: Sequence[Revision], names: Names, colours: Ink) -> str:
    """Every save of a record, oldest first."""
    parts = [style_html(colours)]
    by_id = {one.revision_id: one for one in revisions}
    for revision in revisions:
        head = _("{when}, {who}: {reason}").format(
            when=written_moment(revision.at),
            who=revision.by_name,
            reason=reason_in_words(revision.reason),
        )
        parts.append(f"<h2>{escape(head)}</h2>")
        if revision.note:
            parts.append(f"<p>{lines_html(revision.note)}</p>")
        before = [by_id[one] for one in revision.parents if one in by_id]
        if not before:
            parts += _in_full(revision, names)
        for parent in before:
            parts.append(_changes(parent, revision, names, several=len(before) > 1))
        parts.append("<hr>")
    return "".join(parts)


def _in_full(revision: Revision, names: Names) -> list[str]:
    return [answers_html(answers) for _title, answers in sections(revision.record(), names)]


def _changes(before: Revision, after: Revision, names: Names, *, several: bool) -> str:
    changes = describe_changes(before.record(), after.record(), names)
    head = ""
    if several:
        words = _("Against the version of {who}, {when}:").format(
            who=before.by_name, when=written_moment(before.at)
        )
        head = f'<p class="small">{escape(words)}</p>'
    if not changes:
        return f'{head}<p class="small">{escape(_("No answer changed."))}</p>'
    listed = "".join(f"<li>{lines_html(change)}</li>" for change in changes)
    return f"{head}<ul>{listed}</ul>"


def _heading(revisions: Sequence[Revision], names: Names) -> str:
    if not revisions:
        return _("Nothing was saved yet.")
    last: Any = revisions[-1].record()
    return _("History: {what}").format(what=last.headline(names))
