"""Files that can be read aloud: every print of the catalogue is valid PDF/UA-1, and says what
each thing on its pages is."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import page
import pikepdf
import pytest

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.children import ContactArrangement
from tac_desktop.casework.concern import Concern
from tac_desktop.casework.court import SignedPaper
from tac_desktop.casework.drawn import Drawing
from tac_desktop.casework.mbu import MbuTacReport
from tac_desktop.packs import blocks as b
from tac_desktop.packs import catalogue
from tac_desktop.packs.encrypt import encrypted
from tac_desktop.packs.page import Document
from tests.packs import cases

WITHOUT_ONE = {catalogue.LETTER, catalogue.DOCUMENT}
"""A letter is built for its recipient and a document needs its file: each in its own tests."""


def failures(pdf: bytes) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    return [f"{one.rule_id}: {one.message}" for one in report.failures]


@pytest.mark.parametrize(
    "one",
    [one for one in catalogue.packs() if one.name not in WITHOUT_ONE],
    ids=lambda one: one.name,
)
def test_every_print_of_the_catalogue_is_valid_when_saved(one):
    case_file = cases.file_with(
        cases.meeting(), cases.review(), cases.application(child_id="callum"), cases.log_entry(),
        cases.hearing(), cases.proceedings(),
        Concern(id="concern", mother_id="ros", kind="child_care"),
        MbuTacReport(id="report", mother_id="ros", application_id="mbu"),
        SignedPaper(id="paper", mother_id="ros", kind="section_20"),
        ContactArrangement(id="letters", mother_id="ros", child_id="callum", type="letterbox"),
    )  # fmt: skip
    needed = {"signed_paper": "paper", "contact_arrangement": "letters",
              "hearing": "hearing",
              "meeting": "meeting", "acct_review": "review", "mbu_application": "mbu",
              "mbu_tac_report": "report", "concern": "concern"}  # fmt: skip
    kind = AudienceKind.TAC if AudienceKind.TAC in one.audiences else min(one.audiences)
    record_id = needed.get(one.needs, "log" if one.needs else "")
    built = catalogue.build(one.name, case_file, Audience(kind), record_id=record_id)
    saved = built.for_file("A reason, where one is needed")
    assert failures(saved) == []
    with pikepdf.open(io.BytesIO(saved)) as tagged, pikepdf.open(io.BytesIO(built.pdf)) as plain:
        assert len(tagged.pages) == len(plain.pages)


def test_a_file_without_its_structure_is_not_valid():
    printed = Document(title="Plain").render([b.Title("Plain")])
    assert failures(printed.pdf) != []


def structure(blocks: list[b.Block], **document: Any) -> list[tuple[str, str]]:
    """The elements below the document, in order, with where they stand: `Table/TR/TH`."""
    printed = Document(title="Tried", **document).render(blocks)
    assert printed.structure is not None
    saved = printed.structure.written_into(printed.pdf)
    assert failures(saved) == []
    with pikepdf.open(io.BytesIO(saved)) as opened:
        return list(_below(opened.Root.StructTreeRoot.K, ""))


def _below(element: Any, path: str) -> Iterator[tuple[str, str]]:
    for kid in element.K:
        if not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") == pikepdf.Name.MCR:
            continue
        role = str(kid.S)[1:]
        yield f"{path}/{role}".lstrip("/"), str(kid.get("/Alt", ""))
        yield from _below(kid, f"{path}/{role}")


def test_a_table_over_several_pages_is_one_table_and_its_head_is_read_once():
    rows = [(f"{number} Nov", "A long remark " * 12) for number in range(60)]
    printed = Document(title="Long").render([b.Table(("Date", "Remark"), rows)])
    assert printed.pages > 2
    found = Counter(path for path, _alt in structure([b.Table(("Date", "Remark"), rows)]))
    assert found["Table"] == 1
    assert found["Table/TR"] == 61
    assert found["Table/TR/TH"] == 2
    assert found["Table/TR/TD"] == 120


def test_a_row_taller_than_a_page_stays_one_row():
    rows = [("1 Nov", "A very long remark. " * 900)]
    found = Counter(path for path, _alt in structure([b.Table(("Date", "Remark"), rows)]))
    assert found["Table/TR"] == 2
    assert found["Table/TR/TD"] == 2


def test_headings_go_down_one_level_at_a_time():
    blocks = [b.Title("File"), b.Heading("One"), b.Text("x"), b.Heading("Deep", 3), b.Text("y"),
              b.Heading("Two"), b.Text("z")]  # fmt: skip
    headings = [path for path, _alt in structure(blocks) if path.startswith("H")]
    assert headings == ["H1", "H2", "H3", "H2"]


def test_without_a_title_the_first_heading_is_the_highest():
    blocks = [b.Heading("One"), b.Text("x"), b.Heading("Two"), b.Text("y")]
    headings = [path for path, _alt in structure(blocks) if path.startswith("H")]
    assert headings == ["H1", "H1"]


def test_lists_labels_and_ticks_say_what_they_are():
    found = Counter(
        path
        for path, _alt in structure(
            [
                b.Title("File"),
                b.Bullets(["One", "Two"]),
                b.Rows([("Name", "Ros"), ("Born", "1990")]),
                b.Ticks(["Phone", "Letter", "Visit"]),
                b.Lines(3),
            ]
        )
    )
    assert found["L"] == 2
    assert found["L/LI"] == 5
    assert found["Table/TR/TH"] == 2
    assert found["Table/TR/TD"] == 2


def test_a_drawing_is_a_figure_with_words_for_it():
    drawing = Drawing(title="Family", words="Ros and her three children", wide=200, high=100,
                      items=())  # fmt: skip
    figures = [alt for path, alt in structure([b.Picture(drawing)]) if path == "Figure"]
    assert figures == ["Ros and her three children"]


def test_an_encrypted_file_keeps_its_structure():
    printed = Document(title="Kept").render([b.Title("Kept"), b.Text("Words")])
    assert printed.structure is not None
    locked = encrypted(printed.structure.written_into(printed.pdf), "six random words for this")
    with pikepdf.open(io.BytesIO(locked), password="six random words for this") as opened:
        assert opened.Root.MarkInfo.Marked
        assert opened.allow.accessibility
        out = io.BytesIO()
        opened.save(out, encryption=False)
    assert failures(out.getvalue()) == []
