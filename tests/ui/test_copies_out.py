"""Copies on paper: listed for one mother, back in one click, undone in one."""

from __future__ import annotations

import datetime as dt

import pytest

from tac_desktop.casework.copies_out import CAME_BACK
from tac_desktop.casework.work import CopyGiven, Disclosure
from tac_desktop.ui.copies_out_dialog import CopiesOutDialog
from tac_desktop.ui.pages.papers_page import PapersPage
from tests.ui.example import MOTHER, open_example


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


@pytest.fixture
def given(session):
    lines = [CopyGiven(number=1, whom="Alwyn Ŵyn"), CopyGiven(number=2, whom="Chair")]
    record = Disclosure(
        mother_id=MOTHER, at=dt.date(2026, 11, 1), what="Meeting pack for the Board",
        to="The Board", form="paper", copies=2, copies_given=lines,
    )  # fmt: skip
    session.vault.save(record)
    return record


@pytest.fixture
def dialog(session, given, qtbot):
    made = CopiesOutDialog(session, MOTHER, None)
    qtbot.addWidget(made)
    made.show()
    return made


def lines(session, given) -> list[CopyGiven]:
    return session.vault.entry(given.id).record.copies_given


def named(dialog, words: str):
    return next(one for one in dialog.buttons if words in one.accessibleName())


def test_one_click_says_which_copy_came_back_and_one_takes_it_back(dialog, session, given):
    before = len(dialog.buttons)
    named(dialog, "Came back: 1 Nov 2026, Meeting pack for the Board: copy 1 of 2").click()
    first, second = lines(session, given)
    assert (first.fate, first.on) == (CAME_BACK, session.today())
    assert second.on is None
    assert len(dialog.buttons) == before - 2
    assert "Alwyn Ŵyn" in dialog.said.label.text()
    dialog.said.undo_button.click()
    assert lines(session, given)[0].on is None
    assert len(dialog.buttons) == before


def test_the_last_copy_ends_the_disclosure(dialog, session, given):
    named(dialog, "Came back: 1 Nov 2026, Meeting pack for the Board: copy 1").click()
    named(dialog, "Destroyed: 1 Nov 2026, Meeting pack for the Board: copy 2").click()
    assert session.vault.entry(given.id).record.returned_on == session.today()


def test_locking_closes_it(dialog, session):
    session.lock()
    assert not dialog.isVisible()


def test_the_papers_say_how_many_are_not_back(session, given, qtbot):
    page = PapersPage(session, None)
    qtbot.addWidget(page)
    page.show_file(session.vault.case_file(MOTHER))
    assert "not back" in page.copies.text()
    page.copies.click()
    (dialog,) = page.findChildren(CopiesOutDialog) or page.window().findChildren(CopiesOutDialog)
    assert dialog.buttons
    dialog.close()
