"""Paragraphs that say what they are: text, a heading, or an item of a list.

Their text is plain. It is never written out as markup, only for ReportLab to read it back.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Self

from reportlab.lib.fonts import ps2tt  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph  # type: ignore[import-untyped]
from reportlab.platypus.paraparser import ParaFrag  # type: ignore[import-untyped]

from tac_desktop.packs.tags import Path, tags_of


class TaggedParagraph(Paragraph):  # type: ignore[misc]
    """`heading` is its level from 1, 0 for text; `path` are the elements round it."""

    heading = 0
    path: Path = ()
    _key: Hashable = None
    _set_for: float | None = None
    _set_size = (0.0, 0.0)

    @classmethod
    def of(cls, text: str, style: Any, bullet: str = "") -> Self:
        """`text` as it stands, its line breaks kept; `bullet` stands before it."""
        return cls(None, style, bulletText=bullet or None, frags=stretches(text, style))

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """As ReportLab, but lines once broken for a width are not broken for it again."""
        # ReportLab drops the lines of a paragraph that could not be split.
        if self._set_for != available_width or not hasattr(self, "blPara"):
            self._set_size = super().wrap(available_width, available_height)
            self._set_for = available_width
        return self._set_size

    def draw(self) -> None:
        """Draw it as content of its element."""
        tags = tags_of(self.canv)
        role = tags.heading_role(self.heading) if self.heading else "P"
        tags.draw(self.canv, (*self.path, (role, self.key)), super().draw)

    def split(self, available_width: float, available_height: float) -> list[Any]:
        """The parts stay one paragraph."""
        parts: list[Any] = super().split(available_width, available_height)
        for part in parts:
            part.heading, part.path, part._key = self.heading, self.path, self.key
        return parts

    @property
    def key(self) -> Hashable:
        """The same for all parts of one paragraph."""
        if self._key is None:
            self._key = object()
        return self._key


def stretches(text: str, style: Any) -> list[Any]:
    """What ReportLab makes of text that has no markup in it but for the ends of its lines."""
    first, *others = text.split("\n")
    made = [_stretch("para", first, style)] if first.strip(" ") else []
    for line in others:
        made.append(_stretch("br", "", style, lineBreak=True))
        if line:
            made.append(_stretch("para", line, style))
    return made


def _stretch(tag: str, text: str, style: Any, **more: Any) -> Any:
    _family, bold, italic = ps2tt(style.fontName)
    return ParaFrag(
        __tag__=tag, text=text, fontName=style.fontName, bold=bold, italic=italic, rise=0, greek=0,
        fontSize=style.fontSize, textColor=style.textColor, link=[], us_lines=[], **more,
    )  # fmt: skip
