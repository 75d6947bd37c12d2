"""An empty database in KeePass's own format (KDBX 4), with key parameters of our choice.

KeePassXC's command line makes no database with Argon2id, so the few fields are written here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from tac_desktop.storage.key_cost import KeyCost

_SIGNATURE = struct.pack("<III", 0x9AA2D903, 0xB54BFB67, 0x00040000)
_AES_256 = bytes.fromhex("31c1f2e6bf714350be5805216afc5aff")
_ARGON2ID = bytes.fromhex("9e298b1956db4773b23dfc3ec6f0a1e6")
_CHACHA20 = 3
_UINT32, _UINT64, _BYTES = 0x04, 0x05, 0x42


def empty_database(passphrase: str, cost: KeyCost) -> bytes:
    """The bytes of a database without entries."""
    seed, vector, salt = os.urandom(32), os.urandom(16), os.urandom(32)
    fields = [(2, _AES_256), (3, bytes(4)), (4, seed), (7, vector), (11, _parameters(cost, salt))]
    header = _SIGNATURE + b"".join(map(_field, [*fields, (0, b"\r\n\r\n")]))
    composite = hashlib.sha256(hashlib.sha256(passphrase.encode("utf-8")).digest()).digest()
    transformed = cost.derive(composite, salt)
    base = hashlib.sha512(seed + transformed + b"\x01").digest()
    padder = PKCS7(128).padder()
    padded = padder.update(_content()) + padder.finalize()
    cipher = Cipher(
        algorithms.AES(hashlib.sha256(seed + transformed).digest()), modes.CBC(vector)
    ).encryptor()
    encrypted = cipher.update(padded) + cipher.finalize()
    check = hmac.digest(_block_key(2**64 - 1, base), header, "sha256")
    blocks = b"".join(_block(number, part, base) for number, part in enumerate([encrypted, b""]))
    return header + hashlib.sha256(header).digest() + check + blocks


def _field(field: tuple[int, bytes]) -> bytes:
    return struct.pack("<BI", field[0], len(field[1])) + field[1]


def _parameters(cost: KeyCost, salt: bytes) -> bytes:
    """The dictionary that says how the key is made."""
    entries = (
        (_BYTES, b"$UUID", _ARGON2ID),
        (_UINT64, b"I", struct.pack("<Q", cost.iterations)),
        (_UINT64, b"M", struct.pack("<Q", cost.memory_kib * 1024)),
        (_UINT32, b"P", struct.pack("<I", cost.lanes)),
        (_BYTES, b"S", salt),
        (_UINT32, b"V", struct.pack("<I", 0x13)),
    )
    said = b"".join(
        struct.pack("<BI", kind, len(name)) + name + struct.pack("<I", len(value)) + value
        for kind, name, value in entries
    )
    return struct.pack("<H", 0x0100) + said + b"\x00"


def _content() -> bytes:
    inner = [(1, struct.pack("<I", _CHACHA20)), (2, os.urandom(64)), (0, b"")]
    identifier = base64.b64encode(os.urandom(16)).decode("ascii")
    text = (
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?><KeePassFile><Meta>'
        "<Generator>benchmark</Generator><DatabaseName>peer</DatabaseName></Meta><Root><Group>"
        f"<UUID>{identifier}</UUID><Name>Root</Name></Group></Root></KeePassFile>"
    )
    return b"".join(map(_field, inner)) + text.encode("utf-8")


def _block_key(number: int, base: bytes) -> bytes:
    return hashlib.sha512(struct.pack("<Q", number) + base).digest()


def _block(number: int, part: bytes, base: bytes) -> bytes:
    key = _block_key(number, base)
    length = struct.pack("<I", len(part))
    check = hmac.digest(key, struct.pack("<Q", number) + length + part, "sha256")
    return check + length + part
