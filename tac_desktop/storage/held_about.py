"""Everything in the vault about one person: her file, records that refer to her, and mentions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum

from tac_desktop.casework.case_file import Entry
from tac_desktop.casework.children import LegalStatus, Placement
from tac_desktop.casework.names_in_text import NamesInText, ordinary_words
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.protected_words import code_of
from tac_desktop.casework.record import Record, record_class
from tac_desktop.casework.redaction import Passage, passages
from tac_desktop.casework.sound_alike import words_of_name
from tac_desktop.casework.work import Document
from tac_desktop.storage import finding, search
from tac_desktop.storage.canonical import moment_from
from tac_desktop.storage.database import Database
from tac_desktop.storage.journal import AuditAction, EntryKind
from tac_desktop.storage.links import links_in_force
from tac_desktop.storage.progress import Progress, no_progress
from tac_desktop.storage.projection import NameFinder, entries, entries_with_ids
from tac_desktop.storage.revisions import batches
from tac_desktop.storage.search import Narrowed
from tac_desktop.words import _

Turn = Callable[[], AbstractContextManager[Database]]

NEVER_ABOUT_SOMEBODY = frozenset(
    {"service", "subject_access", "disclosure_item", "disposal", "same_person", "organisation"}
)
_MOST_HITS = 2_000
_GIVEN_OUT = (
    AuditAction.PRINTED,
    AuditAction.EXPORTED_PDF,
    AuditAction.EXPORTED_TABLE,
    AuditAction.EXPORTED_DOCUMENT,
    AuditAction.EXPORTED_CASE,
    AuditAction.HANDOVER_WRITTEN,
    AuditAction.HANDOVER_READ,
)


class Why(StrEnum):
    """How something was found, the surest first."""

    HERSELF = "herself"
    HER_FILE = "her_file"
    REFERS = "refers"
    NAMED = "named"
    PERHAPS = "perhaps"

    @property
    def label(self) -> str:
        """It in words."""
        return {
            Why.HERSELF: _("The person’s own entry"),
            Why.HER_FILE: _("In her own file"),
            Why.REFERS: _("Refers to the person"),
            Why.NAMED: _("Named in its words"),
            Why.PERHAPS: _("Perhaps: part of the name, or sounds alike"),
        }[self]


@dataclass(frozen=True)
class Found:
    """One record, in words, and how it was found. `file` is its document's file, if it has one."""

    entry: Entry[Record]
    why: Why
    title: str
    parts: tuple[Passage, ...]
    cautions: tuple[str, ...] = ()
    file: str = ""

    @property
    def record_id(self) -> str:
        """Which record it is."""
        return self.entry.record.id

    @property
    def day(self) -> dt.date:
        """The day it is about, or on which it was saved."""
        return self.entry.record.happened_on() or self.entry.saved.first_at.date()


@dataclass(frozen=True)
class Done:
    """What somebody who works with the vault did in it, one kind of thing: how often and when."""

    what: str
    count: int
    first: dt.datetime
    last: dt.datetime


@dataclass(frozen=True)
class Held:
    """Everything found, by day, and what finds the names of others in it.

    `given_out` are sentences of the journal about what left the vault; `drafts` counts unfinished
    forms in her file. `done` counts what somebody who works with the vault did in it, and names
    nobody else.
    """

    subject: Person | Worker | Organisation
    found: tuple[Found, ...]
    people: tuple[Person | Worker, ...]
    finder: NamesInText
    given_out: tuple[tuple[dt.datetime, str], ...] = ()
    drafts: int = 0
    done: tuple[Done, ...] = ()

    def person(self, person_id: str) -> Person | Worker | None:
        """Somebody whose name was found."""
        return next((one for one in self.people if one.id == person_id), None)


class HeldAbout:
    """Looks through one open vault."""

    def __init__(self, turn: Turn) -> None:
        """For the vault: its turns to read."""
        self._turn = turn

    def everything(self, subject_id: str, progress: Progress = no_progress) -> Held | None:
        """What is held about somebody; None where the vault does not know such a person."""
        with self._turn() as database:
            return _Collector(database, subject_id, progress).collected()


