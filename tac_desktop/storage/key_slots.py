"""keys.json: the data key, wrapped once for each person's passphrase.

Each slot is AES-256-GCM under a key that Argon2id makes of the passphrase; everything readable in
the slot is bound to it as associated data. A checksum over the file tells damage from a wrong
passphrase, and a key check tells the right key without the database. Layout: docs/vault-format.md.
"""

from __future__ import annotations

import hmac
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tac_desktop.casework.identifiers import new_id
from tac_desktop.storage.canonical import (
    canonical_json,
    from_base64,
    now_text,
    sha256_hex,
    to_base64,
)
from tac_desktop.storage.errors import KeysDamaged, KeysMissing, VaultNewer, WrongPassphrase
from tac_desktop.storage.files import os_errors_as_sentences, write_carefully
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.passphrases import passphrase_bytes

KEYS_FILE = "keys.json"
KEYS_VERSION = 2
"""The newest layout that is read. Written is 1, and 2 only while the data key is being replaced."""

_FORMAT = "tac-desktop-keys"
_KEY_BYTES = 32


@dataclass(frozen=True)
class VaultPerson:
    """Someone who can open the vault, as she is named in it."""

    worker_id: str
    name: str
    role: str


@dataclass(frozen=True)
class KeySlot:
    """The data key for one person: who, at which cost, and the wrapped key."""

    slot_id: str
    person: VaultPerson
    made_at: str
    cost: KeyCost
    salt: bytes
    nonce: bytes
    wrapped_key: bytes

    @classmethod
    def wrapping(
        cls,
        data_key: bytes,
        vault_id: str,
        person: VaultPerson,
        passphrase: str,
        cost: KeyCost,
        slot_id: str = "",
    ) -> Self:
        """A new slot for a person and her passphrase; `slot_id` where it replaces another one."""
        slot = cls(
            slot_id or new_id(), person, now_text(), cost, os.urandom(16), os.urandom(12), b""
        )
        return replace(
            slot,
            wrapped_key=slot._cipher(passphrase).encrypt(
                slot.nonce, data_key, slot.header(vault_id)
            ),
        )

    def unwrapped(self, vault_id: str, passphrase: str) -> bytes:
        """The data key; raises WrongPassphrase where the passphrase is not this slot's."""
        cipher = self._cipher(passphrase)
        try:
            return cipher.decrypt(self.nonce, self.wrapped_key, self.header(vault_id))
        except InvalidTag:
            raise WrongPassphrase(slot_id=self.slot_id) from None

    def header(self, vault_id: str) -> bytes:
        """Everything readable in the slot, as the bytes that the wrapped key is bound to."""
        return canonical_json({"vault_id": vault_id, **self._readable()})

    def as_json(self) -> dict[str, Any]:
        """The slot as it stands in the file."""
        return {
            **self._readable(),
            "nonce": to_base64(self.nonce),
            "wrapped_key": to_base64(self.wrapped_key),
        }

    @classmethod
    def from_json(cls, entry: dict[str, Any]) -> Self:
        """The slot that `as_json` wrote; raises ValueError, KeyError or TypeError otherwise."""
        kdf = entry["kdf"]
        cost = KeyCost(int(kdf["memory_kib"]), int(kdf["iterations"]), int(kdf["lanes"]))
        if kdf["name"] != "argon2id" or not cost.believable:
            raise ValueError
        slot = cls(
            slot_id=str(entry["slot_id"]),
            person=VaultPerson(str(entry["worker_id"]), str(entry["name"]), str(entry["role"])),
            made_at=str(entry["made_at"]),
            cost=cost,
            salt=from_base64(kdf["salt"]),
            nonce=from_base64(entry["nonce"]),
            wrapped_key=from_base64(entry["wrapped_key"]),
        )
        if (len(slot.salt), len(slot.nonce), len(slot.wrapped_key)) != (16, 12, _KEY_BYTES + 16):
            raise ValueError
        return slot

    def _readable(self) -> dict[str, Any]:
        return {
            "slot_id": self.slot_id,
            "worker_id": self.person.worker_id,
            "name": self.person.name,
            "role": self.person.role,
            "made_at": self.made_at,
            "kdf": {
                "name": "argon2id",
                "memory_kib": self.cost.memory_kib,
                "iterations": self.cost.iterations,
                "lanes": self.cost.lanes,
                "salt": to_base64(self.salt),
            },
        }

    def _cipher(self, passphrase: str) -> AESGCM:
        return AESGCM(self.cost.derive(passphrase_bytes(passphrase), self.salt))


