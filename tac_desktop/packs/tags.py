"""What each thing on a page is, for people who hear or feel a document instead of seeing it.

While a page is drawn, everything is either content of an element (heading, paragraph, cell, list
item, figure) or an artifact (lines, running headers). An element that is drawn in parts, as a
table over several pages, stays one element: its parts name the same key. `tagging` writes what was
recorded here into the PDF. Source: ISO 14289-1 (PDF/UA-1) and ISO 32000-1, 14.8.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

DEEPEST_HEADING = 6

Path = tuple[tuple[str, Hashable], ...]
"""Elements one in the other, the outermost first: their roles and keys."""


@dataclass(frozen=True)
class Mark:
    """A stretch of a page's content: the page from 1, and its number on that page."""

    page: int
    number: int


@dataclass
class Element:
    """One element; `alt` says in words what a figure shows, `box` where it stands on its page."""

    role: str
    alt: str = ""
    scope: str = ""
    box: tuple[float, float, float, float] | None = None
    kids: list[Element | Mark] = field(default_factory=list)
    by_key: dict[Hashable, Element] = field(default_factory=dict)


class Tags:
    """The elements of one document, in the order in which they are drawn."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._open = [self.root]
        self._numbers: dict[int, int] = {}
        self._busy = False
        self._first_level = 0
        self._last_level = 0

    @contextmanager
    def element(self, role: str, key: Hashable, **facts: Any) -> Iterator[None]:
        """Whatever is drawn inside belongs to this element; the same key goes on with it."""
        self._begin(role, key, facts)
        try:
            yield
        finally:
            self._open.pop()

    @contextmanager
    def content(self, canvas: Any) -> Iterator[None]:
        """What is drawn inside is content of the element that is open."""
        if self._busy:
            yield
            return
        with self._within(canvas, self._next_content(canvas)):
            yield

    def draw(self, canvas: Any, path: Path, draw: Callable[[], None]) -> None:
        """Draw content of the last of these elements, each a role and a key, one in the other.

        The same as `element` and `content`, without a context for each: there are thousands.
        """
        before = len(self._open)
        for role, key in path:
            self._begin(role, key, {})
        outermost = not self._busy
        if outermost:
            canvas._code.append(self._next_content(canvas))
            self._busy = True
        try:
            draw()
        finally:
            del self._open[before:]
            if outermost:
                canvas._code.append("EMC")
                self._busy = False

    @contextmanager
    def artifact(self, canvas: Any, kind: str = "Layout") -> Iterator[None]:
        """What is drawn inside means nothing by itself: a line, a running header."""
        if self._busy:
            yield
            return
        with self._within(canvas, f"/Artifact <</Type /{kind}>> BDC"):
            yield

    def mark_drawn_later(self, role: str, page: int, **facts: Any) -> Mark:
        """An element of a page (from 1) for what is put there after everything else was drawn."""
        number = self._numbers.get(page, 0)
        self._numbers[page] = number + 1
        mark = Mark(page, number)
        self.root.kids.append(Element(role, kids=[mark], **facts))
        return mark

    def heading_role(self, level: int) -> str:
        """`H1` to `H6`: the first heading is H1, and no level is jumped over on the way down."""
        if not self._first_level:
            self._first_level = level
        wanted = max(1, level - self._first_level + 1)
        self._last_level = min(wanted, self._last_level + 1, DEEPEST_HEADING)
        return f"H{self._last_level}"

    def _begin(self, role: str, key: Hashable, facts: dict[str, Any]) -> None:
        parent = self._open[-1]
        found = parent.by_key.get(key)
        if found is None:
            found = Element(role, **facts)
            if not self._busy:
                parent.by_key[key] = found
                parent.kids.append(found)
        self._open.append(found)

    def _next_content(self, canvas: Any) -> str:
        """Note a further stretch of content of the element that is open; what begins it."""
        page = canvas.getPageNumber()
        number = self._numbers.get(page, 0)
        self._numbers[page] = number + 1
        element = self._open[-1]
        element.kids.append(Mark(page, number))
        return f"/{element.role} <</MCID {number}>> BDC"

    @contextmanager
    def _within(self, canvas: Any, beginning: str) -> Iterator[None]:
        self._busy = True
        canvas._code.append(beginning)
        try:
            yield
        finally:
            canvas._code.append("EMC")
            self._busy = False


def tags_of(canvas: Any) -> Tags:
    """The tags that a canvas is drawn with."""
    found: Tags = canvas.tac_tags
    return found
