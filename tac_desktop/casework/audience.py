"""Audience safety: what of this case file may this reader see, and what was left out, and why.

Every print and every export goes through `view_for`; nothing else decides. When in doubt an
item is left out and listed: a line too few can be asked for, a line too many cannot be taken
back. The rules for whole records stand in `audience_rules.py`; `name_guard.py` then reads every
remaining text for the names and places that this reader must not learn; last, organisations and
colleagues to whom nothing that is left refers go without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.audience_rules import field_is_hidden, reason_to_leave_out
from tac_desktop.casework.audience_scope import Scope
from tac_desktop.casework.audience_stops import notices_for, stops_for
from tac_desktop.casework.case_file import Amendment, CaseFile, Entry
from tac_desktop.casework.confidential import Confidential
from tac_desktop.casework.dates import written
from tac_desktop.casework.name_guard import NameGuard, NotePart
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.questions import Kind, QuestionSpec, questions_of
from tac_desktop.casework.reasons import WENT_ON
from tac_desktop.casework.record import Record, is_blank
from tac_desktop.casework.text import fold
from tac_desktop.errors import NotUnderstood
from tac_desktop.words import _

__all__ = [
    "Audience",
    "AudienceKind",
    "AudienceView",
    "LeftOut",
    "audiences_for",
    "read_audience",
    "view_for",
]


@dataclass(frozen=True)
class Audience:
    """A reader: the kind, and for some kinds which organisation or person it is."""

    kind: AudienceKind
    organisation_id: str = ""
    person_id: str = ""

    def words(self, case_file: CaseFile) -> str:
        """The reader in words, by name where one is known."""
        who = self.organisation_id or self.person_id
        if who:
            return case_file.name(who)
        if self.kind is AudienceKind.MOTHER and case_file.mother:
            return case_file.mother.display_name()
        return self.kind.label


@dataclass(frozen=True)
class LeftOut:
    """Something that this reader does not get. Shown on screen only, never printed."""

    what: str
    reason: str
    record_id: str = ""


@dataclass(frozen=True)
class AudienceView:
    """A case file as one reader may see it.

    `stops` are reasons not to give this reader anything; going on needs a reason in writing.
    `notices` are things to know, such as the limits that the mother put on her consent.
    """

    audience: Audience
    case_file: CaseFile
    left_out: tuple[LeftOut, ...]
    stops: tuple[str, ...]
    notices: tuple[str, ...] = ()


def view_for(case_file: CaseFile, audience: Audience) -> AudienceView:
    """The part of a case file that a reader may see, with everything left out and why."""
    kept = case_file.kept_by_other
    audience = replace(
        audience,
        organisation_id=kept.get(audience.organisation_id, audience.organisation_id),
        person_id=kept.get(audience.person_id, audience.person_id),
    )
    stops = stops_for(case_file, audience.kind, audience.organisation_id, audience.person_id)
    if audience.kind is AudienceKind.TAC:
        return AudienceView(audience, case_file, (), stops)
    sieve = _Sieve(case_file, audience)
    filtered = sieve.filtered()
    notices = notices_for(case_file, audience.kind, audience.person_id)
    return AudienceView(audience, filtered, tuple(sieve.left_out), stops, notices)


def audiences_for(case_file: CaseFile) -> list[Audience]:
    """Every reader that this file suggests, in the order in which they are offered."""
    simple = (AudienceKind.MOTHER, AudienceKind.MBU_BOARD, AudienceKind.PRISON, AudienceKind.COURT)
    found = [Audience(kind) for kind in simple]
    confidential = Confidential.of(case_file)
    authorities = dict.fromkeys(
        child.local_authority_id for child in case_file.children if child.local_authority_id
    )
    found += [Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id=one) for one in authorities]
    schools = dict.fromkeys(
        child.school_id
        for child in case_file.children
        if child.school_id and not confidential.hides(child, "school_id")
    )
    found += [Audience(AudienceKind.SCHOOL, organisation_id=one) for one in schools]
    found += [
        Audience(AudienceKind.FAMILY, person_id=person.id)
        for person in case_file.of(Person)
        if person.kind in ("family", "carer")
        and not person.confidential_fields
        and person.id not in confidential.people
    ]
    found += [
        Audience(AudienceKind.HEALTH),
        Audience(AudienceKind.COMMUNITY),
        Audience(AudienceKind.TAC),
    ]
    return found


def read_audience(text: str, case_file: CaseFile) -> Audience:
    """An audience as it is written on a command line: `mother`, `local_authority:Marlcester`.

    Raises:
        NotUnderstood: for an unknown kind, or a name that fits nobody or several.
    """
    kind_text, _colon, name = text.partition(":")
    try:
        kind = AudienceKind(kind_text.strip())
    except ValueError:
        kinds = ", ".join(one.value for one in AudienceKind)
        raise NotUnderstood(
            _("There is no audience “{text}”. There are: {kinds}.").format(
                text=kind_text, kinds=kinds
            )
        ) from None
    if kind in (AudienceKind.LOCAL_AUTHORITY, AudienceKind.SCHOOL):
        organisations = [one for one in audiences_for(case_file) if one.kind is kind]
        return _by_name(text, name, organisations, case_file)
    if kind is AudienceKind.FAMILY:
        people = [one for one in audiences_for(case_file) if one.kind is kind]
        return _by_name(text, name, people, case_file)
    return Audience(kind)


def described(record: Record, case_file: CaseFile) -> str:
    """A record in one line for the list of what was left out."""
    day = record.happened_on()
    title = record.type_title()
    start = f"{title}, {written(day)}" if day else title
    headline = record.headline(case_file.name)
    return start if headline == title else f"{start}: {headline}"


class left_out_with:  # noqa: N801 - reads as a phrase where it is used
    """Adds a part of one record to the list of what was left out."""

    def __init__(self, left_out: list[LeftOut], case_file: CaseFile, entry: Entry[Record]) -> None:
        self._left_out = left_out
        self._what = described(entry.record, case_file)
        self._record_id = entry.record.id

    def __call__(self, part: str, reason: str) -> None:
        """Note that `part` of the record is not shown."""
        self._left_out.append(LeftOut(f"{self._what} ({part})", reason, self._record_id))


class _Sieve:
    """Takes one file apart for one reader."""

    def __init__(self, case_file: CaseFile, audience: Audience) -> None:
        self._file = case_file
        self._reader = audience
        self._scope = Scope.of(
            case_file, audience.kind, audience.organisation_id, audience.person_id
        )
        self._guard = NameGuard.of(case_file, self._scope)
        self.left_out: list[LeftOut] = []

    def filtered(self) -> CaseFile:
        """The file as the reader may see it."""
        kept: dict[str, Entry[Record]] = {}
        for entry in self._file.entries:
            if not _is_shared(entry.record):
                self._keep(entry, kept)
        referred = _referred_to(kept.values()) | {self._reader.organisation_id}
        for entry in self._file.entries:
            if _is_shared(entry.record) and entry.record.id in referred:
                self._keep(entry, kept)
        hidden = dict(self._scope.hidden_names)
        for entry in self._file.entries:
            if entry.record.id not in kept:
                hidden.setdefault(entry.record.id, _("not shown"))
        in_order = [kept[one.record.id] for one in self._file.entries if one.record.id in kept]
        return self._file.with_entries(in_order, hidden)

    def _keep(self, entry: Entry[Record], kept: dict[str, Entry[Record]]) -> None:
        """Put what the reader may see of a record to what is kept, and note what is left out."""
        record = entry.record
        reason = reason_to_leave_out(record, self._file, self._scope)
        if not reason:
            note_part = left_out_with(self.left_out, self._file, entry)
            shown = self._without_hidden_answers(entry, note_part)
            shown, reason = self._guard.cleaned(shown, note_part)
        if reason:
            self.left_out.append(LeftOut(described(record, self._file), reason, record.id))
        else:
            kept[record.id] = shown

    def _without_hidden_answers(self, entry: Entry[Record], note_part: NotePart) -> Entry[Record]:
        record = entry.record
        blanked: dict[str, object] = {}
        hidden: list[QuestionSpec] = []
        for spec in questions_of(type(record)).values():
            reason = field_is_hidden(record, spec, self._scope)
            if not reason:
                continue
            hidden.append(spec)
            value = getattr(record, spec.name)
            if not is_blank(value):
                blanked[spec.name] = _blank(value)
                if spec.name != "confidential_fields":
                    note_part(spec.label, reason)
        if record.unmapped:
            blanked["unmapped"] = {}
            note_part(_("details from another system"), _("Only this service reads these."))
        amendments = [
            one for one in entry.amendments if one.reason != WENT_ON and not _is_about(one, hidden)
        ]
        if len(amendments) < len(entry.amendments):
            note_part(_("amendment"), _("Says what was changed in an answer that is not shown."))
        same = len(amendments) == len(entry.amendments)
        if same and not blanked and not any(one.changes for one in entry.amendments):
            return entry
        # The words of a change quote earlier answers, which may have been hidden for a reason.
        without = tuple(replace(one, changes=()) for one in amendments)
        return replace(entry, record=record.model_copy(update=blanked), amendments=without)


def _is_about(amendment: Amendment, hidden: Sequence[QuestionSpec]) -> bool:
    """Whether an amendment changed an answer that is hidden, so that its note may tell of it."""
    starts = tuple(f"{spec.label}:" for spec in hidden)
    return any(change.startswith(starts) for change in amendment.changes)


def _is_shared(record: Record) -> bool:
    return isinstance(record, (Organisation, Worker))


def _referred_to(entries: Iterable[Entry[Record]]) -> set[str]:
    """Every identifier that an answer of these records holds."""
    found: set[str] = set()
    for entry in entries:
        found |= _references(entry.record)
    return found


def _references(answers: BaseModel) -> set[str]:
    found: set[str] = set()
    for spec in questions_of(type(answers)).values():
        value = getattr(answers, spec.name)
        if spec.kind is Kind.REFERENCE:
            found.add(value)
        elif spec.kind is Kind.REFERENCES:
            found |= set(value)
        elif spec.kind is Kind.ROWS:
            for row in value:
                found |= _references(row)
    return found


def _blank(value: object) -> object:
    if isinstance(value, str):
        return ""
    if isinstance(value, list):
        return []
    if isinstance(value, dict):
        return {}
    return False if isinstance(value, bool) else None


def _by_name(text: str, name: str, choices: list[Audience], case_file: CaseFile) -> Audience:
    wanted = fold(name.strip())

    def fits(audience: Audience) -> bool:
        record_id = audience.organisation_id or audience.person_id
        if name.strip() == record_id:
            return True
        organisation = case_file.get(Organisation, record_id)
        names = [case_file.name(record_id), organisation.name_cy if organisation else ""]
        return bool(wanted) and any(wanted in fold(one) for one in names)

    found = [one for one in choices if fits(one)]
    if len(found) == 1:
        return found[0]
    offered = ", ".join(f"{one.kind.value}:{one.words(case_file)}" for one in choices)
    raise NotUnderstood(
        _("“{text}” does not name one reader of this file. There are: {offered}.").format(
            text=text, offered=offered
        )
    )
