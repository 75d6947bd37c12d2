"""Opening a vault with its recovery sheet: the code, who she is, and a new passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from tac_desktop.errors import TacError
from tac_desktop.storage.errors import (
    NetworkPlace,
    RecoveryCodeMistyped,
    StorageError,
)
from tac_desktop.storage.keys import KeyFile, key_from_code
from tac_desktop.storage.vault import Vault
from tac_desktop.ui import messages, theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.new_passphrase import NewPassphrase
from tac_desktop.ui.session import Session
from tac_desktop.ui.steps import Step
from tac_desktop.ui.unlock_remedies import Remedy
from tac_desktop.ui.widgets import form_row, secondary_button, section, wrapped
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _


class RecoveryPage(Step):
    """`opened` carries the open vault; `gave_up` when she goes back."""

    opened = Signal(Vault, str)
    gave_up = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(_("Open with the recovery sheet"), _("Open the vault"), parent)
        theme.mark(self, "page")
        self.place.hide()
        self._folder = session.settings.folder
        self._allow_network = False
        inner = self.inner
        self.add(
            wrapped(
                _(
                    "Type the 14 groups from the sheet, line by line. Small letters and missing "
                    "spaces do not matter. Opening the vault like this gives full access to it and "
                    "is noted in its journal."
                ),
                inner,
            )
        )
        self.code = QPlainTextEdit(inner)
        self.code.setTabChangesFocus(True)
        self.code.setFixedHeight(theme.scaled(110))
        self.code_row = form_row(_("Recovery code"), self.code, parent=inner)
        self.name = QLineEdit(inner)
        self.name.setMaxLength(120)
        self.name.setMaximumWidth(theme.scaled(420))
        self.name_row = form_row(
            _("Your name"),
            self.name,
            _("As it stands in the vault, to get a new passphrase; otherwise you are added."),
            parent=inner,
        )
        self.role = ChoiceBox(inner, "worker_role")
        self.role.setMaximumWidth(theme.scaled(420))
        self.role_row = form_row(_("Your role"), self.role, parent=inner)
        self.add(self.code_row, self.name_row, self.role_row)
        self.add(section(_("Your new passphrase"), inner))
        self.chooser = NewPassphrase(inner)
        self.add(self.chooser)
        self.back = secondary_button(_("Go back"), self.button_parent())
        self.back.clicked.connect(self._give_up)
        self.add_buttons(self.back)

    def show_vault(self, folder: Path) -> None:
        """Ask for the sheet of this vault."""
        self._folder = folder
        self._allow_network = False
        self.code.clear()
        self.chooser.forget()
        self.chooser.offer_again()
        self.name.clear()
        self.role.choose("tac_social_worker")
        for line in (self.code_row, self.name_row, self.role_row):
            line.clear_error()
        try:
            people = [slot.person for slot in KeyFile.read(folder).slots]
        except StorageError:
            people = []
        if len(people) == 1:
            self.name.setText(people[0].name)
            self.role.choose(people[0].role)

    def start(self) -> None:
        """Begin with the code."""
        self.code.setFocus()

    def go_on(self) -> None:
        """Check the code by its own checksum first, then open the vault with it."""
        code, name, role = self.code.toPlainText(), self.name.text().strip(), self.role.code
        self.chooser.judge_for(name)
        passphrase = self.chooser.passphrase()
        self.role_row.show_error("" if role else _("Please choose your role."))
        self.name_row.show_error("" if name else _("Please give your name."))
        if not self._code_is_whole(code) or not name or not role or not passphrase:
            return
        folder, allow_network = self._folder, self._allow_network

        def opened(progress: Progress) -> Vault:
            progress(0, 0, _("Making a key of the new passphrase"))
            return Vault.open_with_recovery_code(
                folder, code, name, role, passphrase, allow_network=allow_network
            )

        self.setEnabled(False)
        run_in_background(
            self, _("Opening the vault"), opened, self._opened, self._refused, can_stop=False
        )

    def forget(self) -> None:
        """Nothing secret stays in the fields."""
        self.code.clear()
        self.chooser.forget()

    def _code_is_whole(self, code: str) -> bool:
        try:
            key_from_code(code)
        except RecoveryCodeMistyped as error:
            self.code_row.show_error(f"{error.reason} {error.what_to_do}")
            self.code.setFocus()
            return False
        self.code_row.clear_error()
        return True

    def _opened(self, vault: Vault) -> None:
        self.setEnabled(True)
        self.forget()
        self.opened.emit(vault, "")

    def _refused(self, error: TacError) -> None:
        self.setEnabled(True)
        if isinstance(error, NetworkPlace):
            self._allow_network = messages.choose(self, error, [Remedy.ALLOW_NETWORK.words]) == 0
            if self._allow_network:
                self.go_on()
            return
        messages.tell(self, error)

    def _give_up(self) -> None:
        self.forget()
        self.gave_up.emit()
