"""The slip for prison staff: that there is a concern, who was told, and what they need to know.

It never shows what was said of the family: only the words that were written for the slip, the time
and the people told. It does not replace the prison's own concern form, and says so.
"""

from __future__ import annotations

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.concern import Concern, ToldRow
from tac_desktop.casework.dates import written, written_time
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined
from tac_desktop.words import _

_NAMED_ON_THE_SLIP = frozenset({"self_harm"})
"""Kinds that staff have to read; any other says something of her family."""


def concern_slip(request: Request) -> Built:
    """The slip for the concern `request.record_id`.

    Raises KeyError where this audience's file does not hold the concern.
    """
    concern = request.file.get(Concern, request.record_id)
    if concern is None:
        raise KeyError(request.record_id)
    title = _("Concern slip")
    printed = document_for(request, title, may_be_large=False).render(
        _blocks(request, concern, title), progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)


def _blocks(request: Request, concern: Concern, title: str) -> list[b.Block]:
    mother, custody = request.file.mother, request.file.custody
    what = _("Safeguarding")
    if concern.kind in _NAMED_ON_THE_SLIP:
        what = code_list("concern_kind").label(concern.kind)
    not_noted = _("not recorded")
    facts = [
        (_("Name"), mother.formal_name() if mother else ""),
        (_("Prison number"), custody.prison_number if custody else ""),
        (_("Location"), custody.current_location if custody else ""),
        (_("What about"), what),
        (_("Seen or heard"), joined([written(concern.date), written_time(concern.time)])),
        (_("The prison's own form"), _opened(concern.prison_form_opened)),
    ]
    said = b.Text(concern.slip_text) if concern.slip_text else b.nothing(
        _("Nothing was written for this slip. Speak with the social worker.")
    )  # fmt: skip
    return [
        b.Title(title),
        b.Callout(
            _("This slip is not the prison's concern form."),
            [b.Text(_("Whoever saw the risk opens that form at once."))],
        ),
        b.Rows([(label, value or not_noted) for label, value in facts], label_share=0.3),
        b.Heading(_("What staff need to know"), 2),
        said,
        b.Heading(_("Who was told"), 2),
        _told(concern.told),
        b.Signatures([_("Received by"), _("Date and time"), _("Social worker")]),
    ]


def _opened(answer: bool | None) -> str:
    if answer is None:
        return ""
    return _("opened") if answer else _("not opened yet")


def _told(rows: list[ToldRow]) -> b.Block:
    if not rows:
        return b.nothing(_("Nobody is noted as told yet."))
    lines = [[one.who, joined([written(one.on), written_time(one.at)]), one.how] for one in rows]
    return b.Table([_("Who"), _("When"), _("How")], lines, shares=(2.4, 1.8, 1.8))
