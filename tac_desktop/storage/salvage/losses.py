"""What could not be read, by mother and kind as far as that is known, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tac_desktop.casework.dates import written_moment
from tac_desktop.casework.people import Person
from tac_desktop.storage.canonical import moment_from
from tac_desktop.storage.projection import type_in_words
from tac_desktop.storage.revisions import from_row
from tac_desktop.storage.salvage.choose import Chosen
from tac_desktop.storage.salvage.gather import (
    REVISION_COLUMNS,
    Gathered,
    Sources,
    Whole,
    file_of,
    revision_at,
)
from tac_desktop.words import _


@dataclass(frozen=True)
class LostKind:
    """Revisions of one kind of record in one mother's file; without a mother, shared ones."""

    mother_id: str
    mother: str
    record_type: str
    count: int

    @property
    def words(self) -> str:
        """`Averley, Rhosyn: 3 of Contact log`."""
        whose = self.mother or (_("a mother not known") if self.mother_id else _("shared"))
        return _("{whose}: {count} × {kind}").format(
            whose=whose, count=self.count, kind=type_in_words(self.record_type)
        )


@dataclass(frozen=True)
class LostFile:
    """The file of a document that could not be read."""

    sha256: str
    title: str
    mother: str


@dataclass(frozen=True)
class Losses:
    """Everything that is missing from what was brought back."""

    pages: int
    damaged_pages: int
    entries: int
    said: int
    kinds: tuple[LostKind, ...]
    files: tuple[LostFile, ...]
    newest_is_known: bool
    entered_anew: int
    between: tuple[str, ...]

    @property
    def revisions(self) -> int:
        """How many saved states of records are known to be missing."""
        return sum(one.count for one in self.kinds)

    @property
    def nothing(self) -> bool:
        """Whether nothing is known to be missing."""
        return not (self.entries or self.said or self.kinds or self.files) and self.newest_is_known

    def sentences(self) -> list[str]:
        """All of it, the worst first."""
        said = []
        if self.nothing:
            said.append(_("Nothing is missing: everything that was saved could be read."))
        if self.revisions:
            words = _("{count} saved states of records could not be read:")
            said.append(words.format(count=self.revisions))
            said.extend(f"   {one.words}" for one in self.kinds)
        for file in self.files:
            words = _("The file of the document “{title}” could not be read ({mother}).")
            said.append(words.format(title=file.title, mother=file.mother or _("shared")))
        if self.entries:
            words = _(
                "{count} journal entries could not be read. What was saved with them is listed"
                " above only as far as something else tells of it."
            )
            said.append(words.format(count=self.entries))
            said.extend(f"   {one}" for one in self.between)
        if self.said:
            words = _("Of {count} journal entries only the hash is left, not what they say.")
            said.append(words.format(count=self.said))
        if not self.newest_is_known:
            said.append(
                _("Where the journal ended could not be read: something newer may be missing.")
            )
        return said


@dataclass(frozen=True)
class Part:
    """What was gathered for one way, and what is missing from it."""

    found: Gathered
    chosen: Chosen
    lost: Losses


def losses(sources: Sources, found: Gathered, chosen: Chosen) -> Losses:
    """Compare what was chosen with all that tells of more."""
    names = _Names(sources, chosen)
    return Losses(
        pages=found.pages,
        damaged_pages=len(found.damaged_pages),
        entries=sum(last - first + 1 for first, last in chosen.lost_entries),
        said=len(chosen.lost_said),
        kinds=tuple(_kinds(found, chosen, names)),
        files=tuple(_files(sources, found, chosen, names)),
        newest_is_known=chosen.head_is_known,
        entered_anew=len(chosen.unbound),
        between=tuple(_between(chosen)),
    )


def revisions_in_words(revisions: Sequence[Whole], sources: Sources, chosen: Chosen) -> list[str]:
    """Some revisions by mother and kind."""
    names = _Names(sources, chosen)
    counts = Counter((one.mother_id, one.record_type) for one in revisions)
    lines = [
        LostKind(mother_id, names(mother_id), kind, count)
        for (mother_id, kind), count in counts.items()
    ]
    return [one.words for one in sorted(lines, key=_by_name)]


class _Names:
    """Mothers' names, read from the newest revision of each that is whole."""

    def __init__(self, sources: Sources, chosen: Chosen) -> None:
        self._sources = sources
        self._newest: dict[str, Whole] = {}
        self._names = {"": ""}
        for one in chosen.revisions():
            if one.record_id == one.mother_id:
                newest = self._newest.get(one.record_id)
                if newest is None or newest.at < one.at:
                    self._newest[one.record_id] = one

    def __call__(self, mother_id: str) -> str:
        if mother_id not in self._names:
            self._names[mother_id] = self._read(mother_id)
        return self._names[mother_id]

    def _read(self, mother_id: str) -> str:
        newest = self._newest.get(mother_id)
        if newest is None:
            return ""
        row = revision_at(self._sources, newest.place)
        record = from_row(tuple(row[name] for name in REVISION_COLUMNS)).record()
        return record.display_name() if isinstance(record, Person) else ""


def _kinds(found: Gathered, chosen: Chosen, names: _Names) -> list[LostKind]:
    here = Counter(one.record_id for one in chosen.revisions())
    told = Counter(one.record_id for one in chosen.lost_revisions)
    about = {one.record_id: (one.mother_id, one.record_type) for one in chosen.lost_revisions}
    # An older backup still counts what was disposed of since: that is not lost.
    kept = {one.revision_id for one in chosen.revisions()}
    gone = Counter(
        one.record_id
        for one in found.revisions.values()
        if one.seq in chosen.disposed and one.revision_id not in kept
    )
    for record_id, counted in found.counted.items():
        missing = counted.revisions - here[record_id] - gone[record_id]
        told[record_id] = max(told[record_id], missing)
        about[record_id] = (counted.mother_id, counted.record_type)
    sums: Counter[tuple[str, str]] = Counter()
    for record_id, count in told.items():
        if count > 0:
            sums[about[record_id]] += count
    lost = [
        LostKind(mother_id, names(mother_id), kind, count)
        for (mother_id, kind), count in sums.items()
    ]
    return sorted(lost, key=_by_name)


def _files(sources: Sources, found: Gathered, chosen: Chosen, names: _Names) -> list[LostFile]:
    named = {one.file: one for one in chosen.revisions() if one.file}
    return [
        LostFile(sha256, one.title, names(one.mother_id))
        for sha256, one in named.items()
        if file_of(sources, found, sha256) is None
    ]


def _between(chosen: Chosen) -> list[str]:
    """Between which moments the missing entries were written."""
    at = {one.seq: one.at for one in chosen.entries}
    said = []
    for first, last in chosen.lost_entries[:20]:
        before, after = at.get(first - 1), at.get(last + 1)
        numbers = f"{first}" if first == last else f"{first}-{last}"
        if before and after:
            words = _("entry {numbers}: between {before} and {after}")
        elif before:
            words = _("entry {numbers}: after {before}")
        elif after:
            words = _("entry {numbers}: before {after}")
        else:
            words = _("entry {numbers}")
        said.append(words.format(numbers=numbers, before=_moment(before), after=_moment(after)))
    return said


def _moment(at: str | None) -> str:
    return written_moment(moment_from(at)) if at else ""


def _by_name(one: LostKind) -> tuple[bool, str, str]:
    return not one.mother_id, one.mother, one.record_type
