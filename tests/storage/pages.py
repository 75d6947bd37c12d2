"""Everything that stands in a vault's database file, free pages and all, decrypted page by page.

Written from SQLCipher's published design alone, so that it sees what no query would show.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

_PAGE, _RESERVED, _SALT, _BLOCK = 4096, 80, 16, 16


def decrypted_pages(path: Path, key: bytes) -> bytes:
    """The contents of all pages, one after the other."""
    raw = path.read_bytes()
    return b"".join(
        _page(raw[start : start + _PAGE], key, _SALT if start == 0 else 0)
        for start in range(0, len(raw), _PAGE)
    )


def _page(page: bytes, key: bytes, begins: int) -> bytes:
    body, vector = page[begins : _PAGE - _RESERVED], page[_PAGE - _RESERVED :][:_BLOCK]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(body) + decryptor.finalize()
