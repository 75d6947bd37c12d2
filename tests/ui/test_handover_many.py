"""Several files handed over from the window: ticked by keyboard, one passphrase, one slip."""

from __future__ import annotations

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tac_desktop.casework.episode import Case
from tac_desktop.casework.people import Person
from tac_desktop.handover.read import open_handover
from tac_desktop.handover.sent import sent_handovers
from tac_desktop.storage.keys import KeyCost
from tac_desktop.ui.handover_many import HandoverManyDialog
from tests.packs.reading import Paper
from tests.ui.example import MOTHER, open_example

OTHER = "0198c0de-0000-7000-8000-0000000000f1"


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    for session in open_example(tmp_path_factory, tmp_path):
        other = Person(id=OTHER, mother_id=OTHER, kind="mother", first_names="Betsan")
        session.vault.save_all([other, Case(mother_id=OTHER, episode=1, status="open")])
        yield session


@pytest.fixture
def dialog(session, qtbot):
    made = HandoverManyDialog(session, None, cost=KeyCost.for_tests())
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.write_button.isEnabled, timeout=20_000)
    yield made
    if shiboken6.isValid(made):
        made.close_as_locked()
        shiboken6.delete(made)


def fill_in(dialog: HandoverManyDialog, folder: Path) -> None:
    dialog.form.recipient.setText("Bethan Rees, social worker")
    dialog.form.purpose.setText("Leaving the post on 30 Nov 2026")
    dialog.form.authority.setText("DMF 2026/130")
    dialog.form.folder.setText(str(folder))


def words_on(widget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_open_cases_are_ticked_and_the_space_bar_changes_that(dialog, qtbot):
    assert set(dialog.ticked) == {MOTHER, OTHER}
    assert "2" in dialog.write_button.text()
    qtbot.waitUntil(dialog.table.hasFocus)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert len(dialog.ticked) == 1
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.ticked == []
    assert dialog.none_ticked.isVisible()
    dialog.write_button.click()
    assert dialog.done_with is None


def test_who_did_not_agree_is_named_and_a_reason_is_asked(dialog, tmp_path):
    fill_in(dialog, tmp_path)
    assert "Betsan" in dialog.consent.label.text()
    dialog.write_button.click()
    assert "why it goes nevertheless" in words_on(dialog)
    assert not list(tmp_path.glob("*.tac"))


def test_written_with_one_passphrase_listed_and_on_one_slip(dialog, session, tmp_path, qtbot):
    folder = tmp_path / "stick"
    folder.mkdir()
    fill_in(dialog, folder)
    dialog.reason.setText("She was told on 20 Nov 2026")
    dialog.write_button.click()
    qtbot.waitUntil(lambda: dialog.done_with is not None, timeout=30_000)
    found = dialog.done_with
    assert set(found.written) == {MOTHER, OTHER}
    assert not dialog.close_button.isEnabled()
    shown = words_on(dialog.result_page)
    for one in found.written.values():
        assert one.fingerprint.in_words in shown
        open_handover(one.path, found.passphrase)
    sent = [one.disclosure for one in sent_handovers(session.vault)]
    bases = {one.mother_id: one.basis for one in sent}
    assert "She was told" in bases[OTHER]
    dialog.result_page.print_slip()
    slip = dialog.result_page.slip
    text = Paper(slip._pdf).text
    for one in found.written.values():
        assert one.path.name in text
    assert found.passphrase.split()[0] not in text
    assert "Betsan" not in text
    slip.close_as_locked()
    dialog.result_page.passphrase.tick.click()
    assert dialog.close_button.isEnabled()
