"""A vault of fictional people: the example case first, then as many others as are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tac_desktop.casework.case_format import CaseDocument
from tac_desktop.casework.people import Worker
from tac_desktop.casework.record import record_from
from tac_desktop.casework.training import example_case, training_cases
from tac_desktop.casework.training_keeping import a_request
from tac_desktop.casework.training_papers import with_papers
from tac_desktop.casework.training_service import service_work
from tac_desktop.storage.case_exchange import import_case
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.passphrases import TRAINING_PASSPHRASE
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.vault import Vault
from tac_desktop.words import _

TRAINING_COST = KeyCost(memory_kib=8 * 1024, iterations=1, lanes=1)
"""Nothing in it needs protecting, and it is opened often."""

_AUDITOR = "Ines Brackenbury"


@dataclass(frozen=True)
class MadeTrainingVault:
    """An open training vault. The recovery code is shown once, as for any vault."""

    vault: Vault
    recovery_code: str
    mothers: int


def make_training_vault(
    folder: Path,
    passphrase: str = TRAINING_PASSPHRASE,
    *,
    mothers: int = 11,
    entries: int | None = None,
    seed: int = 1,
    today: dt.date | None = None,
    progress: Progress = no_progress,
) -> MadeTrainingVault:
    """Make a vault marked as training, with the example case and `mothers` invented ones.

    `entries` is how many contact log entries the latter have in all. Dates count from `today`.

    Raises:
        StorageError: as `Vault.create` does.
        errors.Cancelled: where `progress` raised it; what was made until then stays.
    """
    example = example_case()
    worker = _first_worker(example)
    vault, code = Vault.create(
        folder,
        worker.name,
        worker.role,
        passphrase,
        cost=TRAINING_COST,
        training=True,
        worker_id=worker.id,
    )
    day = today or dt.date.today()
    try:
        vault.save(worker, reason="imported")
        vault.save_all(service_work(seed, day), reason="imported", note=_("fictional work"))
        made = 0
        for document in _documents(example, mothers, entries, seed, day):
            progress(made, mothers + 1, _("Inventing people"))
            import_case(vault, _without(document, worker.id), _("fictional case"))
            made += 1
        vault.save(a_request(example.mother_id, worker.id, day), reason="imported")
        _let_colleagues_in(vault, example, passphrase)
    except BaseException:
        vault.close()
        raise
    return MadeTrainingVault(vault, code, made)


def make_empty_training_vault(
    folder: Path, passphrase: str = TRAINING_PASSPHRASE
) -> MadeTrainingVault:
    """Make a vault of an invented colleague, with no case yet: to receive a handover in.

    Raises:
        StorageError: as `Vault.create` does.
    """
    name, role = _("Training colleague"), "tac_social_worker"
    vault, code = Vault.create(folder, name, role, passphrase, cost=TRAINING_COST, training=True)
    return MadeTrainingVault(vault, code, 0)


def _let_colleagues_in(vault: Vault, example: CaseDocument, passphrase: str) -> None:
    """Those of the example, and an auditor; in a training vault all have one passphrase."""
    team = vault.team
    for worker in _workers(example)[1:]:
        team.add(worker.name, worker.role, passphrase, cost=TRAINING_COST, worker_id=worker.id)
    team.add(_AUDITOR, "auditor", passphrase, cost=TRAINING_COST)


def _documents(
    example: CaseDocument, mothers: int, entries: int | None, seed: int, today: dt.date
) -> Iterator[CaseDocument]:
    yield with_papers(example)
    yield from training_cases(mothers, entries=entries, seed=seed, today=today)


def _first_worker(example: CaseDocument) -> Worker:
    return _workers(example)[0]


def _workers(example: CaseDocument) -> list[Worker]:
    records = [
        record_from(one.type, one.id, "", one.revisions[-1].content)
        for one in example.records
        if one.type == Worker.type_name
    ]
    return [one for one in records if isinstance(one, Worker)]


def _without(document: CaseDocument, record_id: str) -> CaseDocument:
    """She is in the vault already, as the person who unlocked it: not a second time."""
    kept = tuple(one for one in document.records if one.id != record_id)
    return replace(document, records=kept)
