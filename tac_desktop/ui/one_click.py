"""A change made in one click, with what it asks for, and one click to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.record import Record
from tac_desktop.casework.warnings_before import Warning, warnings_before
from tac_desktop.casework.work import Task
from tac_desktop.errors import TacError
from tac_desktop.ui import messages
from tac_desktop.ui.form_saving import save_and_prove, warned_reason, with_consequences
from tac_desktop.ui.session import Session
from tac_desktop.ui.undoing import UndoNotice, must_be_as_saved
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.storage.vault import Vault


class OneClick(UndoNotice):
    """Saves, says what was saved, and offers to undo it. Hidden while there is nothing to say."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self._saved: list[Record] = []
        self._before: list[Record] = []
        self._new: list[Record] = []
        self.undo_button.clicked.connect(self.undo)

    def save(self, record: Record, words: str, also: Sequence[Record] = ()) -> bool:
        """Save records of a file with all that this asks for; False where nothing was saved.

        What speaks against it is said first, and a reason asked for.
        """
        vault = self._session.vault
        wanted = [record, *also]
        try:
            case_file = vault.case_file(record.mother_id, self._session.today())
            stops = [one for each in wanted for one in _stops(each, case_file)]
            went_on = warned_reason(self, list(dict.fromkeys(stops)), _("note"))
            if went_on is None:
                return False
            records = _with_all(vault, wanted, case_file)
            known = [vault.entry(one.id) for one in records]
            save_and_prove(vault, records, reason="updated", note=words, went_on=went_on)
        except TacError as error:
            messages.tell(self, error)
            return False
        self._saved = records
        self._before = [entry.record for entry in known if entry is not None]
        self._new = [one for one, entry in zip(records, known, strict=True) if entry is None]
        self._tell(words, undo=True)
        self._session.changed.emit(record.mother_id)
        return True

    def undo(self) -> None:
        """Bring back what was there before; what was made by the click counts no longer.

        Refused where somebody worked on one of the records since.
        """
        back: Sequence[Record] = [*self._before, *(_taken_back(one) for one in self._new)]
        if not back:
            return
        words = _("Undone: {what}").format(what=self.label.text())
        try:
            for one in self._saved:
                must_be_as_saved(self._session.vault, one)
            save_and_prove(self._session.vault, back, reason="updated", note=words)
        except TacError as error:
            messages.tell(self, error)
            return
        self._before, self._new = [], []
        self._tell(words, undo=False)
        self._session.changed.emit(back[0].mother_id)

    def forget(self) -> None:
        """Another file is shown: what was done before is not offered any more."""
        self._before, self._new = [], []
        self.show_words("done", "")

    def _tell(self, words: str, *, undo: bool) -> None:
        had_focus = self.undo_button.hasFocus()
        self.undo_button.setVisible(undo)
        self.undo_button.setAccessibleName(_("Undo: {what}").format(what=words))
        self.show_words("done", words)
        self._session.say_at(_("Saved"))
        following = self.nextInFocusChain()
        if had_focus and not undo and following is not None:
            following.setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(record: Record, case_file: CaseFile) -> list[Warning]:
    entry = case_file.by_id.get(record.id)
    return warnings_before(record, case_file, entry.record if entry else None)


def _with_all(vault: Vault, wanted: Sequence[Record], case_file: CaseFile) -> list[Record]:
    """The records and what they ask for; what is wanted itself comes first and as it is."""
    found = {one.id: one for one in wanted}
    for record in wanted:
        for one in with_consequences(vault, record, case_file):
            found.setdefault(one.id, one)
    return list(found.values())


def _taken_back(record: Record) -> Record:
    if isinstance(record, Task):
        return record.changed(status="cancelled")
    return record.changed(entered_in_error=_("Undone"))