@dataclass(frozen=True)
class KeyFile:
    """Everything in keys.json."""

    vault_id: str
    training: bool
    made_at: str
    key_check: str
    slots: tuple[KeySlot, ...]
    following: KeyFile | None = None
    """While the data key is being replaced: the slots of the new one."""

    @classmethod
    def new(cls, vault_id: str, data_key: bytes, *, training: bool) -> Self:
        """A key file without slots."""
        return cls(vault_id, training, now_text(), _key_check(vault_id, data_key), ())

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The key file of a vault.

        Raises:
            KeysMissing, KeysDamaged, VaultNewer: each for what it says.
        """
        path = folder / KEYS_FILE
        if not path.is_file():
            raise KeysMissing
        with os_errors_as_sentences(folder):
            content = path.read_bytes()
        return cls.from_bytes(content)

    @classmethod
    def from_bytes(cls, content: bytes) -> Self:
        """The key file that `as_bytes` wrote."""
        try:
            raw = json.loads(content.decode("utf-8"))
            checksum = raw.pop("checksum")
            whole = raw["format"] == _FORMAT and checksum == sha256_hex(canonical_json(raw))
            version = raw["version"]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise KeysDamaged from None
        if not whole or not isinstance(version, int):
            raise KeysDamaged
        if version > KEYS_VERSION:
            raise VaultNewer(version, KEYS_VERSION)
        try:
            keys = cls._generation(raw, raw)
            if "following" in raw:
                keys = replace(keys, following=cls._generation(raw, raw["following"]))
            return keys
        except (ValueError, KeyError, TypeError, AttributeError):
            raise KeysDamaged from None

    def as_bytes(self) -> bytes:
        """The file's content, indented so that a person can look at it."""
        raw: dict[str, Any] = {
            "format": _FORMAT,
            "version": 1 if self.following is None else 2,
            "vault_id": self.vault_id,
            "training": self.training,
            "made_at": self.made_at,
            **self._keys_as_json(),
        }
        if self.following is not None:
            raw["following"] = self.following._keys_as_json()
        raw["checksum"] = sha256_hex(canonical_json(raw))
        return json.dumps(raw, indent=2, ensure_ascii=False).encode("utf-8") + b"\n"

    def write(self, folder: Path) -> None:
        """Put the file into the vault's folder, carefully, and read it back."""
        write_carefully(folder / KEYS_FILE, self.as_bytes())

    def fits(self, data_key: bytes) -> bool:
        """Whether this is the vault's data key."""
        return hmac.compare_digest(self.key_check, _key_check(self.vault_id, data_key))

    def generations(self) -> tuple[Self, ...]:
        """The keys in force, and those that are to follow, each as a file of its own."""
        now = replace(self, following=None)
        if self.following is None:
            return (now,)
        return (now, replace(now, key_check=self.following.key_check, slots=self.following.slots))

    def of_key(self, data_key: bytes) -> Self:
        """The generation that a data key belongs to; the one in force where it is of neither."""
        generations = self.generations()
        return next((one for one in generations if one.fits(data_key)), generations[0])

    def slot(self, slot_id: str) -> KeySlot | None:
        """The slot with this identifier."""
        return next((slot for slot in self.slots if slot.slot_id == slot_id), None)

    def with_slot(self, slot: KeySlot) -> Self:
        """The same file with one slot more, in place of one with the same identifier."""
        return replace(self, slots=(*self.without_slot(slot.slot_id).slots, slot))

    def without_slot(self, slot_id: str) -> Self:
        """The same file without one slot."""
        return replace(self, slots=tuple(one for one in self.slots if one.slot_id != slot_id))

    def unlock(self, passphrase: str, slot_id: str | None = None) -> tuple[bytes, KeySlot]:
        """The data key and the slot that gave it.

        Raises:
            WrongPassphrase: where no slot (or not the one named) opens with it.
            KeysDamaged: where a slot opens to a key that fails the key check.
        """
        tried = [slot for slot in self.slots if slot_id is None or slot.slot_id == slot_id]
        for slot in tried:
            try:
                data_key = slot.unwrapped(self.vault_id, passphrase)
            except WrongPassphrase:
                continue
            if not self.fits(data_key):
                raise KeysDamaged
            return data_key, slot
        raise WrongPassphrase

    def _keys_as_json(self) -> dict[str, Any]:
        return {
            "key_check": self.key_check,
            "slots": [slot.as_json() for slot in self.slots],
        }

    @classmethod
    def _generation(cls, about: dict[str, Any], keys: dict[str, Any]) -> Self:
        return cls(
            vault_id=str(about["vault_id"]),
            training=bool(about["training"]),
            made_at=str(about["made_at"]),
            key_check=str(keys["key_check"]),
            slots=tuple(KeySlot.from_json(entry) for entry in keys["slots"]),
        )


def _key_check(vault_id: str, data_key: bytes) -> str:
    message = b"TAC Desktop key check\x00" + vault_id.encode("utf-8")
    return hmac.digest(data_key, message, "sha256").hex()
