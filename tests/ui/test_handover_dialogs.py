"""Handing over and receiving: written and verified, shown before it is added, added once."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from tac_desktop.handover.errors import WrongHandoverPassphrase
from tac_desktop.handover.read import open_handover
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.keys import KeyCost
from tac_desktop.ui import handover_write, printers, work
from tac_desktop.ui.handover_read import HandoverReadDialog
from tac_desktop.ui.handover_write import HandoverWriteDialog
from tests.ui.example import MOTHER, open_example
from tests.ui.paper import PrinterInAFolder


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


def writing(session, shown) -> HandoverWriteDialog:
    return shown(HandoverWriteDialog(session, MOTHER, None, cost=KeyCost.for_tests()))


def fill_in(dialog: HandoverWriteDialog, folder: Path) -> None:
    dialog.recipient.setText("Bethan Rees, social worker")
    dialog.service.setText("Together a Chance (second site)")
    dialog.purpose.setText("Moved to another prison on 20 Nov 2026")
    dialog.authority.setText("DMF 2026/118")
    dialog.folder.setText(str(folder))


def write(dialog: HandoverWriteDialog, folder: Path, qtbot) -> None:
    fill_in(dialog, folder)
    dialog.write_button.click()
    qtbot.waitUntil(
        lambda: dialog.written is not None or bool(dialog.problem.label.text()), timeout=30_000
    )


def written_passphrase(dialog: HandoverWriteDialog) -> str:
    return dialog.result_page.passphrase._card.accessibleDescription()


def plan_of(dialog: HandoverReadDialog, path: Path, passphrase: str, qtbot) -> None:
    dialog.path.setText(str(path))
    dialog.passphrase.edit.setText(passphrase)
    dialog.open_button.click()
    qtbot.waitUntil(
        lambda: dialog.plan is not None or bool(dialog.problem.label.text()), timeout=30_000
    )


def words_on(widget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def table(widget) -> dict[str, list[str]]:
    return {
        widget.item(line, 0).text(): [
            widget.item(line, place).text() for place in range(1, widget.columnCount())
        ]
        for line in range(widget.rowCount())
    }


def notes(session, action: AuditAction) -> list[str]:
    return [one.detail for one in session.vault.journal() if one.action is action]


def test_what_is_inside_is_counted_and_the_rules_stand_above(session, shown, qtbot):
    dialog = writing(session, shown)
    qtbot.waitUntil(lambda: dialog.counts.rowCount() > 5)
    entries = session.vault.entries("contact_log", MOTHER)
    assert str(len(entries)) in [cells[0] for cells in table(dialog.counts).values()]
    assert "Prison Act 1952" in words_on(dialog)


def test_open_questions_are_shown_at_their_place_and_nothing_is_written(session, shown, stick):
    dialog = writing(session, shown)
    dialog.write_button.click()
    for row in (
        dialog.form.rows["recipient"],
        dialog.form.rows["purpose"],
        dialog.form.rows["authority"],
    ):
        assert row.error.text()
    assert not dialog.form.rows["recipient_service"].error.text()
    assert dialog.form.rows["folder"].error.text()
    assert list(stick.iterdir()) == []


def test_a_written_handover_is_shown_only_after_it_opened(session, shown, stick, qtbot):
    dialog = writing(session, shown)
    write(dialog, stick, qtbot)
    (file,) = stick.iterdir()
    assert open_handover(file, written_passphrase(dialog)).manifest.mother_id == MOTHER
    seen = words_on(dialog.result_page)
    assert file.name in seen
    assert dialog.written.fingerprint.in_words in seen
    assert "Averley" not in file.name
    assert notes(session, AuditAction.HANDOVER_WRITTEN)


def test_the_window_stays_until_the_words_are_written_down(session, shown, stick, qtbot):
    dialog = writing(session, shown)
    write(dialog, stick, qtbot)
    assert len(written_passphrase(dialog).split()) == 6
    assert not dialog.close_button.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    dialog.result_page.passphrase.tick.setChecked(True)
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert written_passphrase(dialog) == ""


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "no room left"), (errno.EROFS, "write-protected"), (errno.EIO, "taken out")],
)
def test_what_the_stick_says_has_its_own_sentence(
    session, shown, stick, qtbot, monkeypatch, number, words
):
    dialog = writing(session, shown)

    def refuse(self, file) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("tac_desktop.handover.disk.Disk.make_durable", refuse)
    write(dialog, stick, qtbot)
    assert words in dialog.problem.label.text()
    assert dialog.written is None
    assert dialog.write_button.isEnabled()
    assert list(stick.iterdir()) == []
    assert notes(session, AuditAction.REFUSED)


def test_a_folder_that_is_not_there_has_its_own_sentence(session, shown, tmp_path, qtbot):
    dialog = writing(session, shown)
    dialog.folder.setText(str(tmp_path / "no stick"))
    dialog.write_now()
    assert "cannot be found" in dialog.place.state.label.text()
    assert "another place" in dialog.form.rows["folder"].error.text()
    assert dialog.written is None and dialog.write_button.isEnabled()


def test_the_slip_is_printed_without_the_passphrase(
    session, shown, stick, qtbot, tmp_path, monkeypatch
):
    office = PrinterInAFolder(tmp_path, "Office")
    monkeypatch.setattr(printers, "this_computer", office)
    dialog = writing(session, shown)
    write(dialog, stick, qtbot)
    dialog.result_page.slip_button.click()
    slip = dialog.result_page.slip
    text = "".join(slip.preview.text_of_page(n) for n in range(1, slip.preview.pages + 1))
    assert "DMF 2026/118" in text
    assert stick.iterdir().__next__().name in text
    for word in written_passphrase(dialog).split():
        assert f" {word} " not in text
    slip.print_button.click()
    qtbot.waitUntil(lambda: slip.result_of_printing is not None, timeout=20_000)
    assert slip.result_of_printing.succeeded
    assert "Covering slip" in notes(session, AuditAction.PRINTED)[0]


def test_a_second_vault_sees_what_it_would_get_and_gets_it(session, second, shown, stick, qtbot):
    writer = writing(session, shown)
    write(writer, stick, qtbot)
    (file,) = stick.iterdir()
    reader = shown(HandoverReadDialog(second, None))
    plan_of(reader, file, written_passphrase(writer).upper(), qtbot)
    assert "no file here yet" in reader.plan_words.label.text()
    assert second.vault.entry(MOTHER) is None
    entries = session.vault.entries("contact_log", MOTHER)
    planned = table(reader.lines)
    assert [str(len(entries)), "–", "–", "–"] in planned.values()
    assert "DMF 2026/118" in words_on(reader)
    told = []
    second.changed.connect(told.append)
    reader.add_button.click()
    qtbot.waitUntil(lambda: reader.taken is not None, timeout=30_000)
    assert "records were added" in reader.outcome.label.text()
    assert MOTHER in told
    here = {one.record.id for one in second.vault.entries("contact_log", MOTHER)}
    assert here == {one.record.id for one in entries}
    for one in entries:
        theirs = [(r.at, r.reason) for r in session.vault.history(one.record.id)]
        assert [(r.at, r.reason) for r in second.vault.history(one.record.id)] == theirs
    assert notes(second, AuditAction.HANDOVER_READ)
    wanted = []
    reader.file_wanted.connect(wanted.append)
    reader.show_button.click()
    assert wanted == [MOTHER]


def test_reading_it_twice_says_that_nothing_is_new(session, second, shown, stick, qtbot):
    writer = writing(session, shown)
    write(writer, stick, qtbot)
    (file,) = stick.iterdir()
    words = written_passphrase(writer)
    first = shown(HandoverReadDialog(second, None))
    plan_of(first, file, words, qtbot)
    first.add_button.click()
    qtbot.waitUntil(lambda: first.taken is not None, timeout=30_000)
    head = second.vault.journal_reference()
    again = shown(HandoverReadDialog(second, None))
    plan_of(again, file, words, qtbot)
    assert "nothing to add" in again.plan_words.label.text()
    assert again.add_button.isHidden()
    assert second.vault.journal_reference() == head


def test_a_wrong_passphrase_is_told_apart_and_changes_nothing(session, second, shown, stick, qtbot):
    writer = writing(session, shown)
    write(writer, stick, qtbot)
    (file,) = stick.iterdir()
    reader = shown(HandoverReadDialog(second, None))
    plan_of(reader, file, "six words that are not right", qtbot)
    assert reader.problem.label.text() == WrongHandoverPassphrase().sentence
    assert reader.plan is None
    assert reader.open_button.isEnabled()
    assert second.vault.entry(MOTHER) is None


def test_a_damaged_file_has_its_own_sentence(session, second, shown, stick, qtbot):
    writer = writing(session, shown)
    write(writer, stick, qtbot)
    (file,) = stick.iterdir()
    content = bytearray(file.read_bytes())
    content[-100] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)
    reader = shown(HandoverReadDialog(second, None))
    plan_of(reader, file, written_passphrase(writer), qtbot)
    assert "damaged" in reader.problem.label.text()
    assert "not a wrong passphrase" in reader.problem.label.text()


def test_a_record_changed_in_both_places_is_shown_as_a_conflict(
    session, second, shown, stick, qtbot
):
    writer = writing(session, shown)
    write(writer, stick, qtbot)
    (file,) = stick.iterdir()
    second.vault.merge(session.vault.revisions(MOTHER), source="by hand")
    entry = session.vault.entries("contact_log", MOTHER)[0].record
    session.vault.save(entry.model_copy(update={"text": "Changed here."}), reason="correction")
    second.vault.save(entry.model_copy(update={"text": "Changed there."}), reason="correction")
    (stick / file.name).unlink()
    again = writing(session, shown)
    write(again, stick, qtbot)
    (file,) = stick.iterdir()
    reader = shown(HandoverReadDialog(second, None))
    plan_of(reader, file, written_passphrase(again), qtbot)
    rows = table(reader.lines)
    assert "1" in [cells[3] for cells in rows.values()]
    assert "Both versions are kept" in reader.forks.label.text()


def test_locking_takes_passphrase_and_plan_off_the_screen(session, second, shown, stick, qtbot):
    writer = writing(session, shown)
    write(writer, stick, qtbot)
    (file,) = stick.iterdir()
    reader = shown(HandoverReadDialog(second, None))
    plan_of(reader, file, written_passphrase(writer), qtbot)
    second.lock()
    assert not reader.isVisible()
    assert reader.plan is None
    session.lock()
    assert not writer.isVisible()
    assert written_passphrase(writer) == ""
    assert writer.written is None


def test_stopping_while_it_is_written_leaves_nothing_and_says_so(
    session, shown, stick, qtbot, monkeypatch
):
    dialog = writing(session, shown)
    fill_in(dialog, stick)
    whole = handover_write.write_handover

    def slowly(*what, progress, **how):
        def stopped_by_her(done, total, words):
            go_on.wait(5)
            progress(done, total, words)

        return whole(*what, progress=stopped_by_her, **how)

    go_on = threading.Event()
    monkeypatch.setattr(handover_write, "write_handover", slowly)
    dialog.write_button.click()
    qtbot.waitUntil(work.is_running)
    work.cancel_all()
    go_on.set()
    qtbot.waitUntil(lambda: bool(dialog.problem.label.text()), timeout=30_000)
    assert "no handover from this try" in dialog.problem.label.text()
    assert list(stick.iterdir()) == []
    assert dialog.write_button.isEnabled()
    assert not notes(session, AuditAction.HANDOVER_WRITTEN)


def test_a_file_whose_end_is_missing_is_told_and_adds_nothing(session, second, shown, stick, qtbot):
    dialog = writing(session, shown)
    write(dialog, stick, qtbot)
    path = dialog.written.path
    passphrase = dialog.written.passphrase
    path.write_bytes(path.read_bytes()[:-200])
    before = second.vault.journal_reference()
    reader = shown(HandoverReadDialog(second, None))
    plan_of(reader, path, passphrase, qtbot)
    assert "end of this file is missing" in reader.problem.label.text()
    assert reader.plan is None
    assert second.vault.journal_reference() == before