@dataclass
class _Collector:
    database: Database
    subject_id: str
    progress: Progress
    why: dict[str, Why] = field(default_factory=dict)

    def collected(self) -> Held | None:
        group = links_in_force(self.database).group(self.subject_id)
        own = entries_with_ids(self.database, group)
        subject = next((one.record for one in own if one.record.id == group[0]), None)
        if not isinstance(subject, (Person, Worker, Organisation)):
            return None
        self.progress(0, 3, _("Looking for records about the person"))
        self._note(Why.HERSELF, group)
        self._own_file(group)
        self._references(group)
        self.progress(1, 3, _("Looking for the name in every text"))
        people = self._people(group)
        self._mentions(subject, group, people)
        self.progress(2, 3, _("Reading what was found"))
        found = self._found()
        numbers = self._own_numbers(group, subject)
        texts = [part.text for one in found for part in one.parts]
        finder = NamesInText(subject, people, ordinary_words(texts), numbers)
        return Held(
            subject,
            tuple(found),
            tuple(people),
            finder,
            self._given_out(group),
            self._drafts(group),
            tuple(self._done(group)),
        )

    def _own_file(self, group: Sequence[str]) -> None:
        marks = ", ".join("?" * len(group))
        rows = self.database.rows(
            f"SELECT record_id FROM record WHERE mother_id IN ({marks})", group
        )
        self._note(Why.HER_FILE, [one for (one,) in rows])

    def _references(self, group: Sequence[str]) -> None:
        for record_id, content in self.database.each(
            "SELECT r.record_id, v.content FROM record r JOIN revision v ON v.revision_id = r.shown"
        ):
            if any(f'"{one}"' in content for one in group):
                self._note(Why.REFERS, [record_id])

    def _mentions(
        self,
        subject: Person | Worker | Organisation,
        group: Sequence[str],
        people: Sequence[Person | Worker],
    ) -> None:
        files = self._files_that_know(group)
        for name in _whole_names(subject):
            self._note(Why.NAMED, self._hits(name))
            self._note(Why.PERHAPS, self._hits(name, alike=True))
        for name in _single_names(subject):
            for mother_id in files if not _is_shared(name, people) else ():
                self._note(Why.NAMED, self._hits(name, mother_id))
                self._note(Why.PERHAPS, self._hits(name, mother_id, alike=True))
            elsewhere = set(self._hits(name)) - self._records_of(files)
            self._note(Why.PERHAPS, sorted(elsewhere))

    def _records_of(self, files: Sequence[str]) -> set[str]:
        found = set[str]()
        for batch in batches(files):
            marks = ", ".join("?" * len(batch))
            rows = self.database.rows(
                f"SELECT record_id FROM record WHERE mother_id IN ({marks})", batch
            )
            found.update(one for (one,) in rows)
        return found

    def _files_that_know(self, group: Sequence[str]) -> list[str]:
        """Files in which the person plays a part: there a first name alone is enough."""
        found = set[str]()
        for batch in batches(sorted(self.why)):
            marks = ", ".join("?" * len(batch))
            rows = self.database.rows(
                f"SELECT DISTINCT mother_id FROM record WHERE record_id IN ({marks})", batch
            )
            found.update(one for (one,) in rows)
        return sorted((found | set(group)) - {""})

    def _hits(self, name: str, mother_id: str | None = None, alike: bool = False) -> list[str]:
        look = finding.hits_alike if alike else finding.hits
        found = look(self.database, f"{name} ", Narrowed(mother_id), _MOST_HITS)
        return [one.record_id for one in found]

    def _note(self, why: Why, record_ids: Iterable[str]) -> None:
        for one in record_ids:
            self.why.setdefault(one, why)

    def _found(self) -> list[Found]:
        names = NameFinder(self.database)
        found = []
        for entry in entries_with_ids(self.database, sorted(self.why)):
            record = entry.record
            if record.type_name in NEVER_ABOUT_SOMEBODY:
                continue
            file = record.content_sha256 if isinstance(record, Document) else ""
            found.append(
                Found(
                    entry,
                    self.why[record.id],
                    record.headline(names),
                    tuple(passages(entry, names)),
                    tuple(cautions(record)),
                    file,
                )
            )
        return sorted(found, key=lambda one: (one.day, one.record_id))

    def _people(self, group: Sequence[str]) -> list[Person | Worker]:
        found = entries(self.database, "record_type IN ('person', 'worker')", [])
        return [
            one.record
            for one in found
            if isinstance(one.record, (Person, Worker)) and one.record.id not in group
        ]

    def _own_numbers(
        self, group: Sequence[str], subject: Person | Worker | Organisation
    ) -> frozenset[str]:
        """The person's own telephone, postcode and prison numbers, which stay."""
        told = [getattr(subject, name, "") for name in ("phone", "email", "postcode")]
        marks = ", ".join("?" * len(group))
        for entry in entries(
            self.database, f"record_type = 'custody' AND mother_id IN ({marks})", group
        ):
            told.append(getattr(entry.record, "prison_number", ""))
            told += getattr(entry.record, "previous_numbers", [])
        return frozenset(code_of(one) for one in told if one)

    def _given_out(self, group: Sequence[str]) -> tuple[tuple[dt.datetime, str], ...]:
        marks, kinds = ", ".join("?" * len(group)), ", ".join("?" * len(_GIVEN_OUT))
        rows = self.database.rows(
            "SELECT j.at, json_extract(p.payload, '$.action'), json_extract(p.payload, '$.detail')"
            " FROM journal_payload p JOIN journal j ON j.seq = p.seq"
            f" WHERE p.mother_id IN ({marks})"
            f" AND json_extract(p.payload, '$.action') IN ({kinds}) ORDER BY p.seq",
            [*group, *_GIVEN_OUT],
        )
        return tuple(
            (dt.datetime.fromisoformat(at), f"{AuditAction(action).label}: {detail}")
            for at, action, detail in rows
        )

    def _done(self, group: Sequence[str]) -> list[Done]:
        """What the group did: records written, by kind, and each sort of journal entry."""
        marks = ", ".join("?" * len(group))
        wrote = self.database.rows(
            "SELECT record_type, count(DISTINCT record_id), min(at), max(at)"
            f" FROM revision WHERE by_id IN ({marks}) GROUP BY record_type",
            group,
        )
        did = self.database.rows(
            "SELECT json_extract(p.payload, '$.action') AS action, count(*), min(j.at), max(j.at)"
            " FROM journal j JOIN journal_payload p ON p.seq = j.seq"
            f" WHERE j.by_id IN ({marks}) AND j.kind = ? AND action IS NOT NULL GROUP BY action",
            [*group, EntryKind.EVENT],
        )
        words = _("Wrote or changed: {kind}")
        named = [
            (words.format(kind=record_class(kind).type_title()), *rest) for kind, *rest in wrote
        ]
        named += [(AuditAction(action).label, *rest) for action, *rest in did]
        return [
            Done(what, int(count), moment_from(first), moment_from(last))
            for what, count, first, last in named
        ]

    def _drafts(self, group: Sequence[str]) -> int:
        marks = ", ".join("?" * len(group))
        count = self.database.value(
            f"SELECT count(*) FROM draft WHERE mother_id IN ({marks})", group
        )
        return int(count)


