"""The locked window: which vault, who, passphrase; and for everything that can be wrong with a
vault its own sentence and a button where something can be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tac_desktop.errors import TacError
from tac_desktop.storage.drives import refuse_vault
from tac_desktop.storage.errors import (
    PlaceMissing,
    TooManyAttempts,
    WrongPassphrase,
)
from tac_desktop.storage.keys import KeyFile, recovery_code, seconds_to_wait
from tac_desktop.storage.places import refuse_unless_vault
from tac_desktop.storage.unlocking import open_vault
from tac_desktop.ui import loading, messages, theme
from tac_desktop.ui.choice_box import ChoiceBox
from tac_desktop.ui.passphrase_field import PassphraseField
from tac_desktop.ui.reading_order import tab_in_reading_order
from tac_desktop.ui.session import Session
from tac_desktop.ui.unlock_remedies import Remedy, refuse_backup, remedies_for
from tac_desktop.ui.widgets import (
    Notice,
    button_row,
    column,
    form_row,
    link_button,
    primary_button,
    scrolled,
    secondary_button,
    title,
    wrapped,
)
from tac_desktop.ui.work import Progress, run_in_background
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.storage.vault import Vault

_WIDTH = 520


class UnlockPage(QWidget):
    """`opened` carries the open vault, and the recovery code where set-up was not finished."""

    opened = Signal(object, str)
    new_vault_wanted = Signal(Path)
    recovery_wanted = Signal(Path)
    rescue_wanted = Signal(Path)
    look_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        theme.mark(self, "page")
        self._session = session
        self._folder = session.settings.folder
        self._allow_network = False
        self._busy = False
        self._remedy_of: dict[object, Remedy] = {}
        self._ticks = QTimer(self)
        self._ticks.setInterval(250)
        self._ticks.timeout.connect(self._count_down)
        self._build()

    @property
    def folder(self) -> Path:
        """The vault that is asked about."""
        return self._folder

    def show_vault(self, folder: Path, *, because: str = "") -> None:
        """Ask for the passphrase of this vault; `because` says why it is locked now."""
        if folder != self._folder:
            self._allow_network = False
        self._folder = folder
        self.because.setText(because)
        self.because.setVisible(bool(because))
        self.where.setText(str(folder))
        self.field.clear()
        self.state.setText("")
        self._ticks.stop()
        self._show_problem(None)
        self._inspect()
        self._count_down()

    def start(self) -> None:
        """Put the focus where the answer goes."""
        if self.field.isVisibleTo(self):
            self.field.setFocus()
        elif self.remedies:
            self.remedies[0].setFocus()

    def unlock(self) -> None:
        """Try the passphrase, in the background: the key takes about a second to make."""
        passphrase = self.field.text
        if self._busy or not self.button.isEnabled():
            return
        if not passphrase:
            self.field_row.show_error(_("Please type your passphrase."))
            self.field.setFocus()
            return
        folder, slot_id = self._folder, self.who.code or None
        allow_network = self._allow_network

        def opened(_progress: Progress) -> tuple[Vault, str]:
            vault = open_vault(folder, passphrase, slot_id=slot_id, allow_network=allow_network)
            from tac_desktop.ui.setup_mark import setup_marks

            code = ""
            if setup_marks(vault):
                key, _slot = KeyFile.read(folder).unlock(passphrase, vault.slot_id)
                code = recovery_code(key)
            return vault, code

        self._set_busy(True)
        loading.hold()
        run_in_background(
            self, _("Unlocking"), opened, self._opened, self.show_refusal, with_dialog=False
        )

    def _build(self) -> None:
        whole = QWidget(self)
        outer = QHBoxLayout(whole)
        outer.setContentsMargins(*[theme.space(5)] * 4)
        inner, self._layout = column(whole, spacing=4)
        inner.setMaximumWidth(theme.scaled(_WIDTH))
        self._inner = inner
        self.heading = title(_("Unlock the vault"), inner)
        self.because = wrapped("", inner, "muted")
        self.where = wrapped("", inner, "hint")
        self.training = Notice("info", "", inner)
        self.problem = Notice("danger", "", inner)
        self.problem_rest = wrapped("", self.problem)
        self.problem.add(self.problem_rest)
        self._remedy_row: QWidget | None = None
        self.remedies: list[QWidget] = []
        self.who = ChoiceBox(inner)
        self.who_row = form_row(_("Who are you?"), self.who, parent=inner)
        self.field = PassphraseField(inner)
        self.field.submitted.connect(self.unlock)
        self.field.edited.connect(self._edited)
        self.field_row = form_row(_("Passphrase"), self.field, parent=inner)
        self.button = primary_button(_("Unlock"), inner)
        self.button.clicked.connect(self.unlock)
        self.state = wrapped("", inner, "hint")
        self.by_sheet = link_button(_("Open with the recovery sheet"), inner)
        self.by_sheet.clicked.connect(self._want_recovery)
        self.other = link_button(_("Open another vault ..."), inner)
        self.other.clicked.connect(self._choose_other)
        self.look = link_button(_("Look at a handover without a vault"), inner)
        self.look.clicked.connect(self.look_wanted)
        for widget in (
            self.heading,
            self.because,
            self.where,
            self.training,
            self.problem,
            self.who_row,
            self.field_row,
            button_row(inner, self.button),
            self.state,
            button_row(inner, self.by_sheet, self.other),
            button_row(inner, self.look),
        ):
            self._layout.addWidget(widget)
        self._layout.addStretch(1)
        outer.addStretch(1)
        outer.addWidget(inner, 100)
        outer.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolled(whole, self))

    def _inspect(self) -> None:
        """Look at the folder without a key: who can open it, or what is wrong with it."""
        people, training = [], False
        try:
            if not self._folder.exists():
                raise PlaceMissing(self._folder)
            refuse_vault(self._folder)
            refuse_backup(self._folder)
            refuse_unless_vault(self._folder)
            keys = KeyFile.read(self._folder)
            people, training = list(keys.slots), keys.training
        except TacError as error:
            self._show_problem(error)
        self.training.show_words("info", _about_training() if training else "")
        self.who.clear()
        for slot in people:
            self.who.add(slot.person.name, slot.slot_id)
        last = self._session.last_person
        for slot in people:
            if last is not None and slot.person.worker_id == last.worker_id:
                self.who.choose(slot.slot_id)
        self.who_row.setVisible(len(people) > 1)
        self.field_row.setVisible(bool(people))
        self.button.setVisible(bool(people))
        self.by_sheet.setVisible(bool(people))
        name = people[0].person.name if len(people) == 1 else ""
        words = _("Unlock {name}'s vault").format(name=name)
        self.heading.setText(words if name else _("Unlock the vault"))

    def _opened(self, opened: tuple[Vault, str]) -> None:
        self._set_busy(False)
        self.field.clear()
        self._show_problem(None)
        self.opened.emit(*opened)
        loading.go_on()

    def show_refusal(self, error: TacError) -> None:
        """Say what is wrong with the vault, with a button for what can be done."""
        self._set_busy(False)
        loading.go_on()
        self._show_problem(error)
        if isinstance(error, WrongPassphrase | TooManyAttempts):
            self.field.edit.selectAll()
            self._count_down()
        self.start()

    def _edited(self) -> None:
        self.field_row.clear_error()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for widget in (self.field, self.who, self.by_sheet, self.other):
            widget.setEnabled(not busy)
        self.button.setEnabled(not busy)
        self.state.setText(_("Unlocking ...") if busy else "")

    def _count_down(self) -> None:
        """Hold the button back while the next try has to wait."""
        if self._busy:
            return
        seconds = seconds_to_wait(self._folder)
        self.button.setEnabled(not seconds)
        if seconds:
            words = _("You can try again in {seconds} seconds.")
            self.state.setText(words.format(seconds=seconds))
            self._ticks.start()
        elif self._ticks.isActive():
            self._ticks.stop()
            self.state.setText(_("You can try again now."))

    def _show_problem(self, error: TacError | None) -> None:
        if self._remedy_row is not None:
            self._remedy_row.hide()
            self._remedy_row.deleteLater()
            self._remedy_row = None
        self.remedies = []
        self._remedy_of = {}
        if error is None:
            self.problem.show_words("danger", "")
            return
        mild = isinstance(error, WrongPassphrase | TooManyAttempts)
        self.problem.show_words("warning" if mild else "danger", error.what_happened)
        rest = " ".join(part for part in (error.what_is_safe, _what_to_do(error)) if part)
        self.problem_rest.setText(rest)
        self.problem.setAccessibleDescription(rest)
        buttons = []
        for remedy in remedies_for(error):
            button = secondary_button(remedy.words, self.problem)
            button.clicked.connect(self._apply_remedy)
            self._remedy_of[button] = remedy
            buttons.append(button)
        self.remedies = list(buttons)
        self._remedy_row = button_row(self.problem, *buttons)
        self.problem.add(self._remedy_row)
        # Shown at once: what is not visible yet cannot take the focus.
        self._remedy_row.show()
        tab_in_reading_order(self._inner)

    def _apply_remedy(self) -> None:
        remedy = self._remedy_of[self.sender()]
        actions: dict[Remedy, Callable[[], None]] = {
            Remedy.TRY_AGAIN: self._try_again,
            Remedy.CHOOSE_ANOTHER: self._choose_other,
            Remedy.RECOVERY_SHEET: self._want_recovery,
            Remedy.BRING_BACK: self._want_rescue,
            Remedy.NEW_VAULT_HERE: self._want_new_vault,
            Remedy.ALLOW_NETWORK: self._use_network,
        }
        actions[remedy]()

    def _try_again(self) -> None:
        typed = self.field.text
        if typed and self.button.isVisibleTo(self):
            self.unlock()
        else:
            self.show_vault(self._folder)
            self.start()

    def _use_network(self) -> None:
        self._allow_network = True
        self._try_again()

    def _choose_other(self) -> None:
        start = self._folder if self._folder.is_dir() else None
        chosen = messages.choose_folder(self, _("Choose the vault's folder"), start)
        if chosen is not None:
            self.show_vault(chosen)
            self.start()

    def _want_recovery(self) -> None:
        self.recovery_wanted.emit(self._folder)

    def _want_rescue(self) -> None:
        self.rescue_wanted.emit(self._folder)

    def _want_new_vault(self) -> None:
        self.new_vault_wanted.emit(self._folder)


def _what_to_do(error: TacError) -> str:
    """The countdown below the button says when; the sentence need not."""
    if isinstance(error, WrongPassphrase):
        return WrongPassphrase().what_to_do
    return "" if isinstance(error, TooManyAttempts) else error.what_to_do


def _about_training() -> str:
    """What a training vault is, and how it opens: its usual passphrase is published."""
    from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE

    words = _(
        "Training vault: every case in it is invented. It opens with “{words}” unless somebody"
        " chose another passphrase."
    )
    return words.format(words=TRAINING_PASSPHRASE)
