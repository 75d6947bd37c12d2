"""Writing and reading a handover against copying the same rows between two encrypted files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

from benchmarks import keyed, vaults
from benchmarks.measuring import Figure, Run, compared, timed
from tac_desktop.handover import read, write
from tac_desktop.handover.header import HANDOVER_COST
from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.storage.vault import Vault

_PASSPHRASE = "six words for a handover that is measured"
_DETAILS = HandoverDetails("Measuring colleague", "To measure", "None is needed")
_TURNS = 5


def measure(run: Run) -> list[Figure]:
    """One mother's whole file. Both sides derive one key from a passphrase."""
    path = vaults.vault_of(run.size, run.cache)
    key = keyed.data_key(path)
    folder = run.scratch / "stick"
    folder.mkdir()
    plain = keyed.connected(keyed.database_of(path), key)
    with vaults.opened(run.size, run.cache) as vault:
        mother_id = vaults.longest_log(vault)
        ids = [one.revision_id for one in vault.revisions(mother_id)]

        def write_one() -> float:
            shutil.rmtree(folder)
            folder.mkdir()
            return timed(
                lambda: write.write_handover(vault, mother_id, folder, _DETAILS, _PASSPHRASE)
            )

        def copy() -> float:
            return timed(lambda: _copied(run, plain, key, ids))

        against = "one Argon2id and copying the same rows between two sqlcipher3 files"
        written = compared(
            run, "handover-write", "write a handover, read back", against, 2.0,
            subject=write_one, baseline=copy, turns=_TURNS,
        )  # fmt: skip
    reading = compared(
        run, "handover-read", "read a handover into a vault without her", against, 2.0,
        subject=_reading(run, folder), baseline=copy, turns=_TURNS,
    )  # fmt: skip
    plain.close()
    return [written, reading]


def _reading(run: Run, folder: Any) -> Callable[[], float]:
    (bundle,) = folder.iterdir()
    numbers = iter(range(1000))

    def once() -> float:
        name = f"receiver {next(numbers)}"
        vault, _code = Vault.create(
            run.scratch / name, "Receiver", "tac_social_worker", vaults.PASSPHRASE,
            cost=vaults.COST, training=True,
        )  # fmt: skip
        try:
            return timed(lambda: read.take_in(vault, read.open_handover(bundle, _PASSPHRASE)))
        finally:
            vault.close()
            shutil.rmtree(run.scratch / name)

    return once


def _copied(run: Run, plain: Any, key: bytes, ids: list[str]) -> None:
    HANDOVER_COST.derive(_PASSPHRASE.encode(), bytes(16))
    target = run.scratch / "copied.db"
    target.unlink(missing_ok=True)
    plain.execute(f"ATTACH ? AS copied KEY \"x'{key.hex()}'\"", (str(target),))
    plain.execute("BEGIN")
    plain.execute("CREATE TABLE copied.revision AS SELECT * FROM main.revision WHERE 0")
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        marks = ", ".join("?" * len(some))
        plain.execute(
            "INSERT INTO copied.revision SELECT * FROM main.revision"
            f" WHERE revision_id IN ({marks})",
            some,
        )
    plain.execute("COMMIT")
    plain.execute("DETACH copied")
