"""Several vaults between which a mother's file is handed to and fro, and a plain model of each.

The model is a dictionary of revisions for each vault, and nothing else: which are there, what each
follows and what it says. After every step the vault has to say the same as its model.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hardship.crash_steps import CHEAP
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.custody import Custody
from tac_desktop.casework.forks import Together, differences, settled
from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.record import Record, content_of
from tac_desktop.casework.training_pictures import drawing_png
from tac_desktop.casework.work import Document, Task
from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.handover.read import OpenedHandover, open_handover, plan, take_in
from tac_desktop.handover.write import write_handover
from tac_desktop.storage.backups import backups_in, restore
from tac_desktop.storage.revisions import RESOLVED, Revision, begun_from, heads_of
from tac_desktop.storage.vault import Vault

PASSPHRASE = "orbit lantern pebble chutney"
BUNDLE_WORDS = "copper walnut drizzle saddle umbrella fifteen"
DETAILS = HandoverDetails("A colleague", "The mother was moved", "DMF 2026/118")
MOTHER_ID = "0198c0de-0000-7000-8000-00000000aa01"
PLACES = 3
_DAY = dt.date(2026, 11, 16)
_PICTURES = 4
_FORKED = ("contact_log", "task", "person", "document", "same_person")


class Disagreement(AssertionError):
    """A vault does not say what its model says."""


@dataclass
class Bundle:
    """A handover that was written, and what the model says is in it."""

    opened: OpenedHandover
    model: dict[str, Revision]
    files: frozenset[str]


@dataclass
class Place:
    """One vault, its model, and the state of both when it was last backed up."""

    number: int
    folder: Path
    vault: Vault
    model: dict[str, Revision] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    backed_up: tuple[dict[str, Revision], set[str]] | None = None
    restored: int = 0

    def of(self, record_id: str) -> list[Revision]:
        """What the model knows of a record."""
        return [one for one in self.model.values() if one.record_id == record_id]

    def heads(self, record_id: str) -> list[Revision]:
        """The revisions of a record that no other one follows, by the model."""
        return heads_of(self.of(record_id))

    def records(self, *kinds: str) -> list[str]:
        """Records of hers, in an order that only depends on the model."""
        found = {
            one.record_id: None
            for one in sorted(self.model.values(), key=lambda one: (one.at, one.revision_id))
            if one.record_type in kinds
        }
        return list(found)


class World:
    """Vaults under one roof. Every step takes numbers and does nothing where it cannot be done."""

    def __init__(self, folder: Path, places: int = PLACES) -> None:
        self._folder = folder
        self._stick = folder / "stick"
        self._stick.mkdir(parents=True)
        self.places = [self._made(number) for number in range(places)]
        self.bundles: list[Bundle] = []
        self.steps: list[str] = []
        self.forks_seen = self.forks_settled = self.handed_over = self.restored = 0
        first = self.places[0]
        council = Organisation(name="Nowhere Council (fictional)")
        mother = Person(id=MOTHER_ID, mother_id=MOTHER_ID, kind="mother", first_names="Rhosyn")
        relatives = [
            Person(
                mother_id=MOTHER_ID,
                kind="family",
                first_names=name,
                organisation_id=council.id,
            )
            for name in ("Sheila", "Sheelagh", "Dai")
        ]
        custody = Custody(mother_id=MOTHER_ID, prison_number="A1234BC")
        entry = ContactLogEntry(mother_id=MOTHER_ID, date=_DAY, text="She rang.")
        self._save(first, [council, mother, *relatives, custody, entry])
        for there in self.places[1:]:
            self._level(there)

    # --- steps --------------------------------------------------------------------------------

    def add(self, place: int, text: str) -> None:
        """A new entry, or a task, in the file."""
        here = self._where_she_is(place)
        if here is None:
            return
        if len(text) % 2:
            self._save(here, [Task(mother_id=MOTHER_ID, title=f"Do: {text}")])
        else:
            self._save(here, [ContactLogEntry(mother_id=MOTHER_ID, date=_DAY, text=text or "-")])

    def edit(self, place: int, which: int, text: str) -> None:
        """Change one of two answers of a record; two places may change the same or another."""
        found = self._record(place, which, "contact_log", "task", "person")
        if found is None:
            return
        here, record = found
        changes: dict[str, Any] = {"text": text or "-"}
        if isinstance(record, Task):
            changes = {"title": text or "-"} if len(text) % 2 else {"note": text}
        elif isinstance(record, Person):
            changes = {"known_as": text} if len(text) % 2 else {"note": text}
        elif len(text) % 2:
            changes = {"duration_minutes": len(text)}
        self._save(here, [record.changed(**changes)], reason="correction")

    def amend(self, place: int, which: int, note: str) -> None:
        """Add words under a record without changing it."""
        found = self._record(place, which, "contact_log", "task", "document")
        if found is not None:
            self._save(found[0], [found[1]], reason="addition", note=note or "-")

    def strike(self, place: int, which: int) -> None:
        """Strike a record out, or take that back."""
        found = self._record(place, which, "contact_log", "task")
        if found is not None:
            here, record = found
            why = "" if record.entered_in_error else "Wrong mother"
            self._save(here, [record.changed(entered_in_error=why)], reason="updated")

    def attach(self, place: int, which: int, picture: int) -> None:
        """A new document with a file, or another file for one that is there."""
        here = self._where_she_is(place)
        if here is None:
            return
        content = _picture(picture % _PICTURES)
        found = self._record(place, which, "document")
        document = found[1] if found else Document(mother_id=MOTHER_ID, title="A drawing")
        assert isinstance(document, Document)
        self._take(here, here.vault.attachments.attach(document, content))
        self._note_file(here, document.id)
        self._check(here, [document.id])

    def link(self, place: int, one: int, other: int) -> None:
        """Say that two relatives are one, or take the newest link back."""
        here = self._where_she_is(place)
        if here is None:
            return
        people = [
            each
            for each in here.records("person")
            if any(rev.content.get("kind") == "family" for rev in here.of(each))
        ]
        kept, second = people[one % len(people)], people[other % len(people)]
        links = here.records("same_person")
        if kept == second and links:
            entry = here.vault.entry(links[-1])
            assert entry is not None
            record: Record = entry.record.changed(undone_on=_DAY)
        elif kept == second:
            return
        else:
            record = SamePerson(kept_id=kept, other_id=second, linked_on=_DAY)
        self._save(here, [record])

    def hand_over(self, giver: int, taker: int) -> None:
        """Write the file, read it in elsewhere, and read it in once more."""
        here = self._where_she_is(giver)
        if here is None:
            return
        written = write_handover(
            here.vault, MOTHER_ID, self._stick, DETAILS, BUNDLE_WORDS, cost=CHEAP
        )
        opened = open_handover(written.path, BUNDLE_WORDS)
        written.path.unlink()
        self._check_bundle(here, opened)
        self._take_new(here)
        model = {one.revision_id: one for one in opened.revisions}
        self.bundles.append(Bundle(opened, model, frozenset(here.files)))
        self.handed_over += 1
        self._read(self.bundles[-1], self.places[taker % len(self.places)])

    def read_again(self, which: int, taker: int) -> None:
        """Read a handover of earlier in, whatever happened since."""
        if self.bundles:
            bundle = self.bundles[which % len(self.bundles)]
            self._read(bundle, self.places[taker % len(self.places)])

    def settle(self, place: int, which: int, answers: int) -> None:
        """Choose between the versions of a forked record, answer by answer."""
        begin = place % len(self.places)
        for here in (*self.places[begin:], *self.places[:begin]):
            forked = [one for one in here.records(*_FORKED) if len(here.heads(one)) > 1]
            if forked:
                break
        else:
            return
        record_id = forked[which % len(forked)]
        heads = here.heads(record_id)
        versions = [one.record() for one in heads]
        begun = begun_from(here.of(record_id), heads)
        base = begun.record() if begun else None
        chosen: dict[str, int | Together] = {}
        for number, one in enumerate(differences(versions, base)):
            choice = one.suggested
            if choice is None:
                choice = (answers + number) % len(versions)
            chosen[one.name] = choice
        record = settled(versions, base, chosen)
        self._save(here, [record], reason=RESOLVED, note="Chosen between.")
        self.forks_settled += 1
        if len(here.heads(record_id)) != 1:
            raise Disagreement("a fork is still there after it was settled")

    def lock(self, place: int) -> None:
        """Close the vault and open it again."""
        here = self.places[place % len(self.places)]
        here.vault.close()
        here.vault = Vault.open(here.folder, PASSPHRASE)
        self._check_all(here)

    def back_up(self, place: int) -> None:
        """Copy the vault."""
        here = self.places[place % len(self.places)]
        target = self._folder / f"backups {here.number}"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        here.vault.backups.make(target)
        here.backed_up = (dict(here.model), set(here.files))

    def restore(self, place: int) -> None:
        """Go back to the last copy; what was saved since comes back by reading."""
        here = self.places[place % len(self.places)]
        if here.backed_up is None:
            return
        here.vault.close()
        here.restored += 1
        here.folder = self._folder / f"vault {here.number} restored {here.restored}"
        restore(backups_in(self._folder / f"backups {here.number}")[0], here.folder)
        here.vault = Vault.open(here.folder, PASSPHRASE)
        model, files = here.backed_up
        here.model, here.files = dict(model), set(files)
        self.restored += 1
        self._check_all(here)

    # --- the end ------------------------------------------------------------------------------

    def bring_together(self) -> None:
        """Everybody reads everybody's file, each in another order; a new vault, all of them."""
        givers = len(self.places)
        self.places.append(self._made(givers))
        for giver in range(givers):
            self.hand_over(giver, giver + 1)
        for bundle in reversed(self.bundles):
            self._read(bundle, self.places[-1])
        for number, here in enumerate(self.places[:-1]):
            for place in range(givers):
                self._read(self.bundles[-1 - (place + number) % givers], here)
        for here in self.places:
            self._level(here)
        first = self.places[0]
        hers = self._hers(first)
        for here in self.places:
            self._check_all(here)
            if self._hers(here) != hers:
                raise Disagreement(f"vault {here.number} holds another set of revisions")
            for record_id in {one.record_id for one in hers.values()}:
                if here.vault.entry(record_id) != first.vault.entry(record_id):
                    raise Disagreement(f"vault {here.number} shows {record_id} differently")
                if here.vault.history(record_id) != first.vault.history(record_id):
                    raise Disagreement(f"vault {here.number} has another history of {record_id}")
            report = here.vault.verify()
            if not report.ok:
                raise Disagreement(" ".join(report.sentences))
        cases = [here.vault.case_file(MOTHER_ID, _DAY) for here in self.places]
        shown = [_without_own_service(case.entries) for case in cases]
        if any(one != shown[0] for one in shown):
            raise Disagreement("the files do not show the same")

    def _level(self, here: Place) -> None:
        """Bring the last disclosures along: each handover leaves one behind."""
        for giver in self.places:
            if giver is not here and giver.of(MOTHER_ID):
                revisions = giver.vault.revisions(MOTHER_ID)
                files = {one: giver.vault.attachments.content(one) for one in giver.files}
                here.vault.merge(revisions, source="level", files=files)
                here.model.update({one.revision_id: one for one in revisions})
                here.files |= giver.files

    def close(self) -> None:
        """Close every vault."""
        for here in self.places:
            here.vault.close()

    # --- doing and checking -------------------------------------------------------------------

    def _made(self, number: int) -> Place:
        folder = self._folder / f"vault {number}"
        vault, _code = Vault.create(
            folder, f"Person {number}", "social_worker", PASSPHRASE, cost=CHEAP
        )
        here = Place(number, folder, vault)
        self._take_new(here)
        return here

    def _where_she_is(self, place: int) -> Place | None:
        here = self.places[place % len(self.places)]
        return here if here.of(MOTHER_ID) else None

    def _record(self, place: int, which: int, *kinds: str) -> tuple[Place, Record] | None:
        """One record as it is shown there now."""
        here = self._where_she_is(place)
        found = here.records(*kinds) if here else []
        if here is None or not found:
            return None
        entry = here.vault.entry(found[which % len(found)])
        if entry is None:
            raise Disagreement(f"{found[which % len(found)]} is not there")
        return here, entry.record

    def _save(self, here: Place, records: list[Record], reason: str = "", note: str = "") -> None:
        before = {one.id: here.heads(one.id) for one in records}
        saved = here.vault.save_all(records, reason=reason, note=note)
        for record, revision in zip(records, saved, strict=True):
            heads = before[record.id]
            if revision.revision_id in here.model:
                continue
            meant = heads if reason == RESOLVED else heads[-1:]
            if set(revision.parents) != {one.revision_id for one in meant}:
                raise Disagreement(f"{record.type_name} does not follow what was there")
            if revision.content != content_of(record):
                raise Disagreement(f"{record.type_name} was not saved as it was written")
            self._take(here, revision)
        self._check(here, [one.id for one in records])

    def _take(self, here: Place, revision: Revision) -> None:
        here.model[revision.revision_id] = revision

    def _take_new(self, here: Place) -> None:
        """What the program itself saves: who works here, and that a file was handed over."""
        for kind in ("worker", "disclosure"):
            for entry in here.vault.entries(kind):
                for one in here.vault.history(entry.record.id):
                    here.model.setdefault(one.revision_id, one)

    def _note_file(self, here: Place, document_id: str) -> None:
        for one in here.of(document_id):
            sha256 = one.content.get("content_sha256")
            if sha256:
                here.files.add(str(sha256))

    def _check_bundle(self, here: Place, opened: OpenedHandover) -> None:
        carried = {one.revision_id: one for one in opened.revisions}
        if carried != self._hers(here):
            raise Disagreement("a handover does not carry what the model says")
        if set(opened.files) != here.files:
            raise Disagreement("a handover does not carry the files that the model says")

    def _hers(self, here: Place) -> dict[str, Revision]:
        """What a handover carries: all but people who worked on nothing of it."""
        found = {key: one for key, one in here.model.items() if one.record_type != "worker"}
        authors, known = {one.by_id for one in found.values()}, -1
        while len(authors) != known:
            known = len(authors)
            found |= {key: one for key, one in here.model.items() if one.record_id in authors}
            authors = {one.by_id for one in found.values()}
        return found

    def _read(self, bundle: Bundle, there: Place) -> None:
        ahead = plan(there.vault, bundle.opened)
        new = [key for key in bundle.model if key not in there.model]
        if ahead.merge.to_add != len(new):
            raise Disagreement(f"{ahead.merge.to_add} revisions announced, {len(new)} are new")
        take_in(there.vault, bundle.opened)
        there.model.update(bundle.model)
        there.files |= bundle.files
        forked = ahead.merge.forks
        self.forks_seen += len(forked)
        for one in forked:
            if len(there.heads(one.record_id)) < 2:
                raise Disagreement("a fork was announced and there is none")
        before = there.vault.journal_reference()
        if not plan(there.vault, bundle.opened).changes_nothing:
            raise Disagreement("reading it again would change something")
        again = there.vault.merge(
            bundle.opened.revisions, source="again", files=bundle.opened.files
        )
        if not again.changes_nothing or there.vault.journal_reference() != before:
            raise Disagreement("reading it again changed something")
        self._check(there, list({one.record_id for one in bundle.model.values()}))

    def _check_all(self, here: Place) -> None:
        self._check(here, list({one.record_id for one in here.model.values()}))

    def _check(self, here: Place, record_ids: list[str]) -> None:
        """The vault says of these records what the model says, and has their files."""
        for record_id in record_ids:
            self._check_one(here, record_id)
        for sha256 in here.files:
            here.vault.attachments.content(sha256)

    def _check_one(self, here: Place, record_id: str) -> None:
        known = {one.revision_id: one for one in here.of(record_id)}
        history = here.vault.history(record_id)
        if {one.revision_id: one for one in history} != known:
            lost = len(known.keys() - {one.revision_id for one in history})
            raise Disagreement(f"{lost} revisions of {record_id} are lost in vault {here.number}")
        entry, heads = here.vault.entry(record_id), here.heads(record_id)
        if entry is None:
            raise Disagreement(f"{record_id} is not shown in vault {here.number}")
        if set(entry.saved.heads) != {one.revision_id for one in heads}:
            raise Disagreement(f"{record_id} has other versions in vault {here.number}")
        if entry.saved.forked != (len(heads) > 1):
            raise Disagreement(f"{record_id}: a fork is not shown in vault {here.number}")
        if content_of(entry.record) != heads[-1].content:
            raise Disagreement(f"{record_id} shows something else in vault {here.number}")


@cache
def _picture(number: int) -> bytes:
    return drawing_png(number)


def _without_own_service(entries: Any) -> Mapping[str, Any]:
    """What a file shows, without what describes each vault's own service and its own people."""
    left = {
        one.record.id: one
        for one in entries
        if not one.record.in_every_file and one.record.type_name != "worker"
    }
    return left


STEPS: Mapping[str, tuple[Callable[..., None], tuple[str, ...]]] = {
    "add": (World.add, ("place", "text")),
    "edit": (World.edit, ("place", "which", "text")),
    "amend": (World.amend, ("place", "which", "text")),
    "strike": (World.strike, ("place", "which")),
    "attach": (World.attach, ("place", "which", "which")),
    "link": (World.link, ("place", "which", "which")),
    "hand_over": (World.hand_over, ("place", "place")),
    "read_again": (World.read_again, ("which", "place")),
    "settle": (World.settle, ("place", "which", "which")),
    "lock": (World.lock, ("place",)),
    "back_up": (World.back_up, ("place",)),
    "restore": (World.restore, ("place",)),
}
"""Every step by its name, and what kind of number or text it takes."""
