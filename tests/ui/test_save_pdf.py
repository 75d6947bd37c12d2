"""Saving a print as a file: warned, with a reason, read back, and noted before and after."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pikepdf
import pytest
import shiboken6
from PySide6.QtCore import Qt

from tac_desktop.casework.audience import Audience, AudienceKind
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.work import Disclosure
from tac_desktop.packs.giving import Order, copies_for
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui.pdf_file import SaveOutcome, new_pdf_name, save_outside, save_pdf
from tac_desktop.ui.save_pdf_dialog import SavePdfDialog
from tests.handover.disks import FullDisk, LyingDisk, SmallDisk
from tests.packs.reading import Paper
from tests.ui.example import MOTHER, open_example
from tests.ui.paper import pdf_of

REASON = "Sent to the court by secure e-mail, as ordered."


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


@pytest.fixture
def dialog(session, qtbot):
    case_file = session.vault.case_file(MOTHER)
    meeting = next(one for one in case_file.of(Meeting) if one.type == "child_looked_after_review")
    order = Order(
        session.vault, "record", case_file, Audience(AudienceKind.COURT), record_id=meeting.id
    )
    made = SavePdfDialog(order, order.make(), copies_for(["The court office"])[0], None)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close_as_locked()
    shiboken6.delete(made)


def save(dialog, answers, qtbot, path: Path) -> None:
    answers.paths.append(path)
    dialog.reason.setPlainText(REASON)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(dialog.outcome.label.text()), timeout=20_000)


def notes(session, action: AuditAction) -> list[str]:
    return [one.detail for one in session.vault.journal() if one.action is action]


def test_without_a_reason_nothing_can_be_saved(dialog):
    assert not dialog.save_button.isEnabled()
    dialog.reason.setPlainText("because")
    assert not dialog.save_button.isEnabled()
    dialog.reason.setPlainText(REASON)
    assert dialog.save_button.isEnabled()


def test_encryption_is_offered_first_and_the_open_file_is_warned_of(dialog):
    assert dialog.encrypted.isChecked()
    assert dialog.warning.isHidden()
    dialog.unencrypted.setChecked(True)
    assert "Anyone who finds this file can read it" in dialog.warning.label.text()


def test_an_encrypted_file_opens_with_the_six_words_shown_once(
    dialog, session, answers, tmp_path, qtbot
):
    path = tmp_path / "given.pdf"
    save(dialog, answers, qtbot, path)
    words = dialog.passphrase._card.accessibleDescription()
    assert len(words.split()) == 6
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password=words) as opened:
        assert opened.encryption.R == 6
    assert words not in "".join(one.detail for one in session.vault.journal())


def test_the_window_stays_until_the_words_are_written_down(dialog, answers, tmp_path, qtbot):
    save(dialog, answers, qtbot, tmp_path / "given.pdf")
    assert not dialog.close_button.isEnabled()
    dialog.reject()
    assert dialog.isVisible()
    dialog.passphrase.tick.setChecked(True)
    dialog.close_button.click()
    assert not dialog.isVisible()
    assert dialog.passphrase._card.accessibleDescription() == ""


def test_the_covering_slip_is_printed_from_there_without_the_words(
    dialog, session, answers, tmp_path, qtbot
):
    assert dialog.slip_row.isHidden()
    save(dialog, answers, qtbot, tmp_path / "given.pdf")
    words = dialog.passphrase._card.accessibleDescription()
    dialog.slip_button.setFocus()
    qtbot.keyClick(dialog.slip_button, Qt.Key.Key_Space)
    assert dialog.slip.isVisible()
    text = " ".join(Paper(dialog.slip._pdf).text.split())
    assert "given.pdf" in text
    assert "The court office" in text
    assert "by telephone" in text
    assert words not in text
    dialog.slip.reject()


def test_a_file_without_protection_has_no_slip(dialog, answers, tmp_path, qtbot):
    dialog.unencrypted.setChecked(True)
    save(dialog, answers, qtbot, tmp_path / "given.pdf")
    assert dialog.slip_row.isHidden()


def test_a_saved_file_is_noted_and_disclosed(dialog, session, answers, tmp_path, qtbot):
    dialog.unencrypted.setChecked(True)
    path = tmp_path / "given.pdf"
    save(dialog, answers, qtbot, path)
    assert dialog.saved.succeeded
    with pikepdf.open(path) as opened:
        assert len(opened.pages) == dialog._built.pages
    (noted,) = notes(session, AuditAction.EXPORTED_PDF)
    assert "unencrypted file given.pdf" in noted
    assert REASON in noted
    assert f"left out: {len(dialog._built.left_out)}" in noted
    found = [one for one in session.vault.case_file(MOTHER).of(Disclosure) if one.basis == REASON]
    assert [one.form for one in found] == ["pdf_file"]


def test_a_folder_that_has_gone_is_said_and_noted(dialog, session, answers, tmp_path, qtbot):
    save(dialog, answers, qtbot, tmp_path / "stick" / "given.pdf")
    assert dialog.saved is None
    assert "not there any more" in dialog.outcome.label.text()
    assert "Nothing was saved" in dialog.outcome.label.text()
    assert "not there any more" in notes(session, AuditAction.REFUSED)[0]
    assert dialog.passphrase.isHidden()


def test_changing_her_mind_saves_nothing(dialog, session, answers):
    answers.paths.append(None)
    dialog.reason.setPlainText(REASON)
    dialog.save_button.click()
    assert dialog.saved is None
    assert notes(session, AuditAction.EXPORTED_PDF) == []


def test_locking_takes_the_passphrase_off_the_screen(dialog, answers, tmp_path, qtbot):
    save(dialog, answers, qtbot, tmp_path / "given.pdf")
    dialog.close_as_locked()
    assert not dialog.isVisible()
    assert dialog.passphrase._card.accessibleDescription() == ""


def test_a_name_gets_its_ending(tmp_path):
    result = save_pdf(tmp_path / "given", pdf_of(1), tmp_path / "Vault")
    assert result.path.name == "given.pdf"
    assert result.path.read_bytes() == pdf_of(1)


def test_nothing_is_saved_into_the_vault(tmp_path):
    (tmp_path / "Vault" / "prints").mkdir(parents=True)
    result = save_pdf(tmp_path / "Vault" / "prints" / "x.pdf", pdf_of(1), tmp_path / "Vault")
    assert result.outcome is SaveOutcome.IN_THE_VAULT
    assert list((tmp_path / "Vault" / "prints").iterdir()) == []


def test_what_reads_back_otherwise_is_not_called_saved(tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"of yesterday")
    disk = LyingDisk(lambda content: content[:-1])
    result = save_outside(tmp_path / "x.pdf", pdf_of(1), tmp_path / "Vault", ".pdf", disk)
    assert result.outcome is SaveOutcome.NOT_THE_SAME
    assert (tmp_path / "x.pdf").read_bytes() == b"of yesterday"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_of_the_name_is_replaced_only_by_a_whole_one(tmp_path):
    (tmp_path / "x.pdf").write_bytes(b"of yesterday")
    disk = FullDisk(500)
    result = save_outside(tmp_path / "x.pdf", pdf_of(1), tmp_path / "Vault", ".pdf", disk)
    assert result.outcome is SaveOutcome.FULL
    assert (tmp_path / "x.pdf").read_bytes() == b"of yesterday"
    assert save_pdf(tmp_path / "x.pdf", pdf_of(1), tmp_path / "Vault").succeeded
    assert [one.name for one in tmp_path.iterdir()] == ["x.pdf"]
    assert (tmp_path / "x.pdf").read_bytes() == pdf_of(1)


def test_too_little_room_is_said_before_anything_is_written(tmp_path):
    result = save_outside(tmp_path / "x.pdf", pdf_of(1), tmp_path / "V", ".pdf", SmallDisk(100))
    assert result.outcome is SaveOutcome.NEARLY_FULL
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        (errno.ENOSPC, SaveOutcome.FULL),
        (errno.EROFS, SaveOutcome.READ_ONLY),
        (errno.EIO, SaveOutcome.REMOVED),
    ],
)
def test_what_the_disk_says_has_its_own_sentence(tmp_path, monkeypatch, number, outcome):
    def refuse(*arguments, **more):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    result = save_pdf(tmp_path / "x.pdf", pdf_of(1), tmp_path / "Vault")
    assert result.outcome is outcome
    assert str(tmp_path) in result.sentence
    assert list(tmp_path.iterdir()) == []


def test_file_names_say_nothing():
    assert new_pdf_name() != new_pdf_name()
    assert new_pdf_name().startswith("print-20")
