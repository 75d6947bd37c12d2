"""What the process does that is killed: everything that changes something on a disk, at random.

Before a step begins it says what it is about to do (`begins`), and after the program's own call
has returned, what was acknowledged (`did`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hardship.killing import Tell
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Document, Task
from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.handover.read import open_handover, take_in
from tac_desktop.handover.write import write_handover
from tac_desktop.storage.backups import backups_in, restore
from tac_desktop.storage.drafts import Draft
from tac_desktop.storage.keys import KeyCost
from tac_desktop.storage.vault import Vault
from tac_desktop.ui.pdf_file import new_pdf_name, save_pdf

NAME, ROLE = "Ffion Example", "senior_social_worker"
BUNDLE_WORDS = "six invented words for every bundle here"
DETAILS = HandoverDetails("Gwen Sample", "Moved to another prison", "DMF-0")
FIXED = "orbit lantern pebble chutney"
"""The passphrase of every vault but the one whose passphrase is changed."""
CHEAP = KeyCost.for_tests()


@dataclass(frozen=True)
class Scene:
    """Where the process works: a vault, what it reads, and where its files go."""

    folder: Path
    mother_id: str
    other_mother_id: str
    passphrase: str
    round: int
    seed: int

    @property
    def vault(self) -> Path:
        """The vault that is worked on."""
        return self.folder / "vault"

    @property
    def backups(self) -> Path:
        """Where its backups go."""
        return self.folder / "backups"

    @property
    def stick(self) -> Path:
        """Where its handovers and files go."""
        return self.folder / "stick"

    @property
    def bundles(self) -> Path:
        """Handovers of other mothers, to be read."""
        return self.folder.parent / "bundles"

    @property
    def old_vaults(self) -> Path:
        """Vaults of every earlier format."""
        return self.folder.parent / "old"

    def own(self, what: str, number: int) -> Path:
        """A folder that is new in this round."""
        return self.folder / f"{what}-{self.round}-{number}"


class Steps:
    """Each method is one step; `go` does them in an order of its own until the end comes."""

    def __init__(self, scene: Scene, tell: Tell) -> None:
        self.scene, self.tell = scene, tell
        self.chance = random.Random(scene.seed * 100_003 + scene.round)
        self.passphrase = scene.passphrase
        self.count = 0
        tell(begins="opening")
        self.vault = Vault.open(scene.vault, scene.passphrase)
        tell(did="opened")

    def go(self) -> None:
        """One step after the other. The dear ones are drawn as often as the cheap ones."""
        steps: list[Callable[[], None]] = [
            self.save, self.amend, self.several, self.attach, self.type, self.back_up,
            self.change_passphrase, self.replace_key, self.write_handover, self.read_handover,
            self.upgrade, self.make_vault, self.restore, self.save_file, self.reopen,
        ]  # fmt: skip
        while True:
            # A few of the same in a row: what is done once a day is killed as often as a save.
            step = self.chance.choice(steps)
            for _again in range(self.chance.randint(1, 3)):
                self.count += 1
                step()

    def save(self) -> None:
        """An entry, with its draft before it; saving drops the draft."""
        entry = self._entry()
        draft = Draft(entry.id, "contact_log", entry.mother_id, {"answers": {"text": entry.text}})
        self.vault.keep_draft(draft)
        self.tell(did="kept", draft=draft.draft_id, record=entry.id)
        if self.chance.random() < 0.3:
            return
        self.tell(begins="saving", draft=draft.draft_id, record=entry.id)
        revision = self.vault.save(entry, draft_id=draft.draft_id)
        self.tell(did="saved", revisions=[revision.revision_id])

    def amend(self) -> None:
        """An amendment of what was saved before."""
        entry = self._entry()
        first = self.vault.save(entry)
        self.tell(begins="amending")
        changed = entry.changed(text=entry.text + " More was said.")
        second = self.vault.save(changed, reason="addition", note="Told later")
        ids = [first.revision_id, second.revision_id]
        self.tell(did="amended", revisions=ids)

    def several(self) -> None:
        """Records that belong together: all of them or none."""
        entry = self._entry()
        tasks = [
            Task(title=f"Of {entry.id}, number {number}", mother_id=entry.mother_id)
            for number in range(12)
        ]
        ids = [entry.id, *(one.id for one in tasks)]
        self.tell(begins="saving several", together=ids)
        saved = self.vault.save_all([entry, *tasks])
        self.tell(did="saved several", revisions=[one.revision_id for one in saved])

    def attach(self) -> None:
        """A scan of a few pages."""
        lines = [f"line {line} of {self.count}" for line in range(self.chance.randint(5, 2500))]
        pdf = paper_pdf(f"Paper {self.scene.round}-{self.count}", lines)
        document = Document(mother_id=self.scene.mother_id, title=f"Paper {self.count}")
        self.tell(begins="attaching", document=document.id)
        saved = self.vault.attachments.attach(document, pdf)
        digest = hashlib.sha256(pdf).hexdigest()
        self.tell(did="attached", revisions=[saved.revision_id], sha256=digest)

    def type(self) -> None:
        """A draft that grows."""
        draft = Draft("r", "contact_log", self.scene.mother_id, {"answers": {"text": "."}})
        for length in range(1, 9):
            content = {"answers": {"text": "x" * 200 * length}}
            grown = Draft("r", "contact_log", draft.mother_id, content, draft_id=draft.draft_id)
            self.vault.keep_draft(grown)
            self.tell(did="typed", draft=draft.draft_id, letters=200 * length)
        if self.chance.random() < 0.3:
            self.tell(begins="discarding", draft=draft.draft_id)
            self.vault.discard_draft(draft.draft_id)
            self.tell(did="discarded")

    def back_up(self) -> None:
        """A verified backup, and the older ones thinned."""
        self.tell(begins="backing up")
        made = self.vault.backups.make(self.scene.backups)
        self.tell(did="backed up", backup=made.folder.name)
        self.tell(begins="thinning")
        gone = self.vault.backups.thin(self.scene.backups)
        self.tell(did="thinned", gone=[one.folder.name for one in gone])

    def change_passphrase(self) -> None:
        """Another passphrase for the same key."""
        new = f"{self.chance.randrange(10**9)} lantern pebble chutney"
        self.tell(begins="changing the passphrase", passphrase=new)
        self.vault.change_passphrase(self.passphrase, new, cost=CHEAP)
        self.passphrase = new
        self.tell(did="changed the passphrase", passphrase=new)

    def replace_key(self) -> None:
        """Another key for the whole database, as when the recovery sheet is lost."""
        self.tell(begins="replacing the key")
        code = self.vault.replace_key({self.vault.slot_id: self.passphrase}, cost=CHEAP)
        self.tell(did="replaced the key", code=code)

    def write_handover(self) -> None:
        """The file of the smaller of the two mothers, onto the stick."""
        self.tell(begins="writing a handover")
        written = write_handover(
            self.vault, self.scene.other_mother_id, self.scene.stick, DETAILS, BUNDLE_WORDS,
            cost=CHEAP,
        )  # fmt: skip
        self.tell(did="wrote a handover", file=written.path.name, sha256=written.fingerprint.hex)

    def read_handover(self) -> None:
        """One of the bundles of other mothers; all of it or nothing arrives."""
        bundle = self.chance.choice(sorted(self.scene.bundles.iterdir()))
        opened = open_handover(bundle, BUNDLE_WORDS)
        ids = [one.revision_id for one in opened.revisions]
        self.tell(begins="reading a handover", bundle=bundle.name, revisions=len(ids))
        take_in(self.vault, opened)
        self.tell(did="read a handover", bundle=bundle.name)

    def upgrade(self) -> None:
        """A vault of an earlier version is opened."""
        former = self.chance.choice(sorted(self.scene.old_vaults.iterdir()))
        folder = self.scene.own("old", self.count)
        shutil.copytree(former, folder)
        for path in (*folder.iterdir(), folder, folder.parent):
            _make_durable(path)
        self.tell(begins="upgrading", vault=folder.name)
        Vault.open(folder, FIXED).close()
        self.tell(did="upgraded", vault=folder.name)

    def make_vault(self) -> None:
        """A new vault."""
        folder = self.scene.own("new", self.count)
        self.tell(begins="making a vault", vault=folder.name)
        vault, _code = Vault.create(folder, NAME, ROLE, FIXED, cost=CHEAP)
        self.tell(did="made a vault", vault=folder.name)
        vault.close()

    def restore(self) -> None:
        """The newest backup is got back into a new folder."""
        found = backups_in(self.scene.backups)
        if not found:
            self.back_up()
            found = backups_in(self.scene.backups)
        folder = self.scene.own("restored", self.count)
        self.tell(begins="restoring", vault=folder.name, backup=found[0].folder.name)
        restore(found[0], folder)
        self.tell(did="restored", vault=folder.name)

    def save_file(self) -> None:
        """A print that is saved as a file outside the vault."""
        path = self.scene.stick / new_pdf_name()
        pdf = paper_pdf("Print", [f"line {line}" for line in range(1500)])
        self.tell(begins="saving a file", file=path.name, bytes=len(pdf))
        result = save_pdf(path, pdf, self.scene.vault)
        assert result.succeeded, result.sentence
        self.tell(did="saved a file", file=path.name)

    def reopen(self) -> None:
        """Locked and unlocked again."""
        self.tell(begins="locking")
        self.vault.close()
        self.vault = Vault.open(self.scene.vault, self.passphrase)
        self.tell(did="unlocked")

    def _entry(self) -> ContactLogEntry:
        return ContactLogEntry(
            mother_id=self.scene.mother_id,
            date=dt.date(2026, 3, 14),
            channel="face_to_face",
            text=f"Entry {self.scene.round}-{self.count} " + "words " * self.chance.randint(5, 400),
        )


def _make_durable(path: Path) -> None:
    """What was copied here by hand is on the disk, as it would be since the day it was made."""
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)
