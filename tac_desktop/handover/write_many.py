"""Handing over several files at once, as when somebody leaves her post: one file for each mother.

All have the same passphrase, so that six words are told by telephone and not six for each. Each
is written, read back and recorded on its own: whatever ends the work, those that are done stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tac_desktop.errors import Cancelled, TacError
from tac_desktop.handover.disk import Disk
from tac_desktop.handover.header import HANDOVER_COST
from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.handover.outcome import Outcome
from tac_desktop.handover.write import PASSPHRASE_WORDS, Written, write_handover
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.passphrases import suggest_passphrase
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _

_STEPS = 100


@dataclass(frozen=True)
class WrittenMany:
    """What was written for whom. `why` says what ended the work before all were written."""

    passphrase: str = field(repr=False)
    written: Mapping[str, Written]
    not_written: tuple[str, ...] = ()
    why: str = ""


def write_handovers(
    vault: Vault,
    wanted: Mapping[str, HandoverDetails],
    folder: Path,
    progress: Progress | None = None,
    *,
    disk: Disk | None = None,
    cost: KeyCost = HANDOVER_COST,
) -> WrittenMany:
    """Write the whole file of each mother, in the order of `wanted`; stops at the first failure.

    Raises:
        TacError: as `write_handover`, where not even the first one was written.
    """
    passphrase = suggest_passphrase(PASSPHRASE_WORDS)
    written: dict[str, Written] = {}
    for number, (mother_id, details) in enumerate(wanted.items()):
        part = _Part(progress or no_progress, number, len(wanted))
        try:
            written[mother_id] = write_handover(
                vault, mother_id, folder, details, passphrase, part, disk=disk, cost=cost
            )
        except TacError as error:
            if not written:
                raise
            why = Outcome.CANCELLED.sentences[0] if isinstance(error, Cancelled) else error.sentence
            left = tuple(one for one in wanted if one not in written)
            return WrittenMany(passphrase, written, left, why)
    return WrittenMany(passphrase, written)


@dataclass(frozen=True)
class _Part:
    """How far all of them are, from how far one is."""

    progress: Progress
    number: int
    count: int

    def __call__(self, done: int, total: int, words: str) -> None:
        so_far = self.number * _STEPS + _STEPS * done // max(total, 1)
        said = _("File {number} of {count}: {words}").format(
            number=self.number + 1, count=self.count, words=words
        )
        self.progress(so_far, self.count * _STEPS, said)
