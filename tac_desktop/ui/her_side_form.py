"""`She sees it differently`: her comment beside what somebody else wrote; it is never taken off."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.her_voice import HER_COMMENT
from tac_desktop.casework.reasons import is_kept_as_written
from tac_desktop.casework.record import Record
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.errors import RecordUnknown
from tac_desktop.ui.amend_panel import AmendPanel
from tac_desktop.ui.draft_keeper import REASON
from tac_desktop.ui.record_form import RecordForm
from tac_desktop.ui.session import Session
from tac_desktop.words import _


class HerSidePanel(AmendPanel):
    """Asks for nothing but her words."""

    def questions(self) -> tuple[str, str]:
        """Her words."""
        return _("In her own words"), _("In her own words (needed)")

    def missing_words(self) -> str:
        """The sentence where nothing was written."""
        return _("Please write what she said.")


class HerSideForm(RecordForm):
    """The note is not changed: her words are added under it, with the day."""

    def _make_amend_panel(self, parent: QWidget) -> AmendPanel | None:
        panel = HerSidePanel((HER_COMMENT,), parent)
        panel.answers_button.hide()
        return panel

    def _title_words(self) -> str:
        words = _("She sees it differently: {what}")
        return words.format(what=self._start.headline(self._file.name))

    def _note_words(self) -> str:
        return _("Write it in her own words. It stands beside the note wherever the note is shown.")

    def _save_words(self) -> str:
        return _("Save her words")


def her_side_form(
    record_id: str, session: Session, case_file: CaseFile, parent: QWidget
) -> RecordForm:
    """The form for one record of the file."""
    entry = session.vault.entry(record_id)
    if entry is None:
        raise RecordUnknown
    return HerSideForm(session, entry, case_file.mother_id, parent, case_file=case_file)


def asks_for_her_side(record_id: str) -> partial[RecordForm]:
    """What a page asks for, to be put over it."""
    return partial(her_side_form, record_id)


def is_her_side(draft: Draft | None, record: Record) -> bool:
    """Whether a draft holds her words about a record whose own form has no place for them."""
    if draft is None or draft.content.get(REASON) != HER_COMMENT:
        return False
    return not is_kept_as_written(record)
