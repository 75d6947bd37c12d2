"""Letters to begin with: a plain text for each kind, filled from what its reader may see.

The texts are files in `resources/letters`: the subject on the first line, then the text, with
fields in braces. Everything that is filled in comes from the file as the audience filter leaves it
for this reader, so that a text names no other child and no confidential place. What the file does
not hold stays as words in square brackets, to be filled in by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tac_desktop import paths
from tac_desktop.casework import letter_welsh
from tac_desktop.casework.audience import Audience, AudienceKind, view_for
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written, written_time
from tac_desktop.casework.easy_read import WELSH, vocabulary
from tac_desktop.casework.episode import Referral
from tac_desktop.casework.letter_facts import facts_for
from tac_desktop.casework.letter_readers import gives_away, reader_of
from tac_desktop.casework.letter_welsh import (
    has_welsh_text,
    in_welsh_days,
    language_for,
    welsh_text,
)
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.casework.service import Service
from tac_desktop.casework.waiting import Waiting
from tac_desktop.casework.waiting_ladder import Rung
from tac_desktop.casework.work import Task
from tac_desktop.words import _

_FIELD = re.compile(r"\{([a-z_]+)\}")
_FACT = re.compile(r"[^\W\d][^:.!?\n]{1,28}: [^\n]{1,60}")
_BRACKETS = re.compile(r"\[[^\[\]\n]{2,80}\]")
_WELSH_LAW = "withdraw_section_20_wales"


@dataclass(frozen=True)
class LetterStart:
    """What a letter begins with: answers for its form."""

    kind: str
    to_id: str
    subject: str
    text: str
    child_ids: tuple[str, ...] = ()
    task_id: str = ""
    request_key: str = ""

    def answers(self) -> dict[str, object]:
        """The answers, for a form."""
        return {**self.__dict__, "child_ids": list(self.child_ids)}


def letter_about(
    case_file: CaseFile, request: Waiting, rung: Rung, worker_id: str = ""
) -> LetterStart:
    """The next letter about a request: to the rung's holder, firmer the higher the rung is."""
    to_id = rung.to_id or request.organisation_id or request.party_id
    kind = rung.letter_kind
    if request.key.startswith("mbu:") and kind in ("chase_1", "chase_2"):
        kind = "mbu_report_chase"
    fields = fields_of(case_file, request)
    fields["copy_to"] = case_file.name(rung.copy_to_id) if rung.copy_to_id else ""
    start = letter_start(
        case_file, kind, to_id, request.child_ids, worker_id, fields, holder=rung.holder
    )
    known = case_file.get(Task, request.task_id) is not None
    return replace(
        start,
        task_id=request.task_id if known else "",
        request_key="" if known else request.key,
    )


def fields_of(case_file: CaseFile, request: Waiting) -> dict[str, str]:
    """What a text says of a request: what, since when, and how often it was asked for."""
    return {
        "what": request.what,
        "asked_on": written(request.asked_on),
        "days": str(request.days),
        "attempts": request.sentence.removesuffix("."),
        "asked_of": case_file.name(request.party_id) if request.party_id else "",
    }


def letter_start(
    case_file: CaseFile,
    kind: str,
    to_id: str,
    child_ids: tuple[str, ...] = (),
    worker_id: str = "",
    fields: dict[str, str] | None = None,
    *,
    holder: str = "",
    language: str = "",
) -> LetterStart:
    """A letter of a kind to somebody, about those of the children whom the reader may read of.

    Without a `language`, to the mother in hers where there is a text in it.
    """
    reader = reader_of(case_file, to_id)
    seen = view_for(case_file, reader).case_file
    readable = {child.id for child in seen.children}
    about = [one for one in child_ids if one in readable]
    if not child_ids:
        about = _children_for(case_file, reader, readable)
    known = _known(case_file, seen, reader, to_id, about, worker_id, holder)
    known |= facts_for(kind, seen, about)
    known |= {name: text for name, text in (fields or {}).items() if text}
    safe = {name: text for name, text in known.items() if not gives_away(case_file, reader, text)}
    if (language or language_for(case_file, to_id, kind)) == WELSH and has_welsh_text(kind):
        safe |= _in_welsh(seen, safe)
        to_fill_in = letter_welsh.words()["to_be_filled_in"]
        subject, text = _parted(welsh_text(kind))
    else:
        to_fill_in = {}
        subject, text = _text_of(kind, seen, about)
    subject, text = (_filled(one, safe, to_fill_in) for one in (subject, text))
    return LetterStart(kind, to_id, subject, text, tuple(about))


