"""The recovery sheet: the vault's key on paper, for the manager's sealed envelope.

It carries no case data. With it and the vault's folder everything in the vault can be read.
"""

from __future__ import annotations

import datetime as dt

from tac_desktop.packs import blocks as b
from tac_desktop.packs.outcome import Printed
from tac_desktop.packs.page import Document
from tac_desktop.words import _


def recovery_sheet(
    name: str,
    vault: str,
    code: str,
    *,
    printed_on: dt.date,
    training: bool = False,
    repeatable: bool = False,
) -> Printed:
    """One page: who made it, which vault it opens, the code in groups, and how to use it.

    `vault` is what tells this vault from others on screen; `code` is the recovery code with its
    groups separated by spaces.
    """
    title = _("Recovery sheet")
    document = Document(title=title, subject_line=vault, printed_on=printed_on)
    return document.render(_blocks(title, name, vault, code, training), repeatable=repeatable)


def _blocks(title: str, name: str, vault: str, code: str, training: bool) -> list[b.Block]:
    under = _("It opens the vault when a passphrase is forgotten or the key file is lost.")
    made: list[b.Block] = [b.Title(title, under)]
    if training:
        made.append(b.Text(_("This is a training vault: everything in it is invented."), _STRONG))
    made += [
        b.Rows([(_("Made for"), name), (_("Vault"), vault)], label_share=0.2),
        b.Heading(_("The code")),
        b.Groups(code.split(), columns=4),
        b.Text(
            _(
                "Read it line by line, from 1 to 14. The letters I, L, O and U never occur in it. "
                "The last letters check the others, so a slip of the pen is noticed."
            ),
            b.TextKind.SMALL,
        ),
        b.Callout(
            _("Keep this sheet sealed, apart from the computer"),
            [
                b.Text(
                    _(
                        "Whoever has this sheet and the vault can read every file in it. Seal it "
                        "in an envelope, sign across the flap, and give it to the manager to lock "
                        "away. Do not copy, photograph or scan it, and do not carry it with the "
                        "computer."
                    )
                ),
                b.Text(
                    _(
                        "If it is lost, replace the vault's key at once (Settings, People and "
                        "keys): the lost sheet then opens older copies and backups only."
                    )
                ),
            ],
        ),
        b.Heading(_("How to use it")),
        b.Bullets(
            [
                _("Start the program and choose “Open with the recovery sheet”."),
                _("Type the code. Small letters and missing spaces do not matter."),
                _("Choose a new passphrase. The old one stops working for that person."),
                _("Seal the sheet again, and write below who opened it and why."),
            ],
            numbered=True,
        ),
        b.Heading(_("Sealed and opened")),
        b.Table(
            [_("Date"), _("Sealed or opened by"), _("Why"), _("Signature")],
            [["", "", "", ""]] * 3,
            shares=(1.2, 2.4, 2.6, 1.8),
            row_height=10.0,
        ),
    ]
    return made


_STRONG = b.TextKind.STRONG
