"""Searches and looks at the address book stand in the journal: once, not for each key."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from tac_desktop.errors import TacError
from tac_desktop.storage.journal import AuditAction
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.storage.vault import Vault

_SETTLED_MS = 2000


class SearchNote(QObject):
    """Notes the words once nobody types on for two seconds, and before the vault is locked."""

    def __init__(self, vault: Callable[[], Vault | None], parent: QObject) -> None:
        super().__init__(parent)
        self._vault = vault
        self._words, self._mother_id = "", ""
        self._noted = ("", "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED_MS)
        self._timer.timeout.connect(self.note_now)

    def shown(self, words: str, mother_id: str = "") -> None:
        """Something was found, or not, by these words, and is on the screen."""
        words = words.strip()
        typing_on = words.startswith(self._words) and mother_id == self._mother_id
        if not typing_on:
            self.note_now()
        if words:
            self._words, self._mother_id = words, mother_id
            self._timer.start()

    def note_now(self) -> None:
        """Write down what is still to be noted."""
        self._timer.stop()
        asked = (self._words, self._mother_id)
        vault = self._vault()
        if asked[0] and asked != self._noted and vault is not None:
            with suppress(TacError):
                vault.audit(AuditAction.SEARCHED, mother_id=asked[1], detail=asked[0])
                self._noted = asked
        self._words, self._mother_id = "", ""


class LookNote(QObject):
    """Notes who was looked at in the address book, once a person stays for two seconds."""

    def __init__(self, vault: Callable[[], Vault | None], parent: QObject) -> None:
        super().__init__(parent)
        self._vault = vault
        self._record_id, self._name, self._noted = "", "", ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED_MS)
        self._timer.timeout.connect(self.note_now)

    def at(self, record_id: str, name: str) -> None:
        """This person or organisation is on the screen."""
        if record_id != self._noted:
            self._record_id, self._name = record_id, name
            self._timer.start()

    def note_now(self) -> None:
        """Write down who is on the screen."""
        self._timer.stop()
        vault = self._vault()
        if self._record_id and vault is not None:
            detail = _("Address book: {name}").format(name=self._name)
            with suppress(TacError):
                vault.audit(AuditAction.LOOKED_AT, record_id=self._record_id, detail=detail)
                self._noted = self._record_id
        self._record_id = ""

    def forget(self) -> None:
        """After unlocking, a look is a new look."""
        self._noted = ""
