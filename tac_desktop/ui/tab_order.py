"""Keeps the Tab key in the order of reading when widgets are added to a form later."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget


def tab_before(anchor: QWidget, widgets: Iterable[QWidget]) -> None:
    """Let Tab go through everything inside `widgets`, in order, just before `anchor`."""
    for widget in widgets:
        for one in focusable(widget):
            before = anchor.previousInFocusChain()
            if before is not None and one is not before:
                QWidget.setTabOrder(before, one)


def focusable(widget: QWidget) -> list[QWidget]:
    """What Tab stops at inside a widget, the widget itself included, in order of making."""
    return [
        one
        for one in (widget, *widget.findChildren(QWidget))
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(one.parentWidget(), QComboBox)
    ]
