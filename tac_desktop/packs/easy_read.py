"""Easy-read sheets: large print, one idea a line, a picture beside each, boxes for date and place.

What a sheet says stands in `resources/easy_read/`; here its boxes are filled from the file as its
reader may see it. What is not known stays empty, with a line to write it by hand. Goodbyes are
left off “My page”: such news is told, never read from a sheet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.children import ContactArrangement
from tac_desktop.casework.court import SignedPaper
from tac_desktop.casework.date_kinds import DateAhead
from tac_desktop.casework.dates_ahead import dates_ahead
from tac_desktop.casework.easy_read import Part, Sheet, Vocabulary, language_of, sheet, vocabulary
from tac_desktop.casework.her_voice import her_voice
from tac_desktop.casework.mbu import MbuApplication
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.next_contact import next_due
from tac_desktop.casework.people import Involvement, Person, Worker
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.pictograms import picture
from tac_desktop.packs.texts import joined
from tac_desktop.words import _

_WEEKS = 8
_MOST_DATES, _MOST_SAYINGS, _MOST_PEOPLE = 8, 3, 14
_LONGEST = 320
_EMPTY_LINES = 2

Line = tuple[str, str]
"""A picture and the words beside it."""


def easy_read_print(request: Request, name: str) -> Built:
    """The sheet `name` about the request's record, in the language asked for or in hers."""
    file = request.file
    words = vocabulary(request.language or language_of(file.mother))
    text = sheet(_variant(name, request), words.code)
    boxes, lists = _filled(name, request, words)
    blocks = sheet_blocks(text, words, boxes, lists)
    draft = words.draft_mark(text)
    title = f"{text.title} ({words.phrase('draft_short')})" if draft else text.title
    document = replace(document_for(request, title), large_print=True, language=words.pdf_language)
    printed = document.render(blocks, progress=request.progress, repeatable=request.repeatable)
    made = built(printed, title, request)
    return replace(made, notices=(*made.notices, *draft_notices(draft)))


def draft_notices(draft: str) -> tuple[str, ...]:
    """What the screen says of a Welsh text that nobody has checked."""
    words = _("No Welsh speaker has checked this text yet. The sheet says so.")
    return (words,) if draft else ()


def sheet_blocks(
    text: Sheet,
    words: Vocabulary,
    boxes: Mapping[str, str] | None = None,
    lists: Mapping[str, list[Line]] | None = None,
) -> list[b.Block]:
    """The sheet as blocks; what `boxes` and `lists` do not know is left to write in."""
    made: list[b.Block] = [b.Title(text.title, words.draft_mark(text))]
    for part in text.parts:
        made += _part(part, words, boxes or {}, lists or {})
    return _with_company(made)


def _with_company(made: list[b.Block]) -> list[b.Block]:
    """The same, but that the last box never stands alone on a page: the one before goes with it."""
    ideas = [place for place, one in enumerate(made) if isinstance(one, b.Idea)]
    if len(ideas) < 3:
        return made
    return [*made[: ideas[-2]], b.Together(made[ideas[-2] :])]


def _part(
    part: Part, words: Vocabulary, boxes: Mapping[str, str], lists: Mapping[str, list[Line]]
) -> list[b.Block]:
    if part.heading:
        return [b.Heading(part.heading)]
    if part.insert:
        return _inserted(part, words, lists.get(part.insert, []))
    drawn = picture(part.picture, words.plain("pictures", part.picture))
    if part.box:
        known = boxes.get(part.box, "")
        return [b.Idea(drawn, known, label=part.label, lines=0 if known else 1)]
    return [b.Idea(drawn, part.text, label=part.label, lines=part.write)]


def _inserted(part: Part, words: Vocabulary, lines: list[Line]) -> list[b.Block]:
    if not lines:
        drawn = picture("pen", words.plain("pictures", "pen"))
        return [b.Idea(drawn, part.text, lines=_EMPTY_LINES)]
    return [b.Idea(picture(name, words.plain("pictures", name)), line) for name, line in lines]


def _variant(name: str, request: Request) -> str:
    if name != "signed":
        return name
    paper = request.file.get(SignedPaper, request.record_id)
    ends = {"section_20": "england", "section_76_wales": "wales"}
    return f"signed_{ends.get(paper.kind if paper else '', 'other')}"


_Filled = tuple[dict[str, str], dict[str, list[Line]]]


def _filled(name: str, request: Request, words: Vocabulary) -> _Filled:
    fillers: dict[str, Callable[[Request, Vocabulary], _Filled]] = {
        "meeting_before": _meeting,
        "meeting_after": _meeting,
        "signed": _signed,
        "board": _board,
        "appeal": _board,
        "letterbox": _letterbox,
        "my_page": _my_page,
    }
    return fillers[name](request, words)


def _meeting(request: Request, words: Vocabulary) -> _Filled:
    file = request.file
    meeting = file.get(Meeting, request.record_id)
    if meeting is None:
        return {}, {}
    boxes = {
        "when": words.moment(meeting.date, meeting.time),
        "day": words.day(meeting.date),
        "where": meeting.place,
        "how": words.plain("modes", meeting.mode_planned),
        "chair": _named(file, meeting.chair_id),
        "next_meeting": words.day(meeting.next_meeting),
    }
    people = [
        ("person", joined([_named(file, one.person_id), _role(file, one.person_id, words)], "\n"))
        for one in meeting.invitees
        if _named(file, one.person_id)
    ]
    actions = [
        ("arrow", joined([_with(words, one.action, one.who), _by(words, one.due)]))
        for one in meeting.actions
        if one.action
    ]
    decisions = [("tick", _short(one, words)) for one in meeting.decisions if one.strip()]
    return boxes, {"people": people, "actions": actions, "decisions": decisions}


