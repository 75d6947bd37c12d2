"""The scenes about documents and their files, for the pictures that `screens` takes."""

from __future__ import annotations

from functools import partial

from tac_desktop.casework.training_pictures import drawing_png, paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.ui.pages.papers_page import PapersPage
from tac_desktop.ui.pages.places import PAPERS
from tac_desktop.ui.screens_stage import Stage, file_of


def take_documents(stage: Stage) -> None:
    """All scenes in the look that is in use."""
    stage.scene("13-documents", partial(_documents, stage))


def _documents(stage: Stage) -> None:
    session = stage.session()
    window = stage.window(session)
    assert window.workspace is not None
    window.workspace.open_mother(stage.mother_id)
    file = window.workspace.page("mother")
    file.show_page(PAPERS)  # type: ignore[attr-defined]
    page = file.page  # type: ignore[attr-defined]
    assert isinstance(page, PapersPage)
    documents = file_of(session, stage.mother_id).of(Document)
    order = next(one for one in documents if one.type == "court_order" and one.content_sha256)
    page.go_to(order.id)
    stage.take(window, "13-documents-1-page")
    page.desk.open_chosen()
    assert page.desk.view is not None
    stage.take(page.desk.view, "13-documents-2-view")
    page.desk.view.reject()
    page.desk.export(order.id)
    assert page.desk.exporting is not None
    stage.take(page.desk.exporting, "13-documents-3-export")
    page.desk.exporting.reject()
    folder = stage.folder / f"Scans {stage.look}"
    folder.mkdir()
    for name, content in {
        "2026-11-12 Report by Marlcester about Callum.pdf": paper_pdf("Report", ["Invented."] * 30),
        "Scan0002.png": drawing_png(4),
        "holiday.exe.pdf": b"MZ no document",
    }.items():
        (folder / name).write_bytes(content)
    page.desk.add(sorted(folder.iterdir()))
    stage.settle(partial(_is_adding, page))
    dialog = page.desk.adding
    assert dialog is not None
    stage.take(dialog, "13-documents-4-add")
    dialog.keep_this()
    stage.settle(lambda: dialog.kept)
    dialog.leave_out()
    stage.take(dialog, "13-documents-5-added")
    dialog.accept()


def _is_adding(page: PapersPage) -> bool:
    return page.desk.adding is not None
