"""Paragraphs that say what they are: text, a heading, or an item of a list."""

from __future__ import annotations

from collections.abc import Hashable
from contextlib import ExitStack
from typing import Any

from reportlab.platypus import Paragraph  # type: ignore[import-untyped]

from tac_desktop.packs.tags import tags_of

Path = tuple[tuple[str, Hashable], ...]
"""Elements round a paragraph, the outermost first: their roles and keys."""


class TaggedParagraph(Paragraph):  # type: ignore[misc]
    """`heading` is its level from 1, 0 for text; `path` are the elements that it belongs to."""

    heading = 0
    path: Path = ()
    _key: Hashable = None
    _set_for: float | None = None
    _set_size = (0.0, 0.0)

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
        with ExitStack() as stack:
            for outer, key in self.path:
                stack.enter_context(tags.element(outer, key))
            stack.enter_context(tags.element(role, self.key))
            stack.enter_context(tags.content(self.canv))
            super().draw()

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
