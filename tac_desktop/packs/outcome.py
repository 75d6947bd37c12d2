"""What a print is made for and what comes of it: plain values, free of ReportLab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from tac_desktop.casework.audience import LeftOut
from tac_desktop.errors import TacError
from tac_desktop.packs.tags import Tags
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
class Structure:
    """What each thing on the pages is, kept until a file is made that someone may hear read."""

    tags: Tags
    title: str
    language: str

    def written_into(self, pdf: bytes) -> bytes:
        """The same pages as a tagged PDF (PDF/UA-1)."""
        from tac_desktop.packs.tagging import tagged_pdf

        return tagged_pdf(pdf, self.tags, self.title, self.language)


@dataclass(frozen=True)
class Printed:
    """A PDF in memory. `unprintable` are characters of the text that the font does not have."""

    pdf: bytes
    pages: int
    unprintable: str = ""
    structure: Structure | None = None


@dataclass(frozen=True)
class Built:
    """One print made for one audience.

    `left_out`, `stops` and `notices` come from the audience filter, for the screen; they are never
    printed. `pdf` may be previewed at any time; `for_paper` is what goes to a printer or a file.
    """

    pdf: bytes
    pages: int
    title: str
    left_out: tuple[LeftOut, ...] = ()
    stops: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    unprintable: str = ""
    structure: Structure | None = None

    @classmethod
    def of_nobodys_file(cls, printed: Printed, title: str, notices: tuple[str, ...] = ()) -> Self:
        """A print about which the audience filter has nothing to tell: it is of no one file."""
        return cls(
            printed.pdf,
            printed.pages,
            title,
            notices=notices,
            unprintable=printed.unprintable,
            structure=printed.structure,
        )

    def for_file(self, reason: str = "") -> bytes:
        """The PDF to be saved as a file, tagged; raises as `for_paper` does."""
        pdf = self.for_paper(reason)
        return self.structure.written_into(pdf) if self.structure else pdf

    def for_paper(self, reason: str = "") -> bytes:
        """The PDF, to be printed or saved.

        Raises `TacError` where there are stops and no reason in writing to go on.
        """
        if self.stops and not reason.strip():
            raise TacError(
                _("This must not be given out without a reason: {stops}").format(
                    stops=" ".join(self.stops)
                ),
                _("Nothing was printed or saved."),
                _("Write down why it has to go out nevertheless, or choose another reader."),
            )
        return self.pdf
