"""A document's own pages: as they are, framed and numbered, and nothing of a PDF that could act."""

from __future__ import annotations

import io

import page
import pikepdf
import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.document_files import FileRefused
from tac_desktop.casework.training_pictures import drawing_png
from tac_desktop.errors import NotUnderstood
from tac_desktop.packs import blocks as b
from tac_desktop.packs import catalogue
from tac_desktop.packs.catalogue import NotForThisReader
from tac_desktop.packs.outcome import Built, Copy
from tac_desktop.packs.page import Document
from tests.packs import cases
from tests.packs.reading import Paper

TAC = Audience(AudienceKind.TAC)
COURT = Audience(AudienceKind.COURT)


def printed(audience: Audience = TAC, content: bytes = cases.PAPER, **answers: object) -> Built:
    def attachment(_sha256: str) -> bytes:
        return content

    return catalogue.build(
        "document",
        cases.file_with(cases.document(**answers)),
        audience,
        record_id="order",
        copy=Copy(1, 1, "Dana"),
        attachment=attachment,
    )


def test_every_page_is_there_in_the_frame_with_its_words():
    paper = Paper(printed(COURT).pdf)
    assert len(paper.pages) == 2
    for number, text in enumerate(paper.pages, start=1):
        assert "Invented order about Callum." in text
        assert text.count("OFFICIAL-SENSITIVE") == 2
        assert f"Page {number} of 2" in text
        assert "Copy 1 of 1 for Dana" in text


def test_a_reader_outside_is_warned_that_nothing_can_be_left_out():
    assert any("leave nothing out" in one for one in printed(COURT).notices)
    assert not any("leave nothing out" in one for one in printed(TAC).notices)


@pytest.mark.parametrize("answers", [{"confidential": True}, {"share": "tac_only"}])
def test_a_document_that_a_reader_does_not_get_is_not_printed_for_her(answers):
    reader = Audience(AudienceKind.LOCAL_AUTHORITY, organisation_id="marlcester")
    with pytest.raises(NotForThisReader):
        printed(reader, **answers)


def test_a_picture_stands_on_one_page_and_has_ink():
    built = printed(content=drawing_png(1))
    assert built.pages == 1
    blank = printed(content=drawing_png(1))
    assert Paper(blank.pdf).ink_outside(105, 104, 100, 100) > 1000


def test_scripts_links_and_attachments_of_a_pdf_stay_behind():
    with pikepdf.open(io.BytesIO(cases.PAPER)) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('hello')")
        pdf.Root.OpenAction = script
        pdf.attachments["evil.exe"] = b"MZ evil"
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 100, 100],
            A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.invalid"),
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])
        out = io.BytesIO()
        pdf.save(out)
    built = printed(COURT, out.getvalue())
    with pikepdf.open(io.BytesIO(built.pdf)) as made:
        everything = b"".join(
            one.unparse(resolved=True)
            for one in made.objects
            if not isinstance(one, pikepdf.Stream)
        )
        assert len(made.attachments) == 0
        assert "/OpenAction" not in made.Root
    assert b"JavaScript" not in everything and b"/URI" not in everything


def test_a_stamp_on_a_page_is_printed_where_it_stood():
    with pikepdf.open(io.BytesIO(cases.PAPER)) as pdf:
        look = pikepdf.Stream(pdf, b"0 g 0 0 200 60 re f")
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox = [0, 0, 200, 60]
        stamp = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[100, 100, 300, 160], F=4,
            AP=pikepdf.Dictionary(N=pdf.make_indirect(look)),
        )  # fmt: skip
        pdf.pages[1].Annots = pikepdf.Array([pdf.make_indirect(stamp)])
        out = io.BytesIO()
        pdf.save(out)
    with_stamp, without = Paper(printed(content=out.getvalue()).pdf), Paper(printed().pdf)
    assert with_stamp.ink_outside(209, 0, 0, 0) > without.ink_outside(209, 0, 0, 0) + 1000


def test_a_document_without_a_file_cannot_be_printed_and_is_not_offered():
    with pytest.raises(NotUnderstood, match="No file is kept"):
        printed(content_sha256="")
    bare = cases.file_with(cases.document(content_sha256=""))
    assert catalogue.records_for(catalogue.pack("document"), bare) == []
    assert catalogue.records_for(catalogue.pack("document"), cases.file_with(cases.document())) == [
        "order"
    ]


def test_a_file_that_is_none_says_so():
    with pytest.raises(FileRefused):
        printed(content=b"%PDF-1.4\nnothing\n%%EOF")


@pytest.mark.parametrize("content", ["picture", "pages"])
def test_a_saved_document_is_valid_and_each_of_its_pages_a_figure_with_words(content):
    brought = drawing_png(1) if content == "picture" else pages_with_their_fonts()
    built = printed(COURT, brought)
    saved = built.for_file("A reason, where one is needed")
    report = page.validate_pdf_bytes(saved, profile=page.ValidationProfile.PDF_UA_1)
    assert [f"{one.rule_id}: {one.message}" for one in report.failures] == []
    with pikepdf.open(io.BytesIO(saved)) as opened:
        kids = opened.Root.StructTreeRoot.K.K
        figures = [str(kid.Alt) for kid in kids if kid.get("/S") == pikepdf.Name.Figure]
    assert len(figures) == built.pages
    assert figures[0].startswith(f"Page 1 of {built.pages} of the document")


def pages_with_their_fonts() -> bytes:
    """A tagged file from elsewhere: its own marks must not be taken for ours."""
    blocks = [b.Title("Order"), b.Text("Invented."), b.PageBreak(), b.Text("Its second page.")]
    made = Document(title="Order").render(blocks)
    assert made.structure is not None
    return made.structure.written_into(made.pdf)
