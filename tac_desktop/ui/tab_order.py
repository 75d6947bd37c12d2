"""Keeps the Tab key in the order of reading when widgets are added to a form later."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget


def tab_before(anchor: QWidget, widgets: Iterable[QWidget]) -> None:
    """Let Tab go through everything inside `widgets`, in order, just before `anchor`."""
    for widget in widgets:
        for one in focusable(widget):
            before = _stop_before(anchor)
            if before is not None and one is not before:
                QWidget.setTabOrder(before, one)
                QWidget.setTabOrder(one, anchor)


def focusable(widget: QWidget) -> list[QWidget]:
    """What Tab stops at inside a widget, the widget itself included, in the order of Tab."""
    inside = {widget, *widget.findChildren(QWidget)}
    found = [widget] if _is_stop(widget) else []
    one = widget.nextInFocusChain()
    while one is not None and one is not widget:
        if one in inside and _is_stop(one) and one.window() is widget.window():
            found.append(one)
        one = one.nextInFocusChain()
    return found


def _stop_before(anchor: QWidget) -> QWidget | None:
    one = anchor.previousInFocusChain()
    while (
        one is not None
        and one is not anchor
        and not (_is_stop(one) and one.window() is anchor.window())
    ):
        one = one.previousInFocusChain()
    return None if one is anchor else one


def _is_stop(widget: QWidget) -> bool:
    takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_tab and not isinstance(widget.parentWidget(), QComboBox)
