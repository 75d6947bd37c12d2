"""Entered in error: a record stays readable, struck through, and can be made to count again."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.record import Record
from tac_desktop.casework.service import Service
from tac_desktop.errors import TacError
from tac_desktop.ui import messages
from tac_desktop.ui.form_saving import save_and_prove, with_consequences
from tac_desktop.ui.form_words import lower_first
from tac_desktop.ui.session import Session
from tac_desktop.words import _


def can_be_struck(record: Record) -> bool:
    """Whether a record can be entered in error; people and organisations are linked instead."""
    return not isinstance(record, (Person, Organisation, Worker, Service))


def strike_words(record: Record) -> str:
    """The words of the button."""
    return _("It counts again") if record.entered_in_error else _("Entered in error")


def strike(session: Session, entry: Entry[Any], parent: QWidget) -> bool:
    """Ask why and strike the record out, or make it count again; True where that was saved."""
    record: Record = entry.record
    what = lower_first(record.type_title())
    if record.entered_in_error:
        words = _("This {what} counts again, in lists, counts and prints.").format(what=what)
        if not messages.confirm(parent, words, _("Let it count again")):
            return False
        changed, reason, note = record.changed(entered_in_error=""), "counts_again", ""
    else:
        heading = _(
            "This {what} no longer counts: it leaves counts, dates and prints. It stays readable,"
            " struck through, with its history, and you can make it count again."
        )
        note = messages.ask_reason(
            parent, heading.format(what=what), [], _("Strike out as entered in error")
        )
        if not note:
            return False
        changed, reason = record.changed(entered_in_error=note), "entered_in_error"
    vault, mother_id = session.vault, record.mother_id
    try:
        file = vault.case_file(mother_id, session.today()) if mother_id else None
        records = with_consequences(vault, changed, file) if file else [changed]
        save_and_prove(vault, records, reason=reason, note=note)
    except TacError as error:
        messages.tell(parent, error)
        return False
    session.say_at(_("Saved"))
    session.changed.emit(record.mother_id)
    return True
