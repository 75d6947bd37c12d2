"""What every pack shares: the request it answers, the document round it, names and phrases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tac_desktop.casework.audience import AudienceView
from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.chronology import EVERYTHING, Selection
from tac_desktop.packs import blocks as b
from tac_desktop.packs.outcome import MARKING, Built, Copy, Printed

if TYPE_CHECKING:
    from tac_desktop.packs.page import Document

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Request:
    """What is to be printed: which record, which copy, and what the audience may see.

    `selection` is the part that is wanted of a print made of many lines. `attachment` gives the
    file of a document by its SHA-256. `language` is asked for; empty takes the mother's.
    `answer_lines` asks for lines to write on under whatever is empty.
    `first_pages` gets the first pages of a long print as soon as they are there.
    """

    view: AudienceView
    record_id: str = ""
    copy: Copy | None = None
    printed_on: dt.date | None = None
    progress: Progress | None = None
    repeatable: bool = False
    large_print: bool = False
    note_page: bool = False
    answer_lines: bool = False
    two_sided: bool = False
    selection: Selection = EVERYTHING
    attachment: Callable[[str], bytes] | None = None
    language: str = ""
    first_pages: Callable[[bytes], None] | None = None

    @property
    def file(self) -> CaseFile:
        """The filtered case file: the only one a pack ever reads."""
        return self.view.case_file

    @property
    def plain_words(self) -> bool:
        """Whether the reader is the mother: large print, plain words."""
        return self.view.audience.kind is AudienceKind.MOTHER


def document_for(
    request: Request, title: str, *, size: float = 1.0, may_be_large: bool = True
) -> Document:
    """The pages round a pack's text; large print and a page for notes where the paper allows it."""
    from tac_desktop.packs.page import Document

    service = request.file.service
    return Document(
        title=title,
        marking=service.marking if service else MARKING,
        subject_line=subject_line(request.file),
        reference=request.file.journal_reference,
        copy=request.copy,
        large_print=(request.plain_words or request.large_print) and may_be_large,
        printed_on=request.printed_on or request.file.as_of,
        size=size,
        note_page=request.note_page and may_be_large,
        answer_lines=request.answer_lines and may_be_large,
        two_sided=request.two_sided,
        first_pages=request.first_pages,
    )


def drawn(request: Request, title: str, blocks: Sequence[b.Block]) -> Built:
    """The blocks on as many pages as they take: what most packs end with."""
    printed = document_for(request, title).render(
        blocks, progress=request.progress, repeatable=request.repeatable
    )
    return built(printed, title, request)


def subject_line(file: CaseFile) -> str:
    """The mother's name and prison number, as far as this file shows them."""
    mother, custody = file.mother, file.custody
    parts = [mother.formal_name() if mother else "", custody.prison_number if custody else ""]
    return "   ".join(part for part in parts if part)


def built(printed: Printed, title: str, request: Request) -> Built:
    """The print together with what the screen says about it."""
    return Built(
        pdf=printed.pdf,
        pages=printed.pages,
        title=title,
        left_out=request.view.left_out,
        stops=request.view.stops,
        notices=request.view.notices,
        unprintable=printed.unprintable,
        structure=printed.structure,
    )
