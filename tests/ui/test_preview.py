"""The preview: bytes in, pages on the screen, reachable by keyboard and screen reader."""

from __future__ import annotations

import gc
import weakref

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QToolButton

from tac_desktop.ui import theme
from tac_desktop.ui.preview import Preview
from tests.ui.paper import pdf_of


@pytest.fixture
def preview(qtbot) -> Preview:
    theme.apply("light")
    made = Preview()
    qtbot.addWidget(made)
    made.resize(900, 700)
    assert made.show_pdf(pdf_of(4), "Pack for the chair")
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_it_says_title_pages_and_the_words_of_the_page(preview):
    assert preview.pages == 4
    assert preview.accessibleDescription() == "Pack for the chair, 4 pages"
    view = preview.findChild(QPdfView)
    assert view.accessibleName() == "Page 1 of 4"
    assert "This is page one" in view.accessibleDescription()
    preview.go_to(3)
    assert view.accessibleName() == "Page 3 of 4"
    assert "This is page three" in view.accessibleDescription()


def test_the_keyboard_turns_pages(preview, qtbot):
    preview.findChild(QPdfView).setFocus()
    press = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(preview.findChild(QPdfView), Qt.Key.Key_Right, press)
    assert preview.current_page == 2
    qtbot.keyClick(preview.findChild(QPdfView), Qt.Key.Key_Left, press)
    assert preview.current_page == 1
    qtbot.keyClick(preview.findChild(QPdfView), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert preview.current_page == 4


def test_the_keyboard_changes_the_size(preview, qtbot):
    view = preview.findChild(QPdfView)
    view.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(view, Qt.Key.Key_Plus, control)
    assert view.zoomMode() == QPdfView.ZoomMode.Custom
    larger = preview.zoom
    qtbot.keyClick(view, Qt.Key.Key_Minus, control)
    assert preview.zoom < larger
    qtbot.keyClick(view, Qt.Key.Key_0, control)
    assert view.zoomMode() == QPdfView.ZoomMode.FitToWidth
    qtbot.keyClick(view, Qt.Key.Key_9, control)
    assert view.zoomMode() == QPdfView.ZoomMode.FitInView


def test_larger_is_larger_than_what_was_seen(preview):
    view = preview.findChild(QPdfView)
    preview.fit_width()
    shown = preview._shown_zoom()
    preview.zoom_in()
    assert view.zoomFactor() > shown
    preview.fit_page()
    shown = preview._shown_zoom()
    preview.zoom_out()
    assert view.zoomFactor() < shown


def test_a_typed_page_number_is_gone_to(preview, qtbot):
    box = next(one for one in preview.findChildren(QLineEdit) if "Page" in one.accessibleName())
    box.setText("3")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert preview.current_page == 3
    box.setText("99")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert preview.current_page == 4


def test_words_are_found_and_the_page_is_shown(preview, qtbot):
    preview.findChild(QPdfView).setFocus()
    qtbot.keyClick(preview.findChild(QPdfView), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = preview.focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, "page three")
    qtbot.waitUntil(lambda: preview._search.places == 1)
    qtbot.waitUntil(lambda: preview.current_page == 3)
    field.setText("nowhere at all")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview._search.places == 0)
    assert "Not found" in preview._search._count.text()


def test_enter_goes_round_all_places(preview, qtbot):
    field = preview._search._field
    field.setText("This is page")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: preview._search.places == 4)
    at = []
    for _turn in range(4):
        qtbot.keyClick(field, Qt.Key.Key_Return)
        at.append(preview._search.at)
    assert sorted(at) == [1, 2, 3, 4]


def test_a_new_print_keeps_the_page_in_view(preview):
    preview.go_to(3)
    assert preview.show_pdf(pdf_of(5), "Again")
    assert preview.current_page == 3
    assert preview.show_pdf(pdf_of(2), "Shorter")
    assert preview.current_page == 2


def test_what_is_no_pdf_is_refused_and_the_preview_is_empty(preview):
    assert not preview.show_pdf(b"not a PDF at all", "Broken")
    assert preview.pages == 0
    assert preview.accessibleDescription() == "Nothing to show yet"


def test_clearing_leaves_no_page_behind(preview):
    preview.clear()
    assert preview.pages == 0
    assert preview.text_of_page(1) == ""
    assert preview.findChild(QListWidget).count() == 0


def test_the_pages_are_listed_in_small(preview, qtbot):
    pages = preview.findChild(QListWidget)
    assert pages.count() == 4
    qtbot.waitUntil(lambda: not pages.item(3).icon().isNull())
    pages.setCurrentRow(2)
    assert preview.current_page == 3


def test_every_button_says_what_it_does(preview):
    for button in preview.findChildren(QToolButton):
        assert len(button.accessibleName()) > 3, button.text()


def test_a_closed_preview_lets_go_of_its_pages(qtbot):
    theme.apply("light")
    preview = Preview()
    preview.show_pdf(pdf_of(2), "Gone soon")
    preview.show()
    gone = weakref.ref(preview)
    preview.close()
    shiboken6.delete(preview)
    del preview
    gc.collect()
    assert gone() is None


def test_one_page_just_as_high_as_the_view_does_not_keep_the_window_busy(qtbot):
    made = Preview()
    qtbot.addWidget(made)
    assert made.show_pdf(pdf_of(1), "A letter")
    with qtbot.waitExposed(made):
        made.show()
    view = made.findChild(QPdfView)
    assert view.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOn
    widths = set()
    for height in range(560, 900, 6):
        made.resize(480, height)
        QApplication.processEvents()
        widths.add(view.viewport().width())
    assert len(widths) == 1, "the width that the page is fitted to does not hang on the height"
