"""What a print is made for and what comes of it: plain values, free of ReportLab."""

from __future__ import annotations

from dataclasses import dataclass

from tac_desktop.words import _

MARKING = "OFFICIAL-SENSITIVE"
"""In capitals, centred, top and bottom of every page (Ministry of Justice security guidance)."""


@dataclass(frozen=True)
class Copy:
    """One numbered copy of a print and for whom it is."""

    number: int
    of: int
    whom: str = ""

    @property
    def words(self) -> str:
        """`Copy 2 of 3 for Alwyn Brackenridge`."""
        if not self.whom:
            return _("Copy {number} of {of}").format(number=self.number, of=self.of)
        return _("Copy {number} of {of} for {whom}").format(
            number=self.number, of=self.of, whom=self.whom
        )


@dataclass(frozen=True)
class Printed:
    """A PDF in memory. `unprintable` are characters of the text that the font does not have."""

    pdf: bytes
    pages: int
    unprintable: str = ""