def has_text(kind: str) -> bool:
    """Whether a text for this kind of letter is shipped."""
    return paths.resource(f"letters/{kind}.txt").is_file()


def facts_in(paragraph: str) -> list[tuple[str, str]]:
    """Label and value of each line of a paragraph of facts (`Day: 18 Nov 2026`), else nothing."""
    lines = paragraph.strip().splitlines()
    if not lines or not all(_FACT.fullmatch(line.strip()) for line in lines):
        return []
    return [(label.strip(), value.strip()) for label, value in (x.split(":", 1) for x in lines)]


def left_open(text: str) -> list[str]:
    """The words in square brackets that nobody has filled in."""
    return _BRACKETS.findall(text)


def _text_of(kind: str, seen: CaseFile, about: list[str]) -> tuple[str, str]:
    name = kind
    if kind == "withdraw_section_20" and _is_welsh(seen, about):
        name = _WELSH_LAW
    if not has_text(name):
        name = "other"
    return _parted(paths.resource(f"letters/{name}.txt").read_text(encoding="utf-8"))


def _parted(whole: str) -> tuple[str, str]:
    """Subject and text."""
    subject, _blank, text = whole.partition("\n")
    return subject.strip(), _as_paragraphs(text.strip())


def _as_paragraphs(text: str) -> str:
    """Paragraphs without the line breaks of the file; lists and signatures keep theirs."""
    found = []
    for paragraph in re.split(r"\n\s*\n", text):
        is_list = any(line.startswith(("- ", "{")) for line in paragraph.splitlines())
        kept = is_list or bool(facts_in(paragraph))
        found.append(paragraph if kept else " ".join(paragraph.split()))
    return "\n\n".join(found)


