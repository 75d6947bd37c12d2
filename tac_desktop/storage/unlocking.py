"""Opening a vault while the rest of the program is still being loaded.

Making the key takes about a second in which the processor's other cores are idle: what an open
vault needs besides the key is imported in that time, not before and not after.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tac_desktop.storage import opening

if TYPE_CHECKING:
    from tac_desktop.storage.vault import Vault


def open_vault(
    folder: Path, passphrase: str, *, slot_id: str | None = None, allow_network: bool = False
) -> Vault:
    """The same as `Vault.open`, raises included, before anything else was imported."""
    with opening.held(folder, allow_network=allow_network) as lock:
        opened = opening.unlock_with_passphrase(folder, passphrase, slot_id)
        try:
            from tac_desktop.storage.vault import Vault
        except BaseException:
            opened.database.close()
            raise
        return Vault.unlocked(folder, lock, opened)
