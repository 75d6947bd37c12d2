"""Everything that can be wrong with a case file, said in sentences, all of it in one go."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from tac_desktop.casework.links import SamePerson
from tac_desktop.casework.people import Person
from tac_desktop.casework.questions import Kind, questions_of
from tac_desktop.casework.record import Record, record_class, record_from
from tac_desktop.casework.same_person import mothers_ever_linked
from tac_desktop.casework.service import Service
from tac_desktop.errors import NotUnderstood
from tac_desktop.words import _

_SHOWN = 100
_TOP = frozenset({"format", "version", "about", "mother", "records", "service", "files"})
_RECORD = frozenset({"type", "id", "mother_id", "revisions"})
_REVISION = frozenset({"id", "at", "by", "by_name", "reason", "note", "follows", "content"})


@dataclass(frozen=True)
class Limits:
    """How large a case file may be before it is refused. Far above any real file."""

    file_bytes: int = 256_000_000
    records: int = 200_000
    revisions: int = 10_000
    identifier: int = 200


@dataclass(frozen=True)
class Dangling:
    """A reference to a record that is not in the file."""

    where: str
    label: str
    reference: str

    @property
    def sentence(self) -> str:
        """The reference in words."""
        words = _("{where}: “{label}” points at {id}, which the file does not hold.")
        return words.format(where=self.where, label=self.label, id=self.reference)


@dataclass
class Problems:
    """Sentences about what is wrong, each with its place in the file."""

    found: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.found)

    def add(self, where: str, sentence: str) -> None:
        """Note something; `where` says which record, empty for the file as a whole."""
        self.found.append(f"{where}: {sentence}" if where else sentence)

    def sentences(self) -> tuple[str, ...]:
        """The first hundred, and how many more there are."""
        more = len(self.found) - _SHOWN
        if more <= 0:
            return tuple(self.found)
        return (*self.found[:_SHOWN], _("And {count} more of the kind.").format(count=more))


def check_document(raw: Mapping[str, Any], limits: Limits, problems: Problems) -> None:
    """Find everything that keeps a case file from being read."""
    _unknown_names("", raw, _TOP, problems)
    if not isinstance(raw.get("about", {}), dict):
        problems.add("", _("“about” has to be an object."))
    _check_service(raw.get("service"), problems)
    records = raw.get("records")
    if not isinstance(records, list) or not records:
        problems.add("", _("“records” has to be a list with at least the mother in it."))
        return
    if len(records) > limits.records:
        problems.add("", _("More than {limit} records.").format(limit=limits.records))
        return
    records_seen: set[str] = set()
    revisions_seen: set[str] = set()
    for place, one in enumerate(records, start=1):
        where = _where(place, one)
        if not isinstance(one, dict):
            problems.add(where, _("A record has to be an object."))
            continue
        _check_record(where, one, limits, problems, records_seen, revisions_seen)
    if not problems:
        _check_mother(raw, problems)
        _check_files(raw, problems)


def dangling_references(raw: Mapping[str, Any]) -> Iterator[Dangling]:
    """Every answer that points at a record which the file does not hold."""
    known = {one["id"] for one in raw["records"]}
    for place, one in enumerate(raw["records"], start=1):
        record = record_from(
            one["type"], one["id"], one.get("mother_id", ""), one["revisions"][-1]["content"]
        )
        for label, reference in references_of(record):
            if reference not in known:
                yield Dangling(_where(place, one), label, reference)


def references_of(model: BaseModel) -> Iterator[tuple[str, str]]:
    """Label and identifier of everything a record points at, also from the rows inside it."""
    for spec in questions_of(type(model)).values():
        value = getattr(model, spec.name)
        if spec.kind is Kind.REFERENCE and value:
            yield spec.label, value
        elif spec.kind is Kind.REFERENCES:
            yield from ((spec.label, one) for one in value)
        elif spec.kind is Kind.ROWS:
            for row in value:
                yield from references_of(row)


def _check_files(raw: Mapping[str, Any], problems: Problems) -> None:
    """The files of documents in base64, each fitting its SHA-256 and named by a document."""
    files = raw.get("files", {})
    if not isinstance(files, dict):
        problems.add("", _("“files” has to be an object."))
        return
    named = {
        revision["content"].get("content_sha256")
        for one in raw["records"]
        for revision in one["revisions"]
    }
    for name, content in files.items():
        try:
            found = base64.b64decode(content, validate=True)
        except (binascii.Error, ValueError, TypeError):
            problems.add("", _("The file {name} is no base64.").format(name=name))
            continue
        if hashlib.sha256(found).hexdigest() != name:
            problems.add("", _("The file {name} does not fit its SHA-256.").format(name=name))
        if name not in named:
            problems.add("", _("The file {name} belongs to no document.").format(name=name))


def _check_record(
    where: str,
    raw: Mapping[str, Any],
    limits: Limits,
    problems: Problems,
    records_seen: set[str],
    revisions_seen: set[str],
) -> None:
    _unknown_names(where, raw, _RECORD, problems)
    if not _is_identifier(raw.get("id"), limits):
        problems.add(where, _("The record has no “id”, or one that is no short text."))
        return
    if raw["id"] in records_seen:
        problems.add(where, _("There is another record with the same “id”."))
    records_seen.add(raw["id"])
    if not isinstance(raw.get("mother_id", ""), str):
        problems.add(where, _("“mother_id” has to be text."))
        return
    if raw.get("type") == Service.type_name:
        problems.add(where, _("The service stands under “service”, not among the records."))
    cls = _class(where, raw.get("type"), problems)
    revisions = raw.get("revisions")
    if not isinstance(revisions, list) or not revisions:
        problems.add(where, _("The record has no “revisions”: at least one is needed."))
        return
    if len(revisions) > limits.revisions:
        problems.add(where, _("More than {limit} revisions.").format(limit=limits.revisions))
        return
    here: set[str] = set()
    for number, one in enumerate(revisions, start=1):
        at = _("{where}, revision {number}").format(where=where, number=number)
        if not isinstance(one, dict):
            problems.add(at, _("A revision has to be an object."))
            continue
        _check_revision(at, one, limits, problems)
        if isinstance(one.get("id"), str) and one["id"]:
            if one["id"] in revisions_seen:
                problems.add(at, _("There is another revision with the same “id”."))
            revisions_seen.add(one["id"])
        _check_follows(at, one, number == 1, here, problems)
        here.add(str(one.get("id", "")))
        if cls and isinstance(one.get("content"), dict):
            _check_content(at, raw, cls, one["content"], problems)


def _check_revision(where: str, raw: Mapping[str, Any], limits: Limits, problems: Problems) -> None:
    _unknown_names(where, raw, _REVISION, problems)
    if not isinstance(raw.get("content"), dict):
        problems.add(where, _("“content” has to be an object with the record's answers."))
    for name in ("id", "by", "by_name", "reason", "note"):
        if not isinstance(raw.get(name, ""), str):
            problems.add(where, _("“{name}” has to be text.").format(name=name))
    if raw.get("id") and not _is_identifier(raw["id"], limits):
        problems.add(where, _("“id” has to be a short text."))
    if not _is_moment(raw.get("at")):
        problems.add(
            where,
            _("“at” has to be a moment with its time zone, like 2026-06-25T16:30:00Z."),
        )


def _check_follows(
    where: str, raw: Mapping[str, Any], first: bool, here: set[str], problems: Problems
) -> None:
    if "follows" not in raw:
        return
    follows = raw["follows"]
    if not isinstance(follows, list) or not all(isinstance(one, str) for one in follows):
        problems.add(where, _("“follows” has to be a list of revision identifiers."))
    elif first and follows:
        problems.add(where, _("The first revision cannot follow another one."))
    elif any(one not in here for one in follows):
        problems.add(where, _("“follows” names a revision that does not stand before this one."))


def _check_content(
    where: str,
    raw: Mapping[str, Any],
    cls: type[Record],
    content: Mapping[str, Any],
    problems: Problems,
) -> None:
    for name in ("id", "mother_id"):
        if name in content:
            problems.add(
                where, _("“{name}” belongs to the record, not in “content”.").format(name=name)
            )
            return
    try:
        record_from(cls.type_name, raw["id"], raw.get("mother_id", ""), content)
    except NotUnderstood as error:
        for reason in error.reasons:
            problems.add(where, reason)


def _check_mother(raw: Mapping[str, Any], problems: Problems) -> None:
    mother = next((one for one in raw["records"] if one["id"] == raw.get("mother")), None)
    if mother is None or mother["type"] != Person.type_name:
        problems.add("", _("“mother” does not name one of the people in the file."))
    elif mother["revisions"][-1]["content"].get("kind") != "mother":
        problems.add("", _("The person that “mother” names is not of the kind “mother”."))
    links = [
        revision["content"]
        for one in raw["records"]
        if one["type"] == SamePerson.type_name
        for revision in one["revisions"]
    ]
    hers = {"", *mothers_ever_linked(str(raw.get("mother")), links)}
    for place, one in enumerate(raw["records"], start=1):
        if one.get("mother_id", "") not in hers:
            problems.add(_where(place, one), _("This record belongs to another mother's file."))


def _check_service(raw: Any, problems: Problems) -> None:
    if raw is None or raw == {}:
        return
    if not isinstance(raw, dict):
        problems.add("", _("“service” has to be an object."))
        return
    try:
        record_from("service", "service", "", raw)
    except NotUnderstood as error:
        for reason in error.reasons:
            problems.add(_("The service"), reason)


def _class(where: str, name: Any, problems: Problems) -> type[Record] | None:
    try:
        return record_class(name if isinstance(name, str) else "")
    except NotUnderstood as error:
        problems.add(where, error.what_happened)
        return None


def _unknown_names(
    where: str, raw: Mapping[str, Any], known: frozenset[str], problems: Problems
) -> None:
    for name in raw:
        if name not in known:
            problems.add(where, _("Nothing is known of “{name}” here.").format(name=name))


def _is_identifier(value: Any, limits: Limits) -> bool:
    return isinstance(value, str) and 0 < len(value) <= limits.identifier


def _is_moment(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return dt.datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _where(place: int, raw: Any) -> str:
    if not isinstance(raw, dict):
        return _("Record {place}").format(place=place)
    return _("Record {place} ({type} {id})").format(
        place=place, type=raw.get("type", "?"), id=raw.get("id", "?")
    )
