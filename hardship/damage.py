"""Files are damaged in every way that a disk, a stick or somebody with a key can damage them."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from hardship.crash_steps import BUNDLE_WORDS
from hardship.damage_marks import Mutation, every_cut, in_content, in_journal, in_pages, in_record
from hardship.damage_stage import (
    PASSPHRASE,
    Files,
    Stage,
    View,
    differing,
    made,
    put,
    said_by,
    said_by_log,
)
from hardship.figures import Figures, Rounds, Say
from tac_desktop.errors import TacError
from tac_desktop.handover.read import open_handover, take_in
from tac_desktop.storage.backups import Backup, restore
from tac_desktop.storage.errors import VaultDamaged
from tac_desktop.storage.salvage.offers import Way, examine
from tac_desktop.storage.salvage.rescue import bring_back
from tac_desktop.storage.vault import Vault
from tac_desktop.storage.verify import verify

TITLE = "Damaged files"
ROUNDS = 10_000

_LOOSE = frozenset(
    {"draft", "fact", "holder", "caseload", "agenda", "name_word", "print_order", "print_choice"}
)
"""Tables that no chain binds: an older whole page of them, put back, is not noticed."""

_ONE_SALVAGE_IN = 40


@dataclass
class Found:
    """What came of it all."""

    tried: Counter[str] = field(default_factory=Counter)
    undeclared: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    journal_missed: list[str] = field(default_factory=list)
    journal_misnamed: list[str] = field(default_factory=list)
    journal_tried: int = 0
    older_loose: int = 0
    older_seen: int = 0
    older_tried: int = 0
    imports: int = 0
    salvaged: int = 0
    salvage_failed: list[str] = field(default_factory=list)
    kept_by_salvage: int = 0
    meant_by_salvage: int = 0


def run(*, rounds: int, seconds: float, seed: int, folder: Path, say: Say) -> Figures:
    """`rounds` mutations of vault, log, keys, backup and handover; each is opened and checked."""
    stage = made(folder / "stage")
    chance = random.Random(seed)
    cuts = every_cut(stage)
    chance.shuffle(cuts)
    found = Found()
    trial = _Trial(stage, folder / "trial", chance, found)
    counted = Rounds(rounds, seconds, say, "mutations")
    for number in counted:
        if cuts and number % 5 == 0:
            trial.one(cuts.pop())
        else:
            trial.one(trial.drawn(number))
    return _figures(found, counted.done)


class _Trial:
    """Tries one mutation after the other in a folder of its own."""

    def __init__(self, stage: Stage, folder: Path, chance: random.Random, found: Found) -> None:
        self._stage, self._folder, self._chance, self._found = stage, folder, chance, found
        self._receiver_says = said_by(stage.receiver / "vault.db", self._key_of_receiver())

    def drawn(self, number: int) -> Mutation:
        """The next mutation by chance."""
        drawers = (
            in_pages, in_pages, in_pages, in_content, in_content, in_content, in_journal,
            in_journal, in_record,
        )  # fmt: skip
        return drawers[number % len(drawers)](self._stage, self._chance)

    def one(self, mutation: Mutation) -> None:
        """Try it, and note what broke a promise."""
        self._found.tried[mutation.target] += 1
        tries: dict[str, Callable[[Mutation], None]] = {
            "vault": self._vault,
            "log": self._vault,
            "keys": self._vault,
            "journal": self._journal,
            "backup": self._backup,
            "handover": self._handover,
        }
        try:
            tries[mutation.target](mutation)
        except TacError as error:
            if not error.what_happened:
                self._found.undeclared.append(f"{mutation}: an error without a sentence")
        except Exception as error:
            self._found.undeclared.append(f"{mutation}: {type(error).__name__}: {error}"[:300])

    def _vault(self, mutation: Mutation) -> None:
        stage, folder = self._stage, self._folder / "vault"
        meant = stage.crashed_says if mutation.target == "log" else stage.says
        put(mutation.files, folder)
        if self._found.tried["vault"] % _ONE_SALVAGE_IN == 1:
            self._salvage(mutation, folder)
        database = folder / "vault.db"
        try:
            vault = Vault.open(folder, PASSPHRASE)
        except TacError:
            return
        try:
            report = vault.verify()
        finally:
            vault.close()
        self._judge(
            mutation, _before_opening(mutation.files, self._folder, stage), meant, report.ok
        )
        assert database.is_file()

    def _judge(self, mutation: Mutation, says: View | None, meant: View, ok: bool) -> None:
        """Where the check finds nothing, nothing may have been changed, older pages apart."""
        if mutation.is_older:
            self._found.older_tried += 1
            self._found.older_seen += not ok
        if not ok:
            return
        changed = differing(says, meant) if says is not None else {"everything"}
        if mutation.is_older and changed <= _LOOSE:
            self._found.older_loose += bool(changed)
            return
        if mutation.is_last_of_log and changed:
            return
        if changed:
            self._found.silent.append(f"{mutation}: unnoticed in {', '.join(sorted(changed))}")

    def _journal(self, mutation: Mutation) -> None:
        put(self._stage.closed, self._folder / "vault")
        path = self._folder / "vault" / "vault.db"
        seq = mutation.change_with_key(path, self._stage.data_key)
        if seq is None:
            return
        self._found.journal_tried += 1
        report = verify(path, self._stage.data_key, self._stage.vault_id, wal=True)
        if report.ok:
            self._found.journal_missed.append(str(mutation))
        elif mutation.target_column and not any(
            f" {one} " in f"{sentence} " or f" {one}." in sentence
            for one in (seq, seq + 1)
            for sentence in report.sentences
        ):
            self._found.journal_misnamed.append(f"{mutation}: {report.sentences}")

    def _backup(self, mutation: Mutation) -> None:
        folder, target = self._folder / "tac-backup-x", self._folder / "restored"
        put(mutation.files, folder)
        shutil.rmtree(target, ignore_errors=True)
        self._found.imports += 1
        try:
            restore(Backup.read(folder), target)
        except TacError:
            if (target / "vault.db").exists():
                self._found.half.append(f"{mutation}: a vault was left behind")
            raise
        whole = (target / "vault.db").read_bytes() == self._stage.backup["vault.db"]
        if not whole:
            self._found.silent.append(f"{mutation}: restored otherwise than it was")

    def _handover(self, mutation: Mutation) -> None:
        path = self._folder / "handover-2026-11-22-AAAA.tac"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(mutation.content)
        self._found.imports += 1
        receiver = self._folder / "receiver"
        if not receiver.is_dir():
            shutil.copytree(self._stage.receiver, receiver)
        try:
            opened = open_handover(path, BUNDLE_WORDS)
        except TacError:
            raise
        if mutation.content == self._stage.bundle.read_bytes():
            return
        vault = Vault.open(receiver, PASSPHRASE)
        try:
            take_in(vault, opened)
        finally:
            vault.close()
        self._found.silent.append(f"{mutation}: a changed handover was taken in")

    def _salvage(self, mutation: Mutation, folder: Path) -> None:
        """What is damaged can be brought back, alone and together with the backup."""
        backups = self._folder / "backups"
        put(self._stage.backup, backups / "tac-backup-2026-11-22-120000")
        self._found.salvaged += 1
        for way, places in ((Way.READABLE, []), (Way.TOGETHER, [backups])):
            target = self._folder / "salvaged"
            shutil.rmtree(target, ignore_errors=True)
            try:
                with examine(folder, PASSPHRASE, places) as examined:
                    ways = {one.way for one in examined.offers}
                    brought = bring_back(examined, way if way in ways else Way.BACKUP, target)
            except VaultDamaged:
                continue
            except TacError as error:
                if way is Way.TOGETHER:
                    self._found.salvage_failed.append(f"{mutation}: {error}"[:300])
                continue
            if way is Way.TOGETHER:
                if not brought.report.ok:
                    self._found.salvage_failed.append(f"{mutation}: {brought.report.sentences}")
                self._found.kept_by_salvage += brought.report.counts["revisions"]
                self._found.meant_by_salvage += _revisions_meant(self._stage)

    def _key_of_receiver(self) -> bytes:
        from tac_desktop.storage.key_slots import KeyFile

        return KeyFile.read(self._stage.receiver).unlock(PASSPHRASE)[0]


def _before_opening(files: Files, folder: Path, stage: Stage) -> View | None:
    """What the mutated files say, looked at in a copy: opening and checking adds to the journal."""
    copy = folder / "looked at"
    put(files, copy)
    try:
        return said_by_log(copy / "vault.db", stage.data_key)
    except TacError:
        return None


def _revisions_meant(stage: Stage) -> int:
    from tac_desktop.storage.database import Database

    database = Database.untouched(stage.folder / "vault" / "vault.db", stage.data_key)
    try:
        return int(database.value("SELECT count(*) FROM revision"))
    finally:
        database.close()


def _figures(found: Found, done: int) -> Figures:
    each = ", ".join(f"{name} {count:,}" for name, count in sorted(found.tried.items()))
    figures = Figures(f"{done:,} mutations ({each})")
    figures.none_of(
        "Only declared errors, each with its sentence", found.undeclared, done, "mutations failed"
    )
    figures.none_of(
        "Nothing that was changed passes as whole", found.silent, done, "went unnoticed"
    )
    figures.none_of("Nothing is half restored or half taken in", found.half, found.imports, "were")
    figures.none_of(
        "Every change to a journal entry, made with the key, is found",
        found.journal_missed,
        found.journal_tried,
        "were missed",
    )
    figures.none_of(
        "The check names the first entry that fails",
        found.journal_misnamed,
        found.journal_tried,
        "were named wrongly",
    )
    figures.none_of(
        "A damaged vault comes back: what is whole with its backup, checked",
        found.salvage_failed,
        found.salvaged,
        f"failed; {_share(found)} of the saved states came back",
    )
    noticed = f"{found.older_seen:,} of {found.older_tried:,} noticed; {found.older_loose:,}"
    figures.add(
        "Older whole pages put back are found where they touch journal, revisions or files",
        f"{noticed} touched only drafts, lists and notes, the others changed nothing",
        kept=True,
    )
    return figures


def _share(found: Found) -> str:
    meant = found.meant_by_salvage
    return f"{100 * found.kept_by_salvage / meant:.1f} %" if meant else "none"
