"""A pack of forty pages against a bare ReportLab story of its text, and against LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from benchmarks import vaults
from benchmarks.measuring import LeftOut, Outcome, Run, compared, timed
from tac_desktop.casework.case_file import CaseFile
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.packs import blocks as b

_PAGES_WANTED = 40
_TURNS = 7


def measure(run: Run) -> list[Outcome]:
    """The notes of a long log: the same paragraphs in each of the three."""
    from tac_desktop.packs import catalogue, page

    with vaults.opened(run.size, run.cache) as vault:
        case_file = vault.case_file(vaults.longest_log(vault))
    case_file = case_file if run.quick else _long_enough(case_file)
    made: list[Sequence[b.Block]] = []

    class Watched(page.Document):
        def render(self, blocks: Sequence[b.Block], **how: Any) -> Any:
            made.append(blocks)
            return super().render(blocks, **how)

    usual, page.Document = page.Document, Watched  # type: ignore[misc]
    try:
        pages = catalogue.build("notes", case_file).pages
    finally:
        page.Document = usual  # type: ignore[misc]
    texts = _texts(made[-1])

    def pack() -> float:
        return timed(lambda: catalogue.build("notes", case_file))

    note = f"{pages} pages"
    found: list[Outcome] = [
        compared(
            run, "pack", f"a pack of {_PAGES_WANTED} pages",
            "a bare ReportLab story of the same paragraphs", 1.3,
            subject=pack, baseline=lambda: timed(lambda: _bare(texts)), turns=_TURNS, note=note,
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
                found.append(("small" if kind is b.TextKind.SMALL else "body", text))
            case b.Note(text, amendments):
                found += [("body", text), *(("small", one.text) for one in amendments)]
    return [(style, text) for style, text in found if text]


def _bare(texts: list[tuple[str, str]]) -> bytes:
    """What ReportLab alone makes of it: the same faces and sizes, a line above and below."""
    from reportlab.platypus import Paragraph, SimpleDocTemplate  # type: ignore[import-untyped]

    from tac_desktop.packs import fonts, styles

    made = styles.ordinary()
    known = {"title": made.title, "under_title": made.under_title, "h1": made.headings[0],
             "body": made.body, "small": made.small}  # fmt: skip

    def furniture(canvas: Any, template: Any) -> None:
        canvas.setFont(fonts.REGULAR, 8)
        canvas.drawString(60, styles.PAGE_HEIGHT - 40, "Name and number")
        canvas.drawRightString(styles.PAGE_WIDTH - 60, 30, f"Page {template.page}")

    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer, leftMargin=styles.FILING_EDGE, rightMargin=styles.MARGIN,
        topMargin=styles.MARGIN, bottomMargin=styles.BOTTOM_MARGIN,
    )  # fmt: skip
    story = [Paragraph(escape(text), known[style]) for style, text in texts]
    template.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return buffer.getvalue()


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
