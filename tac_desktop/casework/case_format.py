"""The product's own case format: one mother's file as JSON, with the history of every record.

It is described in `docs/case-format.md`. It is plain text: whoever writes one to a disk has been
warned and has a reason, and `write_case` makes it readable for its owner alone.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tac_desktop.casework.case_format_checks import (
    Dangling,
    Limits,
    Problems,
    check_document,
    dangling_references,
)
from tac_desktop.casework.identifiers import derived_id
from tac_desktop.casework.record import content_of, record_from
from tac_desktop.casework.service import Service
from tac_desktop.errors import NotUnderstood
from tac_desktop.words import _

FORMAT = "tac-desktop-case"
VERSION = 2
"""Written only where a document has a file; without files the first version says everything."""


@dataclass(frozen=True)
class DocumentRevision:
    """One save of a record: when, by whom (a worker's record id), why, and its whole content."""

    id: str
    at: dt.datetime
    by: str
    by_name: str
    reason: str
    note: str
    follows: tuple[str, ...]
    content: Mapping[str, Any]


@dataclass(frozen=True)
class DocumentRecord:
    """One record with its history, oldest revision first."""

    type: str
    id: str
    mother_id: str
    revisions: tuple[DocumentRevision, ...]


@dataclass(frozen=True)
class CaseDocument:
    """A whole case, with the files of its documents by their SHA-256.

    `dangling` are references that the file cannot follow; `notices` says what a conversion did
    not understand. Neither keeps the case from being used.
    """

    mother_id: str
    records: tuple[DocumentRecord, ...]
    service: Service | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    dangling: tuple[Dangling, ...] = ()
    notices: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def read_case(path: Path, limits: Limits | None = None) -> CaseDocument:
    """The case in a file.

    Raises:
        NotUnderstood: with one sentence for everything that is wrong with it.
    """
    allowed = limits or Limits()
    try:
        if path.stat().st_size > allowed.file_bytes:
            raise NotUnderstood(
                _("“{file}” is larger than {size} MB; no case file is.").format(
                    file=path.name, size=allowed.file_bytes // 1_000_000
                )
            )
        content = path.read_bytes()
    except OSError as error:
        raise NotUnderstood(
            _("“{file}” could not be read: {reason}.").format(
                file=path.name, reason=error.strerror or str(error)
            )
        ) from None
    return case_from_bytes(content, allowed)


def case_from_bytes(content: bytes, limits: Limits | None = None) -> CaseDocument:
    """The case in the bytes of a file; raises NotUnderstood as `read_case` does."""
    raw = _parsed(content)
    problems = Problems()
    check_document(raw, limits or Limits(), problems)
    if problems:
        raise NotUnderstood(_("This case file cannot be used."), problems.sentences())
    return CaseDocument(
        mother_id=raw["mother"],
        records=tuple(_record(one) for one in raw["records"]),
        service=_service(raw.get("service")),
        about=raw.get("about", {}),
        dangling=tuple(dangling_references(raw)),
        files={name: base64.b64decode(one) for name, one in raw.get("files", {}).items()},
    )


def case_bytes(document: CaseDocument) -> bytes:
    """The file that `read_case` reads back as the same document."""
    raw: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION if document.files else 1,
        "about": dict(document.about),
        "mother": document.mother_id,
        "service": content_of(document.service) if document.service else {},
        "records": [_raw_record(one) for one in document.records],
    }
    if document.files:
        files = document.files.items()
        raw["files"] = {name: base64.b64encode(one).decode("ascii") for name, one in files}
    return (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def write_case(path: Path, document: CaseDocument) -> None:
    """Write a case so that only its owner can read the file, and read it back.

    Raises:
        OSError: as the operating system has it; an older file of that name is then untouched.
        NotUnderstood: where the file does not read back as what was written.
    """
    content = case_bytes(document)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    if path.read_bytes() != content:
        raise NotUnderstood(_("The file does not read back as it was written."))


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        raw = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
        json.dumps(raw, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except UnicodeEncodeError:
        raise NotUnderstood(_("This file holds half a character (a lone surrogate).")) from None
    except UnicodeDecodeError:
        raise NotUnderstood(_("This file is not text in UTF-8, so it is no case file.")) from None
    except RecursionError:
        raise NotUnderstood(_("This file is nested too deeply to be a case file.")) from None
    except ValueError as error:
        raise NotUnderstood(
            _("This file is not JSON, so it is no case file ({reason}).").format(reason=error)
        ) from None
    found = raw.get("format") if isinstance(raw, dict) else None
    if found != FORMAT:
        raise NotUnderstood(
            _("This is not a case file of TAC Desktop (its “format” is not “{name}”).").format(
                name=FORMAT
            ),
            (_("A case in another layout can be converted first; see docs/case-format.md."),),
        )
    version = raw.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise NotUnderstood(_("The “version” of this case file is not a number from 1 on."))
    if version > VERSION:
        raise NotUnderstood(
            _("This case file was written by a newer version of TAC Desktop."),
            (_("It is in version {found} of the format.").format(found=version),),
        )
    assert isinstance(raw, dict)
    return raw


def _refuse_constant(name: str) -> Any:
    raise ValueError(_("{name} is no number").format(name=name))


def _record(raw: Mapping[str, Any]) -> DocumentRecord:
    revisions: list[DocumentRevision] = []
    for one in raw["revisions"]:
        before = [revisions[-1].id] if revisions else []
        follows = one.get("follows", before)
        # Made from everything the revision says, so that reading a file twice adds nothing twice,
        # and what was changed in the file in between is seen as a change.
        said = json.dumps({**one, "follows": follows}, sort_keys=True, ensure_ascii=False)
        content = one["content"]
        if not one.get("id"):
            # Written by hand: in the form in which the program itself would have saved it.
            record = record_from(raw["type"], raw["id"], raw.get("mother_id", ""), content)
            content = content_of(record)
        revisions.append(
            DocumentRevision(
                id=one.get("id") or derived_id(raw["id"], said),
                at=dt.datetime.fromisoformat(one["at"]).astimezone(dt.UTC),
                by=one.get("by", ""),
                by_name=one.get("by_name", ""),
                reason=one.get("reason", ""),
                note=one.get("note", ""),
                follows=tuple(follows),
                content=content,
            )
        )
    return DocumentRecord(raw["type"], raw["id"], raw.get("mother_id", ""), tuple(revisions))


def _service(raw: Mapping[str, Any] | None) -> Service | None:
    if not raw:
        return None
    service = record_from(Service.type_name, derived_id("service"), "", raw)
    assert isinstance(service, Service)
    return service


def _raw_record(record: DocumentRecord) -> dict[str, Any]:
    revisions = []
    before: tuple[str, ...] = ()
    for one in record.revisions:
        raw: dict[str, Any] = {
            "id": one.id,
            "at": one.at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z"),
            "by": one.by,
            "by_name": one.by_name,
            "reason": one.reason,
            "note": one.note,
        }
        if one.follows != before:
            raw["follows"] = list(one.follows)
        revisions.append({**raw, "content": dict(one.content)})
        before = (one.id,)
    return {
        "type": record.type,
        "id": record.id,
        "mother_id": record.mother_id,
        "revisions": revisions,
    }
