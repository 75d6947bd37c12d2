"""What stands on the screen after several handovers were written, each read back and opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from tac_desktop.handover.write_many import WrittenMany
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.handover_frame import WrittenPage
from tac_desktop.ui.print_dialog import PrintDialog
from tac_desktop.ui.session import Session
from tac_desktop.words import _


class HandoversWritten(WrittenPage):
    """The files with their check words, the one passphrase, and the slip that goes with them."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(
            session,
            parent,
            heading=_("The handovers are written"),
            passphrase=_(
                "This is the passphrase of all these files. It is shown once and kept nowhere: "
                "without it nobody can open them, we neither. Tell it to the person who receives "
                "them by telephone, on a number you know; never write it on the slip, on the stick "
                "or in the envelope."
            ),
            check=_(
                "Check words: the receiver's program shows those of a file when it is chosen, "
                "before it asks for the passphrase. Let them read the six words of each file "
                "to you. A receipt comes back for each: File, “Handovers written ...”."
            ),
        )
        self._found: WrittenMany | None = None

    def show_written(self, found: WrittenMany, names: Mapping[str, str], purpose: str) -> None:
        """Show what was written, and what was not and why."""
        self._found, self._purpose = found, purpose
        words = _("{count} files were written, read back and opened with their passphrase.")
        self.outcome.show_words("done", words.format(count=len(found.written)))
        left = ""
        if found.not_written:
            listed = "; ".join(names[one] for one in found.not_written)
            words = _("Not written: {names}. {why}")
            left = words.format(names=listed, why=found.why)
        self.not_written.show_words("danger", left)
        self.facts.show_facts(
            [
                (names[key], f"{one.path.name}\n{one.fingerprint.in_words}")
                for key, one in found.written.items()
            ]
        )
        self.eject.offer(next(iter(found.written.values())).path)
        self.passphrase.show_passphrase(found.passphrase)

    def print_slip(self) -> None:
        """Show the covering slip, to be printed."""
        if self._found is None:
            return
        vault = self._session.vault
        slip = PrintDialog(
            _("Handover slip"),
            _slip_of(self._found, self._purpose, vault),
            self,
            note=_("It goes with the stick. It names no mother, and no passphrase is on it."),
            before_each=partial(_note_slip, vault, self._found),
        )
        self.show_slip(slip)

    def forget(self) -> None:
        """Take the passphrase off the screen."""
        super().forget()
        self._found = None


def _slip_of(found: WrittenMany, purpose: str, vault: Vault) -> bytes:
    from tac_desktop.packs.handover_slip import FileOnSlip, HandoverDetails, handover_slip

    written = list(found.written.values())
    details = written[0].manifest.details
    recipient = ", ".join(part for part in (details.recipient, details.recipient_service) if part)
    return handover_slip(
        HandoverDetails(
            file_name="",
            written_on=dt.date.today(),
            written_by=vault.person.name,
            recipient=recipient,
            fingerprint_words="",
            counts=[],
            authority_reference=details.authority,
            journal_reference=vault.journal_reference(),
            what_it_holds=_("{count} whole files, with their history").format(count=len(written)),
            purpose=purpose,
            files=[
                FileOnSlip(
                    one.path.name,
                    one.fingerprint.in_words,
                    one.manifest.records,
                    len(one.manifest.files),
                )
                for one in written
            ],
        )
    ).pdf


def _note_slip(vault: Vault, found: WrittenMany, number: int) -> None:
    for mother_id, one in found.written.items():
        words = _("Covering slip of the handover {name}").format(name=one.path.name)
        vault.audit(AuditAction.PRINTED, mother_id=mother_id, detail=words)
