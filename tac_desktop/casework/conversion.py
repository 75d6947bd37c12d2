"""Converts a case in a plain layout of lists (as the example case has it) to the case format.

Every value of the input arrives as the answer to a question or, where no question asks for it,
among what the record keeps unmapped; all of the latter is listed. Run as a program:

    python -m tac_desktop.casework.conversion IN.json OUT.json
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tac_desktop.casework.case_format import (
    CaseDocument,
    DocumentRecord,
    DocumentRevision,
    read_case,
    write_case,
)
from tac_desktop.casework.conversion_answers import convert
from tac_desktop.casework.conversion_people import involvements, people
from tac_desktop.casework.conversion_rules import Plain, as_of, rules
from tac_desktop.casework.conversion_source import Source, british_moment, name_of
from tac_desktop.casework.record import Record, content_of
from tac_desktop.casework.service import Service
from tac_desktop.errors import NotUnderstood, TacError
from tac_desktop.words import _

SHARED = ("worker", "organisation")


def convert_case(raw: Any) -> CaseDocument:
    """The case in the product's own format; its `notices` list what was not understood.

    Raises:
        NotUnderstood: where the input holds no case (no object, no mother).
    """
    try:
        json.dumps(raw, ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (UnicodeEncodeError, ValueError):
        raise NotUnderstood(
            _("The input holds half a character, or a number that is none.")
        ) from None
    return _Conversion(Source(raw)).document()


def convert_file(source: Path, target: Path) -> CaseDocument:
    """Convert one file into another, and read the result back.

    Raises:
        NotUnderstood: where the input cannot be used; the target is then untouched.
        OSError: where a file cannot be read or written.
    """
    try:
        raw = json.loads(source.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotUnderstood(
            _("“{file}” is not JSON ({reason}).").format(file=source.name, reason=error)
        ) from None
    document = convert_case(raw)
    write_case(target, document)
    return CaseDocument(**{**vars(read_case(target)), "notices": document.notices})


def main(words: Sequence[str] | None = None) -> int:
    """Convert the file named first into the one named second; returns the exit code."""
    arguments = list(sys.argv[1:] if words is None else words)
    if len(arguments) != 2:
        print(_("Give the file to convert and the file to write."), file=sys.stderr)
        return 1
    source, target = Path(arguments[0]), Path(arguments[1])
    try:
        document = convert_file(source, target)
    except TacError as error:
        print(error.sentence, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or target}: {error.strerror}", file=sys.stderr)
        return 1
    revisions = sum(len(one.revisions) for one in document.records)
    print(
        _("Wrote {file}: {records} records, {revisions} revisions.").format(
            file=target, records=len(document.records), revisions=revisions
        )
    )
    if document.notices:
        print(_("Not understood, and kept as it was:"))
        for notice in document.notices:
            print(f"  {notice}")
    else:
        print(_("Everything was understood."))
    return 0


class _Conversion:
    """One conversion in progress."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.mother_id = source.find(("person",), source.mother()) or ""
        self.worker_id = _main_worker(source)
        self.moment = _moment_of(source)
        self.records: dict[str, DocumentRecord] = {}

    def document(self) -> CaseDocument:
        about = _about(self.source)
        service = _service(self.source)
        for rule in rules():
            for raw in _objects(self.source, rule.list_name):
                record = convert(rule.cls, rule.apply(raw, self.source), self.source)
                if record.type_name not in SHARED:
                    record.mother_id = self.mother_id
                self._add(record, raw)
        for record, raw in people(self.source, self.mother_id):
            self._add(record, raw)
        for record in involvements(self.source, self.mother_id):
            self._add(record, {})
        self._amend()
        self._keep_strays()
        self._keep_what_is_left()
        first = {name: place for place, name in enumerate(("worker", "organisation", "person"))}
        return CaseDocument(
            mother_id=self.mother_id,
            records=tuple(
                sorted(self.records.values(), key=lambda one: first.get(one.type, len(first)))
            ),
            service=service,
            about=about,
            notices=tuple(self.source.notices),
        )

    def _add(self, record: Record, raw: Plain) -> None:
        """A record with its first revision, at the time and by the worker that the input names."""
        recorded = british_moment(raw.get("recorded_at"))
        revision = DocumentRevision(
            id=self.source.new_id("revision", record.id),
            at=recorded or self.moment,
            **self._worker(raw.get("worker_id")),
            reason="created" if recorded else "imported",
            note="",
            follows=(),
            content=content_of(record),
        )
        self.records[record.id] = DocumentRecord(
            record.type_name, record.id, record.mother_id, (revision,)
        )

    def _amend(self) -> None:
        """What was added to log entries later: a revision of its own, nothing overwritten."""
        amendments = self.source.objects("contact_log_amendments")
        for raw in sorted(amendments, key=lambda one: str(one.get("at"))):
            log_id = self.source.find(("contact_log",), raw.get("log_id"))
            at = british_moment(raw.get("at"))
            if not log_id or not at or not _is_plain_amendment(raw, self.source):
                words = _("“{name}” could not be read in full; it is kept with the mother.")
                self.source.keep(f"contact_log_amendments {raw.get('id')}", raw, words)
            if not log_id or not at:
                continue
            entry = self.records[log_id]
            before = entry.revisions[-1]
            revision = replace(
                before,
                id=self.source.new_id(name_of(raw.get("id")) or f"{log_id} {raw.get('at')}"),
                at=at,
                reason=str(raw.get("reason") or "addition"),
                note=str(raw.get("text") or ""),
                follows=(before.id,),
                **self._worker(raw.get("worker_id")),
            )
            self.records[log_id] = replace(entry, revisions=(*entry.revisions, revision))

    def _keep_strays(self) -> None:
        """Invitations to a meeting that the input does not hold."""
        meetings = [name_of(one.get("id")) for one in self.source.objects("meetings")]
        invited = self.source.objects("meeting_invitees")
        strays = [one for one in invited if name_of(one.get("meeting_id")) not in meetings]
        if strays:
            words = _("“{name}” holds invitations to unknown meetings; kept with the mother.")
            self.source.keep("meeting_invitees", strays, words)

    def _keep_what_is_left(self) -> None:
        self.source.keep_the_rest()
        if not self.source.left_over:
            return
        mother = self.records[self.mother_id]
        (revision,) = mother.revisions
        kept = dict(revision.content.get("unmapped", {}))
        for name, value in self.source.left_over.items():
            kept[f"{name} (of the whole case)" if name in kept else name] = value
        revision = replace(revision, content={**revision.content, "unmapped": kept})
        self.records[self.mother_id] = replace(mother, revisions=(revision,))

    def _worker(self, original: Any) -> dict[str, Any]:
        """Identifier and name of whoever recorded something; the case's worker if none is named."""
        found = self.source.find(("worker",), original)
        names = {
            self.source.find(("worker",), one.get("id")): one.get("name")
            for one in self.source.objects("workers")
        }
        worker_id = found or self.worker_id
        return {"by": worker_id, "by_name": str(names.get(worker_id) or "")}


