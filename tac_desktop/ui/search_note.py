"""What was looked for stands in the journal: once for each search, not for each letter of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from tac_desktop.errors import TacError
from tac_desktop.storage.journal import AuditAction

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
