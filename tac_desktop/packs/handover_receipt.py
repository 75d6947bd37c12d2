"""The receipt slip: a handover arrived and was read in; on paper, to be sent back to its sender.

It names nobody of the case. The four words on it can be typed in by the sender, whose program
checks them; the signature is for people.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tac_desktop.casework.dates import written
from tac_desktop.packs import blocks as b
from tac_desktop.packs.outcome import Printed
from tac_desktop.packs.page import Document
from tac_desktop.words import _


@dataclass(frozen=True)
class ReceiptDetails:
    """What the slip says."""

    file_name: str
    sender: str
    received_by: str
    received_on: dt.date
    fingerprint_words: str
    receipt_words: str
    records: int
    revisions: int
    files: int
    journal_reference: str = ""


def handover_receipt(details: ReceiptDetails, *, repeatable: bool = False) -> Printed:
    """The receipt as a PDF: which file, its check words and counts, the receipt words."""
    title = _("Receipt for a handover")
    document = Document(
        title=title,
        subject_line="",
        reference=details.journal_reference,
        printed_on=details.received_on,
    )
    return document.render(_blocks(title, details), repeatable=repeatable)


def _blocks(title: str, details: ReceiptDetails) -> list[b.Block]:
    return [
        b.Title(title, _("To be sent back to {name}").format(name=details.sender)),
        b.Text(
            _(
                "The file below was opened, found whole, and read in on {day} by {name}. Nothing "
                "of it is on this paper."
            ).format(day=written(details.received_on), name=details.received_by)
        ),
        b.Heading(_("Which file")),
        b.Rows(
            [
                (_("File"), details.file_name),
                (_("Check words of the file"), details.fingerprint_words),
                (_("Records"), str(details.records)),
                (_("Revisions of them"), str(details.revisions)),
                (_("Files of documents"), str(details.files)),
            ],
            label_share=0.34,
            row_height=8.0,
        ),
        b.Callout(
            _("Receipt words: {words}").format(words=details.receipt_words),
            [
                b.Text(
                    _(
                        "For the sender: File, “Handovers written ...”, choose this file, and type "
                        "the four words under “Receipt came back”. They fit only this file, its "
                        "counts and this day. If the program refuses them, telephone the receiver "
                        "on a number you know."
                    )
                )
            ],
        ),
        b.Heading(_("Signed")),
        b.Signatures([_("Name"), _("Signature"), _("Date"), _("Stick wiped on, by")]),
    ]
