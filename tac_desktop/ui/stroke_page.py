"""A page over a mother's file that asks a few things and saves several records in one stroke.

What is typed is kept as a draft within two seconds, through lock and crash, as in a record's form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.identifiers import new_id
from tac_desktop.errors import TacError
from tac_desktop.storage.drafts import Draft
from tac_desktop.ui import messages, theme
from tac_desktop.ui.card_lines import AsHighAsItsText
from tac_desktop.ui.draft_keeper import KEPT_WITHIN_MS
from tac_desktop.ui.plain_fields import all_typed, put, watch
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.undoing import Stroke
from tac_desktop.ui.widgets import (
    FormRow,
    Notice,
    button_row,
    form_row,
    primary_button,
    scrolled,
    secondary_button,
    title,
)
from tac_desktop.words import _


class StrokePage(QWidget):
    """Subclasses build the fields, check the answers and save them.

    `saved` carries the stroke, which can be taken back; `closed` says that the page is done with.
    """

    saved = Signal(object)
    closed = Signal()

    draft_type = ""
    """What the draft of the page is filed under."""

    def __init__(
        self,
        session: Session,
        case_file: CaseFile,
        parent: QWidget,
        draft: Draft | None = None,
    ) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self.session = session
        self.file = case_file
        self.rows: dict[str, FormRow] = {}
        self.fields: dict[str, QWidget] = {}
        self._draft_id = draft.draft_id if draft else new_id()
        self._touched = False
        self._ended = False
        self.content = AsHighAsItsText(self)
        self.content.setMaximumWidth(theme.scaled(860))
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(*[theme.space(5)] * 4)
        self.body.setSpacing(theme.space(3))
        self.problem = Notice("danger", "", self.content)
        self.body.addWidget(title(self.title_words(), self.content))
        self.body.addWidget(self.problem)
        self.build()
        self.body.addStretch(1)
        self._foot()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_WITHIN_MS)
        self._timer.timeout.connect(self.keep_now)
        session.about_to_lock.connect(self.keep_now)
        if draft is not None:
            self._show_draft(draft.content)
        for editor in self.fields.values():
            watch(editor, self._edited)
        tab_in_reading_order(self)

    # What a page says

    def title_words(self) -> str:
        """The title."""
        raise NotImplementedError

    def save_words(self) -> str:
        """The words on the button that saves."""
        raise NotImplementedError

    def build(self) -> None:
        """Put the fields on the page."""
        raise NotImplementedError

    def problems(self) -> Mapping[str, str]:
        """Why it cannot be saved, by field."""
        raise NotImplementedError

    def what_it_does(self) -> list[str]:
        """Sentences to agree to before it is saved; none where nothing needs agreeing to."""
        return []

    def save_now(self) -> Stroke:
        """Save; raises TacError where that fails."""
        raise NotImplementedError

    # What it does

    def save(self) -> bool:
        """Check, ask, save in one stroke; False where something keeps it from being saved."""
        problems = dict(self.problems())
        for name, row in self.rows.items():
            row.show_error(problems.get(name, ""))
        if problems:
            self.problem.show_words("danger", _("Something is missing or cannot be right."))
            first = next((name for name in self.fields if name in problems), "")
            if first:
                self.fields[first].setFocus(Qt.FocusReason.OtherFocusReason)
            self.keep_now()
            return False
        self.problem.show_words("danger", "")
        sentences = self.what_it_does()
        if sentences and not messages.confirm(self, "\n".join(sentences), self.save_words()):
            return False
        try:
            stroke = self.save_now()
        except TacError as error:
            self.keep_now()
            messages.tell(self, error)
            return False
        self._ended = True
        self._timer.stop()
        self.saved.emit(stroke)
        return True

    def close_form(self) -> None:
        """Leave the page; what was typed stays as a draft."""
        self.keep_now()
        self.closed.emit()

    def discard(self) -> None:
        """Leave the page and drop what was typed, after asking."""
        words = _("What you typed on this page is dropped. It cannot be brought back.")
        if self._touched and not messages.confirm(
            self, words, _("Discard what I typed"), danger=True
        ):
            return
        self._ended = True
        self._timer.stop()
        self.session.vault.discard_draft(self._draft_id)
        self.closed.emit()

    def keep_now(self) -> None:
        """Keep what is typed in the vault."""
        self._timer.stop()
        if not self._touched or self._ended or not self.session.is_unlocked:
            return
        content: dict[str, Any] = dict(all_typed(self.fields))
        draft = Draft("", self.draft_type, self.file.mother_id, content, self._draft_id)
        try:
            self.session.vault.keep_draft(draft)
        except TacError as error:
            self.problem.show_words("danger", error.sentence)

    @property
    def draft_id(self) -> str:
        """The draft that saving drops."""
        return self._draft_id

    def start(self) -> None:
        """Put the cursor where the answers begin."""
        for editor in self.fields.values():
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def add_row(self, name: str, label: str, editor: QWidget, help_words: str = "") -> FormRow:
        """A question with its field, at the end of the page."""
        row = form_row(label, editor, help_words, parent=self.content)
        self.rows[name] = row
        self.fields[name] = editor
        self.body.addWidget(row)
        return row

    def put(self, name: str, text: str) -> None:
        """Show an answer to begin with."""
        put(self.fields[name], text)

    def changed(self) -> None:
        """Called when an answer was changed; pages whose questions hang together say more."""

    def _edited(self, *what: object) -> None:
        self._touched = True
        if not self._timer.isActive():
            self._timer.start()
        self.changed()

    def _show_draft(self, content: Mapping[str, Any]) -> None:
        self._touched = True
        for name, text in content.items():
            if name in self.fields:
                put(self.fields[name], str(text))
        self.changed()

    def _foot(self) -> None:
        self.save_button = primary_button(self.save_words(), self)
        self.save_button.setToolTip(_("Ctrl+Enter"))
        self.save_button.clicked.connect(self.save)
        self.close_button = secondary_button(_("Close, keep the draft"), self)
        self.close_button.clicked.connect(self.close_form)
        self.discard_button = secondary_button(_("Discard ..."), self)
        self.discard_button.clicked.connect(self.discard)
        foot = button_row(self, self.save_button, self.close_button, self.discard_button)
        foot.setContentsMargins(*[theme.space(3)] * 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(self.content, self), 1)
        layout.addWidget(foot)
        for keys, does in (
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self.save),
            ("Ctrl+Enter", self.save),
            ("Esc", self.close_form),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)