def _objects(source: Source, list_name: str) -> list[Plain]:
    """The objects of a list; outcomes may also stand as a list of bare codes."""
    objects = source.objects(list_name)
    if list_name != "outcomes":
        return objects
    bare = source.take("outcomes_so_far")
    listed = bare if isinstance(bare, list) else [] if bare is None else [bare]
    return [*objects, *(one if isinstance(one, dict) else {"category": one} for one in listed)]


def _about(source: Source) -> Plain:
    about = source.take("_about")
    if about is not None and not isinstance(about, dict):
        source.keep("_about", about, _("“{name}” is not an object; it is kept with the mother."))
    return about if isinstance(about, dict) else {}


def _is_plain_amendment(raw: Plain, source: Source) -> bool:
    """Whether nothing of an amendment would be lost in the revision made from it."""
    texts = all(isinstance(raw.get(name), str | None) for name in ("reason", "text"))
    worker = raw.get("worker_id")
    known = {"id", "log_id", "at", "worker_id", "reason", "text"}
    by_someone_known = worker is None or source.find(("worker",), worker) is not None
    return texts and by_someone_known and not set(raw) - known


def _main_worker(source: Source) -> str:
    """The worker of the case opened last, or else the first worker."""
    cases = sorted(source.objects("cases"), key=lambda one: str(one.get("opened") or ""))
    named = [one.get("worker_id") for one in reversed(cases)]
    named += [one.get("id") for one in source.objects("workers")]
    found = (source.find(("worker",), one) for one in named)
    return next((one for one in found if one), "")


def _moment_of(source: Source) -> dt.datetime:
    """When what bears no time of its own counts as recorded: the evening of the input's day.

    An input that names no day gets that of its newest log entry, so that converting it twice
    makes the same file twice.
    """
    log = [british_moment(one.get("recorded_at")) for one in source.objects("contact_log")]
    newest = max((one for one in log if one), default=None)
    day = as_of(source)
    evening = british_moment(f"{day.isoformat()}T18:00") if day else None
    return evening or newest or dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _service(source: Source) -> Service | None:
    objects = source.objects("service")
    if not objects:
        return None
    if objects[1:]:
        words = _("“{name}” holds more than one; the others are kept with the mother.")
        source.keep("service", objects[1:], words)
    service = convert(Service, objects[0], source)
    assert isinstance(service, Service)
    # Targets that the source says nothing of are those that a new service starts with.
    usual = {
        name: info.default
        for name, info in Service.model_fields.items()
        if isinstance(info.default, int) and getattr(service, name) is None
    }
    return service.changed(**usual)


if __name__ == "__main__":
    sys.exit(main())
