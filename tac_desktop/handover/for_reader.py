"""A handover for one reader: of a mother's file what this reader may have, and nothing else.

Everything is made anew from what the audience filter left: contents, amendments, identifiers. So
no earlier version, no note and no number leads to what was left out, and such a file can never be
taken for her whole file. Files of documents cannot be filtered; each goes only if somebody who
looked at it says so.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from tac_desktop.casework.audience import Audience, LeftOut, described, view_for
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import Record, content_of
from tac_desktop.casework.work import Document
from tac_desktop.errors import NotUnderstood
from tac_desktop.handover.manifest import Reader
from tac_desktop.storage.revisions import Revision
from tac_desktop.words import _

_OF_A_FILE = ("content_sha256", "content_type", "content_bytes")
_LONGEST_IDENTIFIER = 64


@dataclass(frozen=True)
class FileOffered:
    """The file of a document that the reader may know of; it goes only if it is chosen."""

    record_id: str
    title: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Part:
    """What one reader gets. `left_out` and `stops` are for the screen and never in the file.

    `hidden_names` says what stands for somebody whom the reader may not know by name; it holds
    only those to whom something that is carried refers.
    """

    reader: Reader
    mother_id: str
    revisions: tuple[Revision, ...] = field(repr=False)
    hidden_names: Mapping[str, str] = field(repr=False)
    left_out: tuple[LeftOut, ...]
    stops: tuple[str, ...]
    notices: tuple[str, ...]
    offered: tuple[FileOffered, ...] = ()


def part_for(case_file: CaseFile, audience: Audience, with_files_of: Collection[str] = ()) -> Part:
    """What a reader gets of a file; `with_files_of` are documents whose file somebody looked at.

    Raises:
        NotUnderstood: for another social worker of this service, who gets the whole file.
    """
    if audience.kind is AudienceKind.TAC:
        raise NotUnderstood(_("Another social worker gets the whole file, not a part of it."))
    view = view_for(case_file, audience)
    shown, left_out = view.case_file, list(view.left_out)
    unlinked = _Unlinked(case_file)
    revisions: list[Revision] = []
    for entry in shown.entries:
        if entry.record.in_every_file:
            continue
        try:
            revisions += _history(entry, unlinked, entry.record.id in with_files_of)
        except NotUnderstood:
            reason = _("It cannot be read without what was taken out of it.")
            left_out.append(LeftOut(described(entry.record, case_file), reason, entry.record.id))
    carried = {one.record_id for one in revisions}
    hidden = {
        new: shown.hidden_names.get(old, _("not shown"))
        for old, new in unlinked.used.items()
        if new not in carried
    }
    return Part(
        reader=Reader(audience.kind.value, audience.words(case_file)),
        mother_id=unlinked.of(case_file.mother_id),
        revisions=tuple(revisions),
        hidden_names=hidden,
        left_out=tuple(left_out),
        stops=view.stops,
        notices=view.notices,
        offered=tuple(_offered(shown)),
    )


class _Unlinked:
    """Gives every identifier another one, by chance: two such files have none in common."""

    def __init__(self, case_file: CaseFile) -> None:
        self._kept = case_file.kept_by_other
        self._known = {entry.record.id for entry in (*case_file.entries, *case_file.linked)}
        self.used: dict[str, str] = {}

    def of(self, record_id: str) -> str:
        """The identifier in this file; second entries of somebody have that of the first."""
        kept = self._kept.get(record_id, record_id)
        return self.used.setdefault(kept, str(uuid.uuid4()))

    def everywhere(self, value: Any) -> Any:
        """A content with every identifier exchanged, wherever it stands."""
        if isinstance(value, str):
            return self.of(value) if self._is_identifier(value) else value
        if isinstance(value, dict):
            return {self.everywhere(key): self.everywhere(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.everywhere(one) for one in value]
        return value

    def _is_identifier(self, text: str) -> bool:
        if text in self._known or text in self._kept:
            return True
        if len(text) > _LONGEST_IDENTIFIER:
            return False
        try:
            return str(uuid.UUID(text)) == text
        except ValueError:
            return False


def _history(entry: Entry[Record], unlinked: _Unlinked, with_file: bool) -> list[Revision]:
    """One revision for the record and one for each amendment, all with what it says now."""
    record, saved = entry.record, entry.saved
    content = unlinked.everywhere(_content(record, with_file))
    record_id = unlinked.of(record.id)
    saves: list[tuple[dt.datetime, str, str, str]] = [(saved.first_at, saved.first_by, "", "")]
    saves += [(one.at, one.by, one.reason, one.note) for one in entry.amendments]
    found: list[Revision] = []
    for at, by, reason, note in saves:
        found.append(
            Revision.sealed(
                revision_id=str(uuid.uuid4()),
                record_id=record_id,
                record_type=record.type_name,
                mother_id=unlinked.of(record.mother_id) if record.mother_id else "",
                at=at.astimezone(dt.UTC),
                by_id="",
                by_name=by,
                reason=reason,
                note=note,
                parents=(found[-1].revision_id,) if found else (),
                content=content,
            )
        )
    if content_of(found[0].record()) != content:
        raise NotUnderstood(_("It would not be read back as it is shown."))
    return found


def _content(record: Record, with_file: bool) -> dict[str, Any]:
    """The answers that stand on the form; of a file only the facts, and only if it goes along."""
    content = content_of(record)
    kept = _answers(type(record), content)
    if with_file and isinstance(record, Document):
        kept |= {name: content[name] for name in _OF_A_FILE if name in content}
    return kept


def _answers(asked: type[BaseModel], content: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for spec in questions_of(asked).values():
        if spec.name not in content:
            continue
        value = content[spec.name]
        if spec.kind is Kind.ROWS and spec.row is not None:
            value = [_answers(spec.row, one) for one in value]
        kept[spec.name] = value
    return kept


def _offered(shown: CaseFile) -> Sequence[FileOffered]:
    return [
        FileOffered(one.id, one.title, one.content_sha256, one.content_bytes or 0)
        for one in shown.of(Document)
        if one.content_sha256
    ]
