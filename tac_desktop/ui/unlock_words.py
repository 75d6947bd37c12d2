"""When the vault was opened last, and what was tried since: a stranger's visit is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tac_desktop.casework.dates import written_moment
from tac_desktop.ui import messages
from tac_desktop.words import _

if TYPE_CHECKING:
    from tac_desktop.storage.vault import Vault


def last_unlock_in_words(vault: Vault) -> str:
    """`Last opened 16 Nov 2026 09:12 by Dana. Wrong passphrases since: 2.`; at first nothing."""
    before, wrong = vault.unlocked_before, vault.wrong_attempts_before.count
    if before is None:
        return ""
    upgraded = f"{vault.upgrade.sentence} " if vault.upgrade else ""
    words = upgraded + _("Last opened {moment} by {who}.").format(
        moment=written_moment(before.at), who=before.by_name
    )
    if wrong:
        words += " " + _("Wrong passphrases since: {count}.").format(count=wrong)
    return words


def tell_of_interrupted_upgrade(parent: QWidget, vault: Vault) -> None:
    """Say so where an upgrade of the vault had been broken off and was finished just now."""
    if vault.upgrade is not None and vault.upgrade.interrupted_at is not None:
        messages.tell(parent, vault.upgrade.sentence)
