"""A letter on paper: address, date, reference, subject, text; marked as a draft until it is sent.

The letter is the one record in the reader's file that no other print shows: `letter_view` has put
it there because it is addressed to this reader and its words give nothing away. A letter to the
mother has its days in a box and a slip for her answer, and is meant to stay on one page.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.easy_read import WELSH, vocabulary
from tac_desktop.casework.letter_texts import facts_in
from tac_desktop.casework.letter_welsh import draft_mark, in_welsh_days, is_in_welsh
from tac_desktop.casework.letter_welsh import words as welsh_words
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.easy_read import draft_notices
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined
from tac_desktop.words import _

_DASH = "- "


def letter_print(request: Request) -> Built:
    """The letter `request.record_id`. Raises KeyError where this reader does not get it."""
    letter = request.file.get(Letter, request.record_id)
    if letter is None:
        raise KeyError(request.record_id)
    title = _("Letter") if letter.status == "sent" else _("Letter: DRAFT, not sent")
    hers = letter.to_id == request.file.mother_id
    made: list[b.Block] = []
    welsh = hers and is_in_welsh(letter)
    mark = draft_mark(letter.kind) if welsh else ""
    if letter.status != "sent":
        not_sent = _("DRAFT: this letter has not been sent")
        made.append(b.Callout(welsh_words()["draft"] if welsh else not_sent, []))
    if mark:
        made.append(b.Text(mark, b.TextKind.SMALL))
    made += [
        b.Rows(_reference(request.file, letter, hers, welsh), label_share=0.2),
        b.Heading(letter.subject, 2),
        *(_paragraph(one, hers) for one in letter.text.split("\n\n") if one.strip()),
    ]
    document = document_for(request, title)
    if welsh:
        document = replace(document, language=vocabulary(WELSH).pdf_language)
    if hers and document.fits_one_page([*made, *_answer(welsh)]):
        made += _answer(welsh)
    printed = document.render(made, progress=request.progress, repeatable=request.repeatable)
    whole = built(printed, title, request)
    whole = replace(whole, notices=(*whole.notices, *draft_notices(mark)))
    if hers and printed.pages > 1 and not request.note_page:
        words = _("A letter to her is easiest on one page. This one has {count}: shorten it.")
        return replace(whole, notices=(*whole.notices, words.format(count=printed.pages)))
    return whole


def _answer(welsh: bool) -> list[b.Block]:
    """What she can tick and give back; it says nothing of what the letter is about."""
    title = _("Tick, cut off and give to an officer")
    choices = [_("Please read it to me"), _("I want to talk about it"), _("I understand it")]
    if welsh:
        title, choices = welsh_words()["slip"], welsh_words()["choices"]
    return [b.Together([b.Callout(title, [b.Ticks(choices, columns=1)])])]


def _paragraph(text: str, hers: bool) -> b.Block:
    lines = text.strip().splitlines()
    facts = facts_in(text) if hers else []
    if facts:
        return b.Rows(facts, label_share=0.42)
    if all(line.startswith(_DASH) for line in lines):
        return b.Bullets([line.removeprefix(_DASH) for line in lines])
    return b.Text(text.strip())


def _sender(file: CaseFile, telephone: str) -> str:
    service = file.service
    if service is None:
        return ""
    phone = telephone.format(number=service.phone) if service.phone else ""
    address = joined(service.below_its_name())
    return "\n".join(
        part for part in (joined([service.name, service.prison]), address, phone) if part
    )


def _address(file: CaseFile, to_id: str) -> str:
    """Name, post and address; a person's own address only where it is one at work or her own."""
    person = file.get(Person, to_id)
    organisation = file.get(Organisation, person.organisation_id if person else to_id)
    lines = [file.name(to_id)]
    if person is not None and person.kind == "professional" and person.role:
        lines.append(code_list("role").label(person.role))
    if organisation is not None:
        if person is not None:
            lines.append(organisation.name)
        lines += [*organisation.address, organisation.postcode]
    elif person is not None and person.address:
        lines += [*person.address.splitlines(), person.postcode]
    worker = file.get(Worker, to_id)
    if worker is not None and worker.role:
        lines.append(code_list("worker_role").label(worker.role))
    return "\n".join(line for line in lines if line)


def _reference(file: CaseFile, letter: Letter, hers: bool, welsh: bool) -> list[tuple[str, str]]:
    day = letter.sent_on or letter.date
    labels = {
        "to": _("To"),
        "from": _("From"),
        "date": _("Date"),
        "sent": _("Sent by"),
        "telephone": _("telephone {number}"),
    }
    sent = letter.sent_how if letter.status == "sent" else ""
    way = code_list("letter_way").label(sent) if sent else ""
    said = written(day)
    if welsh:
        labels, said = welsh_words()["labels"], in_welsh_days(said)
        way = welsh_words()["ways"].get(sent, way)
    rows = [
        (labels["to"], _address(file, letter.to_id)),
        (labels["from"], _sender(file, labels["telephone"])),
        (labels["date"], said),
        (_("Our reference"), "" if hers else _our_reference(file, day)),
        (labels["sent"], way),
    ]
    return [(label, value) for label, value in rows if value]


def _our_reference(file: CaseFile, day: dt.date | None) -> str:
    """Initials and the day: enough to find it again, and nothing that tells of her."""
    mother = file.mother
    if mother is None or day is None:
        return ""
    names = f"{mother.first_names} {mother.last_name}".split()
    initials = "".join(name[0] for name in names)
    return f"{initials}/{day:%Y%m%d}".upper()
