"""Unfinished forms: each with what it is, whose, and since when; to be opened or discarded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from tac_desktop.casework.dates import written_moment
from tac_desktop.errors import NotUnderstood
from tac_desktop.ui import messages, theme
from tac_desktop.ui.flow import FlowLayout
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.setup_mark import SETUP_MARK
from tac_desktop.ui.stroke_titles import stroke_titles
from tac_desktop.ui.widgets import (
    card,
    hint,
    row,
    secondary_button,
    section,
    wrapped,
)
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.storage.drafts import Draft

NEW_MOTHER = "new_mother"
"""The record type of the draft of a form that makes several records."""

_SHOWN = 8


class DraftsTray(QWidget):
    """Hidden while there are no drafts. `open_wanted` carries the draft's identifier."""

    open_wanted = Signal(str)
    changed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: list[QWidget] = []
        self._draft_of: dict[object, Draft] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        frame, self._inside = card(self, spacing=2, margin=3)
        self._frame = frame
        self._inside.addWidget(section(_("Not finished yet"), frame))
        self.more = hint("", frame)
        self._inside.addWidget(self.more)
        layout.addWidget(frame)
        self.hide()

    @property
    def buttons(self) -> list[QPushButton]:
        """All buttons, in order: open and discard of each draft."""
        return [one for one in self._draft_of if isinstance(one, QPushButton)]

    def refresh(self) -> None:
        """Show the drafts as they are now."""
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        self._draft_of = {}
        drafts = [one for one in self._session.vault.drafts() if one.record_type != SETUP_MARK]
        for draft in drafts[:_SHOWN]:
            self._add(draft)
        over = len(drafts) - _SHOWN
        self.more.setText(_("{count} older ones come when these are done.").format(count=over))
        self.more.setVisible(over > 0)
        self.setVisible(bool(drafts))
        tab_in_reading_order(self)

    def _add(self, draft: Draft) -> None:
        line = QWidget(self._frame)
        beside = FlowLayout(line, theme.space(2), theme.space(1))
        words = self.words_of(draft)
        label = wrapped(words, line)
        label.setMinimumWidth(theme.scaled(300))
        both, side = row(line)
        open_button = secondary_button(_("Go on"), both)
        open_button.setAccessibleName(_("Go on with: {what}").format(what=words))
        open_button.clicked.connect(self._open)
        discard = secondary_button(_("Discard ..."), both)
        discard.setAccessibleName(_("Discard: {what}").format(what=words))
        discard.clicked.connect(self._discard)
        beside.addWidget(label)
        side.addWidget(open_button)
        side.addWidget(discard)
        beside.addWidget(both)
        self._draft_of[open_button] = draft
        self._draft_of[discard] = draft
        self._lines.append(line)
        self._inside.insertWidget(len(self._lines), line)
        line.show()

    def words_of(self, draft: Draft) -> str:
        """`Contact log entry, AVERLEY Rhosyn, typed 16 Nov 2026 14:05 by Mari Lloyd`."""
        words = _("{what}, typed {moment} by {name}")
        return words.format(
            what=", ".join(part for part in (_title(draft), self._whose(draft)) if part),
            moment=written_moment(draft.saved_at),
            name=draft.by_name,
        )

    def _whose(self, draft: Draft) -> str:
        if draft.record_type == NEW_MOTHER:
            names = [str(draft.content.get(part, "")) for part in ("first_names", "last_name")]
            return " ".join(name for name in names if name)
        return self._session.vault.name(draft.mother_id) if draft.mother_id else ""

    def _open(self) -> None:
        self.open_wanted.emit(self._draft_of[self.sender()].draft_id)

    def _discard(self) -> None:
        draft = self._draft_of[self.sender()]
        agreed = messages.confirm(
            self,
            _("What was typed here will be gone for good: {what}").format(
                what=self.words_of(draft)
            ),
            _("Discard the draft"),
            danger=True,
        )
        if agreed:
            self._session.vault.discard_draft(draft.draft_id)
            self._session.say(_("Draft discarded."))
            self.refresh()
            self.changed.emit()


def _title(draft: Draft) -> str:
    if draft.record_type == NEW_MOTHER:
        return _("New mother")
    if draft.record_type in stroke_titles():
        return stroke_titles()[draft.record_type]
    from tac_desktop.casework.record import record_class

    try:
        return record_class(draft.record_type).type_title()
    except NotUnderstood:
        return draft.record_type
