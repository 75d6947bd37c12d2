"""Every scenario by its name: a module with `TITLE`, `ROUNDS` and `run`, listed here."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Protocol, cast

from hardship.figures import Figures, Say

NAMES: tuple[str, ...] = ("crash", "power", "sticks", "backups", "damage", "fuzz", "merge", "leaks")
"""In the order in which they run and stand in docs/reliability.md."""


class Scenario(Protocol):
    """What a module of this package offers."""

    TITLE: str
    """Its heading in the table: what is done to the program."""

    ROUNDS: int
    """How many rounds make the full figures."""

    def run(self, *, rounds: int, seconds: float, seed: int, folder: Path, say: Say) -> Figures:
        """Do so many rounds, or as many as fit into so many seconds, all drawn from `seed`.

        `folder` is empty and its own. What breaks a promise is a figure, never an exception.
        """


def scenario(name: str) -> Scenario:
    """The module of a scenario, loaded when it is needed."""
    return cast(Scenario, importlib.import_module(f"hardship.{name}"))
