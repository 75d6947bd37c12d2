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
from tac_desktop.casework.letter_texts import facts_in
from tac_desktop.casework.letters import Letter
from tac_desktop.casework.people import Organisation, Person, Worker
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
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
    if letter.status != "sent":
        made.append(b.Callout(_("DRAFT: this letter has not been sent"), []))
    made += [
        b.Rows(_reference(request.file, letter, hers), label_share=0.2),
        b.Heading(letter.subject, 2),
        *(_paragraph(one, hers) for one in letter.text.split("\n\n") if one.strip()),
    ]
    document = document_for(request, title)
    if hers and document.fits_one_page([*made, *_answer()]):
        made += _answer()
    printed = document.render(made, progress=request.progress, repeatable=request.repeatable)
    whole = built(printed, title, request)
    if hers and printed.pages > 1 and not request.note_page:
        words = _("A letter to her is easiest on one page. This one has {count}: shorten it.")
        return replace(whole, notices=(*whole.notices, words.format(count=printed.pages)))
    return whole


def _answer() -> list[b.Block]:
    """What she can tick and give back; it says nothing of what the letter is about."""
    choices = [_("Please read it to me"), _("I want to talk about it"), _("I understand it")]
    slip = b.Callout(_("Tick, cut off and give to an officer"), [b.Ticks(choices, columns=1)])
    return [b.Together([slip])]


def _paragraph(text: str, hers: bool) -> b.Block:
    lines = text.strip().splitlines()
    facts = facts_in(text) if hers else []
    if facts:
        return b.Rows(facts, label_share=0.42)
    if all(line.startswith(_DASH) for line in lines):
        return b.Bullets([line.removeprefix(_DASH) for line in lines])
    return b.Text(text.strip())


def _sender(file: CaseFile) -> str:
    service = file.service
    if service is None:
        return ""
    phone = _("telephone {number}").format(number=service.phone) if service.phone else ""
    address = joined([*service.address, service.postcode])
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


def _reference(file: CaseFile, letter: Letter, hers: bool) -> list[tuple[str, str]]:
    day = letter.sent_on or letter.date
    rows = [
        (_("To"), _address(file, letter.to_id)),
        (_("From"), _sender(file)),
        (_("Date"), written(day)),
        (_("Our reference"), "" if hers else _our_reference(file, day)),
    ]
    if letter.status == "sent" and letter.sent_how:
        rows.append((_("Sent by"), code_list("letter_way").label(letter.sent_how)))
    return [(label, value) for label, value in rows if value]


def _our_reference(file: CaseFile, day: dt.date | None) -> str:
    """Initials and the day: enough to find it again, and nothing that tells of her."""
    mother = file.mother
    if mother is None or day is None:
        return ""
    names = f"{mother.first_names} {mother.last_name}".split()
    initials = "".join(name[0] for name in names)
    return f"{initials}/{day:%Y%m%d}".upper()
