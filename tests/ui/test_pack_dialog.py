"""The pack window: for whom, what is left out, stops, and nothing on paper without its note."""

from __future__ import annotations

import gc
import io
import weakref
from dataclasses import replace

import pikepdf
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tac_desktop.casework.acct import AcctReview
from tac_desktop.casework.audience import AudienceKind
from tac_desktop.casework.meetings import Meeting
from tac_desktop.casework.work import Disclosure
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui import printers, theme
from tac_desktop.ui.pack_dialog import PackDialog
from tests.ui.example import MOTHER, open_example
from tests.ui.paper import PrinterInAFolder, wait_for_pages

REASON = "Ordered by the court on 14 November."


@pytest.fixture
def session(tmp_path_factory, tmp_path):
    yield from open_example(tmp_path_factory, tmp_path)


def meeting(session, kind: str) -> Meeting:
    meetings = session.vault.case_file(MOTHER).of(Meeting)
    return next(one for one in meetings if one.type == kind)


def choose(qtbot, dialog: PackDialog, kind: AudienceKind) -> None:
    assert dialog.choose_reader(kind)
    wait_for_pages(qtbot, dialog)


def print_and_wait(qtbot, dialog: PackDialog) -> None:
    dialog.outcome.show_words("done", "")
    one_page_only(dialog)
    dialog.print_button.click()
    qtbot.waitUntil(lambda: bool(dialog.outcome.label.text()), timeout=20_000)


def notes(session, action: AuditAction) -> list[str]:
    return [one.detail for one in session.vault.journal() if one.action is action]


def disclosures(session) -> list[Disclosure]:
    return session.vault.case_file(MOTHER).of(Disclosure)


def one_page_only(dialog: PackDialog) -> None:
    """Drawing whole packs at 300 dots an inch is tried elsewhere."""
    dialog.printer.pages.setText("1")


def test_the_meeting_suggests_its_own_reader_first(opened, session):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    assert dialog.audience.kind is AudienceKind.MBU_BOARD
    dialog = opened(record_id=meeting(session, "acct_case_review").id)
    assert dialog.audience.kind is AudienceKind.PRISON
    review = meeting(session, "child_looked_after_review")
    dialog = opened(record_id=review.id)
    assert dialog.audience.kind is AudienceKind.LOCAL_AUTHORITY


def test_what_is_left_out_stands_beside_the_pages_with_its_reason(opened, session):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    count = len(dialog._built.left_out)
    assert count > 5
    assert str(count) in dialog.left_out.heading.text()
    groups = [dialog.left_out.tree.topLevelItem(n) for n in range(99)]
    shown = sum(group.childCount() for group in groups if group)
    assert shown == count
    assert str(count) in dialog.left_out.tree.accessibleName()
    assert dialog.left_out.tree.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_nothing_left_out_is_said(opened, session, qtbot):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    choose(qtbot, dialog, AudienceKind.TAC)
    assert dialog.left_out.heading.text() == "Nothing was left out"
    assert dialog.left_out.tree.isHidden()


def test_another_reader_gets_other_pages(opened, session, qtbot):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    board = dialog._built.pdf
    choose(qtbot, dialog, AudienceKind.PRISON)
    assert dialog._built.pdf != board
    readers = [note.split(": ")[1] for note in notes(session, AuditAction.PREVIEWED)]
    assert "Prison staff" in " ".join(readers)
    assert len(readers) == 2


def test_a_stop_does_not_take_the_keys_from_choosing_a_reader(opened, session, qtbot):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    dialog.activateWindow()
    dialog.reader.setFocus()
    choose(qtbot, dialog, AudienceKind.COMMUNITY)
    assert dialog.pages.stop_words
    assert dialog.reader.hasFocus()


