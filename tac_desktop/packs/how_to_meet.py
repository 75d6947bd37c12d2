"""A page to go with letters: how a mother in this prison can be met, from the service's record.

It names nobody of any file, so that one copy serves for all.
"""

from __future__ import annotations

import datetime as dt

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.service import Service
from tac_desktop.packs import blocks as b
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.packs.page import Document
from tac_desktop.packs.texts import joined
from tac_desktop.words import _

_SIZES = (1.0, 0.92, 0.85, 0.78)


def how_to_meet(
    service: Service | None,
    *,
    large_print: bool = False,
    two_sided: bool = False,
    copy: Copy | None = None,
    printed_on: dt.date | None = None,
    repeatable: bool = False,
) -> Built:
    """The page; on one side of paper where what the service wrote allows it."""
    title = _("How to meet a mother in this prison")
    blocks = _blocks(title, service or Service())
    document = Document(
        title=title,
        marking="",
        copy=copy,
        large_print=large_print,
        printed_on=printed_on,
        two_sided=two_sided,
    )
    if not large_print:
        document = document.on_one_page(blocks, _SIZES)
    printed = document.render(blocks, repeatable=repeatable)
    return Built.of_nobodys_file(printed, title)


def _blocks(title: str, service: Service) -> list[b.Block]:
    return [
        b.Title(title, joined([service.prison, service.name])),
        b.Heading(_("By telephone or video"), 2),
        *_ways(service),
        b.Heading(_("How to book"), 2),
        _said(service.booking, _("Ask us: we book the room and the link, and have her brought.")),
        b.Bullets(_steps(service)),
        b.Heading(_("When the link fails"), 2),
        _said(service.link_fallback, _("Ring us, and wait for us to ring back.")),
        b.Heading(_("In person"), 2),
        _said(
            service.what_visitors_bring,
            _("Ask us beforehand what you have to bring and how long the gate takes."),
        ),
        b.Heading(_("Please remember"), 2),
        b.Bullets(
            [
                _("Tell us early: she cannot be rung, and every movement has to be booked."),
                _("Send papers some days before, so that somebody can read them with her."),
                _("Start on time: her time on the line often ends at a fixed minute."),
                _("Tell us beforehand about bad news, so that she is not alone with it."),
                _("Afterwards, send the notes and what was decided, in words that she can read."),
            ]
        ),
        b.Rows(_reach(service), label_share=0.3),
    ]


def _ways(service: Service) -> list[b.Block]:
    labels = [code_list("platform").label(one) for one in service.video_platforms]
    if not labels:
        return [b.nothing(_("Ask us which systems can be used."))]
    only = _("No other system works here. A link for another one cannot be opened.")
    return [b.Bullets(labels), b.Text(only)]


def _steps(service: Service) -> list[str]:
    found = []
    if service.booking_days:
        words = _("Allow {count} working days.")
        if service.booking_days == 1:
            words = _("Allow one working day.")
        found.append(words.format(count=service.booking_days))
    return [
        *found,
        _("Say the day, the time, how long, who takes part, and what is to be decided."),
        _("Say on which number you can be reached at that moment."),
    ]


def _said(words: str, otherwise: str) -> b.Block:
    return b.Text(words or otherwise)


def _reach(service: Service) -> list[tuple[str, str]]:
    address = joined([*service.address, service.postcode])
    rows = [
        (_("Reach us"), joined([service.name, service.prison])),
        (_("Telephone"), service.phone),
        (_("Address"), address),
    ]
    return [(label, value or "……………………………") for label, value in rows]
