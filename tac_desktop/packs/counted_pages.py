"""Pages that know how many they are, although the number is known only after the last one.

Where "Page 3 of 9" stands, a line of the page's content keeps its place; after the last page it
gives way to the number. So the text is set once, where counting first would set it twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.lib.rl_accel import fp_str  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

DrawNumber = Callable[[Any, int, int], None]
"""Draws the number of a page (from 1) and of all pages where the page leaves room for it."""

_ESCAPED = {
    code: f"\\{code:03o}" if code < 32 or code >= 127 else f"\\{chr(code)}"
    for code in (*range(32), *b"\\()", *range(127, 256))
}


class CountedCanvas(Canvas):  # type: ignore[misc]
    """`draw_number` is called for each page once the number of pages is known. A trial, which is
    only to see how many pages there are, embeds no fonts and writes nothing."""

    draw_number: DrawNumber | None = None
    is_trial = False
    tac_pages = 0
    _tac_drawn: dict[str, list[str]] | None = None
    _currentMatrix: tuple[float, float, float, float, float, float]  # noqa: N815 - ReportLab's

    def draw_as_before(self, name: str, draw: Callable[[], None]) -> None:
        """What `draw` draws the first time under this name; on later pages it is only repeated."""
        known = self._tac_drawn = self._tac_drawn or {}
        if name in known:
            self._code += known[name]
            return
        start = len(self._code)
        draw()
        known[name] = self._code[start:]

    def translate(self, dx: float, dy: float) -> None:
        """As ReportLab, which multiplies and writes out the whole matrix."""
        if self._code and self._code[-1].endswith(" cm"):
            super().translate(dx, dy)
            return
        a, b, c, d, e, f = self._currentMatrix
        self._currentMatrix = (a, b, c, d, a * dx + c * dy + e, b * dx + d * dy + f)
        self._code.append(f"1 0 0 1 {fp_str(dx, dy)} cm")

    def leave_room_for_number(self, page: int) -> None:
        """The number of this page (from 1) will stand here; its origin is the page's own."""
        self.tac_pages = page
        self._code.append(_place_of_number(page))

    def save(self) -> None:
        """Fill in the numbers, and write the file."""
        if self.is_trial:
            return
        self._end_page()
        for number, page in enumerate(self._doc.Pages.pages, start=1):
            # No text can be taken for it: a line end in a text is written as "\\012".
            place = f"\n{_place_of_number(number)}\n"
            page.stream = page.stream.replace(place, f"\n{self._number(number)}\n", 1)
        super().save()

    def forget_this_page(self) -> None:
        """What was begun on the page that is open will not stand in the file."""
        self._code: list[str] = []

    def _end_page(self) -> None:
        if self._code:
            self.showPage()

    def _number(self, page: int) -> str:
        """What draws the number of a page."""
        self.saveState()
        if self.draw_number is not None:
            self.draw_number(self, page, self.tac_pages)
        self.restoreState()
        drawn = "\n".join(self._code)
        self._code = []
        return drawn

    def _escape(self, text: bytes | str) -> str:
        """As ReportLab, but a line at a time and not letter by letter."""
        if isinstance(text, str):
            return str(super()._escape(text))
        return text.decode("latin-1").translate(_ESCAPED)


def _place_of_number(page: int) -> str:
    """A comment in a page's content."""
    return f"% number of page {page}"
