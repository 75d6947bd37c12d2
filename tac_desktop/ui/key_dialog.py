"""Replacing the key of the vault, and asking for the recovery sheet once more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from tac_desktop.errors import TacError
from tac_desktop.storage.errors import TooManyAttempts, WrongPassphrase
from tac_desktop.storage.members import TeamMember
from tac_desktop.ui import messages, theme
from tac_desktop.ui.dialog_size import fit_to_screen
from tac_desktop.ui.passphrase_field import PassphraseField
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.widgets import (
    FormRow,
    button_row,
    danger_button,
    form_row,
    hint,
    primary_button,
    scrolled,
    secondary_button,
    section,
    title,
    wrapped,
)
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _

_WIDTH, _FIELD = 640, 480


class _AsksPassphrase(QDialog):
    """A window that asks for passphrases; `done_with` carries a recovery code."""

    done_with = Signal(str)

    def __init__(self, session: Session, words: str, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words)
        self.content = QWidget(self)
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(*[theme.space(5)] * 4)
        self.column.setSpacing(theme.space(4))
        self.column.addWidget(title(words, self.content))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(self.content, self))
        session.locked.connect(self.reject)

    def ask(self, label: str, help_words: str = "") -> tuple[PassphraseField, FormRow]:
        """One field more."""
        field = PassphraseField(self.content)
        field.setMaximumWidth(theme.scaled(_FIELD))
        line = form_row(label, field, help_words, parent=self.content)
        self.column.addWidget(line)
        return field, line

    def close_with(self, go: QPushButton, height: int) -> None:
        """Put the buttons below everything; lengths are pixels at 100 %."""
        go.clicked.connect(self.go_on)
        back = secondary_button(_("Go back"), self.content)
        back.clicked.connect(self.reject)
        self.column.addWidget(button_row(self.content, go, back))
        self.column.addStretch(1)
        tab_in_reading_order(self.content)
        fit_to_screen(self, _WIDTH, height)

    def go_on(self) -> None:
        """Do what the window is for."""
        raise NotImplementedError

    def run(self, words: str, function: Callable[[Progress], str], *, can_stop: bool) -> None:
        """Do the work in the background; a wrong passphrase is said beside the fields."""
        self.setEnabled(False)
        run_in_background(self, words, function, self._finished, self._failed, can_stop=can_stop)

    def show_wrong(self, error: TacError) -> None:
        """Say beside a field that its passphrase is wrong."""
        raise NotImplementedError

    def forget(self) -> None:
        """Nothing secret stays in the fields."""
        for field in self.findChildren(PassphraseField):
            field.clear()

    def done(self, result: int) -> None:
        """However the window goes."""
        self.forget()
        super().done(result)

    def _finished(self, code: str) -> None:
        self.setEnabled(True)
        self.accept()
        if not self._session.is_unlocked:
            # Locked meanwhile: the code stays off the screen. A new key asks for its sheet again.
            return
        self.done_with.emit(code)

    def _failed(self, error: TacError) -> None:
        self.setEnabled(True)
        if isinstance(error, WrongPassphrase | TooManyAttempts):
            self.show_wrong(error)
        else:
            messages.tell(self, error)


class SheetAgainDialog(_AsksPassphrase):
    """The sheet is the key: whoever wants to see it says once more who she is."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        words = _("Print the recovery sheet again")
        super().__init__(session, words, parent)
        self.column.addWidget(
            wrapped(
                _(
                    "The sheet has the same code as the one before. If that one is lost, replace "
                    "the key instead: whoever finds it could open the vault."
                ),
                self.content,
            )
        )
        self.field, self.line = self.ask(_("Your passphrase"))
        self.field.submitted.connect(self.go_on)
        self.go = primary_button(_("Show the sheet"), self.content)
        self.close_with(self.go, 380)
        self.field.setFocus()

    def go_on(self) -> None:
        """Prove who she is."""
        typed, team = self.field.text, self._session.vault.team
        if not typed:
            self.line.show_error(_("Please type your passphrase."))
            return

        def proved(progress: Progress) -> str:
            progress(0, 0, _("Checking the passphrase"))
            return team.recovery_code(typed)

        self.run(self.windowTitle(), proved, can_stop=False)

    def show_wrong(self, error: TacError) -> None:
        """At the one field."""
        self.line.show_error(error.sentence)
        self.field.setFocus()


class KeyDialog(_AsksPassphrase):
    """Says what the new key reaches and what it does not, and asks who is taken along."""

    def __init__(self, session: Session, members: Sequence[TeamMember], parent: QWidget) -> None:
        super().__init__(session, _("Replace the key"), parent)
        copies = _(
            "Backups and copies made before stay as they are: they open with the passphrases "
            "and the sheet they were made with. Keep the old sheet as long as you keep them."
        )
        if not session.vault.training:
            copies += " " + _("A new backup is made by itself soon after.")
        for words in (
            _(
                "The vault is encrypted anew with a key that nobody knows yet. The recovery sheet "
                "there is now, and every old copy of the key file, no longer open it. You print a "
                "new sheet at the end."
            ),
            copies,
        ):
            self.column.addWidget(wrapped(words, self.content))
        self.own, self.own_line = self.ask(_("Your passphrase"))
        self.others: dict[str, tuple[PassphraseField, FormRow]] = {}
        self._ask_others(members)
        self.column.addWidget(
            hint(
                _(
                    "It takes a few seconds for each 100 MB, on a slow computer up to half a "
                    "minute. Should the computer stop meanwhile, the vault opens as before; "
                    "nothing is lost."
                ),
                self.content,
            )
        )
        self.go = danger_button(_("Replace the key"), self.content)
        self.close_with(self.go, 720)
        self.own.setFocus()

    def go_on(self) -> None:
        """Take along whoever typed her passphrase."""
        vault = self._session.vault
        typed = {slot_id: field.text for slot_id, (field, _line) in self.others.items()}
        passphrases = {slot_id: text for slot_id, text in typed.items() if text}
        if not self.own.text:
            self.own_line.show_error(_("Please type your passphrase."))
            self.own.setFocus()
            return
        passphrases[vault.slot_id] = self.own.text

        def replaced(progress: Progress) -> str:
            progress(0, 0, _("Making a new key"))
            return vault.replace_key(passphrases, progress=progress)

        self.run(_("Replacing the key"), replaced, can_stop=True)

    def show_wrong(self, error: TacError) -> None:
        """It may be anybody's: said at the field it was typed into."""
        for line in (self.own_line, *(line for _field, line in self.others.values())):
            line.clear_error()
        slot_id = error.slot_id if isinstance(error, WrongPassphrase) else ""
        field, line = self.others.get(slot_id, (self.own, self.own_line))
        words = _("That is not her passphrase. Nothing was changed.")
        line.show_error(words if slot_id in self.others else error.sentence)
        field.setFocus()

    def _ask_others(self, members: Sequence[TeamMember]) -> None:
        mine = self._session.vault.slot_id
        others = [one for one in members if one.can_open and one.slot_id != mine]
        if not others:
            return
        self.column.addWidget(section(_("Who else goes on opening it"), self.content))
        self.column.addWidget(
            wrapped(
                _(
                    "Who is here now types her passphrase. Who is left out is let in again later, "
                    "with a new one; what she wrote stays hers."
                ),
                self.content,
            )
        )
        for one in others:
            words = _("Passphrase of {name}").format(name=one.person.name)
            self.others[one.slot_id] = self.ask(words)
