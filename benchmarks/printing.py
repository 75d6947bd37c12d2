"""A pack of forty pages against a bare ReportLab story of its text, and against LibreOffice.

The bare story has the pack's paragraphs and the lines above and below them on each page. It has
nothing else that the program adds: bookmarks, what is recorded for reading aloud, the number of
all pages, what the audience may see.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from benchmarks import vaults
from benchmarks.measuring import LeftOut, Outcome, Run, compared, timed
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.packs import blocks as b

if TYPE_CHECKING:
    from tac_desktop.packs.page import Document

_PAGES_WANTED = 40
_TURNS = 7
_SET_AS = ("strong", "small")


def measure(run: Run) -> list[Outcome]:
    """The notes of a long log: the same paragraphs in each of the three."""
    from tac_desktop.packs import catalogue, page

    with vaults.opened(run.size, run.cache) as vault:
        case_file = vault.case_file(vaults.longest_log(vault))
    case_file = case_file if run.quick else _long_enough(case_file)
    made: list[tuple[page.Document, Sequence[b.Block]]] = []

    class Watched(page.Document):
        def render(self, blocks: Sequence[b.Block], **how: Any) -> Any:
            made.append((self, blocks))
            return super().render(blocks, **how)

    usual, page.Document = page.Document, Watched  # type: ignore[misc]
    try:
        pages = catalogue.build("notes", case_file).pages
    finally:
        page.Document = usual  # type: ignore[misc]
    document, blocks = made[-1]
    texts = _texts(blocks)

    def pack() -> float:
        return timed(lambda: catalogue.build("notes", case_file))

    note = f"{pages} pages"
    found: list[Outcome] = [
        compared(
            run, "pack", f"a pack of {_PAGES_WANTED} pages",
            "a bare ReportLab story of the same paragraphs and lines on each page", 1.3,
            subject=pack, baseline=lambda: timed(lambda: _bare(texts, document)),
            turns=_TURNS, note=note,
        )
    ]  # fmt: skip
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        words = "LibreOffice is not installed here, so the pack was not compared with it."
        return [*found, LeftOut("pack-libreoffice", words)]
    source = run.scratch / "pack.fodt"
    source.write_text(_flat_document(texts), encoding="utf-8")
    command = [
        office, "--headless", f"-env:UserInstallation={(run.scratch / 'office').as_uri()}",
        "--convert-to", "pdf", "--outdir", str(run.scratch), str(source),
    ]  # fmt: skip

    def convert() -> float:
        return timed(lambda: subprocess.run(command, check=True, capture_output=True))

    found.append(
        compared(
            run, "pack-libreoffice", f"a pack of {_PAGES_WANTED} pages",
            "LibreOffice converting the same paragraphs, its start included", 0,
            subject=pack, baseline=convert, turns=3, note=note,
        )
    )  # fmt: skip
    return found


def _long_enough(case_file: CaseFile) -> CaseFile:
    """The file with as many of its log entries as fill the wanted pages."""
    from tac_desktop.packs import catalogue

    logged = [one for one in case_file.entries if isinstance(one.record, ContactLogEntry)]
    others = [one for one in case_file.entries if not isinstance(one.record, ContactLogEntry)]
    all_pages = catalogue.build("notes", case_file).pages
    count = min(len(logged), round(len(logged) * _PAGES_WANTED / all_pages))
    return case_file.with_entries([*others, *logged[:count]])


def _texts(blocks: Sequence[b.Block]) -> list[tuple[str, str]]:
    """Style and text of every paragraph."""
    found = []
    for block in blocks:
        match block:
            case b.Title(text, under):
                found += [("title", text), ("under_title", under)]
            case b.Heading(text):
                found.append(("h1", text))
            case b.Text(text, kind):
                found.append((kind.value if kind.value in _SET_AS else "body", text))
            case b.Note(text, amendments):
                found += [("body", text), *(("small", one.text) for one in amendments)]
    return [(style, line) for style, text in found for line in text.split("\n") if line.strip()]


def _bare(texts: list[tuple[str, str]], document: Document) -> bytes:
    """What ReportLab alone makes of it: the same fonts, sizes, lines and margins."""
    from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
    from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-untyped]

    from tac_desktop.casework.dates import written
    from tac_desktop.packs import styles
    from tac_desktop.packs.page import marking_of

    made = styles.ordinary()
    regular, bold = _bare_faces()
    ours = {"title": made.title, "under_title": made.under_title, "h1": made.headings[0],
            "body": made.body, "strong": made.strong, "small": made.small}  # fmt: skip
    known = {
        name: ParagraphStyle(name, parent=one, fontName=bold if "Bold" in one.fontName else regular)
        for name, one in ours.items()
    }
    left, right = styles.FILING_EDGE, styles.PAGE_WIDTH - styles.MARGIN
    top, bottom = styles.PAGE_HEIGHT - styles.MARGIN, styles.BOTTOM_MARGIN

    def furniture(canvas: Any, template: Any) -> None:
        canvas.setFont(bold, 10)
        for height in (top + 24, bottom - 44):
            canvas.drawCentredString(styles.PAGE_WIDTH / 2, height, marking_of(document))
        canvas.setFont(regular, made.furniture_size)
        canvas.drawString(left, top + 10, document.subject_line)
        canvas.drawRightString(right, top + 10, document.title)
        canvas.line(left, top + 6, right, top + 6)
        canvas.line(left, bottom - 7, right, bottom - 7)
        canvas.drawRightString(right, bottom - 17, f"Page {template.page}")
        canvas.drawString(left, bottom - 28, f"Journal reference {document.reference}")
        if document.printed_on:
            canvas.drawRightString(right, bottom - 28, f"Printed {written(document.printed_on)}")

    buffer = io.BytesIO()
    padding = 6  # points that ReportLab leaves on each side of its frame
    template = SimpleDocTemplate(
        buffer, leftMargin=left - padding, rightMargin=styles.MARGIN - padding,
        topMargin=styles.MARGIN - padding, bottomMargin=bottom - padding,
    )  # fmt: skip
    story = [Paragraph(escape(text), known[style]) for style, text in texts]
    template.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return buffer.getvalue()


def _bare_faces() -> tuple[str, str]:
    """The regular and the bold face as ReportLab reads them, without what the program adds."""
    from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
    from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

    from tac_desktop.packs import fonts

    names = []
    for face in (fonts.REGULAR, fonts.BOLD):
        name = f"Bare{face}"
        if name not in pdfmetrics.getRegisteredFontNames():
            path = pdfmetrics.getFont(face).face.filename
            pdfmetrics.registerFont(TTFont(name, path))
            pdfmetrics.registerFontFamily(
                name, normal=name, bold=name, italic=name, boldItalic=name
            )
        names.append(name)
    return names[0], names[1]


def _flat_document(texts: list[tuple[str, str]]) -> str:
    """The same paragraphs as an OpenDocument text in one XML file."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    lines = [
        f'<text:h text:outline-level="1">{escape(said)}</text:h>'
        if style in ("title", "h1")
        else f"<text:p>{escape(said)}</text:p>"
        for style, said in texts
    ]
    return (
        f'<office:document xmlns:office="{office}" xmlns:text="{text}" office:version="1.2"'
        ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
        + "".join(lines)
        + "</office:text></office:body></office:document>"
    )
