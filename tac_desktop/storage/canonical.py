"""One way to write a value as bytes, so that a digest means the same on every computer."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import json
from typing import Any

_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical_json(value: Any) -> bytes:
    """Sorted keys, no spaces, UTF-8 as it is, no NaN."""
    return _ENCODER.encode(value).encode("utf-8")


def sha256_hex(*parts: bytes) -> str:
    """SHA-256 over the parts one after the other, in lower-case hexadecimal digits."""
    whole = parts[0] if len(parts) == 1 else b"".join(parts)
    return hashlib.sha256(whole).hexdigest()


def moment_text(moment: dt.datetime) -> str:
    """A moment as it is stored: UTC, microseconds always written, so that text order is time."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment_from(text: str) -> dt.datetime:
    """The moment that `moment_text` wrote; raises ValueError for anything else."""
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is not dt.UTC or not text.endswith("Z"):
        raise ValueError(text)
    return moment


def now_text() -> str:
    """This moment as it is stored."""
    return moment_text(dt.datetime.now(dt.UTC))


def to_base64(value: bytes) -> str:
    """Bytes as text for a JSON header."""
    return base64.b64encode(value).decode("ascii")


def from_base64(text: Any) -> bytes:
    """The bytes that `to_base64` wrote; raises ValueError or TypeError for anything else."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError from error
