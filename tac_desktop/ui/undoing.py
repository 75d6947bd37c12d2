"""Saving several records in one stroke that can be taken back in one.

Nothing is deleted: what was changed is saved again as it was, and what was new is entered in error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.consequences import consequences
from tac_desktop.casework.record import Record, content_of
from tac_desktop.errors import TacError
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages
from tac_desktop.ui.form_saving import save_and_prove
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import Notice, row, secondary_button
from tac_desktop.words import _

_NO_LIMIT = 16_777_215


class CannotUndo(TacError):
    """Somebody worked on one of the records since."""

    def __init__(self, what: str) -> None:
        super().__init__(
            _("This was changed since: {what}.").format(what=what),
            _("Nothing was undone."),
            _("Open the record and put it right there."),
        )


@dataclass(frozen=True)
class Stroke:
    """What was saved together: the records as they were before, and as they were saved."""

    words: str
    mother_id: str
    saved: tuple[Record, ...]
    before: tuple[Record, ...] = ()

    def undone(self) -> list[Record]:
        """The records that take everything back."""
        were = {one.id: one for one in self.before}
        return [
            were.get(one.id) or one.changed(entered_in_error=_("Undone at once"))
            for one in self.saved
        ]


def with_all_consequences(records: Sequence[Record], case_file: CaseFile) -> list[Record]:
    """The records, and what the rules ask for with each of them."""
    found = {one.id: one for one in records}
    for record in records:
        for made in consequences(record, case_file):
            found.setdefault(made.id, made)
    return list(found.values())


def save_stroke(
    session: Session,
    case_file: CaseFile,
    records: Sequence[Record],
    words: str,
    *,
    draft_id: str = "",
) -> Stroke:
    """Save all of the records or none, and remember how to take them back.

    Raises TacError where they cannot be saved.
    """
    vault = session.vault
    known = [case_file.by_id.get(one.id) for one in records]
    before = tuple(entry.record for entry in known if entry is not None)
    save_and_prove(vault, records, reason="updated", note=words, draft_id=draft_id)
    session.say(words)
    return Stroke(words, case_file.mother_id, tuple(records), before)


def undo(session: Session, stroke: Stroke) -> None:
    """Take a stroke back; raises CannotUndo where one of its records was changed since."""
    vault = session.vault
    for one in stroke.saved:
        must_be_as_saved(vault, one)
    words = _("Undone: {what}").format(what=stroke.words)
    save_and_prove(vault, stroke.undone(), reason="updated", note=words)
    session.say(words)


def must_be_as_saved(vault: Vault, record: Record) -> None:
    """Raise CannotUndo where somebody worked on the record since it was saved so."""
    entry = vault.entry(record.id)
    (stored,) = vault.book.as_stored([record])
    if entry is None or content_of(entry.record) != content_of(stored):
        raise CannotUndo(record.headline(vault.name))


class UndoNotice(Notice):
    """Words with a button beside them: below, it would push down what she is working on."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__("done", "", parent)
        self._session = session
        self.undo_button = secondary_button(_("Undo"), self)
        self.label.setMaximumWidth(_NO_LIMIT)
        line, beside = row(self)
        beside.addWidget(self.label, 1)
        beside.addWidget(self.undo_button)
        self.add(line)


class UndoBar(UndoNotice):
    """Says what was just done and offers to take it back; hidden while there is nothing.

    `undone` carries the mother whose file was put back.
    """

    undone = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.stroke: Stroke | None = None
        self.button = self.undo_button
        self.button.clicked.connect(self._undo)
        session.locked.connect(self.clear)

    def offer(self, stroke: Stroke) -> None:
        """Offer to take this back."""
        self.stroke = stroke
        self.button.setAccessibleName(_("Undo: {what}").format(what=stroke.words))
        self.button.show()
        self.show_words("done", stroke.words)

    def clear(self) -> None:
        """Nothing to take back any more."""
        self.stroke = None
        self.show_words("done", "")

    def clear_unless(self, mother_id: str) -> None:
        """Leave no offer about one mother on another one's page."""
        if self.stroke is not None and self.stroke.mother_id != mother_id:
            self.clear()

    def _undo(self) -> None:
        stroke = self.stroke
        if stroke is None:
            return
        try:
            undo(self._session, stroke)
        except TacError as error:
            messages.tell(self, error)
            return
        self.stroke = None
        self.button.hide()
        self.show_words("info", _("Undone: {what}").format(what=stroke.words))
        self._session.changed.emit(stroke.mother_id)
        self.undone.emit(stroke.mother_id)
