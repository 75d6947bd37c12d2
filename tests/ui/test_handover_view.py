"""Looking at a handover without a vault: read, never changed, never kept."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

from tac_desktop.casework.acct import AcctReview
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.handover.errors import WrongHandoverPassphrase
from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.handover.write import write_handover
from tac_desktop.storage.keys import KeyCost
from tac_desktop.ui import work
from tac_desktop.ui.handover_view import HandoverViewDialog
from tac_desktop.ui.session import Session
from tac_desktop.ui.settings import Settings
from tac_desktop.ui.unlock_page import UnlockPage
from tests.ui.example import MOTHER, open_example

WORDS = "copper walnut drizzle saddle umbrella fifteen"


@pytest.fixture
def file(tmp_path_factory, tmp_path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    details = HandoverDetails("Bethan Rees", "Moved to another prison", "DMF 2026/118")
    for session in open_example(tmp_path_factory, tmp_path):
        written = write_handover(
            session.vault, MOTHER, stick, details, WORDS, cost=KeyCost.for_tests()
        )
    return written.path


@pytest.fixture
def dialog(qtbot, tmp_path):
    session = Session(Settings(theme="light", vault_folder=str(tmp_path / "no vault")))
    made = HandoverViewDialog(session, None)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    if shiboken6.isValid(made):
        made.close_as_locked()
        shiboken6.delete(made)


def opened(dialog: HandoverViewDialog, file: Path, words: str, qtbot) -> None:
    dialog.question.path.setText(str(file))
    dialog.question.passphrase.edit.setText(words)
    dialog.open_button.click()
    qtbot.waitUntil(
        lambda: dialog.looked is not None or bool(dialog.problem.label.text()), timeout=30_000
    )


def kinds(dialog: HandoverViewDialog) -> set[str]:
    model = dialog._model
    return {model.index(row, 1).data() for row in range(model.rowCount())}


def test_her_file_is_read_without_a_vault_under_a_banner(dialog, file, qtbot):
    opened(dialog, file, WORDS, qtbot)
    assert not dialog._session.is_unlocked
    assert dialog.banner.isVisible()
    assert dialog.banner.label.text().startswith("Read only: written")
    assert "Rhosyn" in dialog._title.text()
    log, review = ContactLogEntry.type_title(), AcctReview.type_title()
    assert {log, review} <= kinds(dialog)
    dialog.words.setText(review)
    assert kinds(dialog) == {review}
    assert len(dialog.text.toPlainText()) > 50


def test_nothing_in_it_can_be_changed_printed_or_kept(dialog, file, qtbot):
    opened(dialog, file, WORDS, qtbot)
    assert dialog.text.isReadOnly()
    fields = dialog.findChildren(QLineEdit) + dialog.findChildren(QPlainTextEdit)
    assert [one for one in fields if one.isVisible()] == [dialog.words]
    pressable = [one for one in dialog.findChildren(QAbstractButton) if one.isVisible()]
    assert [one for one in pressable if one.text()] == [dialog.close_button]


def test_nothing_of_it_is_written_to_the_disk(dialog, file, qtbot, tmp_path):
    before = {one for one in tmp_path.rglob("*") if one.is_file()}
    opened(dialog, file, WORDS, qtbot)
    assert {one for one in tmp_path.rglob("*") if one.is_file()} == before


def test_a_wrong_passphrase_shows_nothing(dialog, file, qtbot):
    opened(dialog, file, "six words that are not right", qtbot)
    assert dialog.problem.label.text() == WrongHandoverPassphrase().sentence
    assert dialog.looked is None
    assert dialog.open_button.isEnabled()


def test_left_alone_it_closes_and_forgets(dialog, file, qtbot, monkeypatch):
    opened(dialog, file, WORDS, qtbot)
    dialog.close_when_alone()
    assert dialog.isVisible()
    monkeypatch.setattr(dialog._session, "idle_seconds", lambda: 5 * 60.0)
    dialog.close_when_alone()
    assert not dialog.isVisible()
    assert dialog.looked is None
    assert dialog.text.toPlainText() == ""
    assert dialog._model.rowCount() == 0


def test_the_locked_window_offers_it(qtbot, tmp_path):
    page = UnlockPage(Session(Settings(vault_folder=str(tmp_path / "none"))), None)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.look_wanted):
        page.look.click()
    assert work.wait_for_all(5)
