"""Reading revisions from elsewhere into the vault: a union, so order and repetition change nothing.

What is not whole, not understood or newer than this program is refused as a whole, with reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tac_desktop.casework.dates import written
from tac_desktop.casework.record import Record
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage import attachments, search
from tac_desktop.storage.canonical import sha256_hex
from tac_desktop.storage.database import Database
from tac_desktop.storage.disposing import disposed_before
from tac_desktop.storage.errors import MergeRefused
from tac_desktop.storage.journal import EntryKind, Journal
from tac_desktop.storage.projection import (
    NameFinder,
    project,
    project_new,
    records_among,
    type_in_words,
)
from tac_desktop.storage.revisions import (
    Known,
    Revision,
    heads_of,
    histories_of,
    in_order,
    insert_revisions,
    journal_payload,
    known_with_ids,
)
from tac_desktop.words import _

_REASONS_SHOWN = 5

Files = Mapping[str, bytes]
"""The files of documents, by their SHA-256."""


@dataclass(frozen=True)
class MergeLine:
    """What reading in does to the records of one type."""

    record_type: str
    title: str
    new: int
    changed: int
    already_here: int


@dataclass(frozen=True)
class ForkAhead:
    """A record that was changed here and there; a person will have to choose."""

    record_id: str
    record_type: str
    mother_id: str
    title: str


@dataclass(frozen=True)
class MergePlan:
    """What reading in adds. `to_add` and `already_here` count revisions, the lines records.

    `files_to_add` counts files of documents; `files_missing` are the titles of documents whose file
    neither came along nor is here; `disposed_before` says of each file that would come back after
    it was disposed of here when that was; `without_earlier` counts records some of whose earlier
    states the sender had lost (a vault brought back from a damaged file) and that are not here.
    """

    lines: tuple[MergeLine, ...]
    forks: tuple[ForkAhead, ...]
    to_add: int
    already_here: int
    mother_ids: tuple[str, ...]
    files_to_add: int = 0
    files_missing: tuple[str, ...] = ()
    disposed_before: tuple[str, ...] = ()
    without_earlier: int = 0

    @property
    def changes_nothing(self) -> bool:
        """Whether everything is here already."""
        return self.to_add == 0 and self.files_to_add == 0

    def sentences(self) -> list[str]:
        """The plan in words, one sentence for each record type and each fork."""
        missing = _("The file of the document “{title}” did not come along.")
        not_there = [missing.format(title=title) for title in self.files_missing]
        if self.changes_nothing:
            return [_("Everything in it is already here. Nothing will be added."), *not_there]
        words = _("{title}: {new} new, {changed} changed, {same} already here.")
        said = list(self.disposed_before)
        said += [
            words.format(
                title=line.title, new=line.new, changed=line.changed, same=line.already_here
            )
            for line in self.lines
        ]
        if self.files_to_add:
            files = _("Files of documents: {count} new.")
            said.append(files.format(count=self.files_to_add))
        if self.without_earlier:
            earlier = _("{count} records come without earlier states that the sender had lost.")
            said.append(earlier.format(count=self.without_earlier))
        fork = _("Changed here and there, to be settled by you: {title}.")
        return said + not_there + [fork.format(title=one.title) for one in self.forks]


def plan_merge(database: Database, revisions: Sequence[Revision], files: Files) -> MergePlan:
    """Say what merging these revisions would add; changes nothing.

    Raises:
        MergeRefused: with every kind of reason why they cannot be read in.
    """
    return _planned(database, _coming(database, revisions), files)


def merge(
    database: Database,
    journal: Journal,
    revisions: Sequence[Revision],
    files: Files,
    *,
    bring_back: bool = False,
) -> MergePlan:
    """Add what is missing, inside a transaction of the caller; returns what was added.

    A file that was disposed of here comes back only where a person says so (`bring_back`).
    """
    coming = _coming(database, revisions)
    plan = _planned(database, coming, files)
    if plan.disposed_before and not bring_back:
        raise MergeRefused(plan.disposed_before)
    for sha256 in _files_to_add(database, files):
        attachments.keep(database, files[sha256])
    missing = coming.missing
    numbers = journal.append_all(
        EntryKind.MERGED_REVISION, [(journal_payload(one), one.mother_id) for one in missing]
    )
    insert_revisions(database, zip(missing, numbers, strict=True))
    new = [coming.histories[record_id] for record_id in coming.new]
    words = project_new(database, [(one, coming.records[_shown(one)]) for one in new])
    words += [project(database, record_id) for record_id in coming.changed]
    search.remember(database, words)
    return plan


@dataclass(frozen=True)
class _Coming:
    """What comes: all of it, and of that what is missing here, oldest first.

    `histories` are the missing revisions of each record, `records` what the readable ones among
    them hold, by revision; `new` and `changed` the records that are not here yet and that are.
    """

    every: tuple[Revision, ...]
    here: Mapping[str, Known]
    missing: tuple[Revision, ...]
    histories: Mapping[str, Sequence[Revision]]
    records: Mapping[str, Record]
    new: tuple[str, ...]
    changed: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def once(self) -> dict[str, Revision]:
        """Each revision by its identifier."""
        return {one.revision_id: one for one in self.every}


def _coming(database: Database, revisions: Sequence[Revision]) -> _Coming:
    once = {one.revision_id: one for one in revisions}
    here = known_with_ids(database, list(once))
    missing = in_order([one for one in once.values() if one.revision_id not in here])
    histories: dict[str, list[Revision]] = {}
    records: dict[str, Record] = {}
    reasons: dict[str, None] = {}
    for one in missing:
        histories.setdefault(one.record_id, []).append(one)
        try:
            records[one.revision_id] = one.record()
        except NotUnderstood as error:
            newer = _("It was perhaps written by a newer version of TAC Desktop.")
            reasons[f"{error.what_happened} {newer}"] = None
    shown = records_among(database, list(histories))
    return _Coming(
        every=tuple(revisions),
        here=here,
        missing=tuple(missing),
        histories=histories,
        records=records,
        new=tuple(one for one in histories if one not in shown),
        changed=tuple(one for one in histories if one in shown),
        reasons=tuple(reasons),
    )


def _planned(database: Database, coming: _Coming, files: Files) -> MergePlan:
    once, missing = coming.once, coming.missing
    named = attachments.titles_by_file(in_order(list(once.values())))
    reasons = [*_reasons_against(database, coming), *_reasons_against_files(files, named)]
    if reasons:
        raise MergeRefused(tuple(reasons[:_REASONS_SHOWN]))
    return MergePlan(
        lines=_lines({one.record_id: one.record_type for one in once.values()}, coming),
        forks=_forks(database, coming),
        to_add=len(missing),
        already_here=len(once) - len(missing),
        mother_ids=tuple(sorted({one.mother_id for one in once.values() if one.mother_id})),
        files_to_add=len(_files_to_add(database, files)),
        files_missing=tuple(
            title
            for sha256, title in named.items()
            if sha256 not in files and not attachments.is_kept(database, sha256)
        ),
        disposed_before=_disposed_before(database, missing),
        without_earlier=_without_earlier(database, missing),
    )


def _reasons_against(database: Database, coming: _Coming) -> list[str]:
    reasons: list[str] = []
    digests = {revision_id: one.digest for revision_id, one in coming.here.items()}
    for one in coming.every:
        if one.computed_digest() != one.digest:
            reasons.append(_("A revision was changed after it was written."))
        elif digests.setdefault(one.revision_id, one.digest) != one.digest:
            reasons.append(_("Two different revisions carry the same identifier."))
    parents = [parent for one in coming.missing for parent in one.parents]
    of_record = {
        revision_id: one.record_id for revision_id, one in known_with_ids(database, parents).items()
    }
    of_record |= {one.revision_id: one.record_id for one in coming.missing}
    # One that is not there was lost with a damaged file: every digest fits, nothing was cut.
    if any(
        of_record.get(parent, one.record_id) != one.record_id
        for one in coming.missing
        for parent in one.parents
    ):
        reasons.append(_("A revision follows one of another record."))
    reasons += coming.reasons
    reasons.extend(_circles(coming.missing))
    return list(dict.fromkeys(reasons))


def _reasons_against_files(files: Files, named: Mapping[str, str]) -> list[str]:
    reasons: list[str] = []
    for sha256, content in files.items():
        if sha256_hex(content) != sha256:
            reasons.append(_("The file of a document was changed after it was written."))
        if sha256 not in named:
            reasons.append(_("A file belongs to none of the documents."))
    return list(dict.fromkeys(reasons))


def _disposed_before(database: Database, missing: Sequence[Revision]) -> tuple[str, ...]:
    words = _("This file was disposed of here on {day} ({reference}): it would come back.")
    found = disposed_before(database, {one.mother_id for one in missing if one.mother_id})
    return tuple(
        words.format(day=written(one.disposed_on), reference=one.reference) for one in found
    )


def _files_to_add(database: Database, files: Files) -> list[str]:
    """Those that are not here, and those of which only a damaged one is here."""
    return [sha256 for sha256 in files if not attachments.is_whole(database, sha256)]


def _without_earlier(database: Database, missing: Sequence[Revision]) -> int:
    """How many records follow a revision that neither came along nor is here."""
    coming = {one.revision_id for one in missing}
    parents = sorted({parent for one in missing for parent in one.parents} - coming)
    lost = set(parents) - known_with_ids(database, parents).keys()
    return len({one.record_id for one in missing if not lost.isdisjoint(one.parents)})


def _circles(missing: Sequence[Revision]) -> list[str]:
    """Revisions that follow each other in a circle: none of them is the first."""
    waiting = {one.revision_id for one in missing}
    for one in missing:
        if not waiting.isdisjoint(one.parents):
            return [_("Some revisions follow each other in a circle.")]
        waiting.discard(one.revision_id)
    return []


def _lines(kinds: dict[str, str], coming: _Coming) -> tuple[MergeLine, ...]:
    all_of, new_of, changed_of = (
        Counter(kinds[record_id] for record_id in ids)
        for ids in (kinds, coming.new, coming.changed)
    )
    return tuple(
        MergeLine(
            record_type=kind,
            title=type_in_words(kind, plural=True),
            new=new_of[kind],
            changed=changed_of[kind],
            already_here=count - new_of[kind] - changed_of[kind],
        )
        for kind, count in sorted(all_of.items())
    )


def _forks(database: Database, coming: _Coming) -> tuple[ForkAhead, ...]:
    here = histories_of(database, coming.changed)
    forked = {}
    for record_id, history in sorted(coming.histories.items()):
        heads = heads_of([*here.get(record_id, ()), *history])
        if len(heads) > 1:
            forked[record_id] = heads[-1]
    if not forked:
        return ()
    at_hand = {one.record_id: coming.records[one.revision_id] for one in coming.missing}
    names = NameFinder(database, at_hand)
    return tuple(
        ForkAhead(record_id, one.record_type, one.mother_id, one.record().headline(names))
        for record_id, one in forked.items()
    )


def _shown(history: Sequence[Revision]) -> str:
    return heads_of(history)[-1].revision_id
