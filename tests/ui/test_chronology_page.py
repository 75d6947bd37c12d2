"""The chronology on the screen: ticks by keyboard, folding, a table saved with a warning, and all
notes read through."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tac_desktop.casework.audience_kinds import AudienceKind
from tac_desktop.casework.chronology import chronology
from tac_desktop.casework.contact_log import ContactLogEntry
from tac_desktop.casework.work import ChronologyEvent, Disclosure
from tac_desktop.storage.journal import AuditAction
from tac_desktop.ui import work
from tac_desktop.ui.mother_file import MotherFile
from tac_desktop.ui.pack_dialog import PackDialog
from tac_desktop.ui.pages.chronology_page import ChronologyPage
from tac_desktop.ui.pages.log_page import LogPage
from tac_desktop.ui.pages.places import CHRONOLOGY, LOG
from tac_desktop.ui.save_table_dialog import SaveTableDialog
from tac_desktop.ui.session import Session
from tests.ui.conftest import Answers
from tests.ui.example import MOTHER


@pytest.fixture
def page(file: MotherFile) -> ChronologyPage:
    file.show_page(CHRONOLOGY)
    assert isinstance(file.page, ChronologyPage)
    return file.page


def row_with(page: ChronologyPage, text: str) -> int:
    model = page.model
    return next(row for row in range(model.rowCount()) if text in model.index(row, 2).data())


def boxes(page: ChronologyPage) -> list[Qt.CheckState]:
    role = Qt.ItemDataRole.CheckStateRole
    return [page.model.index(row, 0).data(role) for row in range(page.model.rowCount())]


def test_space_takes_a_line_of_the_full_log_in_and_out(page: ChronologyPage):
    before = len(chronology(page.file))
    page.everything.click()
    row = row_with(page, "Interim care order: Callum")
    page.table.selectRow(row)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert len(chronology(page.file)) == before + 1
    assert page.table.currentIndex().row() == row and page.table.hasFocus()
    event = page.file.get(ChronologyEvent, page.chosen)
    assert event is not None and event.date == "2026-08-20" and event.from_record_id
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert len(chronology(page.file)) == before
    page.one_click.undo_button.click()
    assert len(chronology(page.file)) == before + 1


def test_a_note_is_ticked_in_the_log_itself(page: ChronologyPage):
    page.everything.click()
    row = row_with(page, "Prepared for the Board")
    page.model.setData(
        page.model.index(row, 0), Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole
    )
    entry = page.file.get(ContactLogEntry, page.model.record_id(row))
    assert entry is not None and entry.significant and entry.chronology
    page.one_click.undo_button.click()
    assert not page.file.get(ContactLogEntry, entry.id).significant


def test_the_full_log_shows_the_record_behind_each_line(page: ChronologyPage):
    page.everything.click()
    page.table.selectRow(row_with(page, "Back from hospital"))
    assert "Movements" in page.reading.text.toPlainText()


def test_lines_are_narrowed_by_child_and_kind_and_old_ones_folded(page: ChronologyPage):
    everything = page.model.rowCount()
    theo = next(child for child in page.file.children if child.first_names == "Theo")
    page.choice.children_boxes[theo.id].click()
    texts = [page.model.index(row, 2).data() for row in range(page.model.rowCount())]
    assert "Theo born" in texts and "Callum born" not in texts and len(texts) < everything
    page.choice.children_boxes[theo.id].click()
    page.choice.fold.choose("12")
    page.choice.changed.emit()
    assert "Callum born" not in [page.model.index(r, 2).data() for r in range(everything - 6)]
    assert page.before.text().startswith("Before 16 Nov 2025, not listed here: 6 events")
    assert set(boxes(page)) == {Qt.CheckState.Checked}


def test_the_table_is_for_one_reader_warned_noted_and_disclosed(
    example: Session, qtbot, answers: Answers, tmp_path: Path
):
    dialog = PackDialog(example, "chronology", MOTHER, "", None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.choose_reader(AudienceKind.MOTHER)
    qtbot.waitUntil(lambda: dialog.is_at_rest and dialog.may_give_out(), timeout=20_000)
    dialog.table_button.click()
    saving = dialog.saving
    assert isinstance(saving, SaveTableDialog) and not saving.save_button.isEnabled()
    saving.reason.setPlainText("For the safeguarding team, who keep a table")
    path = tmp_path / "out"
    answers.paths = [path]
    saving.save_button.click()
    assert work.wait_for_all(20)
    qtbot.waitUntil(lambda: saving.saved is not None, timeout=10_000)

    rows = list(csv.reader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"))))
    assert rows[0] == ["Date", "Ages", "Event", "Source", "What it meant"]
    words = " ".join(" ".join(row) for row in rows)
    assert "Callum born" in words and "his adoptive family" not in words
    noted = [one for one in example.vault.journal() if one.action is AuditAction.EXPORTED_TABLE]
    assert len(noted) == 1 and "safeguarding team" in noted[0].detail
    given = example.vault.case_file(MOTHER).of(Disclosure)
    assert given[-1].form == "table_file" and "as a table" in given[-1].what
    saving.close_button.click()


def test_all_notes_are_read_through_narrowed_and_attempts_folded(
    file: MotherFile, example: Session
):
    for day in (3, 4):
        example.vault.save(
            ContactLogEntry(mother_id=MOTHER, date=dt.date(2026, 11, day), channel="phone",
                            contact_made=False, text=f"Rang in vain, try {day}")
        )  # fmt: skip
    file.reload()
    file.show_page(LOG)
    log = file.page
    assert isinstance(log, LogPage)
    log.read_all_button.click()
    reading = log.running
    text = reading.text.toPlainText()
    assert "Looked-after review" in text and "Supervision" in text
    assert "2 attempts, 3 Nov 2026 to 4 Nov 2026: nobody was reached." in text
    assert "try 3" not in text and "reached nobody: 4" in reading.count.text()
    reading.each_attempt.click()
    assert "try 3" in reading.text.toPlainText()
    reading.choice.kind.choose("meeting")
    reading.choice.changed.emit()
    text = reading.text.toPlainText()
    assert "Looked-after review" in text and "Supervision" not in text
    wanted: list[tuple[str, str]] = []
    log.pack_wanted.connect(lambda name, record: wanted.append((name, record)))
    reading.print_button.click()
    assert wanted == [("notes", "")]
