"""Pages that know how many they are, although the number is known only after the last one.

Each page draws an empty picture where "Page 3 of 9" stands; after the last page the pictures are
filled in. So the text is set once, where counting first would set it twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

DrawNumber = Callable[[Any, int, int], None]
"""Draws the number of a page (from 1) and of all pages where the page leaves room for it."""


class CountedCanvas(Canvas):  # type: ignore[misc]
    """`draw_number` is called for each page once the number of pages is known."""

    draw_number: DrawNumber | None = None
    tac_pages = 0

    def leave_room_for_number(self, page: int) -> None:
        """The number of this page (from 1) will stand here; its origin is the page's own."""
        self.tac_pages = page
        self.doForm(_name(page))

    def save(self) -> None:
        """Fill in the numbers, and write the file."""
        self._end_page()
        for page in range(1, self.tac_pages + 1):
            self.beginForm(_name(page))
            if self.draw_number is not None:
                self.draw_number(self, page, self.tac_pages)
            self.endForm()
        super().save()

    def forget_this_page(self) -> None:
        """What was begun on the page that is open will not stand in the file."""
        self._code: list[str] = []

    def _end_page(self) -> None:
        if self._code:
            self.showPage()


def _name(page: int) -> str:
    return f"number-of-page-{page}"
