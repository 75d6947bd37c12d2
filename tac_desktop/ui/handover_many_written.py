"""What stands on the screen after several handovers were written, each read back and opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tac_desktop.handover.write_many import WrittenMany
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import theme
from tac_desktop.ui.eject_row import EjectRow
from tac_desktop.ui.facts import Facts
from tac_desktop.ui.passphrase_once import PassphraseOnce
from tac_desktop.ui.print_dialog import PrintDialog
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import Notice, button_row, hint, line, secondary_button
from tac_desktop.ui.widgets import title as title_label
from tac_desktop.words import _


class HandoversWritten(QWidget):
    """The files with their check words, the one passphrase, and the slip that goes with them."""

    may_close = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._found: WrittenMany | None = None
        self._purpose = ""
        self.slip: PrintDialog | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(4))
        layout.addWidget(title_label(_("The handovers are written"), self))
        self.outcome = Notice("done", "", self)
        self.not_written = Notice("danger", "", self)
        for notice in (self.outcome, self.not_written):
            layout.addWidget(notice)
        self.passphrase = PassphraseOnce(
            _(
                "This is the passphrase of all these files. It is shown once and kept nowhere: "
                "without it nobody can open them, we neither. Tell it to the person who receives "
                "them by telephone, on a number you know; never write it on the slip, on the stick "
                "or in the envelope."
            ),
            self,
        )
        self.passphrase.written_down.connect(self.may_close)
        layout.addWidget(self.passphrase)
        layout.addWidget(line(self))
        self.facts = Facts(self)
        layout.addWidget(self.facts)
        layout.addWidget(
            hint(
                _(
                    "Check words: the receiver's program shows those of a file when it is chosen, "
                    "before it asks for the passphrase. Let them read the six words of each file "
                    "to you. A receipt comes back for each: File, “Handovers written ...”."
                ),
                self,
            )
        )
        self.slip_button = secondary_button(_("Print the covering slip ..."), self)
        self.slip_button.clicked.connect(self.print_slip)
        layout.addWidget(button_row(self, self.slip_button))
        self.eject = EjectRow(self)
        layout.addWidget(self.eject)
        layout.addStretch(1)

    @property
    def is_written_down(self) -> bool:
        """Whether she has said that the passphrase is on paper."""
        return self.passphrase.tick.isChecked()

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

    def start(self) -> None:
        """Called once the page is on the screen."""
        self.passphrase.tick.setFocus()

    def print_slip(self) -> None:
        """Show the covering slip, to be printed."""
        if self._found is None:
            return
        vault = self._session.vault
        self.slip = PrintDialog(
            _("Handover slip"),
            _slip_of(self._found, self._purpose, vault),
            self,
            note=_("It goes with the stick. It names no mother, and no passphrase is on it."),
            before_each=partial(_note_slip, vault, self._found),
        )
        self._session.locked.connect(self.slip.close_as_locked)
        self.slip.open()

    def forget(self) -> None:
        """Take the passphrase off the screen."""
        self.passphrase.forget()
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
