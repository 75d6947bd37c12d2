"""A backup against copying the file."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from benchmarks import keyed, vaults
from benchmarks.measuring import Figure, Run, compared, timed


def measure(run: Run) -> list[Figure]:
    """Both end on the disk, not only in its cache."""
    folder = vaults.vault_of(run.size, run.cache)
    place = run.scratch / "backups"
    with vaults.opened(run.size, run.cache) as vault:

        def back_up() -> float:
            seconds = timed(lambda: vault.backups.make(place))
            shutil.rmtree(place)
            return seconds

        def copy() -> float:
            target = run.scratch / "copy.db"
            seconds = timed(lambda: _copy(keyed.database_of(folder), target))
            target.unlink()
            return seconds

        return [
            compared(
                run, "backup", "make a backup, read back", "copying the file", 1.5,
                subject=back_up, baseline=copy, turns=3 if run.size.entries > 100_000 else 9,
            )
        ]  # fmt: skip


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
