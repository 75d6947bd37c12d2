"""Audience safety: what of this case file may this reader see, and what was left out, and why.

Every print and every export goes through `view_for`; nothing else decides. When in doubt an
item is left out and listed: a line too few can be asked for, a line too many cannot be taken
back. The rules for whole records stand in `audience_rules.py`; `name_guard.py` then reads every
remaining text for the names and places that this reader must not learn.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.audience_rules import Scope, field_is_hidden, reason_to_leave_out
from tac_desktop.casework.audience_stops import notices_for, stops_for
from tac_desktop.casework.case_file import CaseFile, Entry
from tac_desktop.casework.dates import written
from tac_desktop.casework.name_guard import NameGuard
from tac_desktop.casework.people import Organisation, Person
from tac_desktop.casework.questions import questions_of
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
    stops = stops_for(case_file, audience.kind, audience.organisation_id, audience.person_id)
    if audience.kind is AudienceKind.TAC:
        return AudienceView(audience, case_file, (), stops)
    scope = Scope.of(case_file, audience.kind, audience.organisation_id, audience.person_id)
    guard = NameGuard.of(case_file, scope)
    left_out: list[LeftOut] = []
    kept: list[Entry[Record]] = []
    hidden = dict(scope.hidden_names)
    for entry in case_file.entries:
        reason = reason_to_leave_out(entry.record, case_file, scope)
        shown = entry if reason else _without_hidden_fields(entry, scope, case_file, left_out)
        if not reason:
            shown, reason = guard.cleaned(shown, left_out_with(left_out, case_file, entry))
        if reason:
            hidden.setdefault(entry.record.id, _("not shown"))
            left_out.append(LeftOut(described(entry.record, case_file), reason, entry.record.id))
        else:
            kept.append(shown)
    filtered = case_file.with_entries(kept, hidden)
    notices = notices_for(case_file, audience.kind, audience.person_id)
    return AudienceView(audience, filtered, tuple(left_out), stops, notices)


def audiences_for(case_file: CaseFile) -> list[Audience]:
    """Every reader that this file suggests, in the order in which they are offered."""
    simple = (AudienceKind.MOTHER, AudienceKind.MBU_BOARD, AudienceKind.PRISON, AudienceKind.COURT)
    found = [Audience(kind) for kind in simple]
    authorities = dict.fromkeys(
        child.local_authority_id for child in case_file.children if child.local_authority_id
    )
    found += [Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id=one) for one in authorities]
    schools = dict.fromkeys(
        child.school_id
        for child in case_file.children
        if child.school_id and "school" not in child.confidential_fields
    )
    found += [Audience(AudienceKind.SCHOOL, organisation_id=one) for one in schools]
    found += [
        Audience(AudienceKind.FAMILY, person_id=person.id)
        for person in case_file.of(Person)
        if person.kind in ("family", "carer") and not person.confidential_fields
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


def _without_hidden_fields(
    entry: Entry[Record], scope: Scope, case_file: CaseFile, left_out: list[LeftOut]
) -> Entry[Record]:
    record = entry.record
    note = left_out_with(left_out, case_file, entry)
    blanked: dict[str, object] = {}
    for spec in questions_of(type(record)).values():
        value = getattr(record, spec.name)
        if is_blank(value):
            continue
        reason = field_is_hidden(record, spec, scope)
        if reason:
            blanked[spec.name] = _blank(value)
            if spec.name != "confidential_fields":
                note(spec.label, reason)
    if record.unmapped:
        blanked["unmapped"] = {}
        note(_("details from another system"), _("Only this service reads these."))
    if not blanked and not any(one.changes for one in entry.amendments):
        return entry
    # The words of a change quote earlier answers, which may have been hidden for a reason.
    amendments = tuple(replace(one, changes=()) for one in entry.amendments)
    return replace(entry, record=record.model_copy(update=blanked), amendments=amendments)


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
