"""One run of the program: the vault while it is unlocked, the settings, and what pages tell
each other."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tac_desktop.storage.errors import VaultLocked
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.storage.roles import Right
from tac_desktop.ui import work
from tac_desktop.ui.clipboard import Clipboard
from tac_desktop.ui.search_note import LookNote, SearchNote
from tac_desktop.ui.settings import Settings
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.storage.vault import Vault


class Session(QObject):
    """Holds the vault and the settings; pages get it and ask it for the vault at each use.

    `about_to_lock` comes while the vault is still open: forms write their drafts then, at once.
    `changed` carries the mother whose file changed, empty for records that all files share.
    `said` carries a sentence for the status line ("Draft kept 09:41").
    """

    about_to_lock = Signal()
    locked = Signal()
    unlocked = Signal()
    changed = Signal(str)
    said = Signal(str)

    def __init__(self, settings: Settings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings or Settings()
        self.clipboard = Clipboard(self)
        self.clipboard.copied_by_hand.connect(self._note_copy)
        self._vault: Vault | None = None
        self.searches = SearchNote(self._open_vault, self)
        self.looks = LookNote(self._open_vault, self)
        for note in (self.searches, self.looks):
            self.about_to_lock.connect(note.note_now)
        self.locked.connect(self.looks.forget)
        self._last_person: VaultPerson | None = None
        self._last_vault_id = ""
        self._last_activity = time.monotonic()

    @property
    def vault(self) -> Vault:
        """The open vault; raises VaultLocked while there is none."""
        if self._vault is None:
            raise VaultLocked
        return self._vault

    def _note_copy(self, characters: int) -> None:
        if self._vault is not None:
            detail = _("{count} characters, with Ctrl+C").format(count=characters)
            self._vault.audit(AuditAction.COPIED_TEXT, detail=detail)

    def _open_vault(self) -> Vault | None:
        return self._vault

    @property
    def is_unlocked(self) -> bool:
        """Whether a vault is open now."""
        return self._vault is not None

    def may(self, right: Right) -> bool:
        """Whether the person at the screen may do this; nobody may while it is locked."""
        return self._vault is not None and self._vault.may(right)

    @property
    def last_person(self) -> VaultPerson | None:
        """Who has, or had last, the vault open in this run."""
        return self._last_person

    def today(self) -> dt.date:
        """The day that ages, waiting times and dates ahead are counted from."""
        return dt.date.today()

    def adopt(self, vault: Vault) -> bool:
        """Go on with a vault that was just opened or made.

        Returns whether it is the same person in the same vault as before it was locked, so that
        what stood on her screen may be shown again.
        """
        same = (
            self._last_person is not None
            and self._last_person.worker_id == vault.person.worker_id
            and self._last_vault_id == vault.vault_id
        )
        self._vault = vault
        self._last_person = vault.person
        self._last_vault_id = vault.vault_id
        if not vault.training:
            # The next start opens her own vault, whatever she practised on in between.
            self.settings.vault_folder = str(vault.folder)
            self.settings.save()
        self.clipboard.watching = True
        self.note_activity()
        self.unlocked.emit()
        return same

    def unlock(self, passphrase: str, folder: Path | None = None) -> None:
        """Open the vault here and now, for scripts and tests; the window does it in a thread."""
        from tac_desktop.storage.vault import Vault

        self.adopt(Vault.open(folder or self.settings.folder, passphrase))

    def lock(self) -> None:
        """Close the vault and drop its key; forms have kept their drafts when this returns."""
        self.clipboard.clear()
        self.clipboard.watching = False
        if self._vault is None:
            return
        work.cancel_all()
        try:
            self.about_to_lock.emit()
        finally:
            vault, self._vault = self._vault, None
            try:
                vault.close()
            finally:
                self.locked.emit()

    def say(self, words: str) -> None:
        """Show a sentence in the status line."""
        self.said.emit(words)

    def say_at(self, words: str) -> None:
        """Show a sentence in the status line with the time: `Saved 09:41`."""
        self.said.emit(
            _("{words} {time}").format(words=words, time=dt.datetime.now().strftime("%H:%M"))
        )

    def note_activity(self) -> None:
        """Somebody is there: start counting the idle time again."""
        self._last_activity = time.monotonic()

    def idle_seconds(self) -> float:
        """How long nobody has touched the keyboard or the mouse."""
        return time.monotonic() - self._last_activity
