"""A letter on paper: address, date, reference, subject, text; marked as a draft until it is sent.

The letter is the one record in the reader's file that no other print shows: `letter_view` has put
it there because it is addressed to this reader and its words give nothing away.
"""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
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
    made: list[b.Block] = []
    if letter.status != "sent":
        made.append(b.Callout(_("DRAFT: this letter has not been sent"), []))
    made += [
        b.Text(_address(request.file, letter.to_id)),
        b.Rows(_reference(request.file, letter), label_share=0.2),
        b.Heading(letter.subject, 2),
        *(_paragraph(one) for one in letter.text.split("\n\n") if one.strip()),
    ]
    printed = document_for(request, title).render(
        made, progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)


def _paragraph(text: str) -> b.Block:
    lines = text.strip().splitlines()
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


def _reference(file: CaseFile, letter: Letter) -> list[tuple[str, str]]:
    day = letter.sent_on or letter.date
    rows = [
        (_("From"), _sender(file)),
        (_("Date"), written(day)),
        (_("Our reference"), _our_reference(file, day)),
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
