"""One idea of an easy-read page: a picture, and one short line (or room to write) beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.platypus import Spacer  # type: ignore[import-untyped]

from tac_desktop.casework.drawn import Box
from tac_desktop.packs.flowables import RuledLines
from tac_desktop.packs.pictures import PictureFlowable
from tac_desktop.packs.row_table import Look, RowTable

if TYPE_CHECKING:
    from tac_desktop.packs.blocks import Idea
    from tac_desktop.packs.drawing import Drawer

_PICTURE_LINES = 2.3
"""How many lines of text a picture is high."""


def idea_flowables(drawer: Drawer, block: Idea, width: float) -> list[Any]:
    """The picture on the left, the words on the right; in a frame where there is a label."""
    styles = drawer.styles
    side = styles.leading * _PICTURE_LINES
    drawing = block.drawing
    picture = PictureFlowable(
        drawing, Box(0.0, 0.0, drawing.wide, drawing.high), side / max(drawing.wide, drawing.high)
    )
    framed = bool(block.label)
    # One line of words stands beside the middle of its picture.
    beside: list[Any] = [] if framed else [Spacer(1, styles.leading * 0.45)]
    if block.label:
        beside.append(drawer.paragraph(block.label, styles.label))
    for line in block.text.split("\n"):
        if line.strip():
            beside.append(drawer.paragraph(line, styles.body))
    if block.lines:
        beside += [RuledLines(block.lines, styles.line_height), Spacer(1, styles.leading * 0.3)]
    gutter = 3 * mm
    look = Look(
        padding=styles.leading * (0.25 if framed else 0.12),
        gutter=gutter,
        lines=False,
        framed=framed,
        whole_up_to=0.5,
        space_after=styles.gap * (0.9 if framed else 0.45),
    )
    column = side + 2 * gutter
    return [RowTable([[[picture], beside]], (column, width - column), look)]
