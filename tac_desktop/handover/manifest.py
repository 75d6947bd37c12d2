"""What a handover says of itself, inside the encryption: from whom, for whom, why, and how much."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from tac_desktop import __version__
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.record import Problem, record_class, record_types
from tac_desktop.errors import NotUnderstood
from tac_desktop.handover.errors import HandoverDamaged, HandoverNewer
from tac_desktop.handover.header import FOR_ONE_READER_VERSION, WHOLE_FILE_VERSION
from tac_desktop.storage.attachments import AttachmentFact
from tac_desktop.storage.canonical import moment_from, moment_text
from tac_desktop.storage.key_slots import VaultPerson
from tac_desktop.storage.revisions import Revision
from tac_desktop.words import _

CONTENT_FORMAT = "tac-desktop-handover-content"
CONTENT_VERSION = 3
"""The newest that this program reads: 2 is a whole file, 3 what one reader may have of one."""


@dataclass(frozen=True)
class HandoverDetails:
    """What the person who hands over has to say about it.

    `authority` is the reference of the written permission to move this file on a stick or drive:
    removable media are an authorised exception (Ministry of Justice, removable media guidance).
    """

    recipient: str
    purpose: str
    authority: str
    recipient_service: str = ""

    def problems(self) -> list[Problem]:
        """What still has to be answered."""
        questions = {
            "recipient": (self.recipient, _("Please say who receives the handover.")),
            "purpose": (self.purpose, _("Please say why the file is handed over.")),
            "authority": (self.authority, _("Please give the reference of the written authority.")),
        }
        return [
            Problem(field, sentence)
            for field, (answer, sentence) in questions.items()
            if not answer.strip()
        ]


@dataclass(frozen=True)
class Reader:
    """For whom a part of a file was made: a kind of audience, and who it is in words."""

    kind: str
    name: str

    @property
    def words(self) -> str:
        """`Marlcester (A local authority's children's services)`."""
        try:
            kind = AudienceKind(self.kind).label
        except ValueError:
            return self.name
        if kind == self.name:
            return kind
        return _("{who} ({kind})").format(who=self.name, kind=kind)


@dataclass(frozen=True)
class TypeCount:
    """How many records of one type there are, and revisions of them."""

    record_type: str
    records: int
    revisions: int

    @property
    def title(self) -> str:
        """The record type in words, as a heading of several."""
        try:
            return record_class(self.record_type).type_plural()
        except NotUnderstood:
            return self.record_type.replace("_", " ")

    @property
    def words(self) -> str:
        """`Contact log entries: 25`."""
        return f"{self.title}: {self.records}"


@dataclass(frozen=True)
class Manifest:
    """The first line of the content. `files` are those of documents; the first version had none.

    With a `reader` it holds what this one may have and not the whole file; `hidden_names` says
    what stands for those whom the reader may not know by name.
    """

    bundle_id: str
    made_at: dt.datetime
    made_by: VaultPerson
    service: str
    prison: str
    details: HandoverDetails
    mother_id: str
    vault_id: str
    training: bool
    journal_reference: str
    counts: tuple[TypeCount, ...]
    revisions_sha256: str
    files: tuple[AttachmentFact, ...] = ()
    made_with: str = f"TAC Desktop {__version__}"
    reader: Reader | None = None
    hidden_names: Mapping[str, str] = field(default_factory=dict)

    @property
    def contents(self) -> list[str]:
        """`Contact log: 25` and so on, in the order in which types are listed to people."""
        order = [cls.type_name for cls in record_types()]
        known = [count for name in order for count in self.counts if count.record_type == name]
        others = [count for count in self.counts if count.record_type not in order]
        said = [count.words for count in known + others]
        return said + ([self.files_in_words] if self.files else [])

    @property
    def files_in_words(self) -> str:
        """`Files of documents: 3 (4.2 MB)`."""
        size = sum(one.bytes for one in self.files) / 1_000_000
        return _("Files of documents: {count} ({size} MB)").format(
            count=len(self.files), size=f"{size:.1f}"
        )

    @property
    def revisions(self) -> int:
        """How many revisions there are in all."""
        return sum(count.revisions for count in self.counts)

    @property
    def records(self) -> int:
        """How many records there are in all."""
        return sum(count.records for count in self.counts)

    @property
    def sender(self) -> str:
        """`Anna Example, Service, Prison`."""
        return ", ".join(part for part in (self.made_by.name, self.service, self.prison) if part)

    def as_json(self) -> dict[str, Any]:
        """The manifest as it stands in the file."""
        counts = [asdict(count) for count in self.counts]
        for_one = (
            {"reader": asdict(self.reader), "hidden_names": dict(self.hidden_names)}
            if (self.reader)
            else {}
        )
        return {
            "format": CONTENT_FORMAT,
            "version": FOR_ONE_READER_VERSION if self.reader else WHOLE_FILE_VERSION,
            "bundle_id": self.bundle_id,
            "made_at": moment_text(self.made_at),
            "made_with": self.made_with,
            "made_by": asdict(self.made_by),
            "service": self.service,
            "prison": self.prison,
            **asdict(self.details),
            "mother_id": self.mother_id,
            "vault_id": self.vault_id,
            "training": self.training,
            "journal_reference": self.journal_reference,
            "counts": counts,
            "revisions_sha256": self.revisions_sha256,
            "files": [asdict(one) for one in self.files],
            **for_one,
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        """The manifest that `as_json` wrote.

        Raises:
            HandoverNewer, HandoverDamaged: for a later layout, or for anything else.
        """
        try:
            if raw["format"] != CONTENT_FORMAT:
                raise ValueError
            if int(raw["version"]) > CONTENT_VERSION:
                raise HandoverNewer(str(raw.get("made_with", "")))
            return cls(
                bundle_id=str(raw["bundle_id"]),
                made_at=moment_from(raw["made_at"]),
                made_with=str(raw["made_with"]),
                made_by=VaultPerson(**{key: str(raw["made_by"][key]) for key in _PERSON}),
                service=str(raw["service"]),
                prison=str(raw["prison"]),
                details=HandoverDetails(**{key: str(raw[key]) for key in _DETAILS}),
                mother_id=str(raw["mother_id"]),
                vault_id=str(raw["vault_id"]),
                training=bool(raw["training"]),
                journal_reference=str(raw["journal_reference"]),
                counts=tuple(_count(one) for one in raw["counts"]),
                revisions_sha256=str(raw["revisions_sha256"]),
                files=tuple(_file(one) for one in (raw["files"] if raw["version"] > 1 else ())),
                **_for_one(raw),
            )
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            raise HandoverDamaged(_("Its list of contents cannot be read.")) from None


def counts_of(revisions: Iterable[Revision]) -> tuple[TypeCount, ...]:
    """Records and revisions of each type, by the type's name."""
    records: dict[str, set[str]] = defaultdict(set)
    every: Counter[str] = Counter()
    for revision in revisions:
        records[revision.record_type].add(revision.record_id)
        every[revision.record_type] += 1
    return tuple(TypeCount(name, len(records[name]), every[name]) for name in sorted(records))


_PERSON = ("worker_id", "name", "role")
_DETAILS = ("recipient", "purpose", "authority", "recipient_service")


def _count(raw: Mapping[str, Any]) -> TypeCount:
    return TypeCount(str(raw["record_type"]), int(raw["records"]), int(raw["revisions"]))


def _for_one(raw: Mapping[str, Any]) -> dict[str, Any]:
    if raw["version"] < FOR_ONE_READER_VERSION:
        return {}
    reader = Reader(str(raw["reader"]["kind"]), str(raw["reader"]["name"]))
    hidden = {str(key): str(words) for key, words in raw["hidden_names"].items()}
    return {"reader": reader, "hidden_names": hidden}


def _file(raw: Mapping[str, Any]) -> AttachmentFact:
    return AttachmentFact(str(raw["sha256"]), int(raw["bytes"]))