def _signed(request: Request, words: Vocabulary) -> _Filled:
    file = request.file
    paper = file.get(SignedPaper, request.record_id)
    if paper is None:
        return {}, {}
    return {
        "paper": words.plain("papers", paper.kind),
        "day": words.day(paper.signed_on),
        "asked_by": _named(file, paper.asked_by_id),
        "children": _children(file, paper.child_ids),
    }, {}


def _board(request: Request, words: Vocabulary) -> _Filled:
    file = request.file
    asked = file.get(MbuApplication, request.record_id)
    if asked is None:
        return {}, {}
    # Bad news is told first: what was decided is on paper from the day on which she was told.
    told = asked.mother_told_on is not None and asked.mother_told_on <= file.as_of
    return {
        "when": words.moment(asked.board_date, asked.board_time),
        "unit": asked.unit,
        "how": words.plain("modes", asked.board_mode),
        "chair": _named(file, asked.chair_id),
        "decision": words.plain("outcomes", asked.decision) if told else "",
        "decided_on": words.day(asked.decided_on) if told else "",
        "deadline": words.day(asked.appeal_deadline),
    }, {}


def _letterbox(request: Request, words: Vocabulary) -> _Filled:
    file = request.file
    agreed = file.get(ContactArrangement, request.record_id)
    if agreed is None:
        return {}, {}
    return {
        "child": _children(file, [agreed.child_id]),
        "due": words.day(next_due(file, agreed)),
        "agreed_with": _named(file, agreed.agreed_with_id),
    }, {}


def _my_page(request: Request, words: Vocabulary) -> _Filled:
    file = request.file
    days = [one for one in dates_ahead(file, _WEEKS * 7) if words.plain("kinds", one.kind.value)]
    said = [
        ("speech", _saying(words, words.day(one.day), _short(one.words, words)))
        for one in her_voice(file)[:_MOST_SAYINGS]
    ]
    boxes = {
        "me": file.mother.display_name() if file.mother else "",
        "next": _date(days[0], file, words) if days else "",
    }
    dates = [("calendar", _date(one, file, words)) for one in days[1 : _MOST_DATES + 1]]
    if len(days) > _MOST_DATES + 1:
        dates.append(("question", words.phrase("more")))
    lists = {"dates": dates, "who": _who_is_who(file, words), "said": said}
    return boxes, lists


def _date(one: DateAhead, file: CaseFile, words: Vocabulary) -> str:
    """`Wednesday 18 November 2026`, `11:00`, and in plain words what it is; no court detail."""
    agreed = file.get(ContactArrangement, one.record_id)
    child = _children(file, [agreed.child_id]) if agreed else ""
    what = _with(words, words.plain("kinds", one.kind.value), child)
    return "\n".join(part for part in (words.moment(one.date, one.time), what) if part)


def _who_is_who(file: CaseFile, words: Vocabulary) -> list[Line]:
    """Who works with her now, and in what; our own people first."""
    lines = [
        ("person", joined([one.name, words.phrase("prison_worker")], "\n"))
        for one in file.of(Worker)
        if one.name
    ]
    seen: dict[tuple[str, str], list[str]] = {}
    for one in file.of(Involvement):
        over = one.end is not None and one.end < file.as_of
        if not over and _named(file, one.person_id):
            seen.setdefault((one.person_id, one.role), []).extend(one.child_ids)
    for (person_id, role), children in seen.items():
        about = _children(file, children)
        does = words.plain("roles", role)
        if about:
            does = joined([does, words.phrase("about", children=about)], " ")
        lines.append(("person", joined([_named(file, person_id), does], "\n")))
    if len(lines) > _MOST_PEOPLE:
        return [*lines[:_MOST_PEOPLE], ("question", words.phrase("more"))]
    return lines


def _role(file: CaseFile, person_id: str, words: Vocabulary) -> str:
    if file.get(Worker, person_id) is not None:
        return words.phrase("prison_worker")
    person = file.get(Person, person_id)
    return words.plain("roles", person.role) if person and person.role else ""


def _named(file: CaseFile, record_id: str) -> str:
    """A name, "" for nobody and for whoever this reader does not see."""
    return file.name(record_id) if record_id in file.by_id else ""


def _children(file: CaseFile, child_ids: list[str]) -> str:
    found = [file.get(Person, one) for one in dict.fromkeys(child_ids)]
    return joined(child.short_name() for child in found if child is not None)


def _with(words: Vocabulary, what: str, who: str) -> str:
    return words.phrase("with", what=what, who=who) if what and who else what or who


def _by(words: Vocabulary, due: dt.date | None) -> str:
    return words.phrase("by", day=words.day(due)) if due else ""


def _saying(words: Vocabulary, day: str, said: str) -> str:
    if day:
        return words.phrase("said_on", day=day, words=said)
    return words.phrase("said", words=said)


def _short(text: str, words: Vocabulary) -> str:
    """A text on one line; a long one is cut between words and says that there is more."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    return f"{line[:_LONGEST].rsplit(' ', 1)[0]} {words.phrase('more_written')}"
