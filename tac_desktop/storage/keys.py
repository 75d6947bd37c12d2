"""All that other layers need of keys, from one place."""

from __future__ import annotations

from tac_desktop.storage.attempts import WrongAttempts, seconds_to_wait, wrong_attempts
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.key_slots import KEYS_FILE, KeyFile, KeySlot, VaultPerson
from tac_desktop.storage.passphrases import (
    LEAST_CHARACTERS,
    Strength,
    StrengthLevel,
    reason_against,
    refuse_weak,
    strength_of,
    suggest_passphrase,
)
from tac_desktop.storage.recovery import group_of, key_from_code, recovery_code, same_group

__all__ = [
    "KEYS_FILE",
    "LEAST_CHARACTERS",
    "KeyCost",
    "KeyFile",
    "KeySlot",
    "Strength",
    "StrengthLevel",
    "VaultPerson",
    "WrongAttempts",
    "group_of",
    "key_from_code",
    "reason_against",
    "recovery_code",
    "refuse_weak",
    "same_group",
    "seconds_to_wait",
    "strength_of",
    "suggest_passphrase",
    "wrong_attempts",
]
