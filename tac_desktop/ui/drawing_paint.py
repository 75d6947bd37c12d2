"""Puts a drawing on the screen: the same lines and letters as on paper, in the theme's colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from tac_desktop.casework.drawn import Anchor, Ink, Item, Line, Oval, Shape, Words
from tac_desktop.ui import theme

_FINER = 10.0
"""Letters are measured and set ten times as large, so that halves of a point count."""


def measure(text: str, size: float, bold: bool) -> float:
    """How wide a text is at 100 %, in points: what a layout for the screen is measured with."""
    theme.register_fonts()
    return _metrics(size, bold).horizontalAdvance(text) / _FINER


def paint(painter: QPainter, items: Iterable[Item]) -> None:
    """Draw the items; the painter is already moved and scaled."""
    for one in items:
        if isinstance(one, Words):
            _words(painter, one)
        elif isinstance(one, Oval):
            painter.setPen(_pen(one.width, (), one.ink))
            painter.setBrush(_brush(one.fill))
            painter.drawEllipse(QRectF(one.left, one.top, one.wide, one.high))
        else:
            _points(painter, one)


def _points(painter: QPainter, one: Line | Shape) -> None:
    points = QPolygonF([QPointF(x, y) for x, y in one.points])
    pen = _pen(one.width, one.dashes, one.ink)
    painter.setPen(pen if one.width else QPen(Qt.PenStyle.NoPen))
    if isinstance(one, Shape):
        painter.setBrush(_brush(one.fill))
        painter.drawPolygon(points)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(points)


def _words(painter: QPainter, one: Words) -> None:
    wide = measure(one.text, one.size, one.bold)
    left = one.x - {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[one.anchor]
    painter.save()
    painter.translate(left, one.y)
    painter.scale(1 / _FINER, 1 / _FINER)
    painter.setFont(_font(one.size, one.bold))
    painter.setPen(_colour(one.ink))
    painter.drawText(QPointF(0, 0), one.text)
    painter.restore()


def _pen(width: float, dashes: Sequence[float], ink: Ink) -> QPen:
    pen = QPen(_colour(ink), width or 0.1)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern([length / (width or 1.0) for length in dashes])
    return pen


def _brush(fill: Ink | None) -> QBrush:
    return QBrush(_colour(fill)) if fill else QBrush(Qt.BrushStyle.NoBrush)


def _colour(ink: Ink) -> QColor:
    names = {Ink.QUIET: "muted", Ink.SURFACE: "surface"}
    return theme.colour(names.get(ink, "text"))


@lru_cache(maxsize=32)
def _font(size: float, bold: bool) -> QFont:
    font = QFont(theme.FAMILY)
    font.setPixelSize(round(size * _FINER))
    font.setBold(bold)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=32)
def _metrics(size: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(size, bold))
