"""The text for the prison's own case notes on paper, for whoever may type it in there.

It shows only the words that were written for that place. A family name in them stops it.
"""

from __future__ import annotations

from tac_desktop.casework.for_prison_staff import PRISON_CASE_NOTE_LIMIT
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, drawn
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.outcome_slip import names_on_slip, record_told, stopped_by_names
from tac_desktop.packs.texts import moment_in_words
from tac_desktop.words import _

_LINES = 8


def case_note_slip(request: Request) -> Built:
    """The slip for the record `request.record_id`.

    Raises KeyError where this audience's file does not hold a record that has such a text.
    """
    file, record = request.file, record_told(request)
    title = _("For the prison’s case notes")
    mother, custody, service = file.mother, file.custody, file.service
    facts = [
        (_("Name"), mother.formal_name() if mother else ""),
        (_("Prison number"), custody.prison_number if custody else ""),
        (_("When"), moment_in_words(record.date, record.time)),
        (_("From"), service.name if service else ""),
    ]
    words = _("{count} of {limit} characters.")
    counted = words.format(count=len(record.dps_text), limit=PRISON_CASE_NOTE_LIMIT)
    nothing = _("No text for the case notes was written. It can be written here.")
    note: list[b.Block] = [b.nothing(nothing), b.Lines(_LINES)]
    if record.dps_text:
        note = [b.Text(record.dps_text), b.Text(counted, b.TextKind.SMALL)]
    blocks: list[b.Block] = [
        b.Title(title, _("To be typed in as it stands. It has no detail of her family.")),
        b.Rows([row for row in facts if row[1]], label_share=0.3),
        b.Heading(_("Text"), 2),
        *note,
        b.Signatures([_("Typed in by"), _("Date and time"), _("Social worker")]),
    ]
    stop = _("The case notes say nothing of her family, but this text names {names}.")
    return stopped_by_names(drawn(request, title, blocks), names_on_slip(file, record), stop)