def cautions(record: Record) -> list[str]:
    """What has to be thought of before this record is given; unconfirmed by a lawyer."""
    said = []
    kind = record.type_name
    if kind in ("proceedings", "hearing", "court_order") or (
        isinstance(record, Document) and record.type == "court_order"
    ):
        said.append(
            _(
                "Paper of a family court: who may see it is for the court (Family Procedure Rules, "
                "Part 12, Practice Direction 12G)."
            )
        )
    adopted = isinstance(record, Placement) and "adopt" in record.care_arrangement
    if adopted or (isinstance(record, LegalStatus) and "adopt" in record.type):
        said.append(_("About adoption: Data Protection Act 2018, Schedule 4, paragraph 3."))
    if kind in ("acct_episode", "acct_review", "concern"):
        said.append(
            _(
                "About health or harm: could giving it cause serious harm (Schedule 3)? For health "
                "data ask a health professional first."
            )
        )
    if getattr(record, "share", "open") != "open" or getattr(record, "confidential", False):
        said.append(_("It was marked as not for her when it was written. Look twice."))
    if isinstance(record, Person) and record.confidential_fields:
        said.append(_("Some answers of this person are confidential. Look twice."))
    if kind == "letter":
        said.append(_("A letter: legal advice in it is privileged (Schedule 2, paragraph 19)."))
    return said


def _is_shared(name: str, people: Iterable[Person | Worker]) -> bool:
    """Whether somebody else is called so too: a family's last name says nothing of one."""
    wanted = set(words_of_name(name))
    return any(wanted <= set(search.names_of(one)) for one in people)


def _whole_names(subject: Person | Worker | Organisation) -> list[str]:
    if not isinstance(subject, Person):
        return [subject.name]
    last = subject.last_name
    called = [subject.first_names, subject.known_as, *subject.first_names.split()]
    names = [f"{one} {last}" for one in called if one and last]
    names += [one for one in (subject.current_name, *subject.aliases) if one]
    return list(dict.fromkeys(names)) or [subject.display_name()]


def _single_names(subject: Person | Worker | Organisation) -> list[str]:
    if isinstance(subject, Organisation):
        return []
    if isinstance(subject, Worker):
        return subject.name.split()
    called = [*subject.first_names.split(), subject.known_as, subject.last_name]
    return list(dict.fromkeys(one for one in called if len(one) > 1))
