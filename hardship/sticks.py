"""Everything that leaves the vault is written to sticks and disks that fail in every known way."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path

from hardship import stick_trials
from hardship.bad_disks import can_mount
from hardship.crash import a_mother
from hardship.crash_steps import CHEAP, FIXED, NAME, ROLE
from hardship.figures import Figures, Rounds, Say
from hardship.giving_away import BACKUP, THROUGH_THE_DISK, Found, Giver, empty
from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.packs.encrypt import encrypted
from tac_desktop.storage.vault import Vault

TITLE = "Sticks and disks that fail"
ROUNDS = 400

_STOPS_WITHIN = 3.0
"""Seconds, on a stick that takes 1 MB in one."""
_SCANS = 5


def run(*, rounds: int, seconds: float, seed: int, folder: Path, say: Say) -> Figures:
    """`rounds` sizes of disk for each kind of file, and every other failure at every step."""
    giver, found, chance = _giver(folder), Found(), random.Random(seed)
    stick = folder / "stick"
    stick.mkdir()
    for kind in (*THROUGH_THE_DISK, BACKUP):
        giver.sizes[kind] = _size(giver.write(kind, stick))
        empty(stick, keep=set())
    stick_trials.refused_at_each_step(giver, stick, found)
    stick_trials.stopped_when_slow(giver, stick, found)
    stick_trials.names_that_exist(giver, stick, found)
    stick_trials.looked_at_before(giver, stick, found)
    if can_mount():
        for_real = folder / "mounted"
        stick_trials.mounted_for_real(giver, for_real, found, chance, max(2, rounds // 20))
    sizes = Rounds(rounds, seconds, say, "sizes of disk")
    for number in sizes:
        stick_trials.full_after(giver, stick, found, number / max(1, rounds - 1), chance)
    giver.vault.close()
    return _figures(found, sizes.done)


def _figures(found: Found, sizes: int) -> Figures:
    real = "partly on file systems mounted for it" if can_mount() else "none of them mounted"
    tried = found.tries
    figures = Figures(f"{tried:,} tries, {sizes:,} of them sizes of disk for each kind; {real}")
    for promise, broken, what in (
        (
            "No part of a file is ever there under its final name",
            found.partial,
            "tries left one",
        ),
        (
            "Nothing is called written that is not whole",
            found.false_success,
            "tries called it so",
        ),
        (
            "On a stick that still answers nothing is left lying",
            found.left,
            "tries left something",
        ),
    ):
        figures.none_of(promise, broken, tried, what)
    figures.none_of(
        "Full, nearly full, read-only, pulled out, stopped, a taken name: each told as what it is",
        found.outcomes,
        found.expected,
        "told as something else",
    )
    shared = _shared(found.sentences)
    figures.none_of(
        "Each outcome of each kind has a sentence of its own",
        shared,
        len(found.sentences),
        "share one",
    )
    words = f"within {found.slowest_stop:.2f} s"
    stops = 0 <= found.slowest_stop < _STOPS_WITHIN
    figures.add("Stopping on a slow stick takes effect and leaves nothing", words, stops)
    return figures


def _shared(sentences: dict[str, set[str]]) -> list[str]:
    """Outcomes of one kind of file that were told in the same words."""
    outcomes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for name, said in sentences.items():
        kind, _colon, how = name.partition(": ")
        for sentence in said:
            outcomes[kind, sentence].append(how)
    return [f"{key[0]}: {' and '.join(names)}" for key, names in outcomes.items() if names[1:]]


def _giver(folder: Path) -> Giver:
    vault, _code = Vault.create(folder / "vault", NAME, ROLE, FIXED, cost=CHEAP)
    mother_id, heavy_id = a_mother(vault, "Averley", 60), a_mother(vault, "Sample", 1)
    for number in range(_SCANS):
        document = Document(mother_id=heavy_id, title=f"Scan {number}")
        vault.attachments.attach(document, _a_scan(number))
    lines = [f"line {line} of an invented pack" for line in range(400)]
    pdf = encrypted(paper_pdf("Pack", lines), "six invented words for this one file")
    rows = "\r\n".join(f"{number};2026-03-14;An invented line" for number in range(900))
    return Giver(vault, mother_id, heavy_id, pdf, rows.encode("utf-8"))


def _a_scan(number: int) -> bytes:
    """Pages that hardly shrink, as scans do."""
    chance = random.Random(number)
    return paper_pdf(f"Scan {number}", [chance.randbytes(45).hex() for _line in range(14_000)])


def _size(path: Path) -> int:
    files = path.iterdir() if path.is_dir() else [path]
    return sum(one.stat().st_size for one in files)
