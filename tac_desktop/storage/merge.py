"""Reading revisions from elsewhere into the vault: a union, so order and repetition change nothing.

What is not whole, not understood or newer than this program is refused as a whole, with reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tac_desktop.casework.dates import written
from tac_desktop.errors import NotUnderstood
from tac_desktop.storage import attachments, search
from tac_desktop.storage.canonical import sha256_hex
from tac_desktop.storage.database import Database
from tac_desktop.storage.disposing import disposed_before
from tac_desktop.storage.errors import MergeRefused
from tac_desktop.storage.journal import EntryKind, Journal
from tac_desktop.storage.projection import NameFinder, heads_now, project, type_in_words
from tac_desktop.storage.revisions import (
    Revision,
    heads_of,
    in_order,
    insert_revision,
    journal_payload,
    revisions_of,
    revisions_with_ids,
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
    incoming = {revision.revision_id: revision for revision in revisions}
    here = revisions_with_ids(database, list(incoming))
    missing = [one for one in incoming.values() if one.revision_id not in here]
    named = attachments.titles_by_file(in_order(list(incoming.values())))
    reasons = _reasons_against(database, list(revisions), here, missing)
    reasons += _reasons_against_files(files, named)
    if reasons:
        raise MergeRefused(tuple(reasons[:_REASONS_SHOWN]))
    mother_ids = tuple(sorted({one.mother_id for one in incoming.values() if one.mother_id}))
    changed = {one.record_id for one in missing}
    new = {record_id for record_id in changed if not heads_now(database, record_id)}
    kinds = {one.record_id: one.record_type for one in incoming.values()}
    return MergePlan(
        lines=_lines(kinds, new, changed - new),
        forks=_forks(database, missing, changed),
        to_add=len(missing),
        already_here=len(incoming) - len(missing),
        mother_ids=mother_ids,
        files_to_add=len(_files_to_add(database, files)),
        files_missing=tuple(
            title
            for sha256, title in named.items()
            if sha256 not in files and not attachments.is_kept(database, sha256)
        ),
        disposed_before=_disposed_before(database, missing),
        without_earlier=_without_earlier(database, missing),
    )


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
    plan = plan_merge(database, revisions, files)
    if plan.disposed_before and not bring_back:
        raise MergeRefused(plan.disposed_before)
    for sha256 in _files_to_add(database, files):
        attachments.keep(database, files[sha256])
    incoming = {revision.revision_id: revision for revision in revisions}
    here = revisions_with_ids(database, list(incoming))
    missing = in_order([one for one in incoming.values() if one.revision_id not in here])
    for revision in missing:
        payload = journal_payload(revision)
        seq = journal.append(EntryKind.MERGED_REVISION, payload, revision.mother_id)
        insert_revision(database, revision, seq)
    changed = dict.fromkeys(one.record_id for one in missing)
    search.remember(database, [project(database, record_id) for record_id in changed])
    return plan


def _reasons_against(
    database: Database,
    revisions: Sequence[Revision],
    here: dict[str, Revision],
    missing: Sequence[Revision],
) -> list[str]:
    reasons: list[str] = []
    digests: dict[str, str] = {one.revision_id: one.digest for one in here.values()}
    for one in revisions:
        if one.computed_digest() != one.digest:
            reasons.append(_("A revision was changed after it was written."))
        elif digests.setdefault(one.revision_id, one.digest) != one.digest:
            reasons.append(_("Two different revisions carry the same identifier."))
    parents = [parent for one in missing for parent in one.parents]
    known = {**revisions_with_ids(database, parents), **{one.revision_id: one for one in missing}}
    for one in missing:
        reasons.extend(_reasons_against_one(one, known))
    reasons.extend(_circles(missing))
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


def _reasons_against_one(one: Revision, known: dict[str, Revision]) -> list[str]:
    for parent in one.parents:
        # One that is not there was lost with a damaged file: every digest fits, nothing was cut.
        if parent in known and known[parent].record_id != one.record_id:
            return [_("A revision follows one of another record.")]
    try:
        one.record()
    except NotUnderstood as error:
        newer = _("It was perhaps written by a newer version of TAC Desktop.")
        return [f"{error.what_happened} {newer}"]
    return []


def _without_earlier(database: Database, missing: Sequence[Revision]) -> int:
    """How many records follow a revision that neither came along nor is here."""
    coming = {one.revision_id for one in missing}
    parents = sorted({parent for one in missing for parent in one.parents} - coming)
    lost = set(parents) - revisions_with_ids(database, parents).keys()
    return len({one.record_id for one in missing if not lost.isdisjoint(one.parents)})


def _circles(missing: Sequence[Revision]) -> list[str]:
    """Revisions that follow each other in a circle: none of them is the first."""
    waiting = {one.revision_id for one in missing}
    for one in in_order(missing):
        if not waiting.isdisjoint(one.parents):
            return [_("Some revisions follow each other in a circle.")]
        waiting.discard(one.revision_id)
    return []


def _lines(kinds: dict[str, str], new: set[str], changed: set[str]) -> tuple[MergeLine, ...]:
    all_of, new_of, changed_of = (
        Counter(kinds[record_id] for record_id in ids) for ids in (kinds, new, changed)
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


def _forks(
    database: Database, missing: Sequence[Revision], changed: set[str]
) -> tuple[ForkAhead, ...]:
    names = NameFinder(database, {one.record_id: one.record() for one in missing})
    added: dict[str, list[Revision]] = {}
    for one in missing:
        added.setdefault(one.record_id, []).append(one)
    found = []
    for record_id in sorted(changed):
        heads = heads_of([*revisions_of(database, record_id), *added[record_id]])
        if len(heads) > 1:
            shown = heads[-1]
            found.append(
                ForkAhead(
                    record_id, shown.record_type, shown.mother_id, shown.record().headline(names)
                )
            )
    return tuple(found)
