"""The same program on an encrypted file and on a plain one, which it opens nowhere but here."""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest import mock

from benchmarks import vaults
from benchmarks.measuring import Figure, LeftOut, Outcome, Run, compared, timed
from benchmarks.words_of_notes import rare_words
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.storage import database
from tac_desktop.storage.vault import Vault

_READS, _WRITES = 40, 150
_LARGEST = 100_000
_TINY = vaults.Size("pair", 1_000, 10)


def measure(run: Run) -> list[Outcome]:
    """Two vaults of the same cases; one of them without a key."""
    if run.size.entries > _LARGEST:
        words = "Encrypted against plain is measured on vaults with few mothers only."
        return [LeftOut("plain-reads", words)]
    size = vaults.TINY if run.quick else _TINY
    folders = {name: run.scratch / name for name in ("encrypted", "plain")}
    vaults.make_vault(folders["encrypted"], size)
    with _without_key():
        vaults.make_vault(folders["plain"], size)
        plain = Vault.open(folders["plain"], vaults.PASSPHRASE)
    encrypted = Vault.open(folders["encrypted"], vaults.PASSPHRASE)
    try:
        return _measured(run, size, encrypted, plain)
    finally:
        encrypted.close()
        plain.close()


def _measured(run: Run, size: vaults.Size, encrypted: Vault, plain: Vault) -> list[Outcome]:
    words = rare_words(size.entries, 20, random.Random(3))
    numbers = itertools.count()

    def reads(vault: Vault) -> float:
        mother_id = vaults.longest_log(vault)

        def all_of_them() -> None:
            vault.case_file(mother_id)
            for word in words:
                vault.search(word)

        return timed(all_of_them)

    def writes(vault: Vault) -> float:
        mother_id = vaults.longest_log(vault)
        entry = ContactLogEntry(
            mother_id=mother_id,
            date=dt.date.today(),
            channel="phone_out",
            text=f"A note to be written, number {next(numbers)}. " * 5,
        )
        return timed(lambda: vault.save(entry))

    found: list[Figure] = [
        compared(
            run, name, what, "the same program on a plain file", target,
            subject=partial(act, encrypted),
            baseline=partial(act, plain),
            turns=turns,
        )
        for name, what, target, act, turns in (
            ("plain-reads", "a file and twenty searches, warm", 1.2, reads, _READS),
            ("plain-writes", "save an entry", 1.5, writes, _WRITES),
        )
    ]  # fmt: skip
    return list(found)


@contextmanager
def _without_key() -> Iterator[None]:
    """The program opens and makes files that anybody can read."""

    def unlock(self: database.Database, data_key: bytes, *, new: bool = False) -> None:
        run = self._cursor().execute
        run("PRAGMA temp_store = MEMORY")
        run("PRAGMA secure_delete = ON")
        if new:
            run(f"PRAGMA application_id = {database.APPLICATION_ID}")

    def refuse_nothing(path: Path) -> None:
        return None

    with (
        mock.patch.object(database.Database, "_unlock", unlock),
        mock.patch.object(database, "refuse_unencrypted", refuse_nothing),
    ):
        yield
