"""The words of one record with what is proposed, taken out and left, and where each part begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from tac_desktop.casework.redaction import Passage, Proposal
from tac_desktop.casework.subject_access import REJECTED, DisclosureItem, Span
from tac_desktop.ui import theme
from tac_desktop.ui.widgets import name_for_accessibility
from tac_desktop.words import _


@dataclass(frozen=True)
class _Place:
    """Where the text of a passage stands in the field, in the letters of Qt (UTF-16)."""

    part: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + _letters(self.text)


class AccessText(QPlainTextEdit):
    """Read with the keyboard too: what is selected can be taken out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._places: list[_Place] = []
        self.setReadOnly(True)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        name_for_accessibility(self, _("The words of the item"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is chosen stays in view."""
        super().resizeEvent(event)
        self.ensureCursorVisible()

    def show_parts(self, parts: Sequence[Passage]) -> None:
        """Show other words."""
        self._places = []
        said, at = [], 0
        for one in parts:
            label = f"{one.label}\n"
            at += _letters(label)
            self._places.append(_Place(one.part, one.text, at))
            at += _letters(one.text) + 2
            said.append(f"{label}{one.text}\n\n")
        self.setPlainText("".join(said).rstrip("\n"))
        self._bold_labels()

    def show_decisions(self, proposed: Sequence[Proposal], item: DisclosureItem) -> None:
        """Mark what is proposed and what is decided; the list beside it says the same in words."""
        marks = []
        for one in proposed:
            if not any(one.is_span(span) for span in item.spans):
                marks.append(self._mark(one.as_span(""), _proposed()))
        for span in item.spans:
            look = _left() if span.verdict == REJECTED else _taken_out()
            marks.append(self._mark(span, look))
        self.setExtraSelections([one for one in marks if one is not None])

    def go_to(self, part: str, start: int, end: int) -> None:
        """Select a passage and bring it into view."""
        cursor = self._cursor(part, start, end)
        if cursor is not None:
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def selected(self) -> tuple[str, int, int] | None:
        """The selection as a part and from and to which of its letters; None where it is none.

        What reaches over the end of a part ends with it.
        """
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        for one in self._places:
            start, end = max(first, one.start), min(last, one.end)
            if start < end:
                return (
                    one.part,
                    _place(one.text, start - one.start),
                    _place(one.text, end - one.start),
                )
        return None

    def words_of(self, part: str, start: int, end: int) -> str:
        """The letters of a passage."""
        text = next((one.text for one in self._places if one.part == part), "")
        return text[start:end]

    def context_of(self, part: str, start: int, end: int) -> str:
        """A passage with some words round it."""
        text = next((one.text for one in self._places if one.part == part), "")
        before, after = text[max(0, start - 30) : start], text[end : end + 30]
        return " ".join(f"{before}[{text[start:end]}]{after}".split())

    def _mark(self, span: Span, look: QTextCharFormat) -> QTextEdit.ExtraSelection | None:
        cursor = self._cursor(span.part, span.start, span.end)
        if cursor is None:
            return None
        made = QTextEdit.ExtraSelection()
        made.cursor = cursor
        made.format = look
        return made

    def _cursor(self, part: str, start: int, end: int) -> QTextCursor | None:
        place = next((one for one in self._places if one.part == part), None)
        if place is None or end > len(place.text):
            return None
        cursor = self.textCursor()
        cursor.setPosition(place.start + _letters(place.text[:start]))
        cursor.setPosition(
            place.start + _letters(place.text[:end]), QTextCursor.MoveMode.KeepAnchor
        )
        return cursor

    def _bold_labels(self) -> None:
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        for one in self._places:
            cursor = self.textCursor()
            cursor.setPosition(one.start - 1)
            cursor.movePosition(
                QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.mergeCharFormat(look)
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _letters(text: str) -> int:
    """How many letters Qt counts: those outside the first plane count twice."""
    return len(text) + sum(ord(one) > 0xFFFF for one in text)


def _place(text: str, letters: int) -> int:
    """The place in a text that so many of Qt's letters lead to."""
    at = 0
    for place, one in enumerate(text):
        if at >= letters:
            return place
        at += 2 if ord(one) > 0xFFFF else 1
    return len(text)


def _proposed() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(QColor(theme.colours().warning_soft))
    look.setForeground(QColor(theme.colours().text))
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
    return look


def _taken_out() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(QColor(theme.colours().text))
    look.setForeground(QColor(theme.colours().surface))
    look.setFontStrikeOut(True)
    return look


def _left() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    return look
