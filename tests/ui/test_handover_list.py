"""A handover's way back on the screen: check words first, a receipt, the stick wiped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tac_desktop.handover.manifest import HandoverDetails
from tac_desktop.handover.read import open_handover, take_in
from tac_desktop.handover.sent import HandoverState, sent_handovers
from tac_desktop.handover.write import Written, write_handover
from tac_desktop.storage.journal import AuditAction
from tac_desktop.storage.keys import KeyCost
from tac_desktop.ui.handover_list import HandoverListDialog
from tac_desktop.ui.handover_read import HandoverReadDialog
from tests.ui.example import MOTHER, open_example

WORDS = "copper walnut drizzle saddle umbrella fifteen"
COST = KeyCost.for_tests()


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


@pytest.fixture
def handed_over(session, tmp_path) -> Written:
    stick = tmp_path / "stick"
    stick.mkdir()
    details = HandoverDetails("Bethan Rees", "Moved to another prison", "DMF 2026/118")
    return write_handover(session.vault, MOTHER, stick, details, WORDS, cost=COST)


def chosen_file(dialog: HandoverReadDialog, path: Path, answers, qtbot) -> None:
    answers.paths.append(path)
    dialog.question.choose_file()
    qtbot.waitUntil(lambda: bool(dialog.check_words.notice.label.text()), timeout=10_000)


def opened(dialog: HandoverReadDialog, qtbot) -> None:
    dialog.passphrase.edit.setText(WORDS)
    dialog.open_button.click()
    qtbot.waitUntil(
        lambda: dialog.plan is not None or bool(dialog.problem.label.text()), timeout=30_000
    )


def read_in(dialog: HandoverReadDialog, qtbot) -> None:
    opened(dialog, qtbot)
    dialog.add_button.click()
    qtbot.waitUntil(lambda: dialog.taken is not None, timeout=30_000)


def notes(session, action: AuditAction) -> list[str]:
    return [one.detail for one in session.vault.journal() if one.action is action]


def test_the_check_words_stand_there_before_the_passphrase_is_typed(
    second, shown, handed_over, answers, qtbot
):
    dialog = shown(HandoverReadDialog(second, None))
    chosen_file(dialog, handed_over.path, answers, qtbot)
    said = dialog.check_words.notice.label.text()
    assert handed_over.fingerprint.in_words in said
    assert "If one differs, do not open it" in said
    assert not dialog.passphrase.text


def test_a_file_that_is_no_handover_is_told_before_a_passphrase_is_asked(
    second, shown, tmp_path, answers, qtbot
):
    path = tmp_path / "letter.tac"
    path.write_bytes(b"Dear all")
    dialog = shown(HandoverReadDialog(second, None))
    chosen_file(dialog, path, answers, qtbot)
    assert "not a handover" in dialog.check_words.notice.label.text()


def test_a_file_exchanged_after_its_words_were_read_out_is_not_opened(
    session, second, shown, handed_over, answers, qtbot
):
    dialog = shown(HandoverReadDialog(second, None))
    chosen_file(dialog, handed_over.path, answers, qtbot)
    other = write_handover(
        session.vault, MOTHER, handed_over.path.parent, handed_over.manifest.details, WORDS,
        cost=COST,
    )  # fmt: skip
    handed_over.path.write_bytes(other.path.read_bytes())
    opened(dialog, qtbot)
    assert dialog.plan is None
    assert "exchanged" in dialog.problem.label.text()


def test_the_receipt_is_read_out_saved_and_taken_by_the_sender(
    session, second, shown, handed_over, answers, tmp_path, qtbot
):
    reader = shown(HandoverReadDialog(second, None))
    chosen_file(reader, handed_over.path, answers, qtbot)
    read_in(reader, qtbot)
    assert len(reader.receipt.words.split(" · ")) == 4
    answers.paths.append(tmp_path / "stick" / "receipt-back")
    reader.receipt.save_button.click()
    assert "receipt-back.txt" in reader.receipt.outcome.label.text()
    reader.reject()

    listed = shown(HandoverListDialog(session, None))
    assert listed.chosen.state is HandoverState.WRITTEN
    answers.paths.append(tmp_path / "stick" / "receipt-back.txt")

    listed.receipt.file_button.click()
    assert "Received on" in listed.outcome.label.text()
    assert listed.chosen.disclosure.received_by == "Bethan Rees"
    assert not listed.receipt.isVisible()
    assert notes(session, AuditAction.RECEIPT_CAME_BACK)


def test_the_four_words_are_typed_in_as_they_are_heard(session, second, shown, handed_over):
    found = open_handover(handed_over.path, WORDS)
    take_in(second.vault, found)
    words = found.contents.words_on(second.today())
    listed = shown(HandoverListDialog(session, None))
    listed.receipt.words.setText(", ".join(words))
    listed.receipt.by.setText("Bethan Rees by telephone")
    listed.receipt.check_button.click()
    assert listed.chosen.state is HandoverState.RECEIVED
    assert listed.chosen.disclosure.received_by == "Bethan Rees by telephone"
    assert "Received on" in listed.outcome.label.text()


def test_wrong_words_are_refused_with_what_to_do(session, shown, handed_over):
    listed = shown(HandoverListDialog(session, None))
    listed.receipt.check_button.click()
    assert "four words" in listed.receipt._words_row.error.text()
    listed.receipt.words.setText("these are not right")
    listed.receipt.check_button.click()
    assert "not the receipt of this handover" in listed.outcome.label.text()
    assert listed.chosen.state is HandoverState.WRITTEN
    assert "Receipt for a handover" in notes(session, AuditAction.REFUSED)[0]


def test_what_was_read_in_already_still_gives_a_receipt(second, shown, handed_over, answers, qtbot):
    take_in(second.vault, open_handover(handed_over.path, WORDS))
    reader = shown(HandoverReadDialog(second, None))
    chosen_file(reader, handed_over.path, answers, qtbot)
    opened(reader, qtbot)
    assert not reader.add_button.isVisible()
    reader.receipt_button.click()
    assert len(reader.receipt.words.split(" · ")) == 4
    reader.receipt.print_button.click()
    assert reader.receipt.slip.preview.pages == 1
    reader.receipt.slip.close_as_locked()


def test_one_click_notes_that_the_stick_was_wiped_and_another_takes_it_back(
    session, shown, handed_over
):
    listed = shown(HandoverListDialog(session, None))
    listed.wiped.button.click()
    (sent,) = [one for one in sent_handovers(session.vault) if one.disclosure.file_name]
    assert sent.disclosure.wiped_on == session.today()
    assert sent.disclosure.wiped_by == session.vault.person.name
    assert "Stick wiped" in [
        listed._model.index(row, 1).data() for row in range(listed._model.rowCount())
    ]
    assert not listed.wiped.button.isVisible()
    listed.wiped.undo.click()
    assert listed.chosen.state is HandoverState.WRITTEN
    assert listed.wiped.button.isVisible()


def test_a_day_to_come_is_refused(session, shown, handed_over):
    listed = shown(HandoverListDialog(session, None))
    listed.wiped.day.setText("31 Dec 2199")
    listed.wiped.button.click()
    assert "has not come yet" in listed.wiped._day_row.error.text()
    assert listed.chosen.state is HandoverState.WRITTEN


def test_without_handovers_it_says_how_one_is_written(second, shown):
    listed = shown(HandoverListDialog(second, None))
    assert listed._empty.isVisible()
    assert not listed.receipt.isVisible()
    assert not listed.wiped.isVisible()
