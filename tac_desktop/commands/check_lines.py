"""What each check of a computer says: one line, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a line of the report is to be taken."""

    FINE = "fine"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Line:
    """One thing that was looked at, what was found, and what to do about it."""

    what: str
    verdict: Verdict
    found: str
    to_do: str = ""
