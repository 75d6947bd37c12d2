"""The slip for prison staff after a meeting, an ACCT review or a conversation.

It shows only the words that were written for staff, the prison's own decisions about the ACCT and
the next day: nothing of what was said of the family. A family name in those words stops it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tac_desktop.casework.acct import AcctReview
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.dates import written_time
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.people import Person
from tac_desktop.casework.text import fold
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined, moment_in_words
from tac_desktop.words import _

Told = Meeting | AcctReview | ContactLogEntry
_FAMILY = frozenset({"child", "family", "carer"})
_SHORTEST_NAME = 2


def outcome_slip(request: Request) -> Built:
    """The slip for the record `request.record_id`.

    Raises KeyError where this audience's file does not hold a record of which one can be made.
    """
    record = record_told(request)
    title = _("Slip for staff")
    printed = document_for(request, title, may_be_large=False).render(
        _blocks(request.file, record, title),
        progress=request.progress,
        repeatable=request.repeatable,
    )
    whole = built(printed, title, request)
    words = _("A slip says nothing of her family, but these words for staff name {names}.")
    return stopped_by_names(whole, names_on_slip(request.file, record), words)


def record_told(request: Request) -> Told:
    """The record that the slip is about; raises KeyError as `outcome_slip` does."""
    entry = request.file.by_id.get(request.record_id)
    record = entry.record if entry else None
    if not isinstance(record, Told):
        raise KeyError(request.record_id)
    return record


def stopped_by_names(whole: Built, named: Sequence[str], words: str) -> Built:
    """The print with a stop that says which `{names}` stand in words where none may."""
    if not named:
        return whole
    return replace(whole, stops=(*whole.stops, words.format(names=", ".join(named))))


def names_on_slip(file: CaseFile, record: Told) -> list[str]:
    """Names of children, family and carers in the words for staff; not the mother's own surname.

    Surnames count with a capital alone: many of them are ordinary words.
    """
    written = "\n".join([record.dps_text, *record.staff_asked, *_copied(record)])
    told = fold(written)
    hers = file.mother.last_name if file.mother else ""
    found: dict[str, None] = {}
    for person in file.of(Person):
        if person.kind in _FAMILY and person.id != file.mother_id:
            for name in (person.known_as, *person.first_names.split()[:1], person.current_name):
                if len(name) >= _SHORTEST_NAME and _stands_in(name, told):
                    found[name] = None
            surname = person.last_name
            if fold(surname) != fold(hers) and _surname_stands_in(surname, written):
                found[surname] = None
    return list(found)


def _surname_stands_in(surname: str, written: str) -> bool:
    spelt = (surname, surname.upper())
    return len(surname) >= _SHORTEST_NAME and any(
        re.search(rf"\b{re.escape(one)}\b", written) for one in spelt
    )


def _copied(record: Told) -> list[str]:
    return [value for _label, value in _of_review(record)] if isinstance(record, AcctReview) else []


def _stands_in(name: str, folded: str) -> bool:
    return re.search(rf"\b{re.escape(fold(name))}\b", folded) is not None


def _blocks(file: CaseFile, record: Told, title: str) -> list[b.Block]:
    mother, custody = file.mother, file.custody
    not_noted = _("not recorded")
    facts = [
        (_("Name"), mother.formal_name() if mother else ""),
        (_("Prison number"), custody.prison_number if custody else ""),
        (_("Location"), custody.current_location if custody else ""),
        (_("After"), _what(record)),
        (_("When"), moment_in_words(record.date, record.time)),
    ]
    decided: list[b.Block] = []
    if isinstance(record, AcctReview):
        decided = [b.Rows(rows, label_share=0.3)] if (rows := list(_of_review(record))) else []
    if record.dps_text:
        decided.append(b.Text(record.dps_text))
    if not decided:
        nothing = _("Nothing was written for staff. Speak with the social worker.")
        decided = [b.nothing(nothing), b.Lines(2)]
    return [
        b.Title(title, _("Without any detail of her family. Ask her or the social worker.")),
        b.Rows([(label, value or not_noted) for label, value in facts], label_share=0.3),
        b.Heading(_("What was decided"), 2),
        *decided,
        b.Heading(_("What staff are asked to do"), 2),
        b.Bullets(record.staff_asked) if record.staff_asked else _to_tick(),
        b.Rows([(_("Next"), _next(record) or not_noted)], label_share=0.3),
        b.Callout(
            _("Are you worried about her?"),
            [b.Text(_("Open the prison's own concern form at once. This slip is not that form."))],
        ),
        b.Signatures([_("Received by"), _("Date and time"), _("Social worker")]),
    ]


def _to_tick() -> b.Block:
    """Where nothing was written: what is asked most often, to be ticked by hand."""
    choices = [
        _("Nothing further"),
        _("See how she is today and tonight"),
        _("Let her use the telephone"),
        _("Unlock her for the next appointment"),
        _("Tell the social worker if she is upset"),
        _("Other: ……………………………………"),
    ]
    return b.Ticks(choices)


def _what(record: Told) -> str:
    """What it was, in words that say nothing of a family."""
    if isinstance(record, AcctReview):
        return code_list("acct_review_type").label(record.type)
    return _("An official meeting") if isinstance(record, Meeting) else _("A conversation")


def _of_review(record: AcctReview) -> Iterator[tuple[str, str]]:
    """What the review decided about the ACCT, which is the prison's own."""
    if record.review_outcome:
        yield _("The ACCT"), code_list("acct_review_outcome").label(record.review_outcome)
    if record.observations:
        yield _("Observations"), record.observations
    if record.conversations:
        yield _("Conversations"), record.conversations


def _next(record: Told) -> str:
    day: dt.date | None = None
    time = ""
    if isinstance(record, AcctReview):
        day, time = record.next_review, written_time(record.next_review_time)
    elif isinstance(record, Meeting):
        day = record.next_meeting
    return joined([moment_in_words(day, None), time]) if day else ""
