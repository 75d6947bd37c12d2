"""The certificate of a file that was disposed of. It names nobody of the case."""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.dates import written
from tac_desktop.casework.disposal import Disposal
from tac_desktop.casework.service import Service
from tac_desktop.packs import blocks as b
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined
from tac_desktop.words import _


def disposal_certificate(
    disposal: Disposal,
    service: Service | None,
    today: dt.date,
    journal_reference: str = "",
    *,
    repeatable: bool = False,
) -> Built:
    """One page: what went, when, by whom, on which authority, and what proves it."""
    from tac_desktop.packs.page import Document

    title = _("Certificate of disposal")
    document = Document(
        title=title,
        marking="",
        subject_line=joined([service.name, service.prison]) if service else "",
        reference=journal_reference,
        printed_on=today,
    )
    printed = document.render(_blocks(title, disposal), repeatable=repeatable)
    return Built.of_nobodys_file(printed, title)


def _blocks(title: str, one: Disposal) -> list[b.Block]:
    said = _(
        "The case file below was erased from the vault. It cannot be got back. This paper names "
        "nobody of the case; whose file it was may be noted by hand where the retention schedule "
        "asks for it."
    )
    made: list[b.Block] = [
        b.Title(title, _("File {reference}").format(reference=one.reference)),
        b.Text(said),
        b.Rows(
            [
                (_("Work ended on"), written(one.closed_on)),
                (_("Was to be kept until"), written(one.due_on)),
                (_("Disposed of on"), written(one.disposed_on)),
                (_("By"), one.by_name),
                (_("Approved by"), one.approved_by),
                (_("On which authority"), one.authority),
                (_("Why"), one.why),
                (_("Whose file it was, by hand"), ""),
            ],
            label_share=0.34,
        ),
        b.Heading(_("What it held"), 2),
        b.Bullets(one.counts),
        b.Heading(_("Proof"), 2),
        b.Rows(
            [
                (_("Journal before"), one.journal_before),
                (_("Journal entry of the disposal"), one.journal_entry),
            ],
            label_share=0.34,
        ),
        b.Bullets(one.proof) if one.proof else b.nothing(_("Nothing was checked yet.")),
        b.Heading(_("Backups that held it"), 2),
        b.Bullets(one.backups) if one.backups else b.nothing(_("None is known.")),
        b.Signatures([_("Disposed of by"), _("Approved by"), _("Date")]),
    ]
    return made
