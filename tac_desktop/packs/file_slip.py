"""The slip that goes with an encrypted PDF: for whom it is, how it is opened, how its passphrase
travels. Neither the passphrase nor anything of the print's contents is on it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.packs import blocks as b
from tac_desktop.packs.outcome import Printed
from tac_desktop.packs.page import Document
from tac_desktop.packs.texts import joined
from tac_desktop.words import _


@dataclass(frozen=True)
class FileDetails:
    """What may stand on a paper that travels beside the file."""

    file_name: str
    pages: int
    written_on: dt.date
    written_by: str
    service: str = ""
    phone: str = ""
    recipient: str = ""
    journal_reference: str = ""


def file_slip(details: FileDetails, *, repeatable: bool = False) -> Printed:
    """The slip as a PDF of one page."""
    title = _("Covering slip")
    document = Document(
        title=title, reference=details.journal_reference, printed_on=details.written_on
    )
    return document.render(_blocks(title, details), repeatable=repeatable)


def _blocks(title: str, details: FileDetails) -> list[b.Block]:
    from_whom = joined([details.written_by, details.service])
    facts = [
        (_("For"), details.recipient),
        (_("From"), from_whom),
        (_("Telephone"), details.phone),
        (_("File"), details.file_name),
        (_("Pages"), str(details.pages)),
    ]
    return [
        b.Title(title, _("For an encrypted PDF")),
        b.Callout(
            _("The passphrase is not on this slip"),
            [
                b.Text(
                    _(
                        "It is six words. {name} tells them to you by telephone, on a number that "
                        "was known before. They are never written on this slip, in the message "
                        "that carries the file, on the stick or in the same envelope."
                    ).format(name=details.written_by)
                )
            ],
        ),
        b.Heading(_("What it is")),
        b.Rows(facts, label_share=0.34, row_height=8.0),
        b.Heading(_("How to open it")),
        b.Bullets(
            [
                _("Ring and ask for the six words, if nobody has rung you."),
                _("Open the file with an ordinary PDF reader of the last ten years."),
                _("Type the six words in their order, in small letters, one space between."),
                _("It does not open? Ring. Do not ask for it to be sent without a passphrase."),
                _("It is not for you? Do not open it. Ring, then delete it."),
            ],
            numbered=True,
        ),
        b.Heading(_("The passphrase was told")),
        b.Signatures([_("To whom"), _("By telephone, on the number"), _("Date and time")]),
    ]
