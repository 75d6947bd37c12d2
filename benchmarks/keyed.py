"""The encrypted database without the program round it: what every baseline reads and writes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from benchmarks.vaults import PASSPHRASE
from tac_desktop.storage.key_slots import KeyFile
from tac_desktop.storage.places import DATABASE_FILE


@cache
def data_key(vault: Path) -> bytes:
    """The key of a vault that was made to be measured on."""
    return KeyFile.read(vault).unlock(PASSPHRASE, None)[0]


def connected(path: Path, key: bytes | None) -> Any:
    """A connection as the program makes it, to a file that may be new; plain without a key."""
    connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("PRAGMA cipher_memory_security = ON")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def database_of(vault: Path) -> Path:
    """The database file of a vault."""
    return vault / DATABASE_FILE
