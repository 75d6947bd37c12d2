"""The handovers that went out, each from written to received to wiped, as the disclosures say it.

Nothing is guessed: a receipt is taken only where its proof fits what this vault wrote, and whoever
wiped the stick says so. All of it stands in the disclosure (as an amendment) and in the journal.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from tac_desktop.casework.dates import written
from tac_desktop.casework.work import Disclosure
from tac_desktop.errors import NotUnderstood, TacError
from tac_desktop.handover.errors import (
    HandoverError,
    ReceiptNotCheckable,
    ReceiptOfAnother,
    ReceiptWordsWrong,
)
from tac_desktop.handover.fingerprint import typed_words
from tac_desktop.handover.receipt import Contents, Receipt
from tac_desktop.storage.errors import RecordUnknown
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _

FORM = "handover"
_DAYS_BACK = 3660
_REASON = "updated"


class HandoverState(StrEnum):
    """How far a handover has come."""

    WRITTEN = "written"
    RECEIVED = "received"
    WIPED = "wiped"

    @property
    def label(self) -> str:
        """The state in words."""
        return {
            HandoverState.WRITTEN: _("Written, no receipt yet"),
            HandoverState.RECEIVED: _("Received"),
            HandoverState.WIPED: _("Stick wiped"),
        }[self]


@dataclass(frozen=True)
class SentHandover:
    """One handover, as its disclosure stands now."""

    disclosure: Disclosure

    @property
    def state(self) -> HandoverState:
        """The furthest that it has come."""
        if self.disclosure.wiped_on:
            return HandoverState.WIPED
        return HandoverState.RECEIVED if self.disclosure.received_on else HandoverState.WRITTEN

    @property
    def contents(self) -> Contents | None:
        """What a receipt is checked against; None where it was written before that was kept."""
        one = self.disclosure
        if not (one.file_sha256 and one.contents_sha256):
            return None
        return Contents(
            file_name=one.file_name,
            file_sha256=one.file_sha256,
            contents_sha256=one.contents_sha256,
            records=one.records_given or 0,
            revisions=one.revisions_given or 0,
            files=one.files_given or 0,
        )

    def sentences(self) -> list[str]:
        """What is known of it after it was written: received, wiped, or still waited for."""
        one, said = self.disclosure, []
        if one.received_on:
            words = _("Received on {day} by {name}.")
            said.append(words.format(day=written(one.received_on), name=one.received_by or "–"))
        else:
            said.append(_("No receipt has come back yet. Ask by telephone whether it arrived."))
        if one.wiped_on:
            words = _("The stick was wiped on {day} by {name}.")
            said.append(words.format(day=written(one.wiped_on), name=one.wiped_by or "–"))
        else:
            said.append(_("That the stick was wiped has not been noted."))
        return said


def sent_handovers(vault: Vault, mother_id: str | None = None) -> list[SentHandover]:
    """Every handover that the disclosures tell of, newest first; of one mother or of all."""
    found = [
        entry.record
        for entry in vault.entries(Disclosure.type_name, mother_id)
        if isinstance(entry.record, Disclosure)
    ]
    handovers = [one for one in found if one.form == FORM and not one.entered_in_error]
    handovers.sort(key=_when, reverse=True)
    return [SentHandover(one) for one in handovers]


def take_receipt(vault: Vault, receipt: Receipt) -> SentHandover:
    """Note a receipt that came back as a file, with the handover that it is for.

    Raises:
        ReceiptOfAnother: no handover written here has that fingerprint.
        ReceiptDoesNotFit: counts or proof are not those of the handover. Both are noted as refused.
    """
    sent = sent_handovers(vault)
    found = [one for one in sent if one.disclosure.file_sha256 == receipt.file_sha256]
    if not found:
        raise _refused(vault, "", ReceiptOfAnother(receipt.file_name))
    try:
        receipt.refuse_unless_of(_checkable(found[0]))
    except HandoverError as error:
        raise _refused(vault, found[0].disclosure.mother_id, error) from None
    return _received(vault, found[0], receipt.received_on, receipt.received_by)


def take_receipt_words(
    vault: Vault, record_id: str, words: str, received_by: str, today: dt.date
) -> SentHandover:
    """Note a receipt whose four words were read over the telephone. They say the day as well.

    Raises:
        ReceiptWordsWrong: they are not the words of this handover on any day; noted as refused.
        ReceiptNotCheckable, NotUnderstood.
    """
    if not received_by.strip():
        raise NotUnderstood(_("Please say who read the words to you."))
    sent = _sent(vault, record_id)
    day = _day_of(_checkable(sent), typed_words(words), sent.disclosure.at or today, today)
    if day is None:
        raise _refused(vault, sent.disclosure.mother_id, ReceiptWordsWrong())
    return _received(vault, sent, day, received_by.strip())


def note_wiped(vault: Vault, record_id: str, wiped_on: dt.date, wiped_by: str) -> SentHandover:
    """Note that the stick was wiped or destroyed, when and by whom."""
    one = _sent(vault, record_id).disclosure
    if not wiped_by.strip():
        raise NotUnderstood(_("Please say who wiped the stick."))
    if one.at and wiped_on < one.at:
        raise NotUnderstood(_("The stick cannot have been wiped before it was written."))
    changed = one.changed(
        wiped_on=wiped_on, wiped_by=wiped_by.strip(), returned_on=one.returned_on or wiped_on
    )
    words = _("The stick was wiped on {day} by {name}.").format(
        day=written(wiped_on), name=wiped_by.strip()
    )
    return _saved(vault, changed, AuditAction.STICK_WIPED, words)


def take_back_wiped(vault: Vault, record_id: str) -> SentHandover:
    """Undo: the stick was not wiped after all."""
    one = _sent(vault, record_id).disclosure
    came_back = None if one.returned_on == one.wiped_on else one.returned_on
    changed = one.changed(wiped_on=None, wiped_by="", returned_on=came_back)
    words = _("Taken back: the stick was not wiped.")
    return _saved(vault, changed, AuditAction.STICK_WIPED, words)


def _received(vault: Vault, sent: SentHandover, day: dt.date, by: str) -> SentHandover:
    one = sent.disclosure
    if one.received_on == day and one.received_by == by:
        return sent
    words = _("Received on {day} by {name}; fingerprint and counts fit.").format(
        day=written(day), name=by
    )
    changed = one.changed(received_on=day, received_by=by)
    return _saved(vault, changed, AuditAction.RECEIPT_CAME_BACK, words)


def _saved(vault: Vault, changed: Disclosure, action: AuditAction, words: str) -> SentHandover:
    """Save and note it, and give back what stands in the vault then."""
    vault.save(changed, reason=_REASON, note=words)
    detail = f"{changed.file_name}: {words}" if changed.file_name else words
    vault.audit(action, record_id=changed.id, mother_id=changed.mother_id, detail=detail)
    return _sent(vault, changed.id)


def _sent(vault: Vault, record_id: str) -> SentHandover:
    entry = vault.entry(record_id)
    if entry is None or not isinstance(entry.record, Disclosure):
        raise RecordUnknown
    return SentHandover(entry.record)


def _checkable(sent: SentHandover) -> Contents:
    if sent.contents is None:
        raise ReceiptNotCheckable
    return sent.contents


def _day_of(
    contents: Contents, typed: tuple[str, ...], written_on: dt.date, today: dt.date
) -> dt.date | None:
    """The day whose words these are, from the day before writing (clocks differ) to tomorrow."""
    first = max(written_on - dt.timedelta(days=1), today - dt.timedelta(days=_DAYS_BACK))
    for days in range((today - first).days + 2):
        day = first + dt.timedelta(days=days)
        if contents.words_on(day) == typed:
            return day
    return None


def _refused(vault: Vault, mother_id: str, error: HandoverError) -> HandoverError:
    words = _("Receipt for a handover: {reason}").format(reason=error.what_happened)
    with suppress(TacError):
        vault.audit(AuditAction.REFUSED, mother_id=mother_id, detail=words)
    return error


def _when(one: Disclosure) -> tuple[dt.date, dt.time, str]:
    return (one.at or dt.date.min, one.time or dt.time.min, one.id)
