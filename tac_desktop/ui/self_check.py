"""The half of `--self-check` that needs Qt: the real window is shown, looked at and closed.

It runs in a process of its own and answers with one line of JSON on standard output.
"""

from __future__ import annotations

import json

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tac_desktop.ui.printers import SystemPrinters


def answer_and_close(window: QWidget) -> None:
    """Say what the window found on this computer, then close it, which ends the program."""
    print(json.dumps(found(window)), flush=True)
    window.close()


def found(window: QWidget) -> dict[str, object]:
    """The screen with its plugin, whether anything was painted, and the printers for paper."""
    screen = window.screen()
    size = screen.availableSize()
    system = SystemPrinters()
    printers = [one.name for one in system.found() if one.prints_on_paper]
    return {
        "screen": {
            "platform": QGuiApplication.platformName(),
            "width": size.width(),
            "height": size.height(),
            "percent": round(screen.devicePixelRatio() * 100),
        },
        "painted": is_painted(window),
        "printers": printers,
        "stopped": system.stopped(printers),
    }


def is_painted(window: QWidget) -> bool:
    """Whether the window shows more than one colour."""
    picture = window.grab().toImage()
    colours = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    }
    return len(colours) > 1
