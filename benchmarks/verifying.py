"""Verifying the whole journal against hashing the same bytes once, and what a whole check costs."""

from __future__ import annotations

import hashlib
from typing import Any

from benchmarks import keyed, vaults
from benchmarks.measuring import Figure, Run, compared, timed
from tac_desktop.storage.chain import Declared, first_broken_entry
from tac_desktop.storage.database import Database

_ROWS = (
    "SELECT j.seq, j.kind, j.at, j.by_id, j.digest, j.previous, j.hash, p.salt, p.payload"
    " FROM journal j LEFT JOIN journal_payload p ON p.seq = j.seq ORDER BY j.seq"
)


def measure(run: Run) -> list[Figure]:
    """Every entry of the chain, and what it says."""
    folder = vaults.vault_of(run.size, run.cache)
    path, key = keyed.database_of(folder), keyed.data_key(folder)
    database = Database(path, key)
    vault_id = str(database.value("SELECT value FROM fact WHERE name = 'vault_id'"))
    plain = keyed.connected(path, key)

    def chain() -> None:
        for result in first_broken_entry(database, vault_id, Declared()):
            assert isinstance(result, int), result

    few = 3 if run.size.entries > 100_000 else 7
    try:
        return [
            compared(
                run, "verify", "verify the whole journal",
                "reading the same rows and hashing their bytes once", 2.0,
                subject=lambda: timed(chain), baseline=lambda: timed(lambda: _hashed(plain)),
                turns=few,
            )
        ]  # fmt: skip
    finally:
        database.close()
        plain.close()


def _hashed(plain: Any) -> str:
    digest = hashlib.sha256()
    for row in plain.execute(_ROWS):
        digest.update(repr(row).encode("utf-8"))
    return digest.hexdigest()
