"""What of everything gathered goes into the new vault, and what is missing from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tac_desktop.storage.journal import EntryKind, beginning
from tac_desktop.storage.salvage.gather import Gathered, Linked, Said, Whole, meaning, proved

_SAVED = (EntryKind.REVISION, EntryKind.MERGED_REVISION)


@dataclass(frozen=True)
class LostRevision:
    """A revision that the journal tells of and that could not be read."""

    seq: int
    record_id: str
    record_type: str
    mother_id: str
    at: str


@dataclass
class Chosen:
    """The chain with what its entries say, the revisions that it binds, and those it does not.

    `unbound` are whole revisions whose journal entry could not be read: they are entered anew.
    """

    entries: list[Linked] = field(default_factory=list)
    said: dict[int, Said] = field(default_factory=dict)
    head: tuple[int, str] = (0, "")
    head_is_known: bool = False
    bound: dict[int, Whole] = field(default_factory=dict)
    unbound: list[Whole] = field(default_factory=list)
    disposed: set[int] = field(default_factory=set)
    lost_entries: list[tuple[int, int]] = field(default_factory=list)
    lost_said: list[int] = field(default_factory=list)
    lost_revisions: list[LostRevision] = field(default_factory=list)
    declared_before: set[int] = field(default_factory=set)

    def revisions(self) -> Iterator[Whole]:
        """All that go into the new vault."""
        yield from self.bound.values()
        yield from self.unbound


def choose(found: Gathered, vault_id: str) -> Chosen:
    """Put together what fits together."""
    chosen = Chosen()
    _choose_chain(found, vault_id, chosen)
    _choose_said(found, chosen)
    _choose_revisions(found, chosen)
    return chosen


def _choose_chain(found: Gathered, vault_id: str, chosen: Chosen) -> None:
    """From the newest entry back to the first: each names the hash of the one before it."""
    wanted: str | None = None
    top = max((seq for seq, entries in found.entries.items() if entries), default=0)
    if found.heads:
        chosen.head, chosen.head_is_known = max(found.heads), True
        wanted = chosen.head[1] if chosen.head[0] >= top else None
        chosen.head_is_known = chosen.head[0] >= top
    backwards: list[Linked] = []
    for seq in range(max(top, chosen.head[0]), 0, -1):
        entry = _entry_for(found, seq, wanted, vault_id)
        if entry is None:
            _note_gap(chosen, seq)
            wanted = None
        else:
            backwards.append(entry)
            wanted = entry.previous
    chosen.entries = backwards[::-1]
    chosen.lost_entries.reverse()
    if not chosen.head_is_known:
        last = chosen.entries[-1] if chosen.entries else None
        chosen.head = (last.seq, last.hash) if last else (0, beginning(vault_id))


def _entry_for(found: Gathered, seq: int, wanted: str | None, vault_id: str) -> Linked | None:
    for entry in found.entries.get(seq, ()):
        if wanted is not None and entry.hash != wanted:
            continue
        if seq == 1 and entry.previous != beginning(vault_id):
            continue
        return entry
    return None


def _note_gap(chosen: Chosen, seq: int) -> None:
    """Gaps are found from the newest on; entries next to each other make one."""
    if chosen.lost_entries and chosen.lost_entries[-1][0] == seq + 1:
        chosen.lost_entries[-1] = (seq, chosen.lost_entries[-1][1])
    else:
        chosen.lost_entries.append((seq, seq))


def _choose_said(found: Gathered, chosen: Chosen) -> None:
    for entry in chosen.entries:
        said = proved(entry, found.said.get(entry.seq, []))
        if said is not None:
            chosen.said[entry.seq] = said
            if entry.kind == EntryKind.DISPOSAL:
                chosen.disposed.update(_numbers(meaning(said).get("entries")))
    for number in chosen.disposed:
        chosen.said.pop(number, None)
    chosen.lost_said = [
        entry.seq
        for entry in chosen.entries
        if entry.seq not in chosen.said and entry.seq not in chosen.disposed
    ]


def _choose_revisions(found: Gathered, chosen: Chosen) -> None:
    taken: set[str] = set()
    for entry in chosen.entries:
        if entry.kind not in _SAVED or entry.seq not in chosen.said:
            continue
        says = meaning(chosen.said[entry.seq])
        revision = found.revisions.get(str(says.get("revision_id")))
        if revision is not None and revision.digest == says.get("digest"):
            chosen.bound[entry.seq] = revision
            taken.add(revision.revision_id)
        else:
            chosen.lost_revisions.append(
                LostRevision(
                    entry.seq, str(says.get("record_id")), str(says.get("record_type")),
                    str(says.get("mother_id")), entry.at,
                )
            )  # fmt: skip
    unbound = [
        one
        for one in found.revisions.values()
        if one.revision_id not in taken
        and one.seq not in chosen.disposed
        and (one.seq not in chosen.said or one.revision_id in found.from_vault)
    ]
    chosen.unbound = sorted(unbound, key=_by_time)


def _numbers(value: object) -> list[int]:
    return [one for one in value if isinstance(one, int)] if isinstance(value, list) else []


def _by_time(one: Whole) -> tuple[str, str]:
    return one.at, one.revision_id
