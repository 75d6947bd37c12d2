"""The program is killed at random moments of everything that changes something on a disk."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from functools import partial
from pathlib import Path

from hardship.crash_check import DRAFT_SECONDS, AfterKill, Found, Ledger
from hardship.crash_steps import (
    BUNDLE_WORDS,
    CHEAP,
    DETAILS,
    FIXED,
    NAME,
    ROLE,
    Scene,
    Steps,
)
from hardship.crash_typing import type_for_ever
from hardship.figures import Figures, Rounds, Say
from hardship.killing import Tell, killed
from hardship.old_vaults import take_back
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.identifiers import new_id
from tac_desktop.casework.people import Person
from tac_desktop.handover.write import write_handover
from tac_desktop.storage.keys import key_from_code
from tac_desktop.storage.migrations import FORMAT_VERSION
from tac_desktop.storage.vault import Vault

TITLE = "Killed at any moment"
ROUNDS = 1_000

_KILLS_ON_ONE_VAULT = 20
_BUNDLES = 5
LONGEST_WORK, _LONGEST_TYPING = 1.0, 4.5
_ONE_TYPES_IN = 12


def run(*, rounds: int, seconds: float, seed: int, folder: Path, say: Say) -> Figures:
    """`rounds` kills; each time another process has worked on the vault for up to a second."""
    make_surroundings(folder)
    chance = random.Random(seed)
    found = Found()
    stage: tuple[Scene, Ledger] | None = None
    kills = Rounds(rounds, seconds, say, "kills")
    for number in kills:
        if stage is None or number % _KILLS_ON_ONE_VAULT == 0:
            stage = new_stage(folder / "stage", seed)
        scene, ledger = stage
        scene = Scene(
            scene.folder, scene.mother_id, scene.other_mother_id, ledger.passphrase, number, seed
        )
        if number % _ONE_TYPES_IN == _ONE_TYPES_IN // 2:
            end = killed(partial(type_for_ever, scene), chance.uniform(0, _LONGEST_TYPING))
        else:
            end = killed(partial(work, scene), chance.uniform(0, LONGEST_WORK))
        AfterKill(scene, ledger, end, found).look()
    return figures_of(found, f"{found.kills:,} kills")


def make_surroundings(folder: Path) -> None:
    """What the process reads: handovers of other mothers, and vaults of every earlier format."""
    _make_bundles(folder / "bundles")
    _make_old_vaults(folder / "old")


def new_stage(folder: Path, seed: int) -> tuple[Scene, Ledger]:
    """A new vault to work on, in place of a former one."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "stick").mkdir(parents=True)
    vault, code = Vault.create(folder / "vault", NAME, ROLE, FIXED, cost=CHEAP)
    hers, other = a_mother(vault, "Averley", 5), a_mother(vault, "Sample", 60)
    vault.close()
    return Scene(folder, hers, other, FIXED, 0, seed), Ledger(FIXED, code)


def a_mother(vault: Vault, last_name: str, entries: int) -> str:
    """A fictional mother with so many entries; returns her identifier."""
    mother_id = new_id()
    mother = Person(
        id=mother_id, mother_id=mother_id, kind="mother", first_names="Rhosyn", last_name=last_name
    )
    log = [
        ContactLogEntry(
            mother_id=mother_id,
            date=dt.date(2026, 3, 14),
            channel="face_to_face",
            text=f"Entry {number} of {last_name}. " + "We talked. " * 40,
        )
        for number in range(entries)
    ]
    vault.save_all([mother, *log])
    return mother_id


def work(scene: Scene, tell: Tell) -> None:
    """What the process does until it is ended."""
    Steps(scene, tell).go()


def figures_of(found: Found, tried: str) -> Figures:
    """The promises, with what was found of them."""
    struck = ", ".join(f"{what} {count}" for what, count in found.struck.most_common())
    figures = Figures(f"{tried} (in the middle of: {struck})")

    def none(promise: str, name: str, tried: int, what: str) -> None:
        # A dozen kills do not come to everything; what was not tried promises nothing.
        if tried or name in found.broken:
            figures.none_of(promise, found.broken.get(name, []), tried, what)

    count = found.checked
    none(
        "What was acknowledged is there: entries, amendments, documents, handovers, backups",
        "acknowledged",
        count["acknowledged"],
        "acknowledged revisions lost",
    )
    none("The vault opens and verifies whole", "whole", count["opened"], "openings failed")
    none(
        "What belongs together is there together, or not at all",
        "together",
        count["together"],
        "half there",
    )
    none("A draft that was kept is there, or the record", "drafts", count["drafts"], "lost")
    if count["letters"]:
        broken = found.broken.get("letters", [])
        words = f"oldest {found.oldest_lost:.2f} s of {count['letters']:,} letters"
        promise = f"Nothing typed longer than {DRAFT_SECONDS:.0f} s ago is lost"
        figures.add(promise, words, not broken)
        figures.failures += broken
    none(
        "A former passphrase or recovery sheet does not open it any more",
        "passphrases",
        count["passphrases"],
        "still open it",
    )
    none(
        "Making, restoring and upgrading are noticed as unfinished, and go on",
        "again",
        count["again"],
        f"did not ({found.resumed} upgrades resumed)",
    )
    none(
        "No part of a backup, handover or saved file bears its final name",
        "final names",
        count["final names"],
        "not whole",
    )
    return figures


def _make_bundles(folder: Path) -> None:
    folder.mkdir()
    aside = folder.with_name("sender")
    vault, _code = Vault.create(aside, "Gwen Sample", ROLE, FIXED, cost=CHEAP)
    for number in range(_BUNDLES):
        mother_id = a_mother(vault, f"Number {number}", 30 * (number + 1))
        write_handover(vault, mother_id, folder, DETAILS, BUNDLE_WORDS, cost=CHEAP)
    vault.close()
    shutil.rmtree(aside)


def _make_old_vaults(folder: Path) -> None:
    for version in range(1, FORMAT_VERSION):
        one = folder / f"format-{version}"
        vault, code = Vault.create(one, NAME, ROLE, FIXED, cost=CHEAP)
        a_mother(vault, "Former", 1)
        vault.close()
        take_back(one, key_from_code(code), version)