def test_a_stop_comes_before_any_page_and_needs_a_reason(opened, session, office, qtbot):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    choose(qtbot, dialog, AudienceKind.COMMUNITY)
    assert "has not been asked" in dialog.pages.stop_words
    assert dialog.pages.preview.pages == 0
    assert not dialog.print_button.isEnabled()
    assert not dialog.save_button.isEnabled()
    dialog.pages.reason_field.setPlainText("x")
    dialog.pages.go_on_with_reason()
    assert dialog.pages.stop_words
    dialog.pages.reason_field.setPlainText(REASON)
    dialog.pages.go_on_with_reason()
    assert dialog.pages.preview.pages > 0
    print_and_wait(qtbot, dialog)
    assert REASON in notes(session, AuditAction.PRINTED)[0]
    assert any(one.basis == REASON for one in disclosures(session))


def test_a_reason_for_one_reader_is_none_for_the_next(opened, session, qtbot):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    choose(qtbot, dialog, AudienceKind.COMMUNITY)
    dialog.pages.reason_field.setPlainText(REASON)
    dialog.pages.go_on_with_reason()
    choose(qtbot, dialog, AudienceKind.MBU_BOARD)
    choose(qtbot, dialog, AudienceKind.COMMUNITY)
    assert dialog.pages.stop_words
    assert not dialog.may_give_out()


def test_three_copies_are_three_jobs_each_with_its_own_name(opened, session, office, qtbot):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    dialog.copies.set_count(3)
    dialog.copies._fields[2].setCurrentText("Governor Pryce")
    wait_for_pages(qtbot, dialog)
    assert dialog.print_button.text() == "Print 3 copies"
    assert "Copy 1 of 3" in dialog.pages.preview.text_of_page(1)
    print_and_wait(qtbot, dialog)
    assert "3 copies" in dialog.outcome.label.text()
    assert len(office.jobs) == 3
    noted = notes(session, AuditAction.PRINTED)
    assert len(noted) == 3
    assert "Copy 3 of 3 for Governor Pryce" in noted[0]
    assert "pages: 1" in noted[0]
    assert f"left out: {len(dialog._built.left_out)}" in noted[0]
    given = [one for one in disclosures(session) if one.copies == 3]
    assert [(one.form, one.pages) for one in given] == [("paper", 1)]
    assert "Governor Pryce" in given[0].to


def test_every_copy_says_whose_it_is_on_paper(opened, session, qtbot):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    dialog.copies.set_count(2)
    wait_for_pages(qtbot, dialog)
    order, copies = dialog._order, dialog.copies.copies()
    pdfs = order.make_for_paper(copies, lambda done, total, words: None)
    for number, pdf in enumerate(pdfs, start=1):
        with pikepdf.open(io.BytesIO(pdf)) as made:
            assert len(made.pages) == dialog._built.pages
        dialog.pages.preview.show_pdf(pdf, "")
        assert f"Copy {number} of 2" in dialog.pages.preview.text_of_page(1)


def test_a_refused_printer_is_never_called_printed(opened, session, office, qtbot, qtlog):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    before = disclosures(session)
    office.refuses_from_job = 1
    with qtlog.disabled():
        print_and_wait(qtbot, dialog)
    assert "did not take the job" in dialog.outcome.label.text()
    assert dialog.outcome.property("role") == "notice_danger"
    assert "did not take the job" in notes(session, AuditAction.REFUSED)[0]
    assert disclosures(session) == before


def test_a_printer_that_makes_files_cannot_be_used(opened, session, office):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    dialog.printer.printer.setCurrentIndex(1)
    assert "Save as PDF" in dialog.printer.notice.label.text()
    assert not dialog.print_button.isEnabled()


def test_without_a_printer_the_sentence_says_what_to_do(session, tmp_path, monkeypatch, qtbot):
    none = PrinterInAFolder(tmp_path)
    monkeypatch.setattr(printers, "this_computer", none)
    dialog = PackDialog(session, "meeting", MOTHER, meeting(session, "mbu_board").id, None)
    qtbot.addWidget(dialog)
    wait_for_pages(qtbot, dialog)
    assert not dialog.print_button.isEnabled()
    assert "No printer was found" in dialog.printer.notice.label.text()
    assert "keep it to print later" in dialog.printer.notice.label.text()
    none.printers.append(printers.Printer("Office"))
    dialog.printer.look_again.click()
    assert dialog.print_button.isEnabled()


