"""The first pages of a long print are seen while the others are still being made."""

from __future__ import annotations

import datetime as dt

import pytest
import shiboken6

from tac_desktop.casework.audience import AudienceKind
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui.pack_dialog import PackDialog
from tests.ui.example import MOTHER, open_example
from tests.ui.paper import wait_for_pages

NOTE = "She read the letter twice and asked what it means for her children. " * 30


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    for opened in open_example(tmp_path_factory, tmp_path):
        worker = opened.vault.person.worker_id
        opened.vault.save_all(
            [
                ContactLogEntry(
                    mother_id=MOTHER,
                    date=dt.date(2026, 10, 1 + number % 28),
                    channel="phone",
                    text=NOTE,
                    worker_id=worker,
                )
                for number in range(30)
            ]
        )
        yield opened


@pytest.fixture
def dialog(session, qtbot):
    made = PackDialog(session, "notes", MOTHER, "", None)
    yield made
    if shiboken6.isValid(made):
        made.close()
        shiboken6.delete(made)


def previews(session) -> list[str]:
    return [one.detail for one in session.vault.journal() if one.action is AuditAction.PREVIEWED]


def test_the_first_pages_are_shown_first_and_cannot_be_printed_yet(dialog, session, qtbot):
    seen = []

    def look(_which: int, _pdf: object) -> None:
        preview = dialog.pages.preview
        seen.append(
            (
                dialog.pages.more_will_come,
                preview.pages,
                preview.text_of_page(1),
                dialog.print_button.isEnabled(),
                dialog.save_button.isEnabled(),
            )
        )

    dialog.pages.first_pages_made.connect(look)
    wait_for_pages(qtbot, dialog)
    assert len(seen) == 1
    more, pages, text, can_print, can_save = seen[0]
    assert more
    assert pages == 3
    assert "Page 1 of –" in text
    assert not can_print
    assert not can_save
    assert not dialog.pages.more_will_come
    assert dialog.pages.preview.pages > 10
    assert f"Page 1 of {dialog.pages.preview.pages}" in dialog.pages.preview.text_of_page(1)
    assert len(previews(session)) == 2
    assert any("first pages on the screen" in detail for detail in previews(session))


def test_no_page_is_shown_before_a_stop_is_answered(dialog, session, qtbot):
    shown = []
    wait_for_pages(qtbot, dialog)
    dialog.pages.first_pages_made.connect(lambda *_: shown.append(True))
    before = len(previews(session))
    assert dialog.choose_reader(AudienceKind.COURT)
    wait_for_pages(qtbot, dialog)
    assert dialog.pages.stop_words, "the example has something that stops a print for the court"
    assert not shown
    assert len(previews(session)) == before


def test_stopping_after_the_first_pages_leaves_none(dialog, qtbot):
    dialog.pages.first_pages_made.connect(lambda *_: dialog.pages.stop_wanted.emit())
    wait_for_pages(qtbot, dialog)
    # The rest may have been made before the wish to stop was heard.
    assert dialog.pages.refusal or dialog.pages.preview.pages > 10
    if dialog.pages.refusal:
        assert dialog.pages.preview.pages == 0
