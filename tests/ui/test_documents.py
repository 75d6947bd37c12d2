"""Files on the Papers page: added, refused, opened, replaced, given to her, printed; no traces."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.document_files import FileLimits, FileRefused
from tac_desktop.casework.time_limit import TookTooLong
from tac_desktop.casework.training_pictures import drawing_png, paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui import document_files, file_picker, theme
from tac_desktop.ui.document_add import AddDocuments
from tac_desktop.ui.document_files import checked, read_files
from tac_desktop.ui.document_pages import open_pages
from tac_desktop.ui.document_view import DocumentView
from tac_desktop.ui.fork_view import FILE, ForkView
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.pack_dialog import PackDialog
from tac_desktop.ui.pages import places
from tac_desktop.ui.pages.papers_page import PapersPage
from tac_desktop.ui.session import Session
from tests.end_to_end.leaks import Finder, files_below
from tests.ui.conftest import Answers
from tests.ui.example import MOTHER, open_example
from tests.ui.paper import wait_for_pages
from tests.ui.screen import focus, press
from tests.ui.test_accessibility import nameless

MARKER = "Kittiwake-Pumpernickel"
ORDER = paper_pdf("Interim care order", [f"Everything here is invented. {MARKER}"] * 60)
DRAWING = drawing_png(2)


@pytest.fixture
def example(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Session]:
    yield from open_example(tmp_path_factory, tmp_path)


@pytest.fixture
def papers(example: Session, qtbot) -> PapersPage:
    file = MotherFile(example, None)
    qtbot.addWidget(file)
    file.resize(1218, 690)
    file.open(MOTHER)
    file.show_page(places.PAPERS)
    file.show()
    assert QTest.qWaitForWindowActive(file)
    page = file.page
    assert isinstance(page, PapersPage)
    return page


@pytest.fixture
def stick(tmp_path: Path) -> Callable[..., list[Path]]:
    """Files on a stick, by name."""
    folder = tmp_path / "stick"
    folder.mkdir()

    def put(**files: bytes) -> list[Path]:
        made = []
        for name, content in files.items():
            path = folder / name.replace("__", " ").replace("_dot_", ".")
            path.write_bytes(content)
            made.append(path)
        return made

    return put


def asked(papers: PapersPage, paths: list[Path], qtbot) -> AddDocuments:
    """The window that asks what the files are."""
    papers.desk.add(paths)
    qtbot.waitUntil(lambda: papers.desk.adding is not None, timeout=10_000)
    assert papers.desk.adding is not None
    return papers.desk.adding


def keep(dialog: AddDocuments, qtbot, times: int = 1) -> None:
    for _time in range(times):
        before = len(dialog.kept)
        dialog.keep_this()
        qtbot.waitUntil(lambda before=before: len(dialog.kept) > before, timeout=10_000)


def kept(papers: PapersPage, qtbot, stick: Callable[..., list[Path]]) -> Document:
    """The order, kept and chosen on the page."""
    dialog = asked(papers, stick(order_dot_pdf=ORDER), qtbot)
    dialog.body.boxes["title"].editor.show_value("Interim care order")
    keep(dialog, qtbot)
    dialog.accept()
    document = papers.document()
    assert document is not None
    return document


def test_files_that_are_dropped_are_asked_about_kept_and_shown(
    papers: PapersPage, stick: Callable[..., list[Path]], qtbot
):
    paths = stick(
        **{
            "2026-11-03__Letter__about__Callum_dot_pdf": ORDER,
            "Scan0001_dot_png": DRAWING,
            "setup_dot_exe_dot_pdf": b"MZ program",
            "cut_dot_pdf": ORDER[:400],
        }
    )
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, held, buttons, keys)
    papers.dragEnterEvent(enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, held, buttons, keys)
    papers.dropEvent(drop)
    qtbot.waitUntil(lambda: papers.desk.adding is not None, timeout=10_000)
    dialog = papers.desk.adding
    assert dialog is not None
    answers = dialog.body.answers()
    assert (answers["title"], answers["type"]) == ("Letter about Callum", "letter")
    assert len(answers["child_ids"]) == 1
    dialog.keep_the_rest()
    qtbot.waitUntil(lambda: len(dialog.kept) == 1, timeout=10_000)
    assert "File 2 of 2: Scan0001.png" in dialog._heading.text(), "a scanner's name is no title"
    dialog.keep_this()
    assert len(dialog.kept) == 1
    assert dialog.body.boxes["title"].error.text()
    dialog.body.boxes["title"].editor.show_value("Drawing of the house")
    keep(dialog, qtbot)
    assert "2 documents were kept, read back and compared." in dialog._done.label.text()
    refused = dialog._not_kept.label.text()
    assert "“setup.exe.pdf”: This is a program" in refused
    assert "“cut.pdf”: The end of this file is missing" in refused
    assert str(paths[0].parent) in dialog._remind.label.text()
    assert all(path.exists() for path in paths)
    dialog.accept()
    document = papers.document()
    assert document is not None and document.title == "Drawing of the house"
    assert (document.content_type, document.pages) == ("image/png", 1)
    assert papers.panel.open_button.isVisible()
    assert not papers.panel.thumbnail.pixmap().isNull()


def test_the_file_opens_from_memory_with_pages_zoom_and_turning_and_is_noted(
    papers: PapersPage, example: Session, stick: Callable[..., list[Path]], qtbot
):
    document = kept(papers, qtbot, stick)
    papers.table.opened.emit(papers.table.currentIndex().row())
    view = papers.desk.view
    assert isinstance(view, DocumentView)
    assert QTest.qWaitForWindowActive(view)
    newest = example.vault.journal(limit=1)[0]
    assert (newest.action, newest.record_id) == (AuditAction.LOOKED_AT, document.id)
    canvas = view.canvas
    assert canvas.count == 2
    assert MARKER in canvas.accessibleDescription()
    view.next_page()
    assert canvas.accessibleName() == "Page 2 of 2"
    before = canvas.shown_zoom()
    canvas.nearer()
    assert canvas.shown_zoom() > before
    high = canvas._sheet.pixmap().size()
    view.turn_right()
    assert canvas._sheet.pixmap().size() == high.transposed()
    QTest.keyClick(canvas, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert canvas.page == 0
    example.lock()
    assert not view.isVisible() and canvas.count == 0, "nothing of it stays when it is locked"


def test_given_to_her_is_one_click_and_can_be_undone(
    papers: PapersPage, example: Session, stick: Callable[..., list[Path]], qtbot
):
    document = kept(papers, qtbot, stick)
    papers.panel.given_button.click()
    shown = example.vault.entry(document.id)
    assert shown is not None and isinstance(shown.record, Document)
    assert shown.record.given_to_mother == example.today()
    assert papers.panel.done.isVisible()
    papers.panel.undo_button.click()
    shown = example.vault.entry(document.id)
    assert shown is not None and isinstance(shown.record, Document)
    assert shown.record.given_to_mother is None
    assert papers.panel.given_button.isVisible()


def test_giving_her_a_confidential_paper_stops_and_without_a_reason_changes_nothing(
    papers: PapersPage, example: Session, stick: Callable[..., list[Path]], qtbot
):
    document = kept(papers, qtbot, stick)
    example.vault.save(document.changed(confidential=True))
    example.changed.emit(MOTHER)
    papers.go_to(document.id)
    papers.panel.given_button.click()
    shown = example.vault.entry(document.id)
    assert shown is not None and isinstance(shown.record, Document)
    assert shown.record.given_to_mother is None


def test_a_wrong_scan_is_replaced_and_the_earlier_one_can_still_be_opened(
    papers: PapersPage,
    example: Session,
    stick: Callable[..., list[Path]],
    answers: Answers,
    qtbot,
):
    document = kept(papers, qtbot, stick)
    answers.paths = list(stick(right_dot_png=DRAWING))
    answers.choices = [0]
    papers.panel.file_button.click()
    qtbot.waitUntil(lambda: len(example.vault.history(document.id)) == 2, timeout=10_000)
    assert "takes the place of the file of “Interim care order”" in answers.said[0]
    assert "Delete it there" in answers.said[-1]
    now = papers.document()
    assert now is not None and now.content_type == "image/png"
    assert papers.panel.earlier_button.isVisible()
    papers.panel.earlier_button.click()
    assert papers.desk.view is not None and papers.desk.view.canvas.count == 2
    papers.desk.view.reject()


def test_two_files_for_one_document_are_chosen_between(
    papers: PapersPage, example: Session, stick: Callable[..., list[Path]], qtbot
):
    document = kept(papers, qtbot, stick)
    vault = example.vault
    (base,) = vault.history(document.id)
    vault.attachments.attach(document.changed(file_name="mine.png"), DRAWING)
    third = drawing_png(5)
    other = vault.attachments.attach(Document(mother_id=MOTHER, title="Elsewhere"), third).record()
    theirs = document.changed(
        **{name: getattr(other, name) for name in ("content_sha256", "content_type")},
        content_bytes=len(third),
        file_name="theirs.png",
    )
    vault.save(theirs, follows=[base.revision_id])
    view = ForkView(example, document.id, str, papers)
    words = [one.accessibleName() for one in view.findChildren(QRadioButton)]
    assert any("mine.png" in one for one in words) and any("theirs.png" in one for one in words)
    view.choose(FILE, 0)
    view.save()
    entry = vault.entry(document.id)
    assert entry is not None and not entry.saved.forked
    assert isinstance(entry.record, Document)
    assert vault.attachments.content(entry.record.content_sha256) == DRAWING
    assert entry.record.file_name == "mine.png"


def test_the_same_file_offers_the_document_that_has_it(
    papers: PapersPage, stick: Callable[..., list[Path]], qtbot
):
    document = kept(papers, qtbot, stick)
    papers.kind.setCurrentIndex(0)
    dialog = asked(papers, stick(again_dot_pdf=ORDER), qtbot)
    assert "“Interim care order”" in dialog.duplicate.label.text()
    assert dialog.keep_button.text() == "Keep it a second time"
    dialog.show_the_other()
    assert "No document was kept." in dialog._done.label.text()
    dialog.accept()
    assert papers.chosen == document.id


def test_locking_closes_the_question_and_what_was_not_kept_stays_where_it_was(
    papers: PapersPage, example: Session, stick: Callable[..., list[Path]], qtbot
):
    (path,) = stick(order_dot_pdf=ORDER)
    dialog = asked(papers, [path], qtbot)
    example.lock()
    assert not dialog.isVisible() and dialog.file is None
    assert path.read_bytes() == ORDER


def test_a_picture_on_the_clipboard_can_be_pasted(papers: PapersPage, qtbot):
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(picture)
    papers.desk.paste()
    dialog = papers.desk.adding
    assert dialog is not None and dialog.file is not None
    assert dialog.file.recognised.in_words == "Picture (PNG)"
    dialog.reject()


def test_printing_asks_for_whom_and_warns(
    papers: PapersPage, stick: Callable[..., list[Path]], qtbot
):
    document = kept(papers, qtbot, stick)
    with qtbot.waitSignal(papers.pack_wanted) as asked_for:
        papers.panel.print_button.click()
    assert asked_for.args == ["document", document.id]


def test_its_pages_are_shown_for_a_reader_with_the_warning_and_noted(
    papers: PapersPage, example: Session, stick: Callable[..., list[Path]], qtbot
):
    document = kept(papers, qtbot, stick)
    dialog = PackDialog(example, "document", MOTHER, document.id, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.choose_reader(AudienceKind.MOTHER)
    wait_for_pages(qtbot, dialog)
    assert "leave nothing out of it" in dialog.notices.label.text()
    assert not dialog.paper.large_print.isVisible(), "a scan has one size"
    dialog.reject()


def test_the_exact_file_is_copied_out_only_with_a_reason_and_noted(
    papers: PapersPage,
    example: Session,
    stick: Callable[..., list[Path]],
    answers: Answers,
    tmp_path: Path,
    qtbot,
):
    document = kept(papers, qtbot, stick)
    papers.desk.open_chosen()
    assert papers.desk.view is not None
    papers.desk.view.export_button.click()
    dialog = papers.desk.exporting
    assert dialog is not None and not dialog.save_button.isEnabled()
    dialog.whom.setText("Solicitor Nia Example")
    dialog.reason.setPlainText("The court wants the sealed file")
    answers.paths = [tmp_path / "out"]
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.saved is not None, timeout=10_000)
    assert (tmp_path / "out.pdf").read_bytes() == ORDER
    actions = {one.action: one for one in example.vault.journal(limit=3)}
    assert "Nia Example" in actions[AuditAction.EXPORTED_DOCUMENT].detail
    (disclosure,) = [
        one.record
        for one in example.vault.entries("disclosure", MOTHER)
        if one.record.what == "The file of “Interim care order”"  # type: ignore[attr-defined]
    ]
    assert disclosure.to == "Solicitor Nia Example"  # type: ignore[attr-defined]
    assert document.content_sha256
    dialog.reject()


def test_nothing_of_a_file_lies_on_the_disk_afterwards(
    papers: PapersPage, example: Session, stick: Callable[..., list[Path]], tmp_path: Path,
    own_folders: Path, monkeypatch: pytest.MonkeyPatch, qtbot
):  # fmt: skip
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr("tempfile.tempdir", None)
    kept(papers, qtbot, stick)
    papers.desk.open_chosen()
    papers.desk.view.turn_left()
    papers.desk.view.reject()
    example.lock()
    found = {
        where: texts
        for folder in (example.settings.folder, own_folders, temporary)
        for where, texts in Finder([MARKER, "%PDF-1.4"]).in_files(files_below(folder)).items()
    }
    assert found == {}


def with_password(user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(ORDER)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user=user, owner="owner", R=6))
    return out.getvalue()


def test_an_encrypted_pdf_is_refused_and_one_that_opens_without_a_password_is_not():
    with pytest.raises(FileRefused, match="only with a password"):
        checked("x.pdf", with_password("secret"))
    assert checked("x.pdf", with_password("")).pages == 2


def test_a_pdf_that_is_none_inside_or_too_long_is_refused():
    with pytest.raises(FileRefused, match="cannot be opened"):
        checked("x.pdf", b"%PDF-1.4\nnothing at all\n%%EOF")
    with pytest.raises(FileRefused, match="at most 1 can be kept"):
        checked("x.pdf", ORDER, FileLimits(pages=1))


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(document_files, "open_pages", lambda _content: time.sleep(3))
    with pytest.raises(TookTooLong):
        checked("x.png", DRAWING, FileLimits(seconds=0.05))


def test_files_that_cannot_be_read_or_are_too_many_are_named(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(DRAWING)
    paths = [tmp_path / "gone.pdf", tmp_path, tmp_path / "a.png", tmp_path / "a.png"]
    read, refused = read_files(paths, lambda *_said: None, FileLimits(at_once=3))
    assert [one.name for one in read] == ["a.png"]
    said = " ".join(one.sentence for one in refused)
    assert "“gone.pdf”: This is no file" in said
    assert "At most 3 files or 200 MB can be added at once." in said


def test_not_more_is_read_at_once_than_the_memory_bears(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(DRAWING)
    limits = FileLimits(at_once_bytes=len(DRAWING) - 1)
    read, refused = read_files([tmp_path / "a.png"] * 2, lambda *_said: None, limits)
    assert (len(read), len(refused)) == (1, 1)


def test_a_photo_stands_upright_as_the_camera_noted():
    from PIL import Image

    photo = Image.new("RGB", (60, 30), "navy")
    exif = photo.getexif()
    exif[0x0112] = 6
    out = io.BytesIO()
    photo.save(out, "JPEG", exif=exif)
    pages = open_pages(out.getvalue())
    assert (pages.size(0).width(), pages.size(0).height()) == (30, 60)


def test_where_somebody_looked_for_files_is_not_kept(tmp_path: Path, qtbot):
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.setValue("FileDialog/lastVisited", str(tmp_path))
    settings.setValue("FileDialog/history", [str(tmp_path)])
    file_picker.forget_places()
    assert settings.value("FileDialog/lastVisited") is None
    assert settings.value("FileDialog/history") is None


def test_every_control_has_a_name_and_tab_goes_from_the_buttons_to_the_file_to_the_text(
    papers: PapersPage, stick: Callable[..., list[Path]], qtbot
):
    kept(papers, qtbot, stick)
    dialog = asked(papers, stick(second_dot_png=DRAWING), qtbot)
    papers.desk.open_chosen()
    view = papers.desk.view
    assert view is not None
    for shown in (papers, dialog, view):
        assert nameless(shown) == []
    view.reject()
    dialog.reject()
    papers.window().activateWindow()
    assert QTest.qWaitForWindowActive(papers.window())
    papers.panel.open_button.setFocus()
    seen = []
    for _step in range(8):
        seen.append(focus())
        if seen[-1] is papers.reading.text:
            break
        press(Qt.Key.Key_Tab)
    assert seen[-1] is papers.reading.text
    assert papers.panel.print_button in seen


@pytest.mark.parametrize("percent", [100, 200])
def test_the_windows_fit_and_every_button_has_a_name(percent: int, qtbot):
    theme.apply("light", percent)
    document = Document(
        mother_id=MOTHER, title="Order", content_type="application/pdf", content_bytes=len(ORDER)
    )
    view = DocumentView(document, ORDER, None)
    qtbot.addWidget(view)
    view.show()
    for button in (view._back, view._on, view._smaller, view._larger):
        assert button.accessibleName()
    assert view.canvas.height() >= 100
    assert view.width() <= view.screen().availableSize().width()
