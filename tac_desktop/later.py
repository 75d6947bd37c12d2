"""Modules that are loaded when something of them is first used.

The window starts, opens a vault and shows the caseload without the types of records and the rules
of casework: loading these would take longer than everything else together. A module on that path
names the others in this way, always beside an import under `TYPE_CHECKING`, which says to type
checkers, to the rules of the layers and to the installer what it is.
"""

from __future__ import annotations

import importlib
from typing import Any


class Later:
    """Stands for one module; whatever is asked of it is asked of the module, now loaded."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        # By its own way of importing, which waits where another thread has it half loaded.
        return getattr(importlib.import_module(self._name), name)


def later(name: str) -> Any:
    """A module by its full name, loaded at its first use."""
    return Later(name)
