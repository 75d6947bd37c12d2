"""Tab goes as the eye does: in the order of the layouts, whenever a widget was made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLayout, QScrollArea, QStackedWidget, QWidget


def tab_in_reading_order(root: QWidget) -> None:
    """Let Tab go through everything inside `root` as it is laid out."""
    for before, after in pairwise(stops(root)):
        QWidget.setTabOrder(before, after)


def stops(widget: QWidget) -> list[QWidget]:
    """What Tab stops at inside a widget, the widget itself first, in the order of the layouts.

    A widget without a layout may say itself what stands in it: `in_order()` gives its parts.
    """
    return list(_stops(widget))


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QComboBox):
        return
    if isinstance(widget, QScrollArea):
        content = widget.widget()
        if content is not None:
            yield from _stops(content)
    elif isinstance(widget, QStackedWidget):
        for place in range(widget.count()):
            page = widget.widget(place)
            assert page is not None
            yield from _stops(page)
    elif (in_order := getattr(widget, "in_order", None)) is not None:
        for one in in_order():
            yield from _stops(one)
    else:
        layout = widget.layout()
        if layout is not None:
            yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        inside, below = item.widget(), item.layout()
        if inside is not None:
            yield from _stops(inside)
        elif below is not None:
            yield from _in_layout(below)