def test_large_print_and_a_note_page_make_more_pages(opened, session, qtbot):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    ordinary = dialog._built.pages
    dialog.paper.note_page.setChecked(True)
    wait_for_pages(qtbot, dialog)
    assert dialog._built.pages == ordinary + 1
    dialog.paper.large_print.setChecked(True)
    wait_for_pages(qtbot, dialog)
    assert dialog._built.pages > ordinary + 1


def test_a_record_is_asked_for_where_none_was_chosen(opened, session, qtbot):
    dialog = opened("acct_contribution")
    assert not dialog.record_row.isHidden()
    reviews = {one.id for one in session.vault.case_file(MOTHER).of(AcctReview)}
    offered = {dialog.record.itemData(place) for place in range(dialog.record.count())}
    assert offered == reviews
    assert dialog._built.pages == 1
    assert dialog.paper.note_page.isHidden()


def test_what_cannot_be_made_of_this_file_says_why_and_offers_no_second_try(opened):
    dialog = opened("mbu_report")
    assert "Write it down in her file first" in dialog.pages.refusal
    assert not any(
        one.text() == "Try again" and one.isVisible() for one in dialog.findChildren(QPushButton)
    )
    assert dialog.left_out.words.text() == "No pages were made for this reader."


def test_a_page_that_names_nobody_is_not_made_for_the_mother(opened):
    dialog = opened("how_to_meet")
    assert dialog.audience.kind is AudienceKind.TAC
    assert dialog.paper.large_print.isEnabled()


def test_a_print_over_all_mothers_is_noted_in_the_file_of_none(opened):
    dialog = opened("cover_all")
    assert dialog._order.mother_id == ""
    assert dialog.paper.details.isHidden()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_column_of_choices_is_not_wider_than_its_room(opened, percent):
    theme.apply("light", percent)
    try:
        side = opened("meeting")._side
        assert side.minimumSizeHint().width() <= theme.scaled(300) - theme.space(3)
    finally:
        theme.apply("light", 100)


def test_a_blank_form_needs_no_reader(opened, session, office, qtbot):
    dialog = opened("blank:contact_log", mother_id="")
    assert dialog.reader_row.isHidden()
    assert dialog.left_out.isHidden()
    print_and_wait(qtbot, dialog)
    assert len(office.jobs) == 1


def test_locking_the_vault_closes_the_window_and_lets_go_of_the_pages(opened, session):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    session.lock()
    assert not dialog.isVisible()
    assert dialog.pages.preview.pages == 0
    assert dialog._built is None
    assert dialog._case_file is None


def test_no_page_of_it_is_left_on_the_disk(opened, session, office, tmp_path, qtbot):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    print_and_wait(qtbot, dialog)
    made = {path for path in tmp_path.rglob("*") if path.is_file()}
    outside = [one for one in made if "Example vault" not in one.parts and one not in office.jobs]
    assert outside == []


def test_a_closed_window_is_let_go_of(session, office, qtbot):
    dialog = PackDialog(session, "meeting", MOTHER, meeting(session, "mbu_board").id, None)
    dialog.show()
    wait_for_pages(qtbot, dialog)
    gone = weakref.ref(dialog)
    dialog.close()
    shiboken6.delete(dialog)
    del dialog

    def is_gone() -> bool:
        gc.collect()
        return gone() is None

    # What made the pages may still have its last event before it.
    qtbot.waitUntil(is_gone)
    session.lock()


def kept_by(dialog: PackDialog, session):
    dialog.keep_button.click()
    (kept,) = session.vault.prints.orders()
    return kept


