"""How a line of the search list is painted: what it is, and below it the words found, in bold."""

from __future__ import annotations

import html

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QTextDocument
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tac_desktop.ui import theme

SECOND_LINE = Qt.ItemDataRole.UserRole + 1
MARKS = Qt.ItemDataRole.UserRole + 2

_SCROLL_BAR = 20

Index = QModelIndex | QPersistentModelIndex


class SearchRows(QStyledItemDelegate):
    """Two lines an item; headings, which cannot be chosen, are one line in small type."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one item."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = option.rect
        painter.save()
        if chosen:
            painter.fillRect(rect, theme.colour("accent"))
        document = _document(index, chosen, rect.width() - 2 * theme.space(2))
        painter.translate(rect.left() + theme.space(2), rect.top() + theme.space(1))
        document.drawContents(painter)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines."""
        width = self._view.width() - theme.scaled(_SCROLL_BAR)
        document = _document(index, False, width - 2 * theme.space(2))
        return QSize(width, round(document.size().height()) + theme.space(2))


def _document(index: Index, chosen: bool, width: int) -> QTextDocument:
    colours = theme.colours()
    heading = not index.flags()
    text = colours.on_accent if chosen else (colours.muted if heading else colours.text)
    first = html.escape(str(index.data(Qt.ItemDataRole.DisplayRole) or ""))
    second = _marked(str(index.data(SECOND_LINE) or ""), index.data(MARKS) or ())
    body = first if heading else f"<b>{first}</b>"
    if second:
        body += f"<br>{second}"
    document = QTextDocument()
    document.setDocumentMargin(2)
    document.setDefaultFont(theme.font(theme.SMALL))
    document.setTextWidth(max(width, 50))
    document.setHtml(f'<div style="color: {text}">{body}</div>')
    return document


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    parts, at = [], 0
    for start, end in marks:
        parts += [html.escape(text[at:start]), "<b>", html.escape(text[start:end]), "</b>"]
        at = end
    parts.append(html.escape(text[at:]))
    return "".join(parts)
