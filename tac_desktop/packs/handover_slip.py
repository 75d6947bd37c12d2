"""The slip that goes with an encrypted handover: what it is, for whom, and that it arrived.

Removable media is an authorised exception in a prison (Ministry of Justice guidance on data
handling), so the slip asks for the authority's reference, the collector's signature and a receipt.
The passphrase is never on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tac_desktop.packs import blocks as b
from tac_desktop.packs.outcome import Printed
from tac_desktop.packs.page import Document
from tac_desktop.words import _


@dataclass(frozen=True)
class FileOnSlip:
    """One of several files on one slip: its check words, and how much is in it."""

    name: str
    fingerprint_words: str
    records: int
    files: int


@dataclass(frozen=True)
class HandoverDetails:
    """What the slip says about a bundle. `counts` are record types in words and how many.

    With `files` it is about several, and name, words and counts of one stay empty.
    `about` is what may be told of the mother on a paper that travels; often nothing but initials.
    """

    file_name: str
    written_on: dt.date
    written_by: str
    recipient: str
    fingerprint_words: str
    counts: Sequence[tuple[str, int]]
    authority_reference: str = ""
    purpose: str = ""
    about: str = ""
    journal_reference: str = ""
    what_it_holds: str = ""
    is_part: bool = False
    files: Sequence[FileOnSlip] = ()


def handover_slip(details: HandoverDetails, *, repeatable: bool = False) -> Printed:
    """The slip as a PDF: counts, recipient, authority, fingerprint, collection and receipt."""
    title = _("Handover slip")
    document = Document(
        title=title,
        subject_line=details.about,
        reference=details.journal_reference,
        printed_on=details.written_on,
    )
    return document.render(_blocks(title, details), repeatable=repeatable)


def _blocks(title: str, details: HandoverDetails) -> list[b.Block]:
    return [
        b.Title(
            title, _("For an encrypted file handed over by {name}").format(name=details.written_by)
        ),
        b.Callout(
            _("The passphrase is not on this slip"),
            [
                b.Text(
                    _(
                        "Tell it by telephone to the person named below, on a number you know. "
                        "Never write it on this slip, on the stick or in the same envelope."
                    )
                )
            ],
        ),
        b.Heading(_("What it is")),
        b.Rows(_facts(details), label_share=0.34, row_height=8.0),
        b.Text(
            _(
                "The program shows the check words when the file is chosen, before it asks for the "
                "passphrase. Read all six to {name} by telephone. If one differs, do not open the "
                "file: it is damaged or another one. Keep it, and say so."
            ).format(name=details.written_by)
        ),
        *_how_it_is_opened(details),
        b.Heading(_("What is inside")),
        _inside(details.counts) if not details.files else _files(details.files),
        b.Heading(_("Collected by")),
        b.Signatures([_("Name"), _("Role and organisation"), _("Signature"), _("Date and time")]),
        b.Heading(_("Receipt, to be sent back to {name}").format(name=details.written_by)),
        b.Text(
            _("The file was opened and shows the same check words and the same numbers as above:")
        ),
        _receipt_words(details),
        b.Ticks([_("Yes"), _("No: ………………………………………………")], columns=2),
        b.Signatures([_("Name"), _("Signature"), _("Date"), _("Stick wiped on")]),
    ]


def _how_it_is_opened(details: HandoverDetails) -> list[b.Block]:
    if not details.is_part:
        return []
    words = _(
        "Open it with TAC Desktop: “Look at a handover” on the first page, without a vault. "
        "Nothing of it is kept on the computer, and it is not added to anybody's vault."
    )
    return [b.Text(words)]


def _facts(details: HandoverDetails) -> list[tuple[str, str]]:
    rows = [
        (_("For"), details.recipient),
        (_("What it holds"), details.what_it_holds),
        (_("Purpose"), details.purpose),
        (_("Authority to move it (reference)"), details.authority_reference),
        (_("File"), details.file_name),
        (_("Check words of the file"), details.fingerprint_words),
    ]
    asked = [_("What it holds"), _("Purpose")]
    if details.files:
        asked += [_("File"), _("Check words of the file")]
    return [(label, said) for label, said in rows if said or label not in asked]


def _receipt_words(details: HandoverDetails) -> b.Block:
    if details.files:
        return b.Text(_("Read the four receipt words of each file by telephone."))
    return b.Rows([(_("Receipt words that the program shows (four)"), "")], label_share=0.5)


def _files(files: Sequence[FileOnSlip]) -> b.Block:
    head = [_("File"), _("Check words"), _("Records"), _("Scans")]
    rows = [(one.name, one.fingerprint_words, str(one.records), str(one.files)) for one in files]
    return b.Table(head, rows, shares=(4.2, 4.6, 1.3, 0.9))


def _inside(counts: Sequence[tuple[str, int]]) -> b.Block:
    if not counts:
        return b.nothing(_("Nothing is inside."))
    rows = [(label, str(count)) for label, count in counts]
    rows.append((_("Together"), str(sum(count for _label, count in counts))))
    return b.Rows(rows, label_share=0.75, pairs=True)
