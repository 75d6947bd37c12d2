"""The mark in a vault that says that its set-up, or the sheet of a new key, is unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tac_desktop.storage.key_change import SHEET_MARK
from tac_desktop.storage.roles import Right

if TYPE_CHECKING:
    from tac_desktop.storage.drafts import Draft
    from tac_desktop.storage.vault import Vault

SETUP_MARK = SHEET_MARK
"""The record type of the draft that says so; no record is ever made of it."""


def setup_marks(vault: Vault) -> list[Draft]:
    """What says that this vault's set-up is unfinished, for who may print its recovery sheet."""
    if not vault.may(Right.PEOPLE):
        return []
    return [draft for draft in vault.drafts() if draft.record_type == SETUP_MARK]
