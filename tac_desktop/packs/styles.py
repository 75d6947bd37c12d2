"""Measures and type of everything printed: one place, two sizes (ordinary and large print).

Black on white, weight instead of colour, hairlines: it must survive a bad photocopier.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import Color, black  # type: ignore[import-untyped]
from reportlab.lib.enums import TA_LEFT  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]

from tac_desktop.packs import fonts

PAGE_WIDTH: float = A4[0]
PAGE_HEIGHT: float = A4[1]
FILING_EDGE: float = 25 * mm
MARGIN: float = 20 * mm
BOTTOM_MARGIN: float = 24 * mm
TEXT_WIDTH: float = PAGE_WIDTH - FILING_EDGE - MARGIN
TEXT_HEIGHT: float = PAGE_HEIGHT - MARGIN - BOTTOM_MARGIN

INK = black
RULE_INK = Color(0.4, 0.4, 0.4)  # the lightest grey used: 60 % black
HAIRLINE = 0.5
RULE = 0.6
FRAME = 1.0


@dataclass(frozen=True)
class Styles:
    """The paragraph styles of one document; all sizes follow from `size` and `leading`."""

    size: float
    leading: float
    title: ParagraphStyle
    under_title: ParagraphStyle
    headings: tuple[ParagraphStyle, ParagraphStyle, ParagraphStyle]
    body: ParagraphStyle
    strong: ParagraphStyle
    quote: ParagraphStyle
    small: ParagraphStyle
    nothing: ParagraphStyle
    condition: ParagraphStyle
    bullet: ParagraphStyle
    cell: ParagraphStyle
    cell_head: ParagraphStyle
    label: ParagraphStyle
    code: ParagraphStyle
    furniture_size: float

    @property
    def gap(self) -> float:
        """The ordinary space between two blocks, in points."""
        return self.leading * 0.5

    @property
    def line_height(self) -> float:
        """From one ruled line to the next: room for a biro, 9 mm or more, in points."""
        return float(max(9 * mm, self.leading * 1.5))


def ordinary() -> Styles:
    """10.5 on 14 points."""
    return _make(10.5, 14.0, scale=1.0)


def large_print() -> Styles:
    """14 on 20 points, for mothers."""
    return _make(14.0, 20.0, scale=1.0)


def scaled(factor: float) -> Styles:
    """Ordinary print made smaller, for a page that must stay one page."""
    return _make(10.5 * factor, 14.0 * factor, scale=factor)


def _make(size: float, leading: float, *, scale: float) -> Styles:
    fonts.register()
    body = ParagraphStyle(
        "body",
        fontName=fonts.REGULAR,
        fontSize=size,
        leading=leading,
        textColor=INK,
        alignment=TA_LEFT,
        spaceAfter=leading * 0.35,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )
    bold = {"fontName": fonts.BOLD}
    italic = {"fontName": fonts.ITALIC}
    cell = {"fontSize": size - 0.5 * scale, "leading": leading * 0.93, "spaceAfter": 0}
    smaller = {"fontSize": size * 0.86, "leading": leading * 0.84}

    def style(name: str, **changes: object) -> ParagraphStyle:
        return ParagraphStyle(name, parent=body, **changes)

    return Styles(
        size=size,
        leading=leading,
        title=style("title", **bold, fontSize=size * 1.75, leading=size * 2.2),
        under_title=style("under_title", fontSize=size * 1.1, leading=leading * 1.1),
        headings=_headings(body, size, leading),
        body=body,
        strong=style("strong", **bold),
        quote=style("quote", **italic, leftIndent=5 * mm, rightIndent=5 * mm),
        small=style("small", **smaller),
        nothing=style("nothing", **italic),
        condition=style("condition", **italic, **smaller, spaceAfter=leading * 0.1),
        bullet=_bullet(body, size, leading),
        cell=style("cell", **cell),
        cell_head=style("cell_head", **bold, **cell),
        label=style("label", **bold, spaceAfter=leading * 0.1),
        code=style("code", **bold, fontSize=size * 1.7, leading=size * 2.1, spaceAfter=0),
        furniture_size=min(size, 10.0) * 0.82,
    )


def _headings(
    body: ParagraphStyle, size: float, leading: float
) -> tuple[ParagraphStyle, ParagraphStyle, ParagraphStyle]:
    usual = {"parent": body, "fontName": fonts.BOLD, "spaceAfter": leading * 0.3}
    return (
        ParagraphStyle(
            "h1", **usual, fontSize=size * 1.3, leading=size * 1.7, spaceBefore=leading * 1.1
        ),
        ParagraphStyle(
            "h2", **usual, fontSize=size * 1.08, leading=leading, spaceBefore=leading * 0.7
        ),
        ParagraphStyle("h3", **usual, spaceBefore=leading * 0.4),
    )


def _bullet(body: ParagraphStyle, size: float, leading: float) -> ParagraphStyle:
    return ParagraphStyle(
        "bullet",
        parent=body,
        leftIndent=leading * 1.5,
        spaceAfter=leading * 0.15,
        bulletFontName=fonts.REGULAR,
        bulletFontSize=size,
    )
