"""A document's file on paper: its pages as they are, inside the marked and numbered frame.

Only what is drawn on a page is taken over. Scripts, links and attachments of a PDF stay behind;
stamps and filled-in fields are drawn where they stood. In the tagged file each page is a figure
that says which page of what it is: what a foreign page says of its own structure cannot be relied
on. A saved file is valid PDF/UA-1 where the foreign file brought its fonts along.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.document_files import LIMITS, PDF, FileRefused, recognise
from tac_desktop.casework.work import Document
from tac_desktop.errors import NotUnderstood
from tac_desktop.packs import blocks as b
from tac_desktop.packs import styles
from tac_desktop.packs.common import Request, built, document_for
from tac_desktop.packs.outcome import Built, Printed
from tac_desktop.words import _

if TYPE_CHECKING:
    import pikepdf

_MM = 72 / 25.4
_SIDE = 10 * _MM
_DOTS = (2200, 3100)
"""A picture is drawn with at most so many dots: 300 an inch on the room that the frame leaves."""

_NO_BREAK_SPACE = "\u00a0"


def document_print(request: Request) -> Built:
    """The file of the document `request.record_id`, a page on each page.

    Raises:
        NotUnderstood: where the document has no file; what reading the file raises.
    """
    record = request.file.by_id[request.record_id].record
    if not isinstance(record, Document) or not record.content_sha256 or request.attachment is None:
        raise NotUnderstood(_("No file is kept with this document, so there is nothing to print."))
    with _source(request.attachment(record.content_sha256)) as source:
        pages = len(source.pages)
        frame = _frame(request, record.title, pages)
        pdf = _inside(frame, source, record.title, request.repeatable)
    made = built(replace(frame, pdf=pdf, pages=pages), record.title, request)
    if request.view.audience.kind is AudienceKind.TAC:
        return made
    words = _(
        "A scan or file is given out as it is: the program can leave nothing out of it. Read every "
        "page before you hand it over."
    )
    return replace(made, notices=(*made.notices, words))


def _frame(request: Request, title: str, pages: int) -> Printed:
    empty = b.Text(_NO_BREAK_SPACE)
    made: list[b.Block] = [empty]
    for _page in range(pages - 1):
        made += [b.PageBreak(), empty]
    plain = replace(request, note_page=False, first_pages=None)
    document = document_for(plain, title, may_be_large=False)
    return document.render(made, progress=request.progress, repeatable=request.repeatable)


def _inside(frame: Printed, source: pikepdf.Pdf, title: str, repeatable: bool) -> bytes:
    """Each page of the source in the room that the frame leaves, as large as fits."""
    import pikepdf

    from tac_desktop.packs.foreign_marks import without_marks

    assert frame.structure is not None
    room = pikepdf.Rectangle(
        _SIDE,
        styles.BOTTOM_MARGIN - 1 * _MM,
        styles.PAGE_WIDTH - _SIDE,
        styles.PAGE_HEIGHT - styles.MARGIN + 1 * _MM,
    )
    box = (room.llx, room.lly, room.urx, room.ury)
    words = _("Page {page} of {pages} of the document “{title}”")
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(frame.pdf)) as framed:
        both = zip(framed.pages, source.pages, strict=True)
        for number, (page, content) in enumerate(both, start=1):
            alt = words.format(page=number, pages=len(source.pages), title=title)
            mark = frame.structure.tags.mark_drawn_later("Figure", number, alt=alt, box=box)
            drawn = framed.copy_foreign(content.as_form_xobject())
            without_marks(drawn)
            name = page.add_resource(drawn, pikepdf.Name.XObject)
            placed = page.calc_form_xobject_placement(
                drawn, name, room, invert_transformations=True, allow_shrink=True, allow_expand=True
            )
            beginning = f"/Figure <</MCID {mark.number}>> BDC\n".encode()
            page.contents_add(beginning + placed + b"\nEMC\n", prepend=True)
        framed.save(out, deterministic_id=repeatable)
    return out.getvalue()


def _source(content: bytes) -> pikepdf.Pdf:
    """The file as a PDF whose pages can be taken over."""
    import pikepdf

    found = recognise(content)
    try:
        if found.content_type != PDF:
            return pikepdf.open(io.BytesIO(_picture_as_pdf(content)))
        source = pikepdf.open(io.BytesIO(content))
        if len(source.pages) > LIMITS.pages:
            raise _cannot_be_printed()
        source.generate_appearance_streams()
        source.flatten_annotations("print")
        return source
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise _cannot_be_printed() from error


def _picture_as_pdf(content: bytes) -> bytes:
    """A picture as a page of its own shape, turned as the camera noted."""
    from PIL import Image, ImageOps
    from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            opened.draft("RGB", _DOTS)
            turned = ImageOps.exif_transpose(opened)
            turned.thumbnail(_DOTS)
            paper = Image.new("RGB", turned.size, "white")
            with_alpha = turned.convert("RGBA")
            paper.paste(with_alpha, mask=with_alpha.getchannel("A"))
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise _cannot_be_printed() from error
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=paper.size, invariant=1)
    canvas.drawImage(ImageReader(paper), 0, 0, *paper.size)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _cannot_be_printed() -> FileRefused:
    return FileRefused(
        _("The file of this document cannot be drawn on paper."),
        _("Look at it in its window, and print it from the original."),
    )
