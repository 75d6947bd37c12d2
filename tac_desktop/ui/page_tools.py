"""The tools above pages that are shown: turning them, and how large they are. What they do is for
whoever shows the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QToolButton, QWidget

from tac_desktop.ui import theme
from tac_desktop.ui.widgets import plain, row
from tac_desktop.words import _

ZOOM_STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""Sizes that are offered; 1.0 is the size of the paper."""


@dataclass(frozen=True)
class Turning:
    """Page before, the page in view, how many there are, next page; side by side in `group`."""

    group: QWidget
    back: QToolButton
    box: QLineEdit
    words: QLabel
    on: QToolButton


@dataclass(frozen=True)
class Sizing:
    """Smaller, a choice of sizes, larger; side by side in `group`."""

    group: QWidget
    smaller: QToolButton
    box: QComboBox
    larger: QToolButton


def turning(parent: QWidget) -> Turning:
    """The tools to turn pages with."""
    group, line = row(parent, spacing=1)
    back = tool("‹", _("Page before (Alt+Left)"), group)
    box = QLineEdit(group)
    box.setAccessibleName(_("Page in view"))
    box.setAlignment(Qt.AlignmentFlag.AlignRight)
    box.setFixedWidth(theme.scaled(56))
    words = plain("", group)
    on = tool("›", _("Next page (Alt+Right)"), group)
    for widget in (back, box, words, on):
        line.addWidget(widget)
    return Turning(group, back, box, words, on)


def sizing(parent: QWidget, fits: Sequence[tuple[str, str]]) -> Sizing:
    """The tools for the size; `fits` are sizes that follow the window, in words and by name."""
    group, line = row(parent, spacing=1)
    smaller = tool("−", _("Smaller (Ctrl+−)"), group)
    box = QComboBox(group)
    box.setAccessibleName(_("Size of the pages"))
    for words, name in fits:
        box.addItem(words, name)
    for step in ZOOM_STEPS:
        box.addItem(_("{percent} %").format(percent=round(step * 100)), step)
    larger = tool("+", _("Larger (Ctrl++)"), group)
    for widget in (smaller, box, larger):
        line.addWidget(widget)
    return Sizing(group, smaller, box, larger)


def tool(sign: str, words: str, parent: QWidget) -> QToolButton:
    """A small button with a sign on it."""
    button = QToolButton(parent)
    button.setText(sign)
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button


def next_step(here: float) -> float:
    """The next larger size."""
    return next((step for step in ZOOM_STEPS if step > here + 0.01), ZOOM_STEPS[-1])


def step_before(here: float) -> float:
    """The next smaller size."""
    smaller = [step for step in ZOOM_STEPS if step < here - 0.01]
    return smaller[-1] if smaller else ZOOM_STEPS[0]
