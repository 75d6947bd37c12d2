"""The first start, step by step: who and where, passphrase, making, recovery sheet, service.

A mark in the vault itself says that set-up is unfinished, until part of the sheet was typed back:
closing the program in between leads back to the sheet at the next unlocking.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tac_desktop.casework.service import Service
from tac_desktop.errors import TacError
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, theme
from tac_desktop.ui.recovery_steps import SheetStep, TypeBackStep
from tac_desktop.ui.service_step import ServiceStep
from tac_desktop.ui.session import Session
from tac_desktop.ui.setup_mark import SETUP_MARK, setup_marks
from tac_desktop.ui.setup_steps import PassphraseStep, PersonStep
from tac_desktop.ui.steps import Step
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _


class SetupPage(QWidget):
    """`finished` comes when the vault can be used; `open_other` when she has a vault already."""

    finished = Signal()
    open_other = Signal()

    def __init__(self, session: Session, parent: QWidget, *, folder: Path | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._code = ""
        self._only_the_sheet = False
        self.stack = QStackedWidget(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)
        self.person = PersonStep(folder, self.stack)
        self.passphrase = PassphraseStep(self.stack)
        self.sheet = SheetStep(session, self.stack)
        self.type_back = TypeBackStep(self.stack)
        self.service = ServiceStep(session, self.stack)
        self._steps: tuple[Step, ...] = (
            self.person,
            self.passphrase,
            self.sheet,
            self.type_back,
            self.service,
        )
        for number, step in enumerate(self._steps, start=1):
            step.show_place(number, len(self._steps))
            self.stack.addWidget(step)
        self._connect()

    def start(self) -> None:
        """Begin with the first question."""
        self._show(self.person)

    def go_on_with(self, code: str, *, may_go_back: bool = False) -> None:
        """The vault is made and open: on to its recovery sheet.

        A sheet that is only printed again may be left; one that nobody has yet may not.
        """
        self._code = code
        self._only_the_sheet = bool(self._session.vault.entries(Service.type_name, ""))
        new = self._only_the_sheet and not may_go_back
        self.sheet.show_code(code, may_go_back=may_go_back, of_new_key=new)
        if self._only_the_sheet:
            for step in (self.sheet, self.type_back):
                step.place.hide()
        self._show(self.sheet)

    def _connect(self) -> None:
        self.person.open_other.clicked.connect(self.open_other)
        self.person.finished.connect(self._ask_passphrase)
        self.passphrase.back.clicked.connect(self.start)
        self.passphrase.finished.connect(self._make)
        self.sheet.finished.connect(self._ask_back)
        self.type_back.back.clicked.connect(self._back_to_sheet)
        self.type_back.finished.connect(self._sheet_is_good)
        self.sheet.back.clicked.connect(self._leave_sheet)
        self._session.locked.connect(self._forget_code)
        self.service.finished.connect(self.finished)

    def _show(self, step: Step) -> None:
        self.stack.setCurrentWidget(step)
        step.start()

    def _ask_passphrase(self) -> None:
        self.passphrase.chooser.judge_for(self.person.name.text())
        self._show(self.passphrase)

    def _make(self) -> None:
        folder, name = self.person.folder, self.person.name.text()
        role, passphrase = self.person.role.code, self.passphrase.chosen
        allow_network = self.person.allow_network

        def made(progress: Progress) -> tuple[Vault, str]:
            progress(0, 0, _("Measuring how strong a lock this computer can turn"))
            vault, code = Vault.create(folder, name, role, passphrase, allow_network=allow_network)
            vault.keep_draft(Draft("", SETUP_MARK, "", {"step": "recovery_sheet"}))
            return vault, code

        self.setEnabled(False)
        run_in_background(
            self, _("Making the vault"), made, self._made, self._not_made, can_stop=False
        )

    def _made(self, made: tuple[Vault, str]) -> None:
        vault, code = made
        self.setEnabled(True)
        self.passphrase.forget()
        self._session.adopt(vault)
        self.go_on_with(code)

    def _not_made(self, error: TacError) -> None:
        self.setEnabled(True)
        messages.tell(self, error)
        self.start()

    def _ask_back(self) -> None:
        self.type_back.ask_about(self._code)
        self._show(self.type_back)

    def _back_to_sheet(self) -> None:
        self._show(self.sheet)

    def _sheet_is_good(self) -> None:
        vault = self._session.vault
        for mark in setup_marks(vault):
            vault.discard_draft(mark.draft_id)
        vault.audit(AuditAction.RECOVERY_CHECKED)
        self._forget_code()
        if self._only_the_sheet:
            self.finished.emit()
        else:
            self._show(self.service)

    def _leave_sheet(self) -> None:
        self._forget_code()
        self.finished.emit()

    def _forget_code(self) -> None:
        self._code = ""
        self.sheet.show_code("")
