"""Loads Qt's bindings, and leaves Python's way of importing as it was.

The bindings put a way of their own in its place. It reads the source text of every module that is
imported after them, to see whether the module asks for another spelling of Qt's names, and the
texts stay in memory. No module of this program asks for that.
"""

from __future__ import annotations

import builtins
import importlib


def load() -> None:
    """To be called before anything else of Qt is imported; later it changes nothing."""
    plain = builtins.__import__
    importlib.import_module("PySide6.QtCore")
    builtins.__import__ = plain
