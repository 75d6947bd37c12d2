"""Big vaults to measure on: made once by the program's own saving, kept outside the repository.

The cases come from the training generator; their logs are invented here, many in one transaction,
since a million saves with a durable commit each would take days.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.words_of_notes import note
from tac_desktop import paths
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.people import Person
from tac_desktop.casework.training import training_cases
from tac_desktop.storage.case_exchange import import_case
from tac_desktop.storage.key_cost import KeyCost
from tac_desktop.storage.key_slots import KeyFile
from tac_desktop.storage.vault import Vault

PASSPHRASE = "marmalade lighthouse measured only"
COST = KeyCost(memory_kib=128 * 1024, iterations=4, lanes=2)
"""What the program chooses for a new vault on an office PC: about a second.

The baselines derive their keys with the same numbers.
"""

_SEED = 7
_MADE, _BEGUN = "made.txt", "begun.txt"
_CHANNELS = ("face_to_face_wing", "phone_out", "email_out", "letter_in")


@dataclass(frozen=True)
class Size:
    """How many entries the contact logs of a vault have in all, and over how many mothers."""

    name: str
    entries: int
    mothers: int


SIZES = (
    Size("small", 1_000, 40),
    Size("medium", 100_000, 400),
    Size("large", 1_000_000, 2_000),
)
TINY = Size("tiny", 60, 3)
LONG_LOG = 500
"""Entries in the log of the first mother, at every size."""


def size_called(words: str) -> Size:
    """A size by its name or its number of entries; raises ValueError for any other."""
    for size in (*SIZES, TINY):
        if words in (size.name, str(size.entries)):
            return size
    raise ValueError(words)


def cache_folder() -> Path:
    """Where made vaults are kept: `TAC_BENCHMARKS`, or beside the program's own data."""
    given = os.environ.get("TAC_BENCHMARKS", "")
    return Path(given) if given else paths.default_vault_folder().parent / "benchmarks"


def vault_of(size: Size, cache: Path) -> Path:
    """The folder of a vault of that size; one that is not there, or not whole, is made first."""
    folder = cache / size.name
    if not (folder / _MADE).exists():
        began = time.monotonic()
        make_vault(folder, size)
        seconds = time.monotonic() - began
        (folder / _MADE).write_text(f"{size} in {seconds:.0f} seconds\n", encoding="utf-8")
        say(f"The vault with {size.entries:,} entries was made in {seconds:.0f} seconds.")
    (slot,) = KeyFile.read(folder).slots
    if size in SIZES and slot.cost != COST:
        with _open(folder) as vault:
            vault.change_passphrase(PASSPHRASE, PASSPHRASE, cost=COST)
    return folder


@contextmanager
def opened(size: Size, cache: Path) -> Iterator[Vault]:
    """The vault of that size, open."""
    with _open(vault_of(size, cache)) as vault:
        yield vault


@contextmanager
def _open(folder: Path) -> Iterator[Vault]:
    vault = Vault.open(folder, PASSPHRASE)
    try:
        yield vault
    finally:
        vault.close()


def make_vault(folder: Path, size: Size) -> None:
    """Make the vault: invented cases, and logs of the wanted length. What was begun is gone on."""
    begun = folder / _BEGUN
    if begun.exists():
        today = dt.date.fromisoformat(begun.read_text(encoding="utf-8"))
        vault = Vault.open(folder, PASSPHRASE)
    else:
        shutil.rmtree(folder, ignore_errors=True)
        today = dt.date.today()
        name, role = "Measuring colleague", "tac_social_worker"
        cost = COST if size in SIZES else KeyCost.for_tests()
        vault, _code = Vault.create(folder, name, role, PASSPHRASE, cost=cost, training=True)
        begun.write_text(today.isoformat(), encoding="utf-8")
    first = 0
    try:
        cases = training_cases(size.mothers, entries=0, seed=_SEED, today=today)
        for number, (case, count) in enumerate(zip(cases, entries_of_each(size), strict=True)):
            if vault.entry(_entry_id(first + count - 1)) is None:
                import_case(vault, case, "invented")
                vault.save_all(list(_log(vault, case.mother_id, first, count, today)))
            first += count
            if number % 100 == 99:
                say(f"{number + 1} of {size.mothers} mothers, {first:,} entries")
        vault.caseload(today)
    finally:
        vault.close()


def _entry_id(number: int) -> str:
    return derived_id("measured", str(number))


def entries_of_each(size: Size) -> list[int]:
    """How long each mother's log is: that of the first as long as the measured file is to be."""
    first = min(LONG_LOG, size.entries // 2)
    share, rest = divmod(size.entries - first, size.mothers - 1)
    return [first, *(share + (number < rest) for number in range(size.mothers - 1))]


def _log(
    vault: Vault, mother_id: str, first: int, count: int, today: dt.date
) -> Iterator[ContactLogEntry]:
    """`count` entries of one mother over the last two years, numbered from `first`."""
    rng = random.Random(first)
    people = [one.record for one in vault.entries(Person.type_name, mother_id)]
    children = [one.id for one in people if isinstance(one, Person) and one.kind == "child"]
    for number in range(first, first + count):
        yield ContactLogEntry(
            id=_entry_id(number),
            mother_id=mother_id,
            date=today - dt.timedelta(days=rng.randrange(1, 730)),
            time=dt.time(rng.randrange(8, 18), rng.randrange(60)),
            channel=rng.choice(_CHANNELS),
            with_person_ids=[mother_id],
            about_child_ids=children[:1],
            text=note(number, rng),
            worker_id=vault.person.worker_id,
        )


def say(words: str) -> None:
    """Tell whoever waits, past what a command writes to standard output."""
    print(words, file=sys.stderr, flush=True)


def longest_log(vault: Vault) -> str:
    """The mother with the longest log: the first that was made."""
    return _mother_of(vault, 0)


def last_log(vault: Vault, size: Size) -> str:
    """The mother that was made last: for what writes, so that the longest log stays as it is."""
    return _mother_of(vault, size.entries - 1)


def _mother_of(vault: Vault, number: int) -> str:
    entry = vault.entry(_entry_id(number))
    assert entry is not None
    return entry.record.mother_id
