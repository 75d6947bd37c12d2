"""What is looked at after a kill: everything acknowledged is there, and nothing is half there."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pikepdf

from hardship.crash_steps import BUNDLE_WORDS, CHEAP, FIXED, NAME, ROLE, Scene
from hardship.crash_typing import DRAFT
from hardship.killing import Killed, Line
from tac_desktop.errors import TacError
from tac_desktop.handover.read import open_handover
from tac_desktop.storage.backups import Backup, restore
from tac_desktop.storage.key_slots import KeyFile
from tac_desktop.storage.progress import no_progress
from tac_desktop.storage.recovery import key_from_code
from tac_desktop.storage.upgrading import UNDER_WAY_FILE
from tac_desktop.storage.vault import Vault

DRAFT_SECONDS = 2.0


@dataclass
class Found:
    """Counts over all kills, and in words what was not as it should be, by promise."""

    kills: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    checked: Counter[str] = field(default_factory=Counter)
    broken: dict[str, list[str]] = field(default_factory=dict)
    resumed: int = 0
    oldest_lost: float = 0.0

    def wrong(self, promise: str, words: str) -> None:
        """Something that must not be."""
        self.broken.setdefault(promise, []).append(words)


@dataclass
class Ledger:
    """What one vault has acknowledged so far, over several kills."""

    passphrase: str
    code: str = ""
    revisions: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    bundles: set[str] = field(default_factory=set)
    backups: set[str] = field(default_factory=set)


class AfterKill:
    """Looks into everything that one killed process worked on."""

    def __init__(self, scene: Scene, ledger: Ledger, killed: Killed, found: Found) -> None:
        self.scene, self.ledger, self.killed, self.found = scene, ledger, killed, found
        self.told = f"round {scene.round}"
        lines = killed.lines
        self.began: list[Line] = [line for line in lines if "begins" in line]
        self.did: list[Line] = [line for line in lines if "did" in line]
        last = lines[-1] if lines else {}
        self.cut_off: Line = last if "begins" in last else {}

    def look(self) -> None:
        """Everything; what is wrong is noted in `found`."""
        self.found.kills += 1
        self.found.struck[self.cut_off.get("begins", "between two steps")] += 1
        if self.killed.ended_by_itself:
            reason = self.killed.lines[-1].get("failed", "no word of why")
            self.found.wrong("whole", f"{self.told}: it failed before the kill: {reason}")
        vault = self._opened()
        if vault is None:
            return
        try:
            report = vault.verify()
            if not report.ok:
                self.found.wrong("whole", f"{self.told}: {' '.join(report.sentences)}")
            self._records(vault)
            self._drafts(vault)
            self._typed(vault)
            self._together(vault)
            self._bundle_read(vault)
        finally:
            vault.close()
        self._backups()
        self._stick()
        self._other_vaults()

    def _opened(self) -> Vault | None:
        changed = [one["passphrase"] for one in self.did if "passphrase" in one]
        if changed:
            self._refused(self.ledger.passphrase, changed[:-1])
            self.ledger.passphrase = changed[-1]
        self._old_sheets()
        fits = [self.ledger.passphrase]
        if self.cut_off.get("begins") == "changing the passphrase":
            fits.append(self.cut_off["passphrase"])
        self.found.checked["opened"] += 1
        try:
            keys = KeyFile.read(self.scene.vault)
            working = [one for one in fits if _opens(keys, one)]
            self.ledger.passphrase = working[0] if working else fits[0]
            return Vault.open(self.scene.vault, self.ledger.passphrase)
        except TacError as error:
            self.found.wrong("whole", f"{self.told}: does not open: {error.what_happened}")
            return None

    def _refused(self, former: str, others: list[str]) -> None:
        """A passphrase that was changed must not open the vault any more."""
        keys = KeyFile.read(self.scene.vault)
        for one in (former, *others):
            self.found.checked["passphrases"] += 1
            if _opens(keys, one):
                self.found.wrong("passphrases", f"{self.told}: a former passphrase still opens")

    def _old_sheets(self) -> None:
        """After a key was replaced the new recovery sheet fits, and the former one does not."""
        codes = [one["code"] for one in self.did if "code" in one]
        if not codes or self.cut_off.get("begins") == "replacing the key":
            self.ledger.code = codes[-1] if codes else self.ledger.code
            return
        keys = KeyFile.read(self.scene.vault)
        former, self.ledger.code = [self.ledger.code, *codes[:-1]], codes[-1]
        self.found.checked["passphrases"] += len(codes)
        if not keys.fits(key_from_code(codes[-1])):
            self.found.wrong("passphrases", f"{self.told}: the new recovery sheet does not fit")
        if any(keys.fits(key_from_code(one)) for one in former if one):
            self.found.wrong("passphrases", f"{self.told}: a former recovery sheet still fits")

    def _records(self, vault: Vault) -> None:
        for line in self.did:
            self.ledger.revisions.update(line.get("revisions", ()))
            if "sha256" in line and line["did"] == "attached":
                self.ledger.files.add(line["sha256"])
            if line["did"] == "read a handover":
                self.ledger.bundles.add(line["bundle"])
        wanted = set(self.ledger.revisions)
        for name in self.ledger.bundles:
            wanted |= revisions_in(self.scene.bundles / name)
        here = {
            revision.revision_id
            for entry in vault.entries()
            for revision in vault.history(entry.record.id)
        }
        self.found.checked["acknowledged"] += sum(len(one.get("revisions", ())) for one in self.did)
        for one in sorted(wanted - here):
            self.found.wrong("acknowledged", f"{self.told}: revision {one} is gone")
        for sha256 in self.ledger.files:
            try:
                vault.attachments.content(sha256)
            except TacError as error:
                self.found.wrong("acknowledged", f"{self.told}: a file: {error.what_happened}")

    def _drafts(self, vault: Vault) -> None:
        dropped = {one["draft"] for one in self.began if "draft" in one}
        for line in self.did:
            if line["did"] == "kept":
                self.found.checked["drafts"] += 1
                # Saving drops the draft in the same transaction: one of the two is always there.
                there = vault.draft(line["draft"]) is not None
                saved = vault.entry(line["record"]) is not None
                if there == saved or (not there and line["draft"] not in dropped):
                    self.found.wrong("drafts", f"{self.told}: draft {there}, record {saved}")
            elif line["did"] == "typed" and line["draft"] not in dropped:
                draft = vault.draft(line["draft"])
                self.found.checked["drafts"] += 1
                if draft is None or len(draft.content["answers"]["text"]) < line["letters"]:
                    self.found.wrong("drafts", f"{self.told}: a kept draft is gone or shorter")

    def _typed(self, vault: Vault) -> None:
        letters = [one for one in self.did if one["did"] == "letter"]
        if not letters:
            return
        draft = vault.draft(DRAFT)
        kept = len(draft.content["answers"]["text"]) if draft else 0
        lost = [one for one in letters if one["number"] > kept]
        self.found.checked["letters"] += len(letters)
        age = self.killed.killed_at - lost[0]["at"] if lost else 0.0
        self.found.oldest_lost = max(self.found.oldest_lost, age)
        if age > DRAFT_SECONDS:
            self.found.wrong("letters", f"{self.told}: letters of {age:.2f} s before are lost")
        vault.discard_draft(DRAFT)

    def _together(self, vault: Vault) -> None:
        for line in self.began:
            ids = line.get("together", ())
            here = sum(vault.entry(one) is not None for one in ids)
            if ids:
                self.found.checked["together"] += 1
            if here not in (0, len(ids)):
                self.found.wrong("together", f"{self.told}: {here} of {len(ids)} records")

    def _bundle_read(self, vault: Vault) -> None:
        if self.cut_off.get("begins") != "reading a handover":
            return
        self.found.checked["together"] += 1
        meant = hers_in(self.scene.bundles / self.cut_off["bundle"])
        here = {
            revision.revision_id
            for entry in vault.entries()
            for revision in vault.history(entry.record.id)
        }
        if len(meant & here) not in (0, len(meant)):
            words = f"{self.told}: {len(meant & here)} of {len(meant)} revisions of a handover"
            self.found.wrong("together", words)

    def _backups(self) -> None:
        for line in self.did:
            if "backup" in line and line["did"] == "backed up":
                self.ledger.backups.add(line["backup"])
            self.ledger.backups.difference_update(line.get("gone", ()))
        if not self.scene.backups.is_dir():
            return
        there = [one for one in self.scene.backups.iterdir() if not one.name.startswith(".")]
        for folder in there:
            self.found.checked["final names"] += 1
            try:
                Backup.read(folder).check_file(no_progress)
            except TacError as error:
                self.found.wrong("final names", f"{self.told}: backup: {error.what_happened}")
        thinning = self.cut_off.get("begins") == "thinning"
        lost = self.ledger.backups - {one.name for one in there}
        if lost and not thinning:
            self.found.wrong("acknowledged", f"{self.told}: backups are gone: {sorted(lost)}")
        # So that the next kills do not wait for ever more of them to be read.
        for folder in sorted(there)[:-2] + [
            one for one in self.scene.backups.iterdir() if one.name.startswith(".")
        ]:
            shutil.rmtree(folder)
            self.ledger.backups.discard(folder.name)

    def _stick(self) -> None:
        said = {one["file"]: one for one in self.did if "file" in one}
        there = {one.name: one for one in self.scene.stick.iterdir()}
        for name in said.keys() - there.keys():
            self.found.wrong("acknowledged", f"{self.told}: {name} is gone")
        for name, path in there.items():
            if name.startswith(".") or name.endswith(".part"):
                continue
            self.found.checked["final names"] += 1
            try:
                if path.suffix == ".tac":
                    open_handover(path, BUNDLE_WORDS)
                else:
                    pikepdf.open(path).close()
            except (TacError, pikepdf.PdfError) as error:
                self.found.wrong("final names", f"{self.told}: {name}: {error}")
        for path in there.values():
            path.unlink()

    def _other_vaults(self) -> None:
        acknowledged = {one["vault"] for one in self.did if "vault" in one}
        for line in self.began:
            if "vault" not in line:
                continue
            folder = self.scene.folder / line["vault"]
            try:
                self._other_vault(folder, line, line["vault"] in acknowledged)
            except TacError as error:
                words = f"{self.told}: {line['begins']}: {error.what_happened}"
                self.found.wrong("again", words)
            shutil.rmtree(folder, ignore_errors=True)

    def _other_vault(self, folder: Path, line: Line, done: bool) -> None:
        self.found.checked["again"] += 1
        whole = (folder / "vault.db").exists()
        if done and not whole:
            self.found.wrong("acknowledged", f"{self.told}: {line['begins']}: the vault is gone")
            return
        if not whole and line["begins"] == "making a vault":
            Vault.create(folder, NAME, ROLE, FIXED, cost=CHEAP)[0].close()
        if not whole and line["begins"] == "restoring":
            restore(Backup.read(self.scene.backups / line["backup"]), folder)
        if line["begins"] == "restoring":
            return  # opened with whichever passphrase counted then; its file was compared
        under_way = (folder / UNDER_WAY_FILE).exists()
        vault = Vault.open(folder, FIXED)
        try:
            if under_way:
                self.found.resumed += 1
                if vault.upgrade is None or vault.upgrade.interrupted_at is None:
                    self.found.wrong("again", f"{self.told}: an upgrade was not noticed")
            if line["begins"] == "upgrading" and len(vault.entries("contact_log")) != 1:
                self.found.wrong("acknowledged", f"{self.told}: an upgrade lost its record")
            report = vault.verify()
            if not report.ok:
                self.found.wrong("whole", f"{self.told}: {line}: {' '.join(report.sentences)}")
        finally:
            vault.close()


@cache
def revisions_in(bundle: Path) -> frozenset[str]:
    """The identifiers of every revision that a handover carries."""
    return frozenset(one.revision_id for one in open_handover(bundle, BUNDLE_WORDS).revisions)


@cache
def hers_in(bundle: Path) -> frozenset[str]:
    """The same without what several handovers share, such as who wrote them."""
    revisions = open_handover(bundle, BUNDLE_WORDS).revisions
    return frozenset(one.revision_id for one in revisions if one.mother_id)


def _opens(keys: KeyFile, passphrase: str) -> bool:
    try:
        keys.unlock(passphrase)
    except TacError:
        return False
    return True
