"""What stands on the screen after a handover was written, read back and opened."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QWidget

from tac_desktop.handover.manifest import Manifest
from tac_desktop.handover.write import Written
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.handover_frame import WrittenPage
from tac_desktop.ui.pdf_file import size_in_words
from tac_desktop.ui.print_dialog import PrintDialog
from tac_desktop.ui.session import Session
from tac_desktop.words import _


class HandoverWritten(WrittenPage):
    """The file, its fingerprint, its passphrase, and the slip that goes with it."""

    def __init__(self, session: Session, mother_id: str, parent: QWidget) -> None:
        super().__init__(
            session,
            parent,
            heading=_("The handover is written"),
            passphrase=_(
                "This is the passphrase. It is shown once and kept nowhere: without it nobody can "
                "open the file, we neither. Tell it to the person named below by telephone, on a "
                "number you know; never write it on the slip, on the stick or in the envelope."
            ),
            check=_(
                "Check words: the receiver's program shows them before it asks for the "
                "passphrase. Let them read all six to you (about 77 bits); if one differs, "
                "they must not open the file, and you write it again. When they have read it "
                "in, they read four receipt words to you: File, “Handovers written ...”."
            ),
        )
        self._mother_id = mother_id
        self._written: Written | None = None

    def show_written(self, written: Written, purpose: str) -> None:
        """Show the result; the screen reader begins with what happened.

        `purpose` goes on the slip, without what the file itself says of her consent.
        """
        self._written, self._purpose = written, purpose
        self.eject.offer(written.path)
        self.outcome.show_words("done", written.outcome.sentence)
        details = written.manifest.details
        recipient = ", ".join(
            part for part in (details.recipient, details.recipient_service) if part
        )
        facts = [
            (_("File"), written.path.name),
            (_("In"), str(written.path.parent)),
            (_("Size"), size_in_words(written.size)),
            (_("Documents’ files"), str(len(written.manifest.files))),
            (_("For"), recipient),
            (_("What it holds"), what_it_holds(written.manifest)),
            (_("Check words"), written.fingerprint.in_words),
        ]
        if written.not_carried:
            missing = "; ".join(written.not_carried)
            facts.insert(4, (_("Not carried: missing or damaged here"), missing))
        self.facts.show_facts(facts)
        self.passphrase.show_passphrase(written.passphrase)

    def print_slip(self) -> None:
        """Show the covering slip, to be printed."""
        if self._written is None:
            return
        vault = self._session.vault
        slip = PrintDialog(
            _("Handover slip"),
            _slip_of(self._written, self._purpose, vault),
            self,
            note=_("It goes with the stick. The passphrase is not on it."),
            before_each=partial(_note_slip, vault, self._mother_id, self._written.path.name),
        )
        self.show_slip(slip)

    def forget(self) -> None:
        """Take the passphrase off the screen."""
        super().forget()
        self._written = None


def _slip_of(written: Written, purpose: str, vault: Vault) -> bytes:
    from tac_desktop.packs.handover_slip import HandoverDetails, handover_slip

    details = written.manifest.details
    recipient = ", ".join(part for part in (details.recipient, details.recipient_service) if part)
    counts = [(one.title, one.records) for one in written.counts]
    if written.manifest.files:
        counts.append((_("Files of documents"), len(written.manifest.files)))
    return handover_slip(
        HandoverDetails(
            file_name=written.path.name,
            written_on=dt.date.today(),
            written_by=vault.person.name,
            recipient=recipient,
            fingerprint_words=written.fingerprint.in_words,
            counts=counts,
            authority_reference=details.authority,
            purpose=purpose,
            journal_reference=vault.journal_reference(),
            what_it_holds=what_it_holds(written.manifest),
            is_part=written.manifest.reader is not None,
        )
    ).pdf


def what_it_holds(manifest: Manifest) -> str:
    """The whole file, or a part and for whom."""
    if manifest.reader is None:
        return _("A whole file, with its history")
    return _("A part, made for {reader}").format(reader=manifest.reader.words)


def _note_slip(vault: Vault, mother_id: str, file_name: str, number: int) -> None:
    words = _("Covering slip of the handover {name}").format(name=file_name)
    vault.audit(AuditAction.PRINTED, mother_id=mother_id, detail=words)