def _filled(text: str, fields: dict[str, str], to_fill_in: Mapping[str, str]) -> str:
    """Fields by what is known; the others as words in brackets, lines of optional ones dropped."""

    def one(found: re.Match[str]) -> str:
        name = found[1]
        if fields.get(name):
            return fields[name]
        in_english = _TO_BE_FILLED_IN.get(name, name.replace("_", " "))
        return f"[{to_fill_in.get(name) or _(in_english)}]"

    lines = []
    for line in text.split("\n"):
        optional = [name for name in _FIELD.findall(line) if name in _OPTIONAL]
        if any(not fields.get(name) for name in optional):
            continue
        lines.append(_FIELD.sub(one, line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


_OPTIONAL = frozenset(
    {
        "copy_to",
        "video",
        "link_fallback",
        "prison_number",
        "phone",
        "role",
        "next_meeting_day",
        "board_time",
        "board_mode",
    }
)
_TO_BE_FILLED_IN = {
    "what": "what was asked for",
    "asked_on": "date",
    "asked_of": "who was asked",
    "days": "number of",
    "attempts": "how often it was asked for",
    "children": "the children",
    "authority": "the authority",
    "meeting": "which meeting, and when",
    "referred_on": "date of the referral",
    "outcome": "what became of it",
    "worker": "your name",
    "reader": "name",
    "prison": "the prison",
    "service": "the service",
    "mother": "the mother",
    "place": "where she can be reached",
    "booking_days": "number of",
    "platforms": "telephone or video system",
    "meeting_day": "day",
    "letter_due": "day",
    "board_day": "day",
    "appeal_deadline": "day: ask the Board",
    "release_day": "day",
    "evidence": "what she has done, with dates",
    "level": "the level, and since when",
}


def _known(
    case_file: CaseFile,
    seen: CaseFile,
    reader: Audience,
    to_id: str,
    about: list[str],
    worker_id: str,
    holder: str,
) -> dict[str, str]:
    """Everything that a text may ask for, as this reader may see it."""
    service, custody, mother = seen.service, seen.custody, seen.mother
    worker = case_file.get(Worker, worker_id)
    children = [child for child in seen.children if child.id in about]
    known = {
        "reader": _greeting(case_file, to_id, holder),
        "mother": mother.display_name() if mother else "",
        "called": mother.short_name() if mother else "",
        "prison_number": custody.prison_number if custody else "",
        "prison": service.prison if service else "",
        "service": service.name if service else "",
        "phone": (worker.phone if worker else "") or (service.phone if service else ""),
        "worker": worker.name if worker else "",
        "role": code_list("worker_role").label(worker.role) if worker and worker.role else "",
        "children": _names(children),
        "child_or_children": _("child") if len(children) == 1 else _("children"),
        "authority": seen.name(reader.organisation_id) if reader.organisation_id else "",
        "booking_days": str(service.booking_days or "") if service else "",
        "platforms": _our_platforms(service),
        "video": _platforms(case_file, to_id),
        "link_fallback": service.link_fallback if service else "",
        "meeting": _last_meeting(seen, about),
        "place": service.prison if service else "",
    }
    if reader.kind is AudienceKind.PRISON or case_file.get(Person, to_id) is not None:
        known |= _of_referral(case_file, to_id)
    return known


def _greeting(case_file: CaseFile, to_id: str, holder: str) -> str:
    """A person by name; an organisation by the post that the letter is for."""
    person = case_file.get(Person, to_id)
    if person is not None:
        return person.short_name() if person.id == case_file.mother_id else person.display_name()
    if case_file.get(Organisation, to_id) is not None:
        return holder or _("colleague")
    return case_file.name(to_id) if to_id else ""


def _names(children: list[Person]) -> str:
    names = [child.display_name() for child in children]
    if len(names) < 2:
        return "".join(names)
    return _("{first} and {last}").format(first=", ".join(names[:-1]), last=names[-1])


def _children_for(case_file: CaseFile, reader: Audience, readable: set[str]) -> list[str]:
    """The children of an authority or a school; of anyone else no child is presumed."""
    if reader.kind in (AudienceKind.LOCAL_AUTHORITY, AudienceKind.SCHOOL):
        return [child.id for child in case_file.children if child.id in readable]
    return []


def _platforms(case_file: CaseFile, to_id: str) -> str:
    party = case_file.get(Person, to_id) or case_file.get(Organisation, to_id)
    return (
        code_list("platform").label(party.video_platform) if party and party.video_platform else ""
    )


def _our_platforms(service: Service | None) -> str:
    """What the prison allows, as one goes on reading: `telephone only or Microsoft Teams`."""
    labels = [
        code_list("platform").label(one) for one in (service.video_platforms if service else ())
    ]
    if len(labels) < 2:
        return "".join(labels)
    return _("{first} or {last}").format(first=", ".join(labels[:-1]), last=labels[-1])


def _last_meeting(seen: CaseFile, about: list[str]) -> str:
    held = [
        one
        for one in seen.of(Meeting)
        if one.date and one.date <= seen.as_of and (not about or set(about) & set(one.child_ids))
    ]
    if not held:
        return ""
    last = max(held, key=lambda one: one.date or seen.as_of)
    kind = code_list("meeting_type").label(last.type)
    when = " ".join(part for part in (written(last.date), written_time(last.time)) if part)
    return _("{meeting} on {day}").format(meeting=kind, day=when)


def _of_referral(case_file: CaseFile, to_id: str) -> dict[str, str]:
    mine = [one for one in case_file.of(Referral) if one.referrer_person_id == to_id and one.date]
    if not mine:
        return {}
    last = max(mine, key=lambda one: one.date or case_file.as_of)
    outcome = code_list("referral_outcome").label(last.outcome).lower() if last.outcome else ""
    return {"referred_on": written(last.date), "outcome": outcome}


def _in_welsh(seen: CaseFile, fields: Mapping[str, str]) -> dict[str, str]:
    """Days, and how the Board is held, in Welsh."""
    changed = {name: in_welsh_days(text) for name, text in fields.items()}
    if "board_mode" in changed:
        modes = {code.label: code.code for code in code_list("meeting_mode").codes}
        code = modes.get(fields["board_mode"], "")
        changed["board_mode"] = vocabulary(WELSH).plain("modes", code) or fields["board_mode"]
    return changed


def _is_welsh(seen: CaseFile, about: list[str]) -> bool:
    """Whether Welsh law is about these children: their authority is in Wales."""
    for child in seen.children:
        authority = seen.get(Organisation, child.local_authority_id)
        if child.id in about and authority is not None and authority.nation == "wales":
            return True
    return False
