"""The genogram and the network map on paper: drawn for one reader, with signs and in words."""

from __future__ import annotations

from dataclasses import replace

from tac_desktop.casework.drawn import Drawing
from tac_desktop.casework.genogram import genogram
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.network_map import network_map
from tac_desktop.casework.on_family_paper import for_family_paper
from tac_desktop.packs import blocks as b
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built
from tac_desktop.packs.pictures import measure, wants_landscape
from tac_desktop.words import _


def genogram_print(request: Request) -> Built:
    """The family of the file as this reader may know it."""
    request = on_paper(request)
    title = _("Your family") if request.plain_words else _("Genogram")
    return _printed(request, title, genogram(request.file, measure))


def network_print(request: Request) -> Built:
    """Who stands round the mother, and who was last reached when, as this reader may know it."""
    request = on_paper(request)
    title = _("The people around you") if request.plain_words else _("Network map")
    return _printed(request, title, network_map(request.file, measure))


def genogram_section(request: Request, meeting: Meeting) -> list[b.Block]:
    """The genogram as a part of a meeting pack: the drawing, its signs, and its households."""
    drawing = genogram(on_paper(request).file, measure)
    if len(drawing.nodes) < 2:
        return [b.nothing(_("No family is recorded yet."))]
    return [b.Picture(drawing), *_under(drawing)]


def on_paper(request: Request) -> Request:
    """The same request without those who are never drawn on paper."""
    return replace(request, view=for_family_paper(request.view))


def _printed(request: Request, title: str, drawing: Drawing) -> Built:
    document = document_for(request, title)
    large = document.large_print
    if wants_landscape(drawing, document.text_size[0], large_print=large):
        document = document.on_its_side()
    made: list[b.Block] = [b.Title(title), b.Picture(drawing), *_under(drawing)]
    if len(drawing.nodes) < 2:
        words = _("No relationship and nobody who works with her is recorded yet.")
        made.append(b.nothing(words))
    else:
        made.append(b.Heading(_("The same in words"), 2))
        made.append(b.Bullets([one.spoken for one in drawing.nodes]))
    printed = document.render(made, progress=request.progress, repeatable=request.repeatable)
    return built(printed, title, request)


def _under(drawing: Drawing) -> list[b.Block]:
    """Households and whatever could not be drawn, then the signs that were used."""
    made: list[b.Block] = [b.Text(one, b.TextKind.SMALL) for one in drawing.notes]
    if drawing.legend:
        made.append(b.Together([b.Signs(drawing.legend)]))
    return made
