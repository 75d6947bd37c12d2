"""A window is as large as it would like to be, and never larger than the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tac_desktop.ui import theme

_OF_THE_SCREEN = 0.94


def fit_to_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window its size in pixels at 100 %, as far as the screen has room for it."""
    room = window.screen().availableSize() * _OF_THE_SCREEN
    window.resize(min(theme.scaled(width), room.width()), min(theme.scaled(height), room.height()))
