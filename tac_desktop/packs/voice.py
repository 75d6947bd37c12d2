"""Her own voice on paper: what was explained to her, and what she said.

Both read the filtered file only: what a reader may not see of a record is in neither.
"""

from __future__ import annotations

from tac_desktop.casework.codes import code_list
from tac_desktop.casework.dates import written
from tac_desktop.casework.explained import topics_explained
from tac_desktop.casework.her_voice import her_voice
from tac_desktop.casework.voice import Explanation
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.texts import joined
from tac_desktop.words import _


def explained_print(request: Request) -> Built:
    """What was explained, topic by topic with the last time, then every explanation in full."""
    plain = request.plain_words
    title = _("What was explained to me") if plain else _("What was explained to her")
    file = request.file
    made: list[b.Block] = [b.Title(title)]
    topics = topics_explained(file)
    if not topics:
        made.append(b.nothing(_("Nothing is recorded as explained yet.")))
    rows = [
        [
            code_list("explained_topic").label(one.topic),
            written(one.last.date),
            _understood(one.last),
            written(one.last.again_on),
        ]
        for one in topics
    ]
    if rows:
        head = [_("Topic"), _("Last on"), _("Understood"), _("Again on")]
        made.append(b.Table(head, rows, shares=(3.0, 1.5, 1.8, 1.5)))
    for one in sorted(file.of(Explanation), key=lambda one: str(one.date), reverse=True):
        made += _explanation(one, request)
    if plain:
        made.append(b.Heading(_("What I want to ask"), 2))
        made.append(b.Lines(4))
    printed = document_for(request, title).render(
        made, progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)


def her_words_print(request: Request) -> Built:
    """Everything in her own words, newest first, with where it was written down."""
    plain = request.plain_words
    title = _("What I said") if plain else _("In her own words")
    made: list[b.Block] = [b.Title(title)]
    said = her_voice(request.file)
    if not said:
        made.append(b.nothing(_("Nothing in her own words is recorded yet.")))
    else:
        words = _("As written down on the day; the source stands under each.")
        made.append(b.Text(words, b.TextKind.SMALL))
    for one in said:
        source = one.source
        if one.disagrees:
            words = _("She sees this differently: {source}")
            mine = _("I see this differently: {source}")
            source = (mine if plain else words).format(source=source)
        made.append(
            b.Together([b.Text(one.words, b.TextKind.QUOTE), b.Text(source, b.TextKind.SMALL)])
        )
    printed = document_for(request, title).render(
        made, progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)


def _explanation(one: Explanation, request: Request) -> list[b.Block]:
    topic = code_list("explained_topic").label(one.topic)
    how = ", ".join(code_list("how_explained").label(way) for way in one.how)
    children = ", ".join(request.file.name(child) for child in one.child_ids)
    rows = [
        (_("About"), children),
        (_("How"), how),
        (_("By"), one.by),
        (_("Understood"), _understood(one)),
    ]
    made: list[b.Block] = [b.Heading(joined([written(one.date), topic], "  "), 2)]
    known = [(label, value) for label, value in rows if value]
    if known:
        made.append(b.Rows(known, label_share=0.2))
    if one.what:
        made.append(b.Text(one.what))
    if one.her_words:
        made.append(b.Text(one.her_words, b.TextKind.QUOTE))
    return made


def _understood(one: Explanation) -> str:
    return code_list("understood").label(one.understood) if one.understood else ""
