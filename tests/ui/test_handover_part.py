"""A part of a file for one reader, from the window: asked, written, looked at, never added."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.training_pictures import paper_pdf
from tac_desktop.casework.work import Document
from tac_desktop.handover.read import open_handover
from tac_desktop.handover.sent import sent_handovers
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.keys import KeyCost
from tac_desktop.ui.handover_read import HandoverReadDialog
from tac_desktop.ui.handover_view import HandoverViewDialog
from tac_desktop.ui.handover_write import HandoverWriteDialog
from tests.ui.example import MOTHER, open_example

SCAN = paper_pdf("Order", ["Everything in it is invented."])


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    for session in open_example(tmp_path_factory, tmp_path):
        child = session.vault.case_file(MOTHER).children[0]
        document = Document(mother_id=MOTHER, title="Care plan, page one", child_ids=[child.id])
        session.vault.attachments.attach(document, SCAN)
        yield session


@pytest.fixture
def writer(session, shown) -> HandoverWriteDialog:
    return shown(HandoverWriteDialog(session, MOTHER, None, cost=KeyCost.for_tests()))


def choose_court(writer: HandoverWriteDialog, qtbot) -> None:
    """By keyboard: the box has the focus, and letters choose."""
    writer.activateWindow()
    qtbot.waitUntil(writer.for_whom.reader.hasFocus)
    qtbot.keyClicks(writer.for_whom.reader, "court")
    assert writer.for_whom.audience is not None
    assert writer.for_whom.audience.kind is AudienceKind.COURT
    qtbot.waitUntil(lambda: writer.for_whom.part is not None, timeout=20_000)


def fill_in(writer: HandoverWriteDialog, stick: Path) -> None:
    writer.recipient.setText("Olu Example, solicitor")
    writer.purpose.setText("Hearing on 3 Dec 2026")
    writer.authority.setText("DMF 2026/119")
    writer.folder.setText(str(stick))


def write(writer: HandoverWriteDialog, qtbot) -> None:
    writer.write_button.click()
    qtbot.waitUntil(
        lambda: writer.written is not None or bool(writer.problem.label.text()), timeout=30_000
    )


def words_on(widget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_choosing_a_reader_shows_what_is_left_out_and_what_stands_against_it(writer, qtbot):
    qtbot.waitUntil(lambda: writer.counts.rowCount() > 0)
    whole = writer.counts.rowCount()
    choose_court(writer, qtbot)
    part = writer.for_whom.part
    assert part.left_out
    assert str(len(part.left_out)) in writer.for_whom.left_out.heading.text()
    assert not writer.for_whom.consent.isVisible()
    assert "court" in writer.for_whom.stops.label.text().lower()
    assert 0 < writer.counts.rowCount() < whole
    qtbot.keyClick(writer.for_whom.reader, Qt.Key.Key_Home)
    assert writer.for_whom.audience is None
    assert writer.for_whom.consent.isVisible()
    qtbot.waitUntil(lambda: writer.counts.rowCount() == whole)


def test_a_stop_is_answered_with_a_reason_before_anything_is_written(writer, stick, qtbot):
    choose_court(writer, qtbot)
    fill_in(writer, stick)
    write_refused = writer.write_button
    write_refused.click()
    assert list(stick.iterdir()) == []
    assert "why it goes nevertheless" in words_on(writer.for_whom)
    assert writer.for_whom.reason.hasFocus()


def test_written_for_the_court_with_a_chosen_scan_and_looked_at(
    session, writer, stick, shown, qtbot
):
    choose_court(writer, qtbot)
    fill_in(writer, stick)
    qtbot.keyClicks(writer.for_whom.reason, "The court ordered it on 20 Nov 2026")
    box = next(one for one in writer.for_whom._files.values() if "page one" in one.text())
    assert not box.isChecked()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    write(writer, qtbot)
    assert writer.written is not None, writer.problem.label.text()
    assert "A part, made for" in words_on(writer.result_page)
    (sent,) = [one for one in sent_handovers(session.vault) if one.disclosure.left_out]
    assert "The court ordered it" in sent.disclosure.basis
    (noted,) = [
        one for one in session.vault.journal() if one.action is AuditAction.HANDOVER_WRITTEN
    ]
    assert "The court ordered it" in noted.detail

    passphrase, path = writer.written.passphrase, writer.written.path
    opened = open_handover(path, passphrase)
    assert list(opened.files.values()) == [SCAN]
    reader = shown(HandoverReadDialog(session, None))
    wanted = []
    reader.look_wanted.connect(wanted.append)
    reader.path.setText(str(path))
    reader.passphrase.edit.setText(passphrase)
    reader.open_button.click()
    qtbot.waitUntil(reader.look_button.isVisible, timeout=30_000)
    assert "not added to a vault" in reader.problem.label.text()
    assert not reader.add_button.isVisible()
    reader.look_button.click()
    viewer = shown(HandoverViewDialog(session, None))
    viewer.show_opened(wanted[0])
    assert "part of her file" in viewer.banner.label.text()
    assert "Receipt words" in viewer.receipt.label.text()
    see_the_scan(viewer, qtbot)


def see_the_scan(viewer: HandoverViewDialog, qtbot) -> None:
    assert not viewer.file_button.isVisible()
    viewer.words.setText("Care plan, page one")
    assert viewer.file_button.isVisible()
    viewer.file_button.setFocus()
    qtbot.keyClick(viewer.file_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: viewer.document is not None, timeout=30_000)
    view = viewer.document
    assert view is not None
    assert view.isVisible()
    assert view.canvas.count == 1
    assert not view.print_button.isVisible()
    assert not view.export_button.isVisible()
    asked = []
    view.print_wanted.connect(asked.append)
    qtbot.keyClick(view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert view.isVisible()
    assert asked == []
    viewer.close_as_locked()
    assert viewer.document is None
    assert not view.isVisible()


def test_what_changed_meanwhile_is_asked_again(session, writer, stick, qtbot):
    choose_court(writer, qtbot)
    fill_in(writer, stick)
    writer.for_whom.reason.setText("The court ordered it")
    wanted = writer.for_whom.wanted()
    writer.for_whom.wanted = lambda: replace(wanted, stops=("Something else.",))
    write(writer, qtbot)
    assert "changed meanwhile" in writer.problem.label.text()
    assert list(stick.iterdir()) == []