def reopened(session, qtbot, kept) -> PackDialog:
    made = PackDialog(session, kept.pack, kept.mother_id, kept.record_id, None, kept=kept)
    qtbot.addWidget(made)
    wait_for_pages(qtbot, made)
    return made


def test_without_a_printer_it_can_wait_and_is_chosen_again_as_it_was(
    session, tmp_path, monkeypatch, qtbot
):
    monkeypatch.setattr(printers, "this_computer", PrinterInAFolder(tmp_path))
    record_id = meeting(session, "mbu_board").id
    dialog = PackDialog(session, "meeting", MOTHER, record_id, None)
    qtbot.addWidget(dialog)
    wait_for_pages(qtbot, dialog)
    choose(qtbot, dialog, AudienceKind.PRISON)
    dialog.copies.set_count(2)
    dialog.copies._fields[1].setCurrentText("Governor Pryce")
    dialog.paper.large_print.setChecked(True)
    dialog.printer.pages.setText("1")
    wait_for_pages(qtbot, dialog)
    kept = kept_by(dialog, session)
    assert "Today" in dialog.outcome.label.text()
    assert kept.by_name == session.vault.person.name
    assert notes(session, AuditAction.KEPT_TO_PRINT)
    office = PrinterInAFolder(tmp_path, "Office")
    monkeypatch.setattr(printers, "this_computer", office)
    again = reopened(session, qtbot, kept)
    assert "made anew" in again.again.label.text()
    assert again.audience.kind is AudienceKind.PRISON
    assert again.copies.copies()[1].whom == "Governor Pryce"
    assert again.paper.large_print.isChecked()
    again.print_button.click()
    qtbot.waitUntil(lambda: bool(again.outcome.label.text()), timeout=20_000)
    assert len(office.jobs) == 2
    assert session.vault.prints.orders() == []
    assert "printed" in notes(session, AuditAction.TAKEN_FROM_QUEUE)[0]


def test_what_was_kept_is_printed_from_what_is_true_then(session, office, qtbot, opened):
    board = meeting(session, "mbu_board")
    dialog = opened(record_id=board.id)
    choose(qtbot, dialog, AudienceKind.TAC)
    kept = kept_by(dialog, session)
    session.vault.save(board.changed(purpose="Whether Ffionŵen may come sooner"))
    again = reopened(session, qtbot, kept)
    pages = range(1, again.pages.preview.pages + 1)
    assert any("Ffionŵen" in again.pages.preview.text_of_page(n) for n in pages)


def test_a_reason_waits_with_its_stops_and_answers_no_others(session, office, qtbot, opened):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    choose(qtbot, dialog, AudienceKind.COMMUNITY)
    assert not dialog.keep_button.isEnabled()
    dialog.pages.reason_field.setPlainText(REASON)
    dialog.pages.go_on_with_reason()
    kept = kept_by(dialog, session)
    again = reopened(session, qtbot, kept)
    assert again.may_give_out()
    others = {**kept.content, "stops": ["Another reason against it."]}
    again = reopened(session, qtbot, replace(kept, content=others))
    assert again.pages.stop_words
    assert not again.may_give_out()


def test_half_of_what_was_kept_waits_on(session, office, qtbot, opened):
    dialog = opened(record_id=meeting(session, "mbu_board").id)
    dialog.copies.set_count(2)
    wait_for_pages(qtbot, dialog)
    kept = kept_by(dialog, session)
    again = reopened(session, qtbot, kept)
    print_and_wait(qtbot, again)
    assert session.vault.prints.orders() == [kept]


def test_her_blank_form_can_be_empty(opened, session, qtbot):
    dialog = opened("blank:contact_log")
    assert not dialog.paper.details.isHidden()
    name = session.vault.case_file(MOTHER).mother.last_name
    assert name.upper() in dialog.pages.preview.text_of_page(1).upper()
    dialog.paper.details.setChecked(False)
    wait_for_pages(qtbot, dialog)
    assert name.upper() not in dialog.pages.preview.text_of_page(1).upper()
