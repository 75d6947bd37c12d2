"""How long work says how far it is, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and words. It may raise `errors.Cancelled` to stop."""


def no_progress(done: int, total: int, words: str) -> None:
    """For work that nobody watches."""
